"""Who goes where: points of a request numbered, and the orders in which places are visited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np

from jalon.core.arrays import Floats
from jalon.reach.request.model import Person, Place, Point, Request
from jalon.reach.travel.walks import Walker


class Points:
    """Distinct points, numbered as they come."""

    def __init__(self) -> None:
        self._number: dict[Point, int] = {}

    def add(self, point: Point) -> int:
        """The number of a point."""
        return self._number.setdefault(point, len(self._number))

    def __len__(self) -> int:
        return len(self._number)

    def arrays(self) -> tuple[Floats, Floats]:
        """Latitudes and longitudes by number."""
        lat = np.array([point.lat for point in self._number], dtype=np.float64)
        lon = np.array([point.lon for point in self._number], dtype=np.float64)
        return lat, lon


@dataclass(frozen=True)
class Stay:
    """A place as one visit: its point's number, and the longest handover of the children there."""

    place: Place
    point: int
    handover_s: int


@dataclass(frozen=True)
class Chain:
    """An order of visits, named from the workplace outwards: the place nearest to work first."""

    home: int
    stays: tuple[Stay, ...]


@dataclass(frozen=True)
class Choice:
    """One place for each child, and every order of visiting them."""

    places: dict[str, str]
    stays: tuple[Stay, ...]
    chains: tuple[Chain, ...]


@dataclass(frozen=True)
class Family:
    """A person as the search sees them."""

    person: Person
    home: int
    walker: Walker
    choices: tuple[Choice, ...]


def families_of(request: Request, points: Points) -> list[Family]:
    """Each person's home, walker and choices; their points are added to `points`."""
    return [_family(person, points) for person in request.people]


def _family(person: Person, points: Points) -> Family:
    home = points.add(person.home)
    choices = tuple(
        _choice(person, home, places, points)
        for places in product(*(child.places for child in person.children))
    )
    return Family(
        person=person,
        home=home,
        walker=Walker(person.walk_kmh, person.max_walk_s, person.rides, person.booked_rides),
        choices=choices,
    )


def _choice(person: Person, home: int, places: Iterable[Place], points: Points) -> Choice:
    chosen = tuple(places)
    stays: dict[str, Stay] = {}
    for place in chosen:
        before = stays.get(place.id)
        handover_s = max(place.handover_s, before.handover_s if before else 0)
        stays[place.id] = Stay(place, points.add(place.point), handover_s)
    return Choice(
        places={child.id: place.id for child, place in zip(person.children, chosen, strict=True)},
        stays=tuple(stays.values()),
        chains=tuple(Chain(home, order) for order in permutations(stays.values())),
    )
