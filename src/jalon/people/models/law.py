"""What the law was asked about a person's household, and its answer once a worker has it."""

from __future__ import annotations

import uuid

from django.db import models

from jalon.people.models.person import Person


class LawKind(models.TextChoices):
    """What is asked of the law."""

    CHECK = "check", "ce qui peut être demandé"
    YEAR = "year", "l’année mois par mois"
    SIMULATION = "simulation", "l’année avec un emploi écrit par un agent"
    GAINS = "gains", "ce que des emplois rapportent"


class LawQuestion(models.Model):
    """One question about one person, found by its `digest`; without `answered_at` it waits.

    Answered without an `answer`: the engine could not. `subject` and `answer` are compressed JSON
    and hold facts of a household: `household/law_retention.py` says how long they stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("genre", max_length=10, choices=LawKind)
    digest = models.CharField("empreinte de la question et de la loi", max_length=64)
    law = models.CharField("version de la loi", max_length=16)
    subject = models.BinaryField("foyer et emplois")
    asked_at = models.DateTimeField("demandée le")
    read_at = models.DateTimeField("lue le", db_index=True)
    answered_at = models.DateTimeField("répondue le", null=True)
    answer = models.BinaryField("réponse", null=True)

    class Meta:
        verbose_name = "question à la loi"
        verbose_name_plural = "questions à la loi"
        constraints = (
            models.UniqueConstraint(fields=("person", "digest"), name="one_question_of_the_law"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
