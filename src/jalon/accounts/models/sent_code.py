"""A code that was sent by mail or SMS, to enter or to prove that one reads there."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class SentCode(models.Model):
    """Good once and for some minutes. Without a user it is for nobody: an unknown account's.

    `to` is where it goes to be proved, empty for where the account says. `digest` is empty until
    the worker has sent the code, which is nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True)
    to = models.CharField("envoyé à", max_length=254, blank=True)
    by_phone = models.BooleanField("par SMS", default=False)
    digest = models.CharField("empreinte", max_length=64, blank=True)
    asked_at = models.DateTimeField("demandé le")
    expires_at = models.DateTimeField("jusqu'à")
    tries = models.PositiveSmallIntegerField("essais", default=0)
    used_at = models.DateTimeField("servi le", null=True)

    class Meta:
        verbose_name = "code envoyé"

    def __str__(self) -> str:
        return f"code {self.pk}"
