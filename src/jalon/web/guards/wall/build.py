"""Makes the role of caseworkers' pages, and gives it what `sides` says: after each migration.

Rights are not a migration's, since a dump that is loaded under another name, or without rights,
would have none; here they are as the code says, again and again.
"""

from __future__ import annotations

import logging

from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg import sql
from psycopg.errors import DuplicateObject

from jalon.web.guards.wall.role import (
    is_refusal,
    look_at_wall,
    name_account,
    name_role,
    name_taking,
)
from jalon.web.guards.wall.sides import RIGHTS, SEQUENCES, list_tables

_log = logging.getLogger("jalon.web")

_TOLD = (
    "The database does not hold the wall, the code alone does: let its administrator run "
    "« %s », then run jalon site migrate again. See docs/service.md."
)
_EXISTS = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
_MAY_TAKE = "SELECT pg_has_role(%s::name, %s, %s)"
_MAY_PASS = "SELECT has_schema_privilege(%s, current_schema(), 'USAGE')"  # noqa: S105 - no secret


def build_wall_after_migration(**told: object) -> None:
    """Django's signal after a migration; emptying all tables sends it too, without a plan."""
    if "plan" in told:
        build_wall()


def build_wall() -> bool:
    """Whether the database holds the wall from now on; where it cannot, says who mends that.

    On the way to the first version, or back from it, some tables are missing: nothing is said.
    """
    tables = set(connection.introspection.table_names())
    if not RIGHTS.keys() <= tables:
        return False
    _make_role()
    if _ask(_EXISTS, name_role()):
        _give_rights({table for table, _ in list_tables()} & tables)
    if look_at_wall():
        return True
    _log.warning(_TOLD, say_missing())
    return False


def say_missing() -> str:
    """What an administrator runs where the application may not make roles."""
    account, schema = name_account(), _ask("SELECT current_schema()")
    parts = [] if _ask(_EXISTS, name_role()) else ["CREATE ROLE {role} NOLOGIN;"]
    parts += ["GRANT {role} TO {account};"]
    if not _ask(_MAY_PASS, "public"):  # everybody, in PostgreSQL's words
        parts += ["GRANT USAGE ON SCHEMA {schema} TO {role};"]
    return _write(" ".join(parts), role=name_role(), account=account, schema=str(schema))


def _make_role() -> None:
    """The role, that the pages' account may take it on, and its way to the tables."""
    role, account = name_role(), name_account()
    if not _ask(_EXISTS, role):
        _try(_write("CREATE ROLE {role} NOLOGIN", role=role))
    if _ask(_EXISTS, role):
        if not _ask(_MAY_TAKE, account, role, name_taking()):
            _try(_write("GRANT {role} TO {account}", role=role, account=account))
        if not _ask(_MAY_PASS, role):
            schema = str(_ask("SELECT current_schema()"))
            _try(_write("GRANT USAGE ON SCHEMA {schema} TO {role}", schema=schema, role=role))


def _give_rights(tables: set[str]) -> None:
    """All rights are taken back and those that are declared given, at once."""
    role = name_role()
    given = [f"REVOKE ALL ON TABLE {{{table}}} FROM {{role}};" for table in sorted(tables)]
    given += [f"REVOKE ALL ON SEQUENCE {{{name}}} FROM {{role}};" for name in SEQUENCES]
    given += [
        f"GRANT {rights} ON {{{table}}} TO {{role}};" for table, rights in RIGHTS.items() if rights
    ]
    given += [f"GRANT USAGE ON SEQUENCE {{{name}}} TO {{role}};" for name in SEQUENCES]
    names = {name: name for name in (*tables, *SEQUENCES)}
    _try(_write(" ".join(given), role=role, **names))


def _try(statement: str) -> None:
    """Does it where this account may; another that did it just now is as good."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError:
        return
    except ProgrammingError as error:
        if not (is_refusal(error) or isinstance(error.__cause__, DuplicateObject)):
            raise


def _ask(question: str, *asked: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        row = cursor.fetchone()
    return row[0] if row else None


def _write(statement: str, **names: str) -> str:
    """A statement with its names quoted."""
    quoted = {key: sql.Identifier(name) for key, name in names.items()}
    return sql.SQL(statement).format(**quoted).as_string()
