"""Keeping the territory as it is drawn, in the transaction that draws it."""

from __future__ import annotations

from django.db import connection, transaction

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
    wanted, asked = part.rows().order_by().values("pk").query.sql_with_params()
    dropped = "".join(f" - '{column}'" for column in ("id", *part.derived))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO demo_drawnrow ("table", key, values) '  # noqa: S608 - our own names
            f"SELECT '{part.table}', drawn.id, to_jsonb(drawn){dropped} "
            f"FROM {part.table} AS drawn WHERE drawn.id IN ({wanted})",
            asked,
        )
