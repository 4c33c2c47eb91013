"""Agents and people for the links between them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User

from jalon.partners.models import Agent, Organisation
from jalon.people.models import Person


def make_agent(first_name: str, organisation: Organisation) -> Agent:
    return Agent.objects.create(
        user=User.objects.create(username=f"compte-{first_name.lower()}"),
        first_name=first_name,
        last_name="Réau",
        title="référente de parcours",
        organisation=organisation,
    )


def make_person(first_name: str) -> Person:
    return Person.objects.create(
        first_name=first_name,
        family_type="single_woman",
        birth_date=dt.date(1990, 1, 1),
        commune_code="94028",
        commune="Créteil",
        home_lat=48.79,
        home_lon=2.45,
        is_fictional=True,
    )


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(name="Département d’Essai", kind="departement")


@pytest.fixture
def agent(organisation: Organisation) -> Agent:
    return make_agent("Agathe", organisation)


@pytest.fixture
def stranger(organisation: Organisation) -> Agent:
    """A colleague of the same organisation, who follows nobody."""
    return make_agent("Basile", organisation)


@pytest.fixture
def person(db: None) -> Person:
    return make_person("Zoé")
