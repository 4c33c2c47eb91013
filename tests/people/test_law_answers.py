"""Answers of the law are made by the worker, once, and stay no longer than they should."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from jalon.core.errors import ScaleError
from jalon.people.actions.answer_question import answer_question
from jalon.people.actions.forget_answers import forget_answers
from jalon.people.household import law_answers, law_retention, law_work
from jalon.people.household.law_answers import NoAnswerError, ask_law
from jalon.people.household.law_subject import LawSubject
from jalon.people.models import HouseholdAnswers, LawKind, LawQuestion, Person
from jalon.people.tasks import ask_short_law, purge_old_law
from jalon.rights import Check, Household, read_check
from tests.factories import make_person
from tests.rights.households import alone, job

Work = Callable[[], list[str]]
HOUSEHOLD = alone(100)
SHORT = "people.ask_short_law"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Household]:
    """Households about which an engine was asked that finds nothing to claim."""
    households: list[Household] = []

    def check(household: Household) -> Check:
        households.append(household)
        return Check(household.month, ())

    monkeypatch.setattr(law_work, "check_rights", check)
    return households


@pytest.fixture
def person(zoe: Person) -> Person:
    HouseholdAnswers.objects.create(person=zoe, answers={"situation": "none"})
    return zoe


def ask(person: Person, household: Household = HOUSEHOLD) -> Check | None:
    text = ask_law(person, LawKind.CHECK, LawSubject(household))
    return None if text is None else read_check(text)


def age(**times: dt.timedelta) -> None:
    """Makes every question older."""
    now = timezone.now()
    LawQuestion.objects.update(**{name: now - ago for name, ago in times.items()})


def waiting() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE 'people.%'")
        return [name for (name,) in cursor.fetchall()]


def test_a_question_is_asked_once_and_its_answer_stays(
    person: Person, asked: list[Household], law_waits: Work
) -> None:
    for _ in range(3):
        assert ask(person) is None
    assert waiting() == [SHORT]
    assert law_waits() == [SHORT]
    for _ in range(3):
        assert ask(person) == Check(HOUSEHOLD.month, ())
    assert asked == [HOUSEHOLD]
    assert waiting() == []


def test_a_question_that_is_answered_is_left_as_it_is(
    person: Person, asked: list[Household], law_waits: Work
) -> None:
    ask(person)
    law_waits()
    row = LawQuestion.objects.get()
    ask_short_law(row.pk)
    assert LawQuestion.objects.get().answered_at == row.answered_at
    assert len(asked) == 1


def test_another_person_finds_nothing_of_it(
    person: Person, asked: list[Household], law_waits: Work
) -> None:
    other = make_person("Ada")
    HouseholdAnswers.objects.create(person=other, answers={"situation": "none"})
    ask(person)
    law_waits()
    assert ask(other) is None
    assert LawQuestion.objects.filter(person=other, answered_at=None).exists()


def test_a_task_that_was_lost_is_asked_again(
    person: Person, asked: list[Household], law_waits: Work
) -> None:
    ask(person)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert ask(person) is None
    assert waiting() == []
    age(asked_at=law_answers.ASKED_AGAIN + dt.timedelta(seconds=1))
    assert ask(person) is None
    assert waiting() == [SHORT]


def test_what_the_engine_cannot_is_kept_for_a_while_and_tells_nothing(
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    law_waits: Work,
) -> None:
    def fail(_: Household) -> Check:
        raise ScaleError("rent 417.31 is unknown")

    monkeypatch.setattr(law_work, "check_rights", fail)
    ask(person)
    with caplog.at_level(logging.DEBUG):
        assert law_waits() == [SHORT]
    assert "ScaleError" in caplog.text
    assert "417" not in caplog.text
    for _ in range(2):
        with pytest.raises(NoAnswerError):
            ask(person)
    assert waiting() == []
    age(answered_at=law_answers.TRIED_AGAIN + dt.timedelta(seconds=1))
    assert ask(person) is None
    assert waiting() == [SHORT]


def test_another_law_is_another_question(
    person: Person, asked: list[Household], law_waits: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(person)
    law_waits()
    for module in ("law_subject", "law_answers"):
        monkeypatch.setattr(f"jalon.people.household.{module}.law_version", lambda: "another")
    assert ask(person) is None
    # This worker is not of that version: it leaves the question to one that is.
    law_waits()
    assert ask(person) is None
    assert len(asked) == 1


def test_what_the_person_changes_or_erases_takes_the_answers_along(
    person: Person, asked: list[Household], law_waits: Work
) -> None:
    today = dt.date(2026, 11, 19)
    ask(person)
    law_waits()
    answer_question(person, "housing", "free", today)
    assert not LawQuestion.objects.exists()
    ask(person)
    forget_answers(person)
    assert not LawQuestion.objects.exists()
    # The task that waited finds nothing; a page that read before asks nothing any more.
    assert law_waits() == [SHORT]
    assert ask(person) is None
    assert not LawQuestion.objects.exists()
    assert len(asked) == 1


def test_what_nobody_reads_goes_and_a_simulation_sooner(
    person: Person, asked: list[Household], law_at_once: None
) -> None:
    ask(person)
    ask_law(person, LawKind.SIMULATION, LawSubject(HOUSEHOLD, (job(20.0),)))
    purge_old_law()
    assert LawQuestion.objects.count() == 2
    age(asked_at=law_retention.SIMULATION + dt.timedelta(seconds=1))
    purge_old_law()
    assert [row.kind for row in LawQuestion.objects.all()] == [LawKind.CHECK]
    age(read_at=law_retention.UNREAD - dt.timedelta(hours=1))
    assert ask(person) is not None  # read: it stays for as long again
    age(asked_at=law_retention.UNREAD * 2)
    purge_old_law()
    assert LawQuestion.objects.count() == 1
    age(read_at=law_retention.UNREAD + dt.timedelta(hours=1))
    purge_old_law()
    assert not LawQuestion.objects.exists()


def test_the_last_questions_of_a_kind_stay(
    person: Person, asked: list[Household], law_at_once: None
) -> None:
    households = [alone(100, rank) for rank in range(6)]
    for household in households:
        assert ask(person, household) is not None
    ask_law(person, LawKind.SIMULATION, LawSubject(HOUSEHOLD, (job(20.0),)))
    assert LawQuestion.objects.count() == law_retention.KEPT_OF_A_KIND + 1
    ask(person, households[-1])
    assert len(asked) == len(households)
    ask(person, households[0])
    assert len(asked) == len(households) + 1


def test_a_task_holds_nothing_but_the_number_of_its_question(
    person: Person, law_waits: Work
) -> None:
    ask(person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [SHORT])
        assert cursor.fetchall() == [(f'{{"question": "{LawQuestion.objects.get().pk}"}}',)]
