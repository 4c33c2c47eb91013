"""What there is to answer, and what is answered, compared by revisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jalon.core.arrays import Longs
from jalon.matching.models import Layer, Seat, Shard, Workplace
from jalon.people.models import Person

if TYPE_CHECKING:
    from jalon.matching.week_kinds import Mondays

SHARD_PEOPLE = 5_000
"""People whose answers are kept together: a pilot is one shard, a département nine."""


def shard_of(person_pk: int) -> int:
    """The shard of a person."""
    return (person_pk - 1) // SHARD_PEOPLE


def people_of(shard: int) -> range:
    """The numbers that the people of a shard may have."""
    first = shard * SHARD_PEOPLE + 1
    return range(first, first + SHARD_PEOPLE)


@dataclass(frozen=True)
class Target:
    """What answers are wanted of: a network by its build, and the weeks of it."""

    network: str
    mondays: Mondays

    def is_of(self, shard: Shard | None) -> bool:
        """Whether a shard was computed of the same."""
        wanted = self.network, weeks_as_json(self.mondays)
        return shard is not None and (shard.network, shard.mondays) == wanted


@dataclass(frozen=True)
class Snapshot:
    """A layer of one shard at one moment: the revisions of everybody and of every workplace, by
    their numbers, and those of the people that are answered."""

    shard: Shard | None
    people: Mapping[int, int]
    seated: Mapping[int, int]
    workplaces: Mapping[int, int]

    @property
    def size(self) -> int:
        """One more than the largest number of a workplace."""
        return max(self.workplaces, default=-1) + 1

    def changed_people(self) -> list[int]:
        """Those whose answers are not there, or are of what they said before."""
        return [pk for pk, revision in self.people.items() if self.seated.get(pk) != revision]

    def changed_workplaces(self) -> list[int]:
        """The numbers of those whose answers are not there, or are of what they were before."""
        known = read_revisions(self.shard)
        return [
            number
            for number, revision in self.workplaces.items()
            if number >= len(known) or known[number] != revision
        ]


def read_revisions(shard: Shard | None) -> Longs:
    """The revisions of the workplaces that a shard answers, by number."""
    return np.frombuffer(b"" if shard is None else bytes(shard.revisions), dtype="<i8")


def read_snapshot(layer: Layer, number: int, workplaces: Mapping[int, int]) -> Snapshot:
    """One layer of the shard as it is now; `workplaces` are their revisions.

    Revisions are read before what they are revisions of: what changes meanwhile is computed once
    too often, never forgotten.
    """
    mine = people_of(number)
    people = Person.objects.filter(pk__gte=mine.start, pk__lt=mine.stop).order_by("pk")
    seats = Seat.objects.filter(layer=layer, person_id__gte=mine.start, person_id__lt=mine.stop)
    return Snapshot(
        Shard.objects.filter(layer=layer, number=number).first(),
        dict(people.values_list("pk", "week_revision")),
        dict(seats.values_list("person_id", "revision")),
        workplaces,
    )


def read_workplace_revisions() -> dict[int, int]:
    """The revision of every workplace, by number."""
    return dict(Workplace.objects.order_by().values_list("number", "revision"))


def list_shards() -> list[int]:
    """The shards that have people."""
    pks = Person.objects.order_by().values_list("pk", flat=True)
    return sorted({shard_of(pk) for pk in pks})


def weeks_as_json(mondays: Mondays) -> dict[str, str]:
    """The weeks as a shard keeps them."""
    return {kind: monday.isoformat() for kind, monday in mondays.items()}


def weeks_from_json(weeks: Mapping[str, str]) -> dict[str, dt.date]:
    """The weeks that a shard keeps."""
    return {kind: dt.date.fromisoformat(monday) for kind, monday in weeks.items()}
