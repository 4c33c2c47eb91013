"""One random world: a feed of a few stops, people with children, offers, settings.

The map is about two kilometres wide, so that walks count, and trips run around the hours of the
offers, so that most of what is drawn matters. Fine worlds have times to the second (near misses);
coarse ones whole minutes and a grid of stops (ties). Two worlds of three say more than stops and
minutes: `draft.MATTERS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.reach.drawing.dice import Dice, one_in, pick
from tests.reach.drawing.draft import MATTERS, Draft, Point, Size, matters
from tests.reach.drawing.feeds import along, feed, point
from tests.reach.drawing.periods import with_periods
from tests.reach.drawing.requests import (
    MONDAYS,
    Json,
    beside,
    child,
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
from tests.reach.drawing.stations import close, gathered
from tests.reach.drawing.world import World

KINDS = ("usual", "usual", "riders", "riders", "parents", "resumed")
"""Riders need transit; the places of parents open late and close early; shifts resume at night."""


class Map(NamedTuple):
    """Where stops are, and where people live, work and leave their children."""

    dice: Dice
    coarse: bool
    corridor: bool
    stops: list[Point]

    def anywhere(self) -> Json:
        """Near any stop, or not."""
        return beside(self.dice, self.stops, self.coarse)

    def home(self) -> Json:
        """At the beginning of a corridor."""
        return self._at([0, 0, 1]) if self.corridor else self.anywhere()

    def work(self) -> Json:
        """At the end of a corridor."""
        return self._at([-1, -1, -2]) if self.corridor else self.anywhere()

    def _at(self, ends: list[int]) -> Json:
        lat, lon = close(self.dice, self.stops[pick(self.dice, ends)], self.coarse)
        return {"lat": lat, "lon": lon}

    def place(self) -> Json:
        """At either end of a corridor."""
        return (
            (self.home() if one_in(self.dice, 2) else self.work())
            if self.corridor
            else (self.anywhere())
        )


def map_of(dice: Dice, size: Size, coarse: bool, said: Sequence[str]) -> Map:
    """Stops of a town; of a corridor, in two of three worlds that say more than minutes."""
    corridor = bool(said) and not one_in(dice, 3)
    count = dice.between(3, size.stops)
    scattered = [] if corridor else [point(dice, coarse) for _ in range(count)]
    stops = scattered or along(dice, count, coarse)
    if {"stations", "changes"} & set(said):
        stops = gathered(dice, stops, coarse, corridor)
    return Map(dice, coarse, corridor, stops)


def drawn(dice: Dice, size: Size, among: Sequence[str] = MATTERS) -> World:
    """A world; about half of them coarse. `among` are the matters that it may have."""
    coarse = bool(dice.between(0, 1))
    said = matters(dice, among)
    town = map_of(dice, size, coarse, said)
    kind = "riders" if town.corridor else pick(dice, KINDS)
    days = [shifts(dice, resumed=kind == "resumed") for _ in range(2 if one_in(dice, 3) else 1)]

    def places(letter: str, count: int) -> list[Json]:
        names = [f"{letter}{i}" for i in range(count)]
        if kind == "parents":
            return [narrow(dice, name, days[0], town.place()) for name in names]
        return [place(dice, name, days, town.place()) for name in names]

    care = places("k", dice.between(2 if kind == "parents" else 1, 4))
    monday = pick(dice, MONDAYS)
    if "periods" in said:
        care = [with_periods(dice, one, care, monday) for one in care]
    people = [
        of_kind(dice, kind, person(dice, f"p{i}", days, care, town.home()), care)
        for i in range(dice.between(1, 2))
    ]
    if "booked" in said:
        people = [one | {"booked_rides": one_in(dice, 3)} for one in people]
    if "periods" in said and town.corridor:
        people = [one | {"children": [child(dice, "c0", care, 1)]} for one in people]
    request = {
        "date_of_monday": monday,
        "settings": settings(dice),
        "people": people,
        "offers": [offer(dice, f"o{i}", [day, *days], town.work()) for i, day in enumerate(days)],
        "other_places": places("m", pick(dice, [0, 0, 1, 2, 7])),
    }
    spans = [span for day in days for span in day]
    if town.corridor:
        # Its few trips run before the first shift of a day and after the last one.
        spans = [(day[0][0], day[-1][1]) for day in days[:1]]
    draft = Draft(dice, coarse, said, size, town.corridor)
    return World(feed(draft, town.stops, spans), request)


def of_kind(dice: Dice, kind: str, one: Json, care: list[Json]) -> Json:
    """The same person, made for the kind of the world."""
    if kind == "riders":
        return rider(dice, one)
    if kind == "parents":
        return parent(dice, one, care)
    return patient(dice, one) if kind == "resumed" else one
