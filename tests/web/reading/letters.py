"""Letters with every benefit, reason and question, each at its place: no engine is asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from jalon.core.months import Month
from jalon.people.entitlements import Estimate
from jalon.people.household.conversation import Conversation
from jalon.rights import Benefit, Check, Range, Verdict, entries, questions, reasons
from jalon.web.person.rights.letter import ASSUMED_FIELDS

AMOUNT, UP_TO = Range(310, 340, 420), Range(0, 100, 196)


def every_letter(talk: Conversation) -> Iterator[Estimate]:
    """One letter a verdict: the benefits in turn take all the reasons and all the questions."""
    for verdict, amount in (("likely", AMOUNT), ("possible", UP_TO), ("no", None)):
        yield _letter(talk, verdict, amount)  # type: ignore[arg-type]
    yield _letter(talk, "cannot_tell", None)


def _letter(talk: Conversation, verdict: Verdict, amount: Range | None) -> Estimate:
    codes = cycle(reasons()) if verdict == "no" else cycle(["not_computed"])
    asked = cycle(questions())
    many = max(len(reasons()), len(questions()))
    ids = [name for _, name in zip(range(many), cycle(entries()), strict=False)]
    found = (_benefit(name, verdict, amount, next(asked), next(codes)) for name in ids)
    return Estimate(talk, Check(Month(talk.month), tuple(found)))


def _benefit(
    name: str, verdict: Verdict, amount: Range | None, question: str, reason: str
) -> Benefit:
    entry = entries()[name]
    return Benefit(
        name,
        verdict,
        amount,
        question,
        (reason,),
        entry.claim_at,
        entry.documents,
        "2026-04-01",
        assumed=tuple(ASSUMED_FIELDS),
        paid_in=Month(talk_month) if (talk_month := entry.paid_in_month) else None,
    )
