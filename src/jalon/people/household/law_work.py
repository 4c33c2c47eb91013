"""The worker's part: the law answers a question that waits. No page comes here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils import timezone

from jalon.people.household.law_subject import LawSubject, pack, unpack_subject
from jalon.people.models import LawKind, LawQuestion
from jalon.rights import (
    check_rights,
    find_gains,
    law_version,
    tell_year,
    write_check,
    write_gains,
    write_year,
)

log = logging.getLogger("jalon.people")


def answer_law(question: UUID) -> None:
    """Answers a question that waits, once; that the engine cannot is an answer too.

    A question of another version of the law waits for a worker of that version, or is never read.
    """
    row = LawQuestion.objects.filter(pk=question, answered_at=None).first()
    if row is None:
        return
    if row.law != law_version():
        log.warning("A question is for another version of the law: it is left.")
        return
    answer = _answer(row)
    LawQuestion.objects.filter(pk=question).update(answer=answer, answered_at=timezone.now())


def _answer(row: LawQuestion) -> bytes | None:
    subject = unpack_subject(row.subject)
    try:
        return pack(_ANSWERS[LawKind(row.kind)](subject))
    except Exception as error:
        # OpenFisca raises whatever its formulas do. Its kind alone: a message may hold an amount.
        log.error("The law has no answer about a household: %s", type(error).__name__)
        return None


def _year(subject: LawSubject) -> bytes:
    return write_year(tell_year(subject.household, *subject.jobs))


_ANSWERS: Mapping[LawKind, Callable[[LawSubject], bytes]] = {
    LawKind.CHECK: lambda subject: write_check(check_rights(subject.household)),
    LawKind.YEAR: _year,
    LawKind.SIMULATION: _year,
    LawKind.GAINS: lambda subject: write_gains(find_gains(subject.household, subject.jobs)),
}
