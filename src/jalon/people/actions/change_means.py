"""Saying which vehicles one has."""

from __future__ import annotations

from django.db import transaction

from jalon.people.models import Person

VEHICLES = ("bicycle", "car")


@transaction.atomic
def change_means(person: Person, *, bicycle: bool, car: bool) -> None:
    """Writes whether `person` has a bicycle, and a car with a licence; the rest is left."""
    has = dict(zip(VEHICLES, (bicycle, car), strict=True))
    others = [mean for mean in person.means if mean not in VEHICLES]
    person.means = [*others, *(vehicle for vehicle in VEHICLES if has[vehicle])]
    person.save(update_fields=["means"])
