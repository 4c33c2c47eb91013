"""One event for each reading of a file and each refusal, and the head of their chain.

PostgreSQL itself refuses to change or remove an event (migration 0002).
"""

from __future__ import annotations

from django.db import models

HASH_LENGTH = 64
"""Hexadecimal digits of a SHA-256."""


class Verb(models.TextChoices):
    """What somebody did with the file of a person, or with an account."""

    OPENED = "opened", "a ouvert"
    REFUSED = "refused", "n'a pas pu ouvrir"
    INVITED = "invited", "a invité"
    JOINED = "joined", "a ouvert son accès"
    DISPUTED = "disputed", "a dit que ce compte n'est pas le sien"
    ASKED = "asked", "a demandé un compte"
    CONFIRMED = "confirmed", "a confirmé un compte"
    DECLINED = "declined", "a refusé un compte"
    CLOSED = "closed", "a fermé un compte"
    ENTERED = "entered", "est entré"
    FAILED = "failed", "n'est pas entré"
    LOCKED = "locked", "a été bloqué"
    CHANGED = "changed", "a changé son accès"


class Event(models.Model):
    """Who did what with whose file, when and why.

    People and users are kept as numbers, without a foreign key: an event outlives the rows that it
    is about. `detail` names what was read, never a value of somebody. `hash` covers every other
    field, `previous_hash` included.
    """

    sequence = models.PositiveBigIntegerField("rang", primary_key=True)
    at = models.DateTimeField("le")
    actor_user_id = models.BigIntegerField("compte", null=True)
    actor_label = models.CharField("par", max_length=400)
    subject_person_id = models.BigIntegerField("personne", null=True)
    verb = models.CharField("verbe", max_length=20)
    reason = models.CharField("raison", max_length=300)
    detail = models.JSONField("ce qui a été lu")
    previous_hash = models.CharField("empreinte précédente", max_length=HASH_LENGTH)
    hash = models.CharField("empreinte", max_length=HASH_LENGTH)

    class Meta:
        verbose_name = "événement"
        ordering = ("sequence",)
        indexes = (models.Index(fields=("subject_person_id", "-sequence"), name="events_about"),)

    def __str__(self) -> str:
        return f"événement {self.sequence}"


class Head(models.Model):
    """The last event: one row, by which a chain whose end was cut off is found out."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    sequence = models.PositiveBigIntegerField("rang", default=0)
    hash = models.CharField("empreinte", max_length=HASH_LENGTH)

    class Meta:
        verbose_name = "bout de la chaîne"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_head"),)

    def __str__(self) -> str:
        return f"bout {self.sequence}"
