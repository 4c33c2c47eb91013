"""Answers of the law, as pages read them: kept in the database, made by the worker, never here.

A page that finds none asks for it and says that it is being prepared; no page builds the law. Only
the same question about the same person finds an answer: whoever asks may read that file already.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jalon.core.errors import JalonError
from jalon.people.household.law_retention import keep_newest
from jalon.people.household.law_subject import (
    LawSubject,
    name_question,
    pack,
    unpack,
    write_subject,
)
from jalon.people.models import HouseholdAnswers, LawKind, LawQuestion, Person
from jalon.people.tasks import ask_short_law, ask_whole_law
from jalon.rights import is_within_scope, law_version
from jalon.worker import Priority, Task

ASKED_AGAIN = dt.timedelta(minutes=1)
"""A question that has waited so long is asked again: its task may have been lost or given up."""
TRIED_AGAIN = dt.timedelta(minutes=10)
"""What the engine could not answer is asked again at a visit after that."""
_READ_EVERY = dt.timedelta(days=1)
"""How exactly it is known when an answer was last read: a page seldom writes."""
Law = Task[[UUID]]


class NoAnswerError(JalonError):
    """The engine has no answer to this question; why is in the worker's log."""

    def __init__(self) -> None:
        super().__init__("The law has no answer about this household.")


def ask_law(person: Person, kind: LawKind, subject: LawSubject) -> bytes | None:
    """The answer about `person`, as `jalon.rights` writes its kind; None while it is prepared.

    It waits for nobody. Raises NoAnswerError.
    """
    text = write_subject(subject)
    digest = name_question(kind, text)
    row = LawQuestion.objects.filter(person=person, digest=digest).first()
    is_short = is_within_scope(subject.household)
    if row is None or _is_due(row):
        asked = LawQuestion(person=person, kind=kind, digest=digest, subject=pack(text))
        row = _put(asked, ask_short_law if is_short else ask_whole_law)
    if row is None or row.answered_at is None:
        return None
    _note_reading(row)
    if row.answer is None:
        raise NoAnswerError
    return unpack(row.answer)


def _is_due(row: LawQuestion) -> bool:
    now = timezone.now()
    if row.answered_at is None:
        return now - row.asked_at > ASKED_AGAIN
    return row.answer is None and now - row.answered_at > TRIED_AGAIN


@transaction.atomic
def _put(asked: LawQuestion, law: Law) -> LawQuestion | None:
    """Keeps a question and asks the worker; None where the answers that it is made of are gone.

    They are locked: what is being erased leaves no question behind, and two pages ask once.
    """
    said = HouseholdAnswers.objects.select_for_update(no_key=True).filter(person=asked.person)
    if not said.exists():
        return None
    row = LawQuestion.objects.filter(person=asked.person, digest=asked.digest).first()
    if row is not None and not _is_due(row):
        return row
    row = row or asked
    row.law, row.answered_at, row.answer = law_version(), None, None
    row.asked_at = row.read_at = timezone.now()
    row.save()
    keep_newest(asked.person, LawKind(asked.kind))
    return _defer(row, law)


def _defer(row: LawQuestion, law: Law) -> LawQuestion:
    law.defer_as(Priority.SOON, row.pk)
    return row


def _note_reading(row: LawQuestion) -> None:
    now = timezone.now()
    if now - row.read_at > _READ_EVERY:
        LawQuestion.objects.filter(pk=row.pk).update(read_at=now)
