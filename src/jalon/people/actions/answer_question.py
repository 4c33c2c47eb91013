"""Answering one question about one's household."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from jalon.core.months import Month, format_month, month_of
from jalon.people.household import keys
from jalon.people.household.checks import check_answer
from jalon.people.household.conversation import Conversation
from jalon.people.household.law_retention import forget_law
from jalon.people.models import HouseholdAnswers, Person


@transaction.atomic
def answer_question(person: Person, key: str, value: Any, today: dt.date) -> None:  # noqa: ANN401
    """Keeps `value`, a JSON value, as the answer of `person` to the question `key`.

    Amounts by month add to those of the months before. An answer that followed from another
    goes when that one changes. Raises RequestError where the value cannot be an answer.
    """
    lock_answers(person)
    row, _ = HouseholdAnswers.objects.get_or_create(person=person)
    born = tuple(person.children.filter(birth_date__lte=today))
    check_answer(Conversation(person, born, row.answers, today), key, value)
    if row.answers.get(key) != value:
        for follower in keys.FOLLOWS.get(key, ()):
            row.answers.pop(follower, None)
    row.answers[key] = _with_months_before(row.answers.get(key), key, value, today)
    row.save()
    forget_law(person)


def lock_answers(person: Person) -> None:
    """Keeps other pages from the answers of `person` until the transaction ends.

    So that two at once lose no answer, and none comes back that is being erased. The person is
    locked, who is there while no answer is.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _with_months_before(before: Any, key: str, value: Any, today: dt.date) -> Any:  # noqa: ANN401
    if key not in keys.BY_MONTH or not (isinstance(before, dict) and isinstance(value, dict)):
        return value
    first = format_month(Month(month_of(today) - keys.KEPT_MONTHS))
    return {month: eur for month, eur in (before | value).items() if month >= first}
