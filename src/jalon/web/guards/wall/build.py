"""Makes the role of caseworkers' pages, and gives it what `sides` says: after each migration.

Rights are not a migration's, since a dump that is loaded under another name, or without rights,
would have none; here they are as the code says, again and again.
"""

from __future__ import annotations

import logging

from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg import sql
from psycopg.errors import DuplicateObject

from jalon.web.guards.wall.role import is_refusal, look_at_wall, name_role
from jalon.web.guards.wall.sides import RIGHTS, SEQUENCES, list_tables

_log = logging.getLogger("jalon.web")

_TOLD = (
    "The database does not hold the wall, the code alone does: let its administrator run "
    "« %s », then run jalon site migrate again. See docs/service.md."
)
_EXISTS = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
_IS_MEMBER = "SELECT pg_has_role(session_user, %s, 'MEMBER')"
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
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_schema()")
        account, schema = cursor.fetchone()
    parts = [] if _ask(_EXISTS, name_role()) else ["CREATE ROLE {role} NOLOGIN;"]
    parts += ["GRANT {role} TO {account};", "GRANT USAGE ON SCHEMA {schema} TO {role};"]
    return _write(" ".join(parts), role=name_role(), account=account, schema=schema)


def _make_role() -> None:
    """The role, that this account may take it on, and its way to the tables."""
    role = name_role()
    if not _ask(_EXISTS, role):
        _try("CREATE ROLE {role} NOLOGIN")
    if _ask(_EXISTS, role):
        if not _ask(_IS_MEMBER, role):
            _try("GRANT {role} TO SESSION_USER")
        if not _ask(_MAY_PASS, role):
            schema = _ask("SELECT current_schema()")
            _try("GRANT USAGE ON SCHEMA {schema} TO {role}", schema=str(schema))


def _give_rights(tables: set[str]) -> None:
    """All rights are taken back, and those that are declared given, at once."""
    with transaction.atomic():
        done = all(
            _try(f"REVOKE ALL ON {kind} {{one}} FROM {{role}}", one=one)
            for kind, names in (("TABLE", sorted(tables)), ("SEQUENCE", SEQUENCES))
            for one in names
        )
        done = done and all(
            _try(f"GRANT {rights} ON TABLE {{one}} TO {{role}}", one=table)
            for table, rights in RIGHTS.items()
            if rights
        )
        done = done and all(
            _try("GRANT USAGE ON SEQUENCE {one} TO {role}", one=one) for one in SEQUENCES
        )
        if not done:
            transaction.set_rollback(True)


def _try(statement: str, **names: str) -> bool:
    """Whether this account may do it; another that did it just now is as good."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_write(statement, role=name_role(), **names))
    except IntegrityError:
        return True
    except ProgrammingError as error:
        if isinstance(error.__cause__, DuplicateObject):
            return True
        if not is_refusal(error):
            raise
        return False
    return True


def _ask(question: str, *asked: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        row = cursor.fetchone()
    return row[0] if row else None


def _write(statement: str, **names: str) -> str:
    """A statement with its names quoted."""
    quoted = {key: sql.Identifier(name) for key, name in names.items()}
    return sql.SQL(statement).format(**quoted).as_string()
