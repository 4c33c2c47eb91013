"""Who tests are in the database: the application, as pages are, which owns nothing there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

from jalon.runtime.postgres.layout import SUPERUSER
from jalon.runtime.postgres.rights import give_rights


def is_embedded() -> bool:
    """Whether the server is ours; another one may have one account for everything."""
    return "HOME" in connection.settings_dict


def enter_as_superuser() -> None:
    """Make databases, and become whoever is asked for: nobody else may, on the embedded server."""
    if is_embedded():
        connection.settings_dict["USER"] = SUPERUSER


def become_application() -> None:
    """From now on each connection is the application's, and may empty tables after a test."""
    if not is_embedded():
        return
    give_rights()
    account = sql.Identifier(settings.DATABASE_ACCOUNT)
    run(sql.SQL("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {}").format(account))
    connection.close()
    initial = DatabaseWrapper.init_connection_state

    def init(wrapper: DatabaseWrapper) -> None:
        initial(wrapper)
        if wrapper.settings_dict["NAME"] == connection.settings_dict["NAME"]:
            wrapper.connection.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(account))

    setattr(DatabaseWrapper, "init_connection_state", init)  # noqa: B010 - for all threads


@contextmanager
def as_superuser() -> Iterator[None]:
    """Statements are those of whose the tables are, until the end."""
    if not is_embedded():
        yield
        return
    run("RESET SESSION AUTHORIZATION")
    try:
        yield
    finally:
        account = sql.Identifier(settings.DATABASE_ACCOUNT)
        run(sql.SQL("SET SESSION AUTHORIZATION {}").format(account))


@contextmanager
def refusing_connection(mistake: Exception) -> Iterator[None]:
    """The database cannot be reached, for this reason.

    Never `monkeypatch.setattr`: it would leave on the connection, for every test after, what the
    class had at that time, which outside the tests of the database refuses everything.
    """
    with mock.patch.object(connections["default"], "ensure_connection", side_effect=mistake):
        yield


def run(*statements: Any) -> None:  # noqa: ANN401 - psycopg's
    """Each of these statements."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
