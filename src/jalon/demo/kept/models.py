"""The table of what was drawn."""

from __future__ import annotations

from django.db import models


class DrawnRow(models.Model):
    """One row of the demo territory as it was drawn: its table, its number, and its columns.

    Of fictional people, agents and firms alone; a service has none.
    """

    table = models.CharField("table", max_length=63)
    key = models.BigIntegerField("numéro")
    values = models.JSONField("colonnes")

    class Meta:
        verbose_name = "ligne telle que tirée"
        constraints = (models.UniqueConstraint(fields=("table", "key"), name="one_drawn_row_each"),)

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
