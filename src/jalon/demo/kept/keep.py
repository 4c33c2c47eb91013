"""Keeping the territory as it is drawn, in the transaction that draws it."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Value
from django.db.models.expressions import RawSQL

from jalon.demo.kept.models import DrawnRow
from jalon.demo.kept.parts import PARTS, Part


def is_kept() -> bool:
    """Whether there is something to bring back."""
    return DrawnRow.objects.exists()


@transaction.atomic
def keep_drawn() -> None:
    """Takes what there is now of the demo for what was drawn, in the place of what was before."""
    DrawnRow.objects.all().delete()
    for part in PARTS:
        _keep(part)


def _keep(part: Part) -> None:
    dropped = "".join(f" - '{column}'" for column in ("id", *part.derived))
    row = RawSQL(f"to_jsonb({part.table}){dropped}", [])  # noqa: S611 - names of our own
    # One reading of the table: joined to itself, rows that nobody has counted yet take minutes.
    drawn = part.rows().order_by().values_list(Value(part.table), "pk", row)
    select, asked = drawn.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO demo_drawnrow ("table", key, values) {select}', asked)
