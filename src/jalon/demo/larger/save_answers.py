"""Saves the answers of a share of the drawn people, checked as a page checks them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
from django.utils import timezone

from jalon.demo.larger.answers import draw_answer
from jalon.people.household.checks import check_answer
from jalon.people.household.conversation import Conversation
from jalon.people.models import Child, HouseholdAnswers, Person

ANSWERED = 0.6
"""Share of the people without a story who answered about their household."""
BATCH = 2_000
"""Rows a statement."""


def save_drawn_answers(*, seed: int) -> None:
    """Answers, as of today, for a share of the fictional people who are no account."""
    rng, today = np.random.default_rng([seed, len("answers")]), timezone.localdate()
    people = Person.objects.filter(is_fictional=True, demo_slug__isnull=True)
    said = [
        HouseholdAnswers(person=person, answers=draw_answers(rng, person, born, today))
        for person in people.order_by("pk").prefetch_related("children")
        if rng.random() < ANSWERED
        for born in [tuple(child for child in person.children.all() if child.birth_date <= today)]
    ]
    HouseholdAnswers.objects.bulk_create(said, batch_size=BATCH)


def draw_answers(
    rng: np.random.Generator, person: Person, born: tuple[Child, ...], today: dt.date
) -> Mapping[str, Any]:
    """Every question answered, in the order of the conversation."""
    answers: dict[str, Any] = {}
    while True:
        # One at a time: an answer may open the next question. What is asked is kept by `talk`.
        talk = Conversation(person, born, answers, today)
        key = next((key for key in talk.keys if not talk.is_answered(key)), None)
        if key is None:
            return answers
        value = draw_answer(rng, talk, key)
        check_answer(talk, key, value)
        answers[key] = value
