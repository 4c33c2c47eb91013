"""A person who looks for work, their children, and the bounds of their day."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from jalon.partners.models import CarePlace


class FamilyType(models.TextChoices):
    """Family types of RSA statistics (INSEE)."""

    SINGLE_MAN = "single_man", "Homme seul"
    SINGLE_WOMAN = "single_woman", "Femme seule"
    LONE_PARENT = "lone_parent", "Parent seul avec enfant"
    COUPLE = "couple", "Couple"


def default_means() -> list[str]:
    """Walking is always there; public transport is what most people on RSA have."""
    return ["transit"]


class Person(models.Model):
    """One person. Times are seconds since midnight; `means` as in the engine's request.

    `week_revision` is moved on by the database with whatever the person's days depend on.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True
    )
    first_name = models.CharField("prénom", max_length=100)
    family_type = models.CharField("situation", max_length=20, choices=FamilyType.choices)
    birth_date = models.DateField("date de naissance")
    commune_code = models.CharField("code INSEE", max_length=5)
    commune = models.CharField("commune", max_length=100)
    home_lat = models.FloatField("latitude du domicile")
    home_lon = models.FloatField("longitude du domicile")
    means = models.JSONField("moyens de transport", default=default_means)
    walk_kmh = models.FloatField(
        "vitesse de marche", default=4.5, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    max_walk_min = models.PositiveSmallIntegerField("marche d'une traite", default=15)
    max_trip_min = models.PositiveSmallIntegerField("trajet le plus long", default=60)
    earliest_leave_s = models.PositiveIntegerField("départ au plus tôt", default=5 * 3600)
    latest_return_s = models.PositiveIntegerField("retour au plus tard", default=21 * 3600)
    booked_rides = models.BooleanField("trajets à réserver", default=True)
    rome_codes = models.JSONField("métiers recherchés", default=list)
    story = models.TextField("histoire du compte de démonstration", blank=True)
    demo_slug = models.SlugField("compte de démonstration", null=True, blank=True, unique=True)
    is_fictional = models.BooleanField("fictif", default=False)
    week_revision = models.BigIntegerField("révision de la semaine", default=0, editable=False)

    class Meta:
        verbose_name = "personne"
        ordering = ("pk",)

    def __str__(self) -> str:
        # Never the name: what is printed ends in logs.
        return f"personne {self.pk}"


class Child(models.Model):
    """A child of the person; children without a place need nobody on a working day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="children")
    first_name = models.CharField("prénom", max_length=100)
    birth_date = models.DateField("date de naissance")

    class Meta:
        verbose_name = "enfant"
        ordering = ("birth_date", "pk")

    def __str__(self) -> str:
        return f"enfant {self.pk}"


class CareOption(models.Model):
    """A possible place for a child: the one it attends (rank 0), or one nearby with room."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="care_options")
    place = models.ForeignKey(CarePlace, on_delete=models.PROTECT, related_name="care_options")
    rank = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "lieu d'accueil possible"
        ordering = ("rank", "pk")
        constraints = (
            models.UniqueConstraint(fields=("child", "place"), name="one_option_per_place"),
        )

    def __str__(self) -> str:
        return f"option {self.pk}"
