"""One random world: a feed of a few stops, people with children, offers, settings.

The map is about two kilometres wide, so that walks count, and trips run around the hours of the
offers, so that most of what is drawn matters. Fine worlds have times to the second (near misses);
coarse ones whole minutes and a grid of stops (ties). Two worlds of three say more than stops and
minutes: `draft.MATTERS`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.reach.drawing.dice import Dice, one_in, pick
from tests.reach.drawing.draft import ASKED, Draft, Size, matters
from tests.reach.drawing.feeds import along, feed, point
from tests.reach.drawing.periods import with_periods
from tests.reach.drawing.requests import (
    MONDAYS,
    Json,
    beside,
    narrow,
    offer,
    parent,
    patient,
    person,
    place,
    rider,
    settings,
    shifts,
)
from tests.reach.drawing.stations import gathered
from tests.reach.drawing.world import World

KINDS = ("usual", "usual", "riders", "riders", "parents", "resumed")
"""Riders need transit; the places of parents open late and close early; shifts resume at night."""


def drawn(dice: Dice, size: Size, among: Sequence[str] = ASKED) -> World:
    """A world; about half of them coarse. `among` are the matters that it may have."""
    coarse = bool(dice.between(0, 1))
    said = matters(dice, among)
    corridor = bool(said) and not one_in(dice, 3)
    kind = "riders" if corridor else pick(dice, KINDS)
    count = 2 if one_in(dice, 3) else 1
    days = [shifts(dice, resumed=kind == "resumed") for _ in range(count)]
    count_of_stops = dice.between(3, size.stops)
    stops = (
        along(dice, count_of_stops, coarse)
        if corridor
        else [point(dice, coarse) for _ in range(count_of_stops)]
    )
    if "stations" in said:
        stops = gathered(dice, stops, coarse, corridor)

    def where(end: int | None = None) -> Json:
        return beside(dice, stops if end is None or not corridor else [stops[end]], coarse)

    def places(letter: str, count: int) -> list[Json]:
        names = [f"{letter}{i}" for i in range(count)]
        if kind == "parents":
            return [narrow(dice, name, days[0], where()) for name in names]
        return [place(dice, name, days, where()) for name in names]

    care = places("k", dice.between(2 if kind == "parents" else 1, 4))
    monday = pick(dice, MONDAYS)
    if "periods" in said:
        care = [with_periods(dice, one, care, monday) for one in care]
    people = [
        of_kind(dice, kind, person(dice, f"p{i}", days, care, where(0)), care)
        for i in range(dice.between(1, 2))
    ]
    if "booked" in said:
        people = [one | {"booked_rides": not one_in(dice, 2)} for one in people]
    request = {
        "date_of_monday": monday,
        "settings": settings(dice),
        "people": people,
        "offers": [offer(dice, f"o{i}", [day, *days], where(-1)) for i, day in enumerate(days)],
        "other_places": places("m", pick(dice, [0, 0, 1, 2, 7])),
    }
    spans = [span for day in days for span in day]
    return World(feed(Draft(dice, coarse, said, size, corridor), stops, spans), request)


def of_kind(dice: Dice, kind: str, one: Json, care: list[Json]) -> Json:
    """The same person, made for the kind of the world."""
    if kind == "riders":
        return rider(dice, one)
    if kind == "parents":
        return parent(dice, one, care)
    return patient(dice, one) if kind == "resumed" else one
