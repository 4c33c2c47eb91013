"""What is in each table, as a count and a sum that no order of rows changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import sql

Contents = dict[str, list[str]]
"""By table: its number of rows, and the sum of their prints, both as text."""

_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
"""
# Sixty bits of each row's MD5: the same in every version of PostgreSQL.
_SUM = """
SELECT count(*)::text,
  coalesce(sum(('x' || left(md5(row_of::text), 15))::bit(60)::bigint), 0)::text
FROM {} AS row_of
"""


def list_tables(connection: psycopg.Connection[Any]) -> list[str]:
    """The tables of the schema, by name."""
    return [str(row[0]) for row in connection.execute(_TABLES).fetchall()]


def read_contents(connection: psycopg.Connection[Any]) -> Contents:
    """What is in each table now; times are read in UTC, whatever the server's zone."""
    connection.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'")
    found: Contents = {}
    for table in list_tables(connection):
        row = connection.execute(sql.SQL(_SUM).format(sql.Identifier(table))).fetchone()
        found[table] = [str(value) for value in row or ()]
    return found


def find_differences(saved: Mapping[str, list[str]], found: Contents) -> list[str]:
    """The tables that are not the same in both."""
    return sorted(
        table for table in saved.keys() | found.keys() if saved.get(table) != found.get(table)
    )
