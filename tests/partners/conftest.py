"""Places of care and agents, one line each."""

from __future__ import annotations

from typing import Any

import pytest

from jalon.partners.models import Agent, CarePlace, Organisation
from tests import factories


def make_place(slug: str, lat: float, lon: float = 0.0, **changes: object) -> CarePlace:
    """A crèche of one free place, named as its slug; `changes` are other fields."""
    fields: dict[str, object] = {"name": slug, "free_places": 1}
    return factories.make_place(slug, lat=lat, lon=lon, **(fields | changes))


def make_agent(last_name: str, organisation: Organisation, **changes: object) -> Agent:
    """A fictional agent with the demo account of their name; `changes` are other fields."""
    fields: dict[str, Any] = {
        "first_name": "Agathe",
        "organisation": organisation,
        "demo_slug": last_name.lower(),
        "is_fictional": True,
    }
    return factories.make_agent(last_name=last_name, **(fields | changes))


@pytest.fixture
def organisation(db: None) -> Organisation:
    return factories.make_organisation()
