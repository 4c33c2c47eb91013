"""The match where changes and rides take no time at all: people judged one by one.

There a ride may feed another of the same second, either way round. Lanes and profiles look at each
hop once, in one order, and would miss that; the single scan looks again until nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.reach.kernels.sentinels import CLOSED, FAR
from jalon.reach.match.best import people_of, take_in
from jalon.reach.match.block import Best, Block, PairWeeks, prepare_block
from jalon.reach.match.input.offers import Calendar, find_demand
from jalon.reach.network import Network
from jalon.reach.request.model import Request
from jalon.reach.travel.walks import stop_walks_of
from jalon.reach.week.choose_places import PlaceChoices
from jalon.reach.week.solve import FamilyWeek, solve_week
from jalon.reach.week.visits import Family, Points, families_of

OFFERS_AT_ONCE = 1000
PAIRS_AT_ONCE = 200_000
"""One block of people against the offers of a part: as in days.py, so that memory stays flat."""


def is_instant(network: Network, request: Request) -> bool:
    """Whether some ride and some change that anybody may take both take no time."""
    if (np.asarray(network.hop_arrival_s) > network.hop_departure_s).all():
        return False
    speeds = {person.walk_kmh for person in request.people if person.rides}
    return any(stop_walks_of(network, request.rules, speed).instant for speed in speeds)


@dataclass(frozen=True)
class JudgementBlock:
    """As Block: people and offers of a request, matched part by part."""

    network: Network
    request: Request
    still: int
    families: Sequence[Family]

    def parts(self) -> list[Longs]:
        """The numbers of the offers of each part."""
        calendar = Calendar(self.network, self.request.monday)
        return find_demand(self.request.offers, calendar).parts(OFFERS_AT_ONCE)

    def match(self, offers: Longs, best: Best) -> Ints:
        """How many people each of `offers` holds for; `best` takes in those that belong there."""
        offered = tuple(self.request.offers[number] for number in offers)
        days = np.array([len(offer.shifts) for offer in offered])
        people = np.zeros(len(offers), dtype=np.int32)
        for number, chosen in self._chosen(replace(self.request, offers=offered)):
            holds = chosen.held == days
            people += holds
            kept = np.flatnonzero(holds & (offers < self.still))
            columns = (chosen.seconds[kept], offers[kept], chosen.choice[kept])
            more = Best(*(values[None].astype(np.int32) for values in columns))
            take_in(people_of(best, slice(number, number + 1)), more)
        return people

    def held(self, offers: Longs) -> Bools:
        """Which of `offers` hold for whom (people x offers)."""
        offered = tuple(self.request.offers[number] for number in offers)
        days = np.array([len(offer.shifts) for offer in offered])
        chosen = self._chosen(replace(self.request, offers=offered))
        return np.array([choices.held == days for _, choices in chosen])

    def weeks(self, offers: Longs) -> PairWeeks:
        """The weeks of `offers` (people x offers)."""
        offered = tuple(self.request.offers[number] for number in offers)
        days = np.array([len(offer.shifts) for offer in offered])
        found = [
            _tell(family_week, days)
            for _, family_week in self._solved(replace(self.request, offers=offered))
        ]
        return PairWeeks(*(np.array(values) for values in zip(*found, strict=True)))

    def _chosen(self, request: Request) -> Iterator[tuple[int, PlaceChoices]]:
        """Each person by number, and what was chosen for each offer."""
        for number, family_week in self._solved(request):
            assert family_week.place_choices is not None  # noqa: S101 - hours are known: there is a day
            yield number, family_week.place_choices

    def _solved(self, request: Request) -> Iterator[tuple[int, FamilyWeek]]:
        size = max(1, PAIRS_AT_ONCE // len(request.offers))
        for first in range(0, len(request.people), size):
            people = request.people[first : first + size]
            week = solve_week(self.network, replace(request, people=people), plans=False)
            yield from enumerate(week.family_weeks, start=first)


def _tell(family_week: FamilyWeek, days: Longs) -> tuple[Ints, Ints, Ints]:
    """The seconds, earliest leave and minutes of each offer's week, of `days` weekdays."""
    choices = family_week.place_choices
    assert choices is not None  # noqa: S101 - as above
    holds = choices.held == days
    leave, minutes = np.full(len(days), FAR, dtype=np.int32), np.zeros(len(days), dtype=np.int64)
    for by_choice in family_week.shown.values():
        for number, shown in enumerate(by_choice):
            taken = choices.choice[shown.day.offers] == number
            mine = shown.day.offers[taken]
            leave[mine] = np.minimum(leave[mine], shown.day.clock.clocks(shown.leave[taken]))
            minutes[mine] += shown.minutes[taken]
    seconds, *told = (
        np.where(holds, values, other).astype(np.int32)
        for values, other in ((choices.seconds, CLOSED), (leave, 0), (minutes, 0))
    )
    return seconds, told[0], told[1]


def block_of(network: Network, request: Request, still: int) -> Block | JudgementBlock:
    """The people and offers of a request, ready to be matched as quickly as their network lets."""
    if is_instant(network, request):
        return JudgementBlock(network, request, still, families_of(request, Points()))
    return prepare_block(network, request, still=still)
