"""Whose rights are asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jalon.people.models import Child, Person

if TYPE_CHECKING:
    pass


@pytest.fixture
def ines(alice: Person) -> Child:
    """The child of Alice."""
    return alice.children.get()
