"""Places of care and agents, one line each."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from jalon.partners.models import Agent, CarePlace, CarePlaceKind, Organisation


def make_place(slug: str, lat: float, lon: float = 0.0, **changes: object) -> CarePlace:
    """A crèche of one free place, named as its slug; `changes` are other fields."""
    fields: dict[str, object] = {
        "kind": CarePlaceKind.CRECHE,
        "name": slug,
        "commune_code": "94028",
        "commune": "Créteil",
        "hours": {"monday": ["07:30", "18:30"]},
        "free_places": 1,
    }
    return CarePlace.objects.create(slug=slug, lat=lat, lon=lon, **(fields | changes))


def make_agent(last_name: str, organisation: Organisation, **changes: object) -> Agent:
    """A fictional agent with the demo account of their name; `changes` are other fields."""
    fields: dict[str, object] = {
        "user": User.objects.create(username=f"compte-{User.objects.count()}"),
        "first_name": "Agathe",
        "title": "référente de parcours",
        "demo_slug": last_name.lower(),
        "is_fictional": True,
    }
    return Agent.objects.create(
        last_name=last_name, organisation=organisation, **(fields | changes)
    )


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(name="Département d’Essai", kind="departement")
