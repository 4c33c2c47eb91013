"""Places where children are looked after: crèches, schools with their morning and evening care."""

from __future__ import annotations

from django.db import models


class CarePlaceKind(models.TextChoices):
    """Kinds of care, as a family names them."""

    CRECHE = "creche", "Crèche"
    SCHOOL = "school", "École et accueil périscolaire"
    CHILDMINDER = "childminder", "Assistante maternelle"


class CarePlace(models.Model):
    """One place, its position and its opening hours.

    `hours` maps weekdays in English to `["07:30", "18:30"]`; a weekday that is absent is closed.
    """

    slug = models.SlugField("identifiant", unique=True)
    kind = models.CharField("type d'accueil", max_length=20, choices=CarePlaceKind.choices)
    name = models.CharField("nom", max_length=200)
    commune_code = models.CharField("code INSEE", max_length=5)
    commune = models.CharField("commune", max_length=100)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    hours = models.JSONField("horaires d'ouverture")
    handover_min = models.PositiveSmallIntegerField("minutes pour confier l'enfant", default=10)
    free_places = models.PositiveSmallIntegerField("places libres", default=0)
    is_fictional = models.BooleanField("fictif", default=False)

    class Meta:
        verbose_name = "lieu d'accueil"
        verbose_name_plural = "lieux d'accueil"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
