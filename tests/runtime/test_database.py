"""The tests themselves run on the embedded server."""

from __future__ import annotations

import pytest
from django.db import connection

from jalon.people.models import Person


@pytest.mark.django_db
def test_the_tests_run_on_postgresql_18() -> None:
    assert connection.vendor == "postgresql"
    assert connection.pg_version >= 180000


@pytest.mark.django_db
def test_the_tables_are_there() -> None:
    assert Person.objects.count() == 0
