"""Single changes tried on a solved week: a vehicle, other hours of a place, another place, a shift
moved. The first two need no new scan: ways are kept, and opening hours only allow or forbid them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from jalon.core.arrays import Bools, Longs
from jalon.core.geo import haversine_m
from jalon.core.time import DAY_S
from jalon.reach.request.model import Child, Offer, Person, Place, Request, Span
from jalon.reach.request.rules import Vehicle
from jalon.reach.result.model import UnlockKind
from jalon.reach.week.choose_places import PlaceChoices, choose_places
from jalon.reach.week.judge import DayView, Judgement, judge
from jalon.reach.week.openings import openings_on
from jalon.reach.week.solve import FamilyWeek, Week, judge_vehicle, solve_week
from jalon.reach.week.split_days import ShownWays, show
from jalon.reach.week.visits import Family

PLACE_MIN = (30, 60)
SHIFT_MIN = (-15, 15, -30, 30, -60, 60)
NEAREST = 5
"""How many of the request's other places are tried for each child."""
LAST_CLOSING_S = 29 * 3600 + 59 * 60


@dataclass(frozen=True)
class OpenedOffers:
    """One change for one family: which of the request's offers it makes hold, and the seconds of
    the week's travel then (both by offer)."""

    number: int
    change: UnlockKind
    opens: Bools
    seconds: Longs
    place: str | None = None
    child: str | None = None
    by_min: int | None = None


@dataclass(frozen=True)
class FailingPairs:
    """The pairs of a solved week that do not hold though all hours are known (people x offers).

    `asked` (offers) counts the weekdays of each offer. At most about `pairs` pairs are solved at
    once.
    """

    week: Week
    pairs: int
    asked: Longs
    mask: Bools

    @classmethod
    def of(cls, week: Week, pairs: int) -> FailingPairs:
        """Those of a week."""
        spans = [offer.shifts.values() for offer in week.request.offers]
        asked = np.array([len(days) for days in spans], dtype=np.int64)
        known = np.array([len(days) > 0 and None not in days for days in spans])
        held = [np.zeros_like(asked) if (c := s.chosen) is None else c.held for s in week.standings]
        return cls(week, pairs, asked, known & (np.array(held) < asked))

    @property
    def numbers(self) -> list[int]:
        """The families with a pair that does not hold."""
        return [int(number) for number in np.flatnonzero(self.mask.any(axis=1))]

    @property
    def offers(self) -> list[int]:
        """The offers that do not hold for somebody."""
        return [int(offer) for offer in np.flatnonzero(self.mask.any(axis=0))]

    def opened(self, number: int, change: UnlockKind, chosen: PlaceChoices) -> OpenedOffers:
        """What a change opens, from the choices that are taken with it."""
        opens = self.mask[number] & (chosen.held == self.asked)
        return OpenedOffers(number, change, opens, chosen.seconds)

    def moved(
        self, number: int, change: UnlockKind, offers: Longs, chosen: PlaceChoices
    ) -> OpenedOffers:
        """The same, where `chosen` is for some of the offers alone."""
        held, seconds = np.full((2, len(self.asked)), -1, dtype=np.int64)
        held[offers], seconds[offers] = chosen.held, chosen.seconds
        return self.opened(number, change, PlaceChoices(held, held, seconds))


def with_vehicle(failing: FailingPairs, vehicle: Vehicle) -> Iterator[OpenedOffers]:
    """One more way to move, for those who have it not."""
    week = failing.week
    members = [n for n in failing.numbers if vehicle not in week.families[n].person.means]
    judged: dict[int, dict[int, list[Judgement]]] = {number: {} for number in members}
    for number, weekday, _, by_choice in judge_vehicle(week.question, vehicle, members):
        judged[number][weekday] = by_choice
    for number in members:
        standing = week.standings[number]
        shown = {
            weekday: [
                show(ways)
                for ways in zip(*standing.judged[weekday], judged[number][weekday], strict=True)
            ]
            for weekday in standing.judged
        }
        yield failing.opened(number, vehicle, _chosen(week, shown))


def with_place_hours(failing: FailingPairs, change: UnlockKind) -> Iterator[OpenedOffers]:
    """Each place of each family opening earlier, or closing later, the smaller amount first."""
    for number in failing.numbers:
        family, standing = failing.week.families[number], failing.week.standings[number]
        own = {place.id: place for child in family.person.children for place in child.places}
        for place, by_min in product(own.values(), PLACE_MIN):
            other = longer_hours(place, change, by_min)
            shown = {
                weekday: _shown_with(family, standing, weekday, other) for weekday in standing.shown
            }
            opened = failing.opened(number, change, _chosen(failing.week, shown))
            yield replace(opened, place=place.id, by_min=by_min)


def longer_hours(place: Place, change: UnlockKind, by_min: int) -> Place:
    """The place with its hours changed on every weekday that it opens."""
    earlier_s = by_min * 60 if change == "place_opens_earlier" else 0
    later_s = by_min * 60 - earlier_s
    hours = (hours and _widened(hours, earlier_s, later_s) for hours in place.hours)
    return replace(place, hours=tuple(hours))


def _widened(hours: Span, earlier_s: int, later_s: int) -> Span:
    opens, closes = hours
    return max(0, opens - earlier_s), max(closes, min(LAST_CLOSING_S, closes + later_s))


def _shown_with(
    family: Family, standing: FamilyWeek, weekday: int, other: Place
) -> list[ShownWays]:
    """What is shown of each choice when one of its places has other hours."""
    by_way = standing.judged[weekday]
    before = by_way[0][0].view
    openings = {**before.openings, other.id: openings_on(other, before.day.clock)}
    view = DayView(before.kind, before.day, openings)
    return [
        show([_judged_again(family, judged, view) for judged in ways])
        if other.id in ways[0].choice.places.values()
        else shown
        for ways, shown in zip(zip(*by_way, strict=True), standing.shown[weekday], strict=True)
    ]


def _judged_again(family: Family, judged: Judgement, view: DayView) -> Judgement:
    outs, backs = ([way.solved for way in ways] for ways in (judged.outs, judged.backs))
    return judge(family, judged.choice, view, outs, backs)


def _chosen(week: Week, shown: Mapping[int, Sequence[ShownWays]]) -> PlaceChoices:
    by_choice = list(zip(*shown.values(), strict=True))
    return choose_places(by_choice, len(week.request.offers))


def with_shift_moved(failing: FailingPairs) -> Iterator[OpenedOffers]:
    """Every shift of an offer moved, the smaller amount first."""
    request, numbers = failing.week.request, failing.numbers
    for by_min in SHIFT_MIN:
        offers = [i for i in failing.offers if _may_move(request.offers[i], by_min * 60)]
        people = tuple(request.people[number] for number in numbers)
        at_once = max(1, failing.pairs // max(1, len(numbers)))
        for first in range(0, len(offers), at_once):
            part = np.array(offers[first : first + at_once])
            moved = tuple(_moved(request.offers[i], by_min * 60) for i in part)
            week = _solved(failing, replace(request, people=people, offers=moved))
            for number, standing in zip(numbers, week.standings, strict=True):
                if standing.chosen is not None:
                    opened = failing.moved(number, "shift_moved", part, standing.chosen)
                    yield replace(opened, by_min=by_min)


def _may_move(offer: Offer, by_s: int) -> bool:
    """Whether every start stays in its day."""
    starts = (start for spans in offer.shifts.values() for start, _ in spans or ())
    return all(0 <= start + by_s < DAY_S for start in starts)


def _moved(offer: Offer, by_s: int) -> Offer:
    shifts = {
        weekday: tuple((start + by_s, end + by_s) for start, end in spans or ())
        for weekday, spans in offer.shifts.items()
    }
    return replace(offer, shifts=shifts)


def with_other_place(failing: FailingPairs) -> Iterator[OpenedOffers]:
    """One child at another place of the request, near the home."""
    request = failing.week.request
    offers = np.array(failing.offers)
    tried = [
        (number, child, place)
        for number in failing.numbers
        for child in request.people[number].children
        for place in _nearest(request, request.people[number], child)
    ]
    at_once = max(1, failing.pairs // max(1, len(offers)))
    asked = tuple(request.offers[i] for i in offers)
    for first in range(0, len(tried), at_once):
        part = tried[first : first + at_once]
        people = tuple(_elsewhere(request.people[n], child, place) for n, child, place in part)
        week = _solved(failing, replace(request, people=people, offers=asked))
        for (number, child, place), standing in zip(part, week.standings, strict=True):
            if standing.chosen is not None:
                opened = failing.moved(number, "other_place", offers, standing.chosen)
                yield replace(opened, child=child.id, place=place.id)


def _nearest(request: Request, person: Person, child: Child) -> list[Place]:
    """The nearest other places to the home that the child has not; the first of equals."""
    own = {place.id for place in child.places}
    others = [place for place in request.other_places if place.id not in own]
    lat, lon = np.array([(place.point.lat, place.point.lon) for place in others]).reshape(-1, 2).T
    metres = haversine_m(np.array(person.home.lat), np.array(person.home.lon), lat, lon)
    return [others[i] for i in np.argsort(metres, kind="stable")[:NEAREST]]


def _elsewhere(person: Person, child: Child, place: Place) -> Person:
    """The person with one child at that place alone."""
    children = tuple(
        replace(one, places=(place,)) if one.id == child.id else one for one in person.children
    )
    return replace(person, children=children)


def _solved(failing: FailingPairs, request: Request) -> Week:
    return solve_week(failing.week.network, request, plans=False)
