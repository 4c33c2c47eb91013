"""Forgetting everything that one said of one's household."""

from __future__ import annotations

from django.db import transaction

from jalon.people.actions.answer_question import lock_answers
from jalon.people.household.law_retention import forget_law
from jalon.people.models import HouseholdAnswers, Person


@transaction.atomic
def forget_answers(person: Person) -> None:
    """Erases every answer of `person` and what was computed from them; their file stays."""
    lock_answers(person)
    HouseholdAnswers.objects.filter(person=person).delete()
    forget_law(person)
