"""What was computed goes into the database: a row a person, over what was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

import orjson
from django.db import connection, transaction


class Kept(NamedTuple):
    """A row of `NearestOffers`, by the names of its columns. `left_out` is JSON."""

    person_id: int
    answers_id: int | None
    week_revision: int
    network: str
    monday: dt.date
    records: bytes
    household: str
    left_out: str
    catalogue: str
    person_mark: str
    world_mark: str
    waits_law: bool
    computed_at: dt.datetime


_KINDS = (
    *("bigint", "bigint", "bigint", "text", "date", "bytea", "text", "text", "text", "text"),
    *("text", "boolean", "timestamptz"),
)
_COLUMNS = ", ".join(Kept._fields)
_WRITE = f"""
INSERT INTO jobs_person_nearestoffers ({_COLUMNS})
SELECT {_COLUMNS.replace("left_out", "left_out::jsonb")}
FROM unnest({", ".join(f"%s::{kind}[]" for kind in _KINDS)}) AS new ({_COLUMNS})
WHERE EXISTS (SELECT FROM people_person WHERE id = person_id FOR KEY SHARE)
  AND (answers_id IS NULL
    OR EXISTS (SELECT FROM people_householdanswers WHERE id = answers_id FOR KEY SHARE))
ON CONFLICT (person_id) DO UPDATE SET
  {", ".join(f"{name} = excluded.{name}" for name in Kept._fields[1:])}
"""  # noqa: S608 - names of our own


def write_kept(rows: Iterable[Kept]) -> None:
    """All of them or none. Nothing is kept of a person who is gone, nor of answers that were erased
    meanwhile: these go with what was computed from them."""
    ordered = sorted(rows, key=lambda row: row.person_id)
    if not ordered:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WRITE, [list(column) for column in zip(*ordered, strict=True)])


def left_out_json(left_out: object) -> str:
    """The codes as the column has them."""
    return orjson.dumps(left_out).decode()
