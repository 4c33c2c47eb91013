"""The persons of the tests by name, each with a part: a folder imports whom it needs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User

from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Person
from tests.factories import follow, make_agent, make_child, make_person, make_place
from tests.web import days


@pytest.fixture
def alice(db: None) -> Person:
    """A mother in Créteil; Inès goes to the crèche."""
    person = make_person("Alice", "alice")
    weekdays = {day: ["07:30", "18:30"] for day in days.WORK_WEEK}
    hours = weekdays | {"wednesday": ["08:00", "18:00"]}
    place = make_place("petits-pas", name="Crèche Les Petits Pas", hours=hours)
    make_child(person, place=place)
    return person


@pytest.fixture
def bob(db: None) -> Person:
    """A man in Valenton without a child."""
    return make_person("Bob", "bob", commune="Valenton", family_type="single_man")


@pytest.fixture
def awa(db: None) -> Person:
    """A person of the job space who has no account."""
    return make_person("Awa", is_fictional=False)


@pytest.fixture
def zoe(db: None) -> Person:
    """A woman on her own, whose household and links are asked about."""
    return make_person("Zoé", family_type="single_woman", birth_date=dt.date(1990, 1, 1))


@pytest.fixture
def agathe_reau(db: None) -> Agent:
    """An agent outside the demo, whose links to people open and close."""
    return make_agent("Agathe")


@pytest.fixture
def basile(db: None) -> Agent:
    """A colleague of Agathe Réau, in the same organisation, who follows nobody."""
    return make_agent("Basile")


@pytest.fixture
def agathe(db: None) -> User:
    """An account that is nobody's, neither a person's nor an agent's."""
    return User.objects.create(username="agathe")


@pytest.fixture
def nadia(db: None) -> Agent:
    """An agent; whom she follows is said by links."""
    return make_agent("Nadia", "Ferrand", "referente")


@pytest.fixture
def omar(db: None) -> Agent:
    """A colleague of Nadia, in the same organisation, who follows nobody."""
    return make_agent("Omar", "Diallo", "collegue")


@pytest.fixture
def link(nadia: Agent, alice: Person) -> AccessLink:
    """Nadia follows Alice."""
    return follow(nadia, alice)
