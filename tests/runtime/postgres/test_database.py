"""The tests themselves run on the embedded server."""

from __future__ import annotations

import pytest
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from jalon.people.models import Person


@pytest.mark.django_db
def test_the_tests_run_on_postgresql_18() -> None:
    connection = connections["default"]
    assert connection.vendor == "postgresql"
    assert isinstance(connection, DatabaseWrapper)
    assert connection.pg_version >= 180000


@pytest.mark.django_db
def test_the_tables_are_there() -> None:
    assert Person.objects.count() == 0
