"""Changing the bounds of one's day."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from jalon.people.models import Person


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds that a person chooses; clock times in seconds, after midnight beyond 86 400."""

    max_walk_min: int
    max_trip_min: int
    earliest_leave_s: int
    latest_return_s: int
    walk_kmh: float


@transaction.atomic
def change_limits(person: Person, limits: Limits) -> None:
    """Writes the new bounds of `person`; ValidationError when one is outside the model's."""
    person.max_walk_min = limits.max_walk_min
    person.max_trip_min = limits.max_trip_min
    person.earliest_leave_s = limits.earliest_leave_s
    person.latest_return_s = limits.latest_return_s
    person.walk_kmh = limits.walk_kmh
    person.clean_fields()
    person.save(update_fields=list(Limits.__dataclass_fields__))
