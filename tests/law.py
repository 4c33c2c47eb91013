"""The law without a worker process: it answers at once, or when a test lets it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection

from jalon.people.household import law_answers
from jalon.people.models import LawQuestion
from jalon.worker import Task, run_waiting

_DEFER = law_answers._defer


@pytest.fixture
def law_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question is answered as it is asked: a page has its figures in one request."""

    def answer(row: LawQuestion, law: Task[[UUID]]) -> LawQuestion:
        law(row.pk)
        return LawQuestion.objects.get(pk=row.pk)

    monkeypatch.setattr(law_answers, "_defer", answer)


@pytest.fixture
def law_waits(law_at_once: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A question waits, as on a site; what is given back does what waits here, and names it."""
    monkeypatch.setattr(law_answers, "_defer", _DEFER)
    return _answer_all


def _answer_all() -> list[str]:
    with connection.cursor() as cursor:
        # Days need a network; they are no matter of these tests.
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name NOT LIKE 'people.%'")
    return run_waiting()
