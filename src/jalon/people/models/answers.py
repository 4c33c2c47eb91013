"""What a person said of their household, question by question."""

from __future__ import annotations

from django.db import models

from jalon.people.models.person import Person


class HouseholdAnswers(models.Model):
    """The answers of one person, by the key of the question (`people/household/keys.py`).

    A question that nobody answered is absent; « je ne sais pas » is a value of its own.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="household_answers"
    )
    answers = models.JSONField("réponses", default=dict)
    updated_at = models.DateTimeField("modifiées le", auto_now=True)

    class Meta:
        verbose_name = "réponses sur le foyer"

    def __str__(self) -> str:
        return f"réponses {self.pk}"
