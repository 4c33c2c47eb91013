"""The tables of this room. Who may hold which workplace is the person's own: see package.md."""

from __future__ import annotations

from django.db import models

from jalon.people.models import Person


class Workplace(models.Model):
    """Where and when somebody would work: an offer, a mission, an action with hours.

    Known by `kind` and `reference`, never by its model: the room that owns it tells of its changes
    (`actions/tell_workplaces.py`). `number` is its place in the tiles, taken again by another once
    it is gone. `revision` is moved on by the database with every change.
    `shifts` maps weekdays in English to `[["08:00", "16:00"], …]`, the known hours alone.
    """

    kind = models.CharField("sorte", max_length=20)
    reference = models.CharField("référence", max_length=60)
    number = models.PositiveIntegerField("place dans les réponses", unique=True)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    shifts = models.JSONField("horaires connus", default=dict)
    revision = models.BigIntegerField("révision", default=0, editable=False)

    class Meta:
        verbose_name = "lieu et horaires de travail"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("kind", "reference"), name="one_workplace_each"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Shard(models.Model):
    """Some thousands of people whose answers are kept together, and what these are answers to.

    `revisions` are those of the workplaces by number (int64, little-endian, 0 for none). `stamp`
    grows with each change, so that a reader knows whether what it remembers is still so.
    """

    number = models.PositiveIntegerField("numéro", primary_key=True)
    network = models.CharField("horaires de transport", max_length=100)
    mondays = models.JSONField("semaines", default=dict)
    revisions = models.BinaryField("révisions des lieux de travail", default=bytes)
    stamp = models.BigIntegerField("version", default=0)
    refreshed_at = models.DateTimeField("calculé le")

    class Meta:
        verbose_name = "part des réponses"

    def __str__(self) -> str:
        return f"part {self.number}"


class Seat(models.Model):
    """What a person's answers are answers to: their own `week_revision` when it was read."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="seat"
    )
    revision = models.BigIntegerField("révision de la personne")

    class Meta:
        verbose_name = "réponses d'une personne"

    def __str__(self) -> str:
        return f"réponses de la personne {self.pk}"


class Tile(models.Model):
    """The answers of one person for `cells.TILE` workplaces: `CELL` after `CELL`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tiles")
    number = models.PositiveIntegerField("numéro")
    cells = models.BinaryField("réponses")

    class Meta:
        verbose_name = "tuile de réponses"
        constraints = (models.UniqueConstraint(fields=("person", "number"), name="one_tile_each"),)

    def __str__(self) -> str:
        return f"tuile {self.number} de la personne {self.person_id}"
