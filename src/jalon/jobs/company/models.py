"""Companies and their offers, with the hours that the job really has."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from jalon.core.time import WEEKDAYS
from jalon.partners.models import Firm


class Company(models.Model):
    """An employer of the territory. `siret` is empty where its offers came without one.

    `firm` is its account, as `link_companies` says: by the SIRET, or by what an agent wrote.
    """

    name = models.CharField("nom", max_length=200)
    sector = models.CharField("secteur", max_length=100)
    commune_code = models.CharField("code INSEE", max_length=5)
    commune = models.CharField("commune", max_length=100)
    is_fictional = models.BooleanField("fictif", default=False)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    firm = models.ForeignKey(
        Firm, on_delete=models.SET_NULL, null=True, blank=True, related_name="companies"
    )

    class Meta:
        verbose_name = "entreprise"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("siret",), condition=~models.Q(siret=""), name="one_company_per_siret"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ContractKind(models.TextChoices):
    """Contracts, with France Travail's codes."""

    CDI = "CDI", "CDI"
    CDD = "CDD", "CDD"
    MIS = "MIS", "Intérim"
    SAI = "SAI", "Saisonnier"


class Offer(models.Model):
    """A job offer. `hours_known` is False where the employer gave no hours: never guessed.

    `unknown_weekdays` (0 is Monday) are worked at hours that nobody gave, `duration_min` the length
    of such a day, break included, where it is known. `published_on` is the day it came here, None
    where it came before that was noted. `revision` is moved on by the database with every change of
    the offer or of its shifts.
    """

    slug = models.SlugField("référence", unique=True)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="offers")
    title = models.CharField("intitulé", max_length=200)
    rome_code = models.CharField("code ROME", max_length=5)
    description = models.TextField("description")
    contract = models.CharField("contrat", max_length=3, choices=ContractKind.choices)
    contract_months = models.PositiveSmallIntegerField("durée en mois", null=True, blank=True)
    hours_week = models.DecimalField("heures par semaine", max_digits=4, decimal_places=1)
    gross_eur_hour = models.DecimalField("salaire brut horaire", max_digits=6, decimal_places=2)
    start_date = models.DateField("début")
    published_on = models.DateField("publiée le", null=True, default=timezone.localdate)
    workplace = models.CharField("lieu de travail", max_length=200)
    commune_code = models.CharField("code INSEE", max_length=5)
    commune = models.CharField("commune", max_length=100)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    hours_known = models.BooleanField("horaires connus", default=True)
    unknown_weekdays = models.JSONField("jours sans horaire", default=list, blank=True)
    duration_min = models.PositiveSmallIntegerField("minutes par jour", null=True, blank=True)
    is_fictional = models.BooleanField("fictif", default=False)
    revision = models.BigIntegerField("révision", default=0, editable=False)

    class Meta:
        verbose_name = "offre"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class Shift(models.Model):
    """Hours of one weekday, in seconds since midnight; an end before the start is the next day."""

    WEEKDAY_CHOICES = tuple(enumerate(WEEKDAYS))

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField("jour", choices=WEEKDAY_CHOICES)
    start_s = models.PositiveIntegerField("début")
    end_s = models.PositiveIntegerField("fin")

    class Meta:
        verbose_name = "horaire"
        ordering = ("weekday", "start_s")
        constraints = (
            models.UniqueConstraint(
                fields=("offer", "weekday", "start_s"), name="one_shift_per_start"
            ),
        )

    def __str__(self) -> str:
        return f"horaire {self.pk}"
