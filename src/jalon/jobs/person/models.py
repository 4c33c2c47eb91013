"""The table of the person's side of the job space: theirs alone, read by their own pages."""

from __future__ import annotations

from django.db import models

from jalon.people.models import HouseholdAnswers, Person


class NearestOffers(models.Model):
    """What is kept of one person's nearest offers, and what it is an answer to.

    `records` are `nearest.records.RECORD`s, the nearest offer first. They answer to the person of
    `week_revision` in the week of `monday` by the timetable `network`, and their gains to the
    question named `household`, empty where no gain was computed. `left_out` are the codes that
    the records' gains do not count, by the numbers that these have. Gains go with the `answers`
    that they are made of. The marks stand for all that was read when it was looked at last
    (`nearest/due.py`); `catalogue` for the offers. `waits_law`: the whole law is still to be asked.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="nearest_offers"
    )
    answers = models.OneToOneField(
        HouseholdAnswers, on_delete=models.CASCADE, null=True, related_name="+"
    )
    week_revision = models.BigIntegerField("révision de la semaine")
    network = models.CharField("horaires de transport", max_length=100)
    monday = models.DateField("semaine")
    records = models.BinaryField("offres les plus proches")
    household = models.CharField("empreinte du foyer et de la loi", max_length=64, blank=True)
    left_out = models.JSONField("ce que les gains ne comptent pas", default=list)
    catalogue = models.CharField("état des offres", max_length=40)
    person_mark = models.CharField("empreinte de la personne", max_length=32)
    world_mark = models.CharField("empreinte du reste", max_length=32)
    waits_law = models.BooleanField("attend la loi entière", default=False)
    computed_at = models.DateTimeField("calculé le")

    class Meta:
        verbose_name = "offres les plus proches d'une personne"

    def __str__(self) -> str:
        return f"offres les plus proches de la personne {self.person_id}"
