"""Rows that are not as they were drawn, and bringing them back."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model

from jalon.demo.kept.models import DrawnRow
from jalon.demo.kept.parts import Part

# A column that came with a later version keeps what it has; one that is gone is passed over.
_OTHER = """
FROM demo_drawnrow AS kept
WHERE kept."table" = %s AND kept.key = now.id
  AND jsonb_populate_record(now, kept.values) IS DISTINCT FROM now
"""


def remove_added(part: Part) -> None:
    """Those that visitors added, with what leans on them."""
    if part.is_added_to:
        part.rows().exclude(pk__in=_kept(part)).delete()


def add_missing(part: Part) -> None:
    """Those that visitors took away, under their own numbers."""
    there = part.model._default_manager.values_list("pk", flat=True)
    gone = DrawnRow.objects.filter(table=part.table).exclude(key__in=there)
    part.model._default_manager.bulk_create(_row(part, kept) for kept in gone)


def list_changed(part: Part, column: str) -> set[int]:
    """The values of a column of numbers, in the rows that were added, taken away or changed."""
    added = part.rows().exclude(pk__in=_kept(part)).values_list(column, flat=True)
    there = part.model._default_manager.values_list("pk", flat=True)
    gone = DrawnRow.objects.filter(table=part.table).exclude(key__in=there)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT now.{column} FROM {part.table} AS now, "  # noqa: S608 - our own names
            + _OTHER.replace("FROM", "", 1),
            [part.table],
        )
        other = {int(row[0]) for row in cursor.fetchall()}
    return {*added, *other, *(int(kept.values[column]) for kept in gone)}


def change_back(part: Part) -> None:
    """Those that are otherwise; one that is not is not written, so that no revision moves."""
    columns = ", ".join(part.columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {part.table} AS now SET ({columns}) = ("  # noqa: S608 - our own names
            f"SELECT {columns} FROM jsonb_populate_record(now, kept.values)) " + _OTHER,
            [part.table],
        )


def _kept(part: Part) -> object:
    return DrawnRow.objects.filter(table=part.table).values("key")


def _row(part: Part, kept: DrawnRow) -> Model:
    """A row of the table as it is today; what it has not kept has its default."""
    fields = part.model._meta.concrete_fields
    told = {
        field.attname: field.to_python(kept.values[field.column])
        for field in fields
        if field.column in kept.values
    }
    return part.model(pk=kept.key, **told)
