"""Who somebody is at ProConnect or FranceConnect."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OutsideIdentity(models.Model):
    """One account's number at a provider, joined by its holder; no name and no mail is kept.

    An agent whose employer changes provider has another number, and joins it again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    provider = models.CharField("service", max_length=20)
    digest = models.CharField("empreinte", max_length=64)
    joined_at = models.DateTimeField("relié le")

    class Meta:
        verbose_name = "identité extérieure"
        constraints = (
            models.UniqueConstraint(fields=("provider", "digest"), name="one_account_per_identity"),
            models.UniqueConstraint(fields=("provider", "user"), name="one_identity_per_provider"),
        )

    def __str__(self) -> str:
        return f"identité {self.pk}"
