"""Who plays which part in the tests of people and of the links between them."""

from __future__ import annotations

import pytest

from jalon.partners.models import Agent
from jalon.people.models import Person
from tests.cast import agathe_reau, basile, zoe
from tests.law import law_at_once, law_waits

__all__ = ["agathe_reau", "basile", "law_at_once", "law_waits", "zoe"]


@pytest.fixture
def agent(agathe_reau: Agent) -> Agent:
    return agathe_reau


@pytest.fixture
def stranger(basile: Agent) -> Agent:
    return basile


@pytest.fixture
def person(zoe: Person) -> Person:
    return zoe
