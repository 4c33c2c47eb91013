"""What the application may do in its own database: read and write rows, and never own a table.

The audit is added to and never changed: its triggers hold, since only an owner turns them off.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from psycopg import sql

from jalon.core.errors import JalonError

USUAL = "SELECT, INSERT, UPDATE, DELETE"
NARROWER: Mapping[str, str] = {
    "audit_event": "SELECT, INSERT",
    "audit_head": "SELECT, INSERT, UPDATE",
    "django_migrations": "SELECT",
}
"""Tables of which the application has less than the usual rights."""


def give_rights() -> None:
    """Give the application's account its rights, all at once; nothing where it owns the tables.

    Called by the owner after each migration. Raises JalonError where it may not give them.
    """
    account = settings.DATABASE_ACCOUNT
    owner, schema = _ask("SELECT session_user, current_schema()")
    if account in {"", owner}:
        return
    tables = connection.introspection.table_names()
    names = {"account": account, "schema": schema}
    parts = [
        "GRANT USAGE ON SCHEMA {schema} TO {account};",
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {account};",
        f"GRANT {USUAL} ON ALL TABLES IN SCHEMA {{schema}} TO {{account}};",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {account};",
    ]
    for table in sorted(NARROWER.keys() & set(tables)):
        parts.append(f"REVOKE ALL ON {{{table}}} FROM {{account}};")
        parts.append(f"GRANT {NARROWER[table]} ON {{{table}}} TO {{account}};")
        names[table] = table
    quoted = {key: sql.Identifier(name) for key, name in names.items()}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.SQL(" ".join(parts)).format(**quoted).as_string())
    except ProgrammingError as error:
        raise JalonError(
            f"The account {owner} may not give {account} its rights: it must own the tables. "
            "See docs/exploitation.md."
        ) from error


def owns_nothing() -> bool:
    """Whether the account of this connection is neither superuser nor owner of a table of ours."""
    (owns,) = _ask(
        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = session_user AND rolsuper) "
        "OR EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
        "AND relkind = 'r' AND pg_has_role(session_user, relowner, 'MEMBER'))"
    )
    return not owns


def _ask(question: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row: tuple[str, ...] | None = cursor.fetchone()
    return row or ()
