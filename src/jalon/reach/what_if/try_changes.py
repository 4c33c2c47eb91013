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
from jalon.reach.request.model import Child, Hours, Offer, Person, Place, Request, Span
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
"""No place closes later, whatever is tried."""


@dataclass(frozen=True)
class OpenedOffers:
    """One change for one family: which of the request's offers it makes hold, and the seconds of
    the week's travel then (both by offer)."""

    family_index: int
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
        held = [
            np.zeros_like(asked) if (c := w.place_choices) is None else c.held
            for w in week.family_weeks
        ]
        return cls(week, pairs, asked, known & (np.array(held) < asked))

    @property
    def family_indices(self) -> list[int]:
        """The families with a pair that does not hold."""
        return [int(index) for index in np.flatnonzero(self.mask.any(axis=1))]

    @property
    def offer_indices(self) -> list[int]:
        """The offers that do not hold for somebody."""
        return [int(offer) for offer in np.flatnonzero(self.mask.any(axis=0))]

    def opened(self, family_index: int, change: UnlockKind, chosen: PlaceChoices) -> OpenedOffers:
        """What a change opens, from the choices that are taken with it."""
        opens = self.mask[family_index] & (chosen.held == self.asked)
        return OpenedOffers(family_index, change, opens, chosen.seconds)

    def moved(
        self, family_index: int, change: UnlockKind, offers: Longs, chosen: PlaceChoices
    ) -> OpenedOffers:
        """The same, where `chosen` is for some of the offers alone."""
        held, seconds = np.full((2, len(self.asked)), -1, dtype=np.int64)
        held[offers], seconds[offers] = chosen.held, chosen.seconds
        return self.opened(family_index, change, PlaceChoices(held, held, seconds))


def with_vehicle(failing: FailingPairs, vehicle: Vehicle) -> Iterator[OpenedOffers]:
    """One more way to move, for those who have it not."""
    week = failing.week
    members = [i for i in failing.family_indices if vehicle not in week.families[i].person.means]
    judgements: dict[int, dict[int, list[Judgement]]] = {member: {} for member in members}
    for family_index, weekday, _, by_choice in judge_vehicle(week.question, vehicle, members):
        judgements[family_index][weekday] = by_choice
    for family_index in members:
        family_week = week.family_weeks[family_index]
        shown = {
            weekday: [
                show(ways)
                for ways in zip(
                    *family_week.judgements[weekday], judgements[family_index][weekday], strict=True
                )
            ]
            for weekday in family_week.judgements
        }
        yield failing.opened(family_index, vehicle, _chosen(week, shown))


def with_place_hours(failing: FailingPairs, change: UnlockKind) -> Iterator[OpenedOffers]:
    """Each place of each family opening earlier, or closing later, the smaller amount first."""
    for family_index in failing.family_indices:
        family = failing.week.families[family_index]
        family_week = failing.week.family_weeks[family_index]
        own = {place.id: place for child in family.person.children for place in child.places}
        for place, by_min in product(own.values(), PLACE_MIN):
            other = longer_hours(place, change, by_min)
            shown = {
                weekday: _shown_with(family, family_week, weekday, other)
                for weekday in family_week.shown
            }
            opened = failing.opened(family_index, change, _chosen(failing.week, shown))
            yield replace(opened, place=place.id, by_min=by_min)


def longer_hours(place: Place, change: UnlockKind, by_min: int) -> Place:
    """The place with its hours changed on every day that it opens, those of its periods too."""
    earlier_s = by_min * 60 if change == "place_opens_earlier" else 0
    later_s = by_min * 60 - earlier_s

    def longer(hours: Hours) -> Hours:
        return tuple(span and _widened(span, earlier_s, later_s) for span in hours)

    periods = tuple(replace(period, hours=longer(period.hours)) for period in place.periods)
    return replace(place, hours=longer(place.hours), periods=periods)


def _widened(hours: Span, earlier_s: int, later_s: int) -> Span:
    opens, closes = hours
    return max(0, opens - earlier_s), max(closes, min(LAST_CLOSING_S, closes + later_s))


def _shown_with(
    family: Family, family_week: FamilyWeek, weekday: int, other: Place
) -> list[ShownWays]:
    """What is shown of each choice when one of its places has other hours."""
    by_way = family_week.judgements[weekday]
    before = by_way[0][0].view
    openings = {**before.openings, other.id: openings_on(other, before.day.clock)}
    view = DayView(before.kind, before.day, openings)
    return [
        show([_judge_again(family, judgement, view) for judgement in ways])
        if other.id in ways[0].choice.places.values()
        else shown
        for ways, shown in zip(zip(*by_way, strict=True), family_week.shown[weekday], strict=True)
    ]


def _judge_again(family: Family, judgement: Judgement, view: DayView) -> Judgement:
    outs, backs = ([way.times for way in ways] for ways in (judgement.outs, judgement.backs))
    return judge(family, judgement.choice, view, outs, backs)


def _chosen(week: Week, shown: Mapping[int, Sequence[ShownWays]]) -> PlaceChoices:
    by_choice = list(zip(*shown.values(), strict=True))
    return choose_places(by_choice, len(week.request.offers))


def with_shift_moved(failing: FailingPairs) -> Iterator[OpenedOffers]:
    """Every shift of an offer moved, the smaller amount first."""
    request, family_indices = failing.week.request, failing.family_indices
    for by_min in SHIFT_MIN:
        offers = [i for i in failing.offer_indices if _may_move(request.offers[i], by_min * 60)]
        people = tuple(request.people[family_index] for family_index in family_indices)
        at_once = max(1, failing.pairs // max(1, len(family_indices)))
        for first in range(0, len(offers), at_once):
            part = np.array(offers[first : first + at_once])
            moved = tuple(_moved(request.offers[i], by_min * 60) for i in part)
            week = _solved(failing, replace(request, people=people, offers=moved))
            for family_index, family_week in zip(family_indices, week.family_weeks, strict=True):
                if family_week.place_choices is not None:
                    opened = failing.moved(
                        family_index, "shift_moved", part, family_week.place_choices
                    )
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
    offers = np.array(failing.offer_indices)
    tried = [
        (family_index, child, place)
        for family_index in failing.family_indices
        for child in request.people[family_index].children
        for place in _nearest(request, request.people[family_index], child)
    ]
    at_once = max(1, failing.pairs // max(1, len(offers)))
    asked = tuple(request.offers[i] for i in offers)
    for first in range(0, len(tried), at_once):
        part = tried[first : first + at_once]
        people = tuple(_elsewhere(request.people[i], child, place) for i, child, place in part)
        week = _solved(failing, replace(request, people=people, offers=asked))
        for (family_index, child, place), family_week in zip(part, week.family_weeks, strict=True):
            if family_week.place_choices is not None:
                opened = failing.moved(
                    family_index, "other_place", offers, family_week.place_choices
                )
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
        replace(own, places=(place,)) if own.id == child.id else own for own in person.children
    )
    return replace(person, children=children)


def _solved(failing: FailingPairs, request: Request) -> Week:
    return solve_week(failing.week.network, request, plans=False)
