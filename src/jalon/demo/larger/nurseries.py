"""More invented crèches, and a seat in one of them for each child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from jalon.demo.chance import pick, pick_weighted
from jalon.demo.draws import Person, Place
from jalon.demo.geography import Homes, Point, distance_m
from jalon.demo.larger.names import paired, read_more_names
from jalon.demo.readable_names import slug
from jalon.demo.towns import TOWNS

PEOPLE_PER_NURSERY = 150
"""One crèche for so many people: about half of its seats are then taken by their children."""
SEATS = 60
"""The most children of the demo in one crèche; `free_places` are a part of what is left."""

PlacesOf = Callable[[Point, tuple[str, ...]], tuple[str, ...]]


def draw_more_nurseries(
    rng: np.random.Generator, places: Sequence[Place], people: int
) -> list[Place]:
    """`places` and the crèches that so many people need besides, hours as the others have them."""
    known = [place for place in places if place.kind == "creche"]
    parts, homes = read_more_names()["nurseries"], Homes()
    taken = {place.slug for place in places}
    wanted = max(0, -(-people // PEOPLE_PER_NURSERY) - len(known))
    names = paired(rng, parts["kinds"], parts["names"])
    fresh = (name for name in names if f"demo-{slug(name)}" not in taken)
    drawn = [_nursery(rng, homes, name, known) for name in islice(fresh, wanted)]
    assert len(drawn) == wanted, "the table of names is too short"  # noqa: S101 - our own table
    return [*places, *drawn]


def _nursery(rng: np.random.Generator, homes: Homes, name: str, known: Sequence[Place]) -> Place:
    code = pick_weighted(rng, {code: float(town.thousands) for code, town in TOWNS.items()})
    spot, like = homes.draw(rng, code), pick(rng, known)
    return replace(
        like,
        slug=f"demo-{slug(name)}",
        name=name,
        commune_code=code,
        lat=spot.lat,
        lon=spot.lon,
        hours={day: list(hours) for day, hours in like.hours.items()},
        free_places=pick(rng, known).free_places,
    )


class Seats:
    """Gives each child of crèche age a seat, the first people first.

    Who finds the nearest crèche full goes to the next one with a seat. Places that are only
    possible are among those that have a free place when everybody is settled.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._nurseries = {place.slug: place for place in places if place.kind == "creche"}
        self._taken: Counter[str] = Counter()

    def settle(self, people: Sequence[Person]) -> list[Person]:
        """The same people, each of their children at a crèche with a seat."""
        attended = [self._changed(person, self._with_seat) for person in people]
        return [self._changed(person, self._with_free_choices) for person in attended]

    def left(self, place: Place) -> Place:
        """The place with no more free places than it has seats left."""
        if place.slug not in self._nurseries:
            return place
        return replace(place, free_places=min(place.free_places, SEATS - self._taken[place.slug]))

    def _changed(self, person: Person, places_of: PlacesOf) -> Person:
        home = Point(person.home_lat, person.home_lon)
        children = tuple(
            replace(child, places=places_of(home, child.places))
            if child.places and child.places[0] in self._nurseries
            else child
            for child in person.children
        )
        return replace(person, children=children)

    def _with_seat(self, home: Point, places: tuple[str, ...]) -> tuple[str, ...]:
        attended = places[0]
        if self._taken[attended] >= SEATS:
            open_ones = (slug for slug in self._nurseries if self._taken[slug] < SEATS)
            attended = min(open_ones, key=lambda slug: self._metres(home, slug))
        self._taken[attended] += 1
        return attended, *places[1:]

    def _metres(self, home: Point, slug: str) -> float:
        place = self._nurseries[slug]
        return distance_m(home, Point(place.lat, place.lon))

    def _with_free_choices(self, _: Point, places: tuple[str, ...]) -> tuple[str, ...]:
        attended, *others = places
        free = (slug for slug in others if self.left(self._nurseries[slug]).free_places)
        return attended, *(slug for slug in free if slug != attended)
