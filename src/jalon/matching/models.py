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
    `unknown_weekdays` (0 is Monday) are worked at hours that nobody gave, `duration_min` the length
    of such a day where it is known. `owner_revision` is what its room said of its own state.
    """

    kind = models.CharField("sorte", max_length=20)
    reference = models.CharField("référence", max_length=60)
    number = models.PositiveIntegerField("place dans les réponses", unique=True)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    shifts = models.JSONField("horaires connus", default=dict)
    unknown_weekdays = models.JSONField("jours sans horaire", default=list, blank=True)
    duration_min = models.PositiveSmallIntegerField("minutes par jour", null=True, blank=True)
    revision = models.BigIntegerField("révision", default=0, editable=False)
    owner_revision = models.BigIntegerField("révision de qui le possède", default=0)

    class Meta:
        verbose_name = "lieu et horaires de travail"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("kind", "reference"), name="one_workplace_each"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Layer(models.TextChoices):
    """One sort of answers, which is computed, kept and dated apart from the others."""

    DAYS = "days", "Journées"
    WINDOWS = "windows", "Débuts possibles"
    OPENINGS = "openings", "Une chose change"


class Shard(models.Model):
    """Some thousands of people whose answers of one layer are computed together, and what these are
    answers to.

    `revisions` are those of the workplaces by number (int64, little-endian, 0 for none). `mondays`
    are the weeks asked about, by kind of week.
    """

    layer = models.CharField("sorte de réponses", max_length=10, choices=Layer.choices)
    number = models.PositiveIntegerField("numéro")
    network = models.CharField("horaires de transport", max_length=100)
    mondays = models.JSONField("semaines", default=dict)
    revisions = models.BinaryField("révisions des lieux de travail", default=bytes)
    refreshed_at = models.DateTimeField("calculé le")

    class Meta:
        verbose_name = "part des réponses"
        constraints = (models.UniqueConstraint(fields=("layer", "number"), name="one_shard_each"),)

    def __str__(self) -> str:
        return f"part {self.number} ({self.layer})"


class Seat(models.Model):
    """What a person's answers of one layer are answers to: their `week_revision` as it was read."""

    layer = models.CharField("sorte de réponses", max_length=10, choices=Layer.choices)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    revision = models.BigIntegerField("révision de la personne")

    class Meta:
        verbose_name = "réponses d'une personne"
        constraints = (models.UniqueConstraint(fields=("layer", "person"), name="one_seat_each"),)

    def __str__(self) -> str:
        return f"réponses ({self.layer}) de la personne {self.person_id}"


class PersonTile(models.Model):
    """Answers of one layer of one person at `cells.TILE` workplaces that follow each other."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="%(class)ss")
    number = models.PositiveIntegerField("numéro")

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("person", "number"), name="one_%(class)s_each"),
        )

    def __str__(self) -> str:
        return f"tuile {self.number} de la personne {self.person_id}"


class Tile(PersonTile):
    """Their days: `cells.CELL` after `CELL`."""

    cells = models.BinaryField("réponses")

    class Meta(PersonTile.Meta):
        verbose_name = "tuile de réponses"


class WindowTile(PersonTile):
    """The starts that hold on weekdays of unknown hours: `records.WINDOW` after `WINDOW`."""

    records = models.BinaryField("débuts possibles")

    class Meta(PersonTile.Meta):
        verbose_name = "tuile de débuts possibles"


class OpeningTile(PersonTile):
    """What single changes would open: `records.OPENING` after `OPENING`."""

    records = models.BinaryField("ce que les changements ouvrent")

    class Meta(PersonTile.Meta):
        verbose_name = "tuile de ce qu'un changement ouvre"
