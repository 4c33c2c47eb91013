"""The role that a caseworker's page has in the database, for as long as it is made.

It keeps a mistake from reading behind the wall, whatever module makes it. It is no prison for a
program that wants out: RESET ROLE is a statement like another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, ProgrammingError, connection
from psycopg import sql

from jalon.core.errors import JalonError
from jalon.web.guards.wall.sides import list_tables_behind

P = ParamSpec("P")
R = TypeVar("R")

PREFIX = "jalon_caseworker_"
"""People's migration 0007 knows the role by it: what follows is the database's own name."""
_LONGEST = 63
"""Bytes of a name; PostgreSQL cuts longer ones off in silence, and two would be one."""

_LOOK = """
SELECT EXISTS (
  SELECT FROM pg_roles AS role
  WHERE rolname = %(role)s AND NOT rolbypassrls
    AND pg_has_role(%(account)s::name, oid, %(may)s)
    AND has_schema_privilege(oid, current_schema(), 'USAGE')
    AND current_schema() <> %(account)s
    AND has_table_privilege(oid, to_regclass('people_accesslink'), 'SELECT')
    AND NOT EXISTS (
      SELECT FROM unnest(%(behind)s::text[]) AS hidden
      WHERE has_any_column_privilege(role.oid, to_regclass(hidden), 'SELECT, INSERT, UPDATE')
    )
)
"""

_inside: ContextVar[bool] = ContextVar("inside", default=False)
_held: set[str] = set()
"""Databases that held the wall once: one that lets it fall refuses pages, and is asked no more."""


class WallFellError(JalonError):
    """The database held the wall, and does not any more: no page goes on without it."""

    def __init__(self) -> None:
        super().__init__("The database holds the wall no more: run jalon site migrate.")


def name_role() -> str:
    """The role of this database alone: roles are of a whole server, which may have several."""
    name = PREFIX + str(connection.settings_dict["NAME"])
    if len(name.encode()) <= _LONGEST:
        return name
    return PREFIX + hashlib.sha256(name.encode()).hexdigest()[:32]


def name_taking() -> str:
    """What PostgreSQL calls the right to take a role on; before 16 any member has it."""
    connection.ensure_connection()
    return "SET" if connection.connection.info.server_version >= 160_000 else "MEMBER"


def name_account() -> str:
    """Who pages are in the database: migrations may be somebody else."""
    connection.ensure_connection()
    row = _execute(
        "SELECT coalesce((SELECT rolname FROM pg_roles WHERE rolname = %(account)s), session_user)",
        {"account": settings.DATABASE_ACCOUNT},
    ).fetchone()
    return str(row[0])


def look_at_wall() -> bool:
    """Whether the database holds the wall; where it does not, the code alone does."""
    asked = {"role": name_role(), "may": name_taking(), "behind": list_tables_behind()}
    row = _execute(_LOOK, asked | {"account": name_account()}).fetchone()
    return bool(row and row[0])


@contextmanager
def as_caseworker() -> Iterator[None]:
    """Statements of this thread are a caseworker's until the end, come what may."""
    if _inside.get() or not _is_held():
        yield
        return
    was_in_transaction = connection.in_atomic_block
    token = _inside.set(True)
    try:
        _take_role()
        yield
    finally:
        _inside.reset(token)
        give_role_back(was_in_transaction)


def run_as_caseworker(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What `function` gives, asked as a caseworker."""
    with as_caseworker():
        return function(*args, **kwargs)


def is_refusal(error: ProgrammingError) -> bool:
    """Whether it is the database that says: this role has no right to that."""
    return isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)


def keep_role(*, connection: Any, **_: object) -> None:  # noqa: ANN401 - Django's
    """Django's signal of a new connection: one made in the middle of a page is a caseworker's."""
    if _inside.get() and connection.alias == DEFAULT_DB_ALIAS:
        _take_role()


def _is_held() -> bool:
    name = str(connection.settings_dict["NAME"])
    if name not in _held and look_at_wall():
        _held.add(name)
    return name in _held


def _take_role() -> None:
    """Raises WallFellError, and leaves no connection to whoever would go on without the role."""
    connection.ensure_connection()
    try:
        _execute(sql.SQL("SET ROLE {}").format(sql.Identifier(name_role())))
    except DatabaseError as error:
        connection.close()
        raise WallFellError from error


def give_role_back(was_in_transaction: bool = False) -> None:
    """The connection's own role again; a connection that cannot have it serves nobody else."""
    if connection.connection is None:
        return
    try:
        _execute("RESET ROLE")
    except Exception:
        # A transaction that failed takes nothing more. Begun before the role was taken on, it
        # gives the role back as it ends.
        if not (was_in_transaction and connection.in_atomic_block):
            connection.close()


def _execute(query: Any, asked: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - psycopg's
    """Straight to the driver: it is no question of the page, and no page counts it."""
    with connection.wrap_database_errors:
        return connection.connection.execute(query, asked)
