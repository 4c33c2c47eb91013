"""What must hold when a fact of a whole household is taken away: no new "no", bounds that hold what
turns out, a question that is one to ask, and rare facts counted at their usual value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from jalon.rights.request.household import Household
from jalon.rights.takeup import Benefit, Check, check_rights
from tests.rights.takeup.blanks import QUESTIONS, RARE, blank

BOUNDED = ("rsa", "asf", "af", "cf", "paje", "cmg", "ars")
"""Whose bounds are reckoned; those of the others are the ends of what was tried."""


def broken(household: Household) -> Iterator[str]:
    """What does not hold, one line each, every fact being taken away in turn."""
    known = check_rights(household)
    for question in QUESTIONS:
        unknown = check_rights(blank(household, question))
        yield from _told(partial(assert_no_verdict_turns, known, unknown, {question}), question)
        yield from _told(partial(assert_bounds_hold, known, unknown), question)
        yield from _told(partial(_assert_asked_or_settled, known, unknown, question), question)
    for question in RARE:
        yield from _told(partial(_assert_counted_as_usual, household, question, known), question)


def _told(claim: Callable[[], None], question: str) -> Iterator[str]:
    try:
        claim()
    except AssertionError as wrong:
        yield f"without {question}: {wrong}"


def assert_no_verdict_turns(known: Check, unknown: Check, questions: set[str]) -> None:
    for before, after in zip(known.benefits, unknown.benefits, strict=True):
        if after.verdict in ("no", "likely"):
            assert before.verdict == after.verdict, (before, after)
        if before.verdict in ("no", "likely"):
            assert after.verdict != {"no": "likely", "likely": "no"}[before.verdict], after
        assert after.question not in QUESTIONS or after.question in questions, after


def assert_bounds_hold(known: Check, unknown: Check) -> None:
    for name in BOUNDED:
        said, bounds = known.of(name).amount_eur_month, unknown.of(name).amount_eur_month
        if said is not None and bounds is not None:
            assert bounds.low - 0.01 <= said.low, name
            assert said.high <= bounds.high + 0.01, name


def _assert_asked_or_settled(known: Check, unknown: Check, question: str) -> None:
    """What one fact alone changes, that fact is asked about."""
    for before, after in zip(known.benefits, unknown.benefits, strict=True):
        if after.verdict != before.verdict:
            assert after.question in (question, *NEAR.get(question, ())), (before, after)


NEAR = {
    "care": ("care_hours",),
    # Of who was in a couple then, or has stopped working, it is asked in other words.
    "own_resources_n2": ("resources_n2_of_one", "work_of_n2"),
}


def _assert_counted_as_usual(household: Household, question: str, known: Check) -> None:
    """Without a rare fact: the amounts of its usual value, and no "no" that the fact would mend."""
    unknown, usual = (
        check_rights(one) for one in (blank(household, question), _usual(household, question))
    )
    for truly, after, as_usual in zip(
        known.benefits, unknown.benefits, usual.benefits, strict=True
    ):
        if after.verdict == "no":
            assert truly.verdict == as_usual.verdict == "no", (question, truly, after)
        if after.verdict == as_usual.verdict:
            same = after.amount_eur_month == as_usual.amount_eur_month
            assert same or _opens_a_half(after, as_usual, question), (question, after)
        else:
            assert as_usual.verdict in ("no", "cannot_tell"), (question, after, as_usual)
            assert after.question in (question, "young_worker"), (question, after, as_usual)


def _opens_a_half(after: Benefit, as_usual: Benefit, question: str) -> bool:
    """Whether the fact is asked because it opens what one reading of a shared custody refuses: the
    range then holds the usual, and goes beyond.
    """
    wide, usual = after.amount_eur_month, as_usual.amount_eur_month
    if wide is None or usual is None or after.question != question:
        return False
    holds = wide.low <= usual.low and usual.high <= wide.high
    return "shared_custody" in after.reasons and holds


def _usual(household: Household, question: str) -> Household:
    if question == "flat_share":
        return replace(household, housing=replace(household.housing, flat_share=False))
    if question == "custody":
        whole = tuple(replace(child, custody="whole") for child in household.children)
        return replace(household, children=whole)
    usual = (
        partial(replace, pregnant=False)
        if question == "pregnant"
        else partial(replace, permit_years="not_needed")
    )
    return replace(household, adults=tuple(usual(adult) for adult in household.adults))
