"""Forgetting everything that one said of one's household."""

from __future__ import annotations

from jalon.people.models import HouseholdAnswers, Person


def forget_answers(person: Person) -> None:
    """Erases every answer of `person`; what their file has otherwise stays."""
    HouseholdAnswers.objects.filter(person=person).delete()
