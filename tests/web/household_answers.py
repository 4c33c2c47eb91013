"""Answers about a household, as a person gives them, for the pages about rights."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from jalon.core.months import Month, format_month, month_of
from jalon.people.actions.answer_question import answer_question
from jalon.people.household import keys
from jalon.people.household.conversation import conversation_of
from jalon.people.models import HouseholdAnswers, Person

TODAY = timezone.localdate()


def month(lag: int = 0) -> str:
    """The month that runs, or one some months away."""
    return format_month(Month(month_of(timezone.localdate()) + lag))


def usual_answers(person: Person, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON values
    """Everything known of somebody alone without an income, a tenant who receives the RSA."""
    talk = conversation_of(person, timezone.localdate())
    paid = dict.fromkeys(talk.benefit_lines, 0.0)
    answers = {
        keys.COUPLE: "alone",
        keys.ISOLATED_SINCE: {"month": month(-30), "or_before": True},
        keys.CHILD_SUPPORT: {str(child.pk): 0 for child in talk.children},
        keys.SITUATION: "none",
        keys.SALARIES: dict.fromkeys(talk.salary_months, 0),
        keys.EARLIER_SALARIES: dict.fromkeys(talk.earlier_months, 0),
        keys.HOUSING: "tenant_social",
        keys.RENT: 420.5,
        keys.BENEFITS: {talk.paid_month: paid | {"rsa": 573.49, "aide_logement": 266.0}},
        keys.NEXT_DECLARATION: month(1),
        keys.RESOURCES: {"year": talk.resources_year, "eur": 0},
    }
    care = {"kind": "creche", "hours_month": 130, "hours_month_now": 40}
    answers |= {keys.care_key(child): care for child in talk.children}
    return answers | changes


def answer(person: Person, answers: dict[str, Any], today: dt.date | None = None) -> None:
    """Keeps the answers that are asked for; None leaves a question open."""
    day = today or timezone.localdate()
    HouseholdAnswers.objects.filter(person=person).delete()
    while True:
        talk = conversation_of(person, day)
        left = [key for key in talk.open_keys() if answers.get(key) is not None]
        if not left:
            return
        answer_question(person, left[0], answers[left[0]], day)
