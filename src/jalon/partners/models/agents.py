"""Organisations of the public insertion service, and the agents who work there."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OrganisationKind(models.TextChoices):
    """Who may accompany a person."""

    DEPARTEMENT = "departement", "Département"
    FRANCE_TRAVAIL = "france_travail", "France Travail"
    MISSION_LOCALE = "mission_locale", "Mission locale"
    CCAS = "ccas", "CCAS"
    ASSOCIATION = "association", "Association"


class Organisation(models.Model):
    """One employer of agents, by the name that people know it by."""

    name = models.CharField("nom", max_length=200, unique=True)
    kind = models.CharField("sorte", max_length=20, choices=OrganisationKind.choices)
    is_fictional = models.BooleanField("fictif", default=False)

    class Meta:
        verbose_name = "organisation"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Agent(models.Model):
    """Somebody who works with people, under their own name: it is shown to those they follow.

    The account stays as long as the agent does: what was done with it must keep its author.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    first_name = models.CharField("prénom", max_length=100)
    last_name = models.CharField("nom", max_length=100)
    title = models.CharField("fonction", max_length=100)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agents", verbose_name="organisation"
    )
    story = models.TextField("histoire du compte de démonstration", blank=True)
    demo_slug = models.SlugField("compte de démonstration", null=True, blank=True, unique=True)
    is_fictional = models.BooleanField("fictif", default=False)

    class Meta:
        verbose_name = "agent"
        ordering = ("last_name", "first_name", "pk")

    def __str__(self) -> str:
        # Never the name: what is printed ends in logs.
        return f"agent {self.pk}"

    @property
    def full_name(self) -> str:
        """`Nadia Ferrand`."""
        return f"{self.first_name} {self.last_name}"

    @property
    def label(self) -> str:
        """Name, function and organisation, as a person reads who they are: at most 400 signs."""
        return f"{self.full_name}, {self.title}, {self.organisation.name}"[:400]
