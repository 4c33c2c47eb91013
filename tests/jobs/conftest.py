"""Who seeks a job in these tests."""

from __future__ import annotations

import pytest

from jalon.people.models import Person
from tests.cast import awa

__all__ = ["awa"]


@pytest.fixture
def person(awa: Person) -> Person:
    return awa
