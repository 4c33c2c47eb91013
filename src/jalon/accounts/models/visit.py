"""The visits of an account: those that last, and those that are over."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Means(models.TextChoices):
    """By what one entered."""

    PASSKEY = "passkey", "clé d’accès"
    PASSWORD = "password", "mot de passe"
    PASSWORD_CODE = "password_code", "mot de passe et code de l’application"
    PASSWORD_RECOVERY = "password_recovery", "mot de passe et code de secours"
    SENT_CODE = "sent_code", "code reçu"
    INVITATION = "invitation", "invitation"
    OUTSIDE = "outside", "service de connexion de l’État"


class Visit(models.Model):
    """One visit. `session_key` is empty once it is over: nothing of it opens anything."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    session_key = models.CharField("session", max_length=40, blank=True, db_index=True)
    means = models.CharField("entrée par", max_length=20, choices=Means.choices)
    device = models.CharField("appareil", max_length=60)
    begun_at = models.DateTimeField("commencée le")
    seen_at = models.DateTimeField("vue le")
    ended_at = models.DateTimeField("finie le", null=True)

    class Meta:
        verbose_name = "visite"
        ordering = ("-begun_at", "-pk")
        indexes = (models.Index(fields=("user", "-begun_at"), name="visits_of"),)

    def __str__(self) -> str:
        return f"visite {self.pk}"
