"""How far each long work is: one row a work, and nothing of anybody."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class WorkProgress(models.Model):
    """The last run of a long work. Times are the database's, whoever writes."""

    name = models.CharField("nom", max_length=80, primary_key=True)
    done = models.PositiveBigIntegerField("fait")
    total = models.PositiveBigIntegerField("en tout")
    started_at = models.DateTimeField("commencé le", db_default=Now())
    started_done = models.PositiveBigIntegerField("fait au début", default=0)
    updated_at = models.DateTimeField("avancé le", db_default=Now())

    class Meta:
        verbose_name = "avancement"
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.done}/{self.total}"
