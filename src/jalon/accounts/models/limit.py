"""How often something was tried."""

from __future__ import annotations

from django.db import models


class Limit(models.Model):
    """Tries since a moment, by a digest that does not say of whom or from where."""

    digest = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField("essais")
    since = models.DateTimeField("depuis")
    until = models.DateTimeField("jusqu'au", db_index=True)

    class Meta:
        verbose_name = "limite"

    def __str__(self) -> str:
        return f"{self.count} essais"
