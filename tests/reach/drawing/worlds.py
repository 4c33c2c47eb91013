"""One random world: a feed of a few stops, people with children, offers, settings.

The map is about two kilometres wide, so that walks count, and trips run around the hours of the
offers, so that most of what is drawn matters. Fine worlds have times to the second (near misses);
coarse ones whole minutes and a grid of stops (ties).
"""

from __future__ import annotations

from tests.reach.drawing.dice import Dice, one_in, pick
from tests.reach.drawing.feeds import Size, feed, point
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
from tests.reach.drawing.world import World

KINDS = ("usual", "usual", "riders", "riders", "parents", "resumed")
"""Riders need transit; the places of parents open late and close early; shifts resume at night."""


def drawn(dice: Dice, size: Size) -> World:
    """A world; about half of them coarse."""
    coarse = bool(dice.between(0, 1))
    kind = pick(dice, KINDS)
    count = 2 if one_in(dice, 3) else 1
    days = [shifts(dice, resumed=kind == "resumed") for _ in range(count)]
    stops = [point(dice, coarse) for _ in range(dice.between(3, size.stops))]

    def where() -> Json:
        return beside(dice, stops, coarse)

    def places(letter: str, count: int) -> list[Json]:
        names = [f"{letter}{i}" for i in range(count)]
        if kind == "parents":
            return [narrow(dice, name, days[0], where()) for name in names]
        return [place(dice, name, days, where()) for name in names]

    care = places("k", dice.between(2 if kind == "parents" else 1, 4))
    people = [
        of_kind(dice, kind, person(dice, f"p{i}", days, care, where()), care)
        for i in range(dice.between(1, 2))
    ]
    request = {
        "date_of_monday": pick(dice, MONDAYS),
        "settings": settings(dice),
        "people": people,
        "offers": [offer(dice, f"o{i}", [day, *days], where()) for i, day in enumerate(days)],
        "other_places": places("m", pick(dice, [0, 0, 1, 2, 7])),
    }
    spans = [span for day in days for span in day]
    return World(feed(dice, stops, spans, coarse, size), request)


def of_kind(dice: Dice, kind: str, one: Json, care: list[Json]) -> Json:
    """The same person, made for the kind of the world."""
    if kind == "riders":
        return rider(dice, one)
    if kind == "parents":
        return parent(dice, one, care)
    return patient(dice, one) if kind == "resumed" else one
