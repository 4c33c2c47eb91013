"""Rows of tiles, as they go into the database."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from jalon.matching.models import PersonTile

ROWS_AT_ONCE = 4_000
"""Tiles written by one statement: some seven megabytes."""
Row = tuple[int, int, bytes]
"""A person, the tile's number, and its answers."""


def write_rows(model: type[PersonTile], column: str, rows: Sequence[Row]) -> None:
    """Over what was there; people who are gone are left out."""
    table = model._meta.db_table
    statement = _WRITE.format(table=table, column=column)
    with connection.cursor() as cursor:
        for first in range(0, len(rows), ROWS_AT_ONCE):
            some = zip(*rows[first : first + ROWS_AT_ONCE], strict=True)
            cursor.execute(statement, [list(values) for values in some])


_WRITE = """
    INSERT INTO {table} (person_id, number, {column})
    SELECT person_id, number, answers
    FROM unnest(%s::bigint[], %s::integer[], %s::bytea[]) AS new (person_id, number, answers)
    WHERE EXISTS (SELECT FROM people_person WHERE id = person_id FOR KEY SHARE)
    ON CONFLICT (person_id, number) DO UPDATE SET {column} = excluded.{column}
"""
