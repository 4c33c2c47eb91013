"""Who seeks a job in these tests."""

from __future__ import annotations

import pytest

from jalon.people.models import Person
from tests.cast import awa
from tests.law import law_at_once, law_waits

__all__ = ["awa", "law_at_once", "law_waits"]


@pytest.fixture
def person(awa: Person) -> Person:
    return awa
