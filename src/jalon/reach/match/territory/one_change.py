"""A person with one change is one more person: a vehicle, or a place of theirs open for longer.

These are the changes that need no new search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from jalon.reach.request.model import Person, Place
from jalon.reach.request.rules import Vehicle
from jalon.reach.result.model import UnlockKind
from jalon.reach.what_if.try_changes import PLACE_MIN, longer_hours

PLACE_CHANGES: tuple[UnlockKind, ...] = ("place_opens_earlier", "place_closes_later")
VEHICLES: tuple[Vehicle, ...] = ("bicycle", "car")


@dataclass(frozen=True)
class ChangedPerson:
    """The person at `number` of some people, with one change: of `place` by `by_min` minutes, or a
    vehicle more."""

    number: int
    change: UnlockKind
    person: Person
    place: str | None = None
    by_min: int | None = None


def with_one_change(people: Sequence[Person]) -> Iterator[ChangedPerson]:
    """Each person with each change alone; of the amounts of one change the smaller come first."""
    for number, person in enumerate(people):
        for vehicle in VEHICLES:
            if vehicle not in person.means:
                other = replace(person, means=person.means | {vehicle})
                yield ChangedPerson(number, vehicle, other)
        for place, change, by_min in product(_places(person), PLACE_CHANGES, PLACE_MIN):
            other = _with_place(person, longer_hours(place, change, by_min))
            yield ChangedPerson(number, change, other, place.id, by_min)


def _places(person: Person) -> Iterable[Place]:
    """The person's places, each once."""
    return {place.id: place for child in person.children for place in child.places}.values()


def _with_place(person: Person, other: Place) -> Person:
    """The person with one place's hours changed, for every child that may go there."""
    children = (
        replace(
            child,
            places=tuple(
                replace(place, hours=other.hours, periods=other.periods)
                if place.id == other.id
                else place
                for place in child.places
            ),
        )
        for child in person.children
    )
    return replace(person, children=tuple(children))
