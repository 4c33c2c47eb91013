"""Changing the bounds of one's day."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.db import transaction

from jalon.people.models import Person


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds that a person chooses; clock times in seconds, after midnight beyond 86 400.

    `booked_rides` is whether rides that are to be booked count.
    """

    max_walk_min: int
    max_trip_min: int
    earliest_leave_s: int
    latest_return_s: int
    walk_kmh: float
    booked_rides: bool


@transaction.atomic
def change_limits(person: Person, limits: Limits) -> None:
    """Writes the new bounds of `person`; ValidationError when one is outside the model's."""
    names = [field.name for field in fields(Limits)]
    for name in names:
        setattr(person, name, getattr(limits, name))
    person.clean_fields(exclude={field.name for field in person._meta.fields} - set(names))
    person.save(update_fields=names)
