"""An answer that is taken away never makes a no, and the question asked brings it back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.rights.request.household import Household
from jalon.rights.takeup import Check, check_rights
from tests.examples import examples
from tests.rights.takeup.blanks import QUESTIONS, RARE, blank, complete, take

BOUNDED = ("rsa", "asf", "af", "cf", "paje", "cmg", "ars")
"""Whose bounds are reckoned; those of the others are the ends of what was tried."""
SOME = st.sets(st.sampled_from(QUESTIONS), min_size=1, max_size=5)


def blanked(household: Household, questions: set[str]) -> Household:
    for question in sorted(questions):
        household = blank(household, question)
    return household


@settings(max_examples=examples(15))
@given(complete(), SOME)
def test_a_missing_answer_is_never_a_no_and_bounds_hold_what_turns_out(
    household: Household, questions: set[str]
) -> None:
    known, unknown = check_rights(household), check_rights(blanked(household, questions))
    _assert_no_verdict_turns(known, unknown, questions)
    _assert_bounds_hold(known, unknown)


def _assert_no_verdict_turns(known: Check, unknown: Check, questions: set[str]) -> None:
    for before, after in zip(known.benefits, unknown.benefits, strict=True):
        if after.verdict in ("no", "likely"):
            assert before.verdict == after.verdict, (before, after)
        if before.verdict in ("no", "likely"):
            assert after.verdict != {"no": "likely", "likely": "no"}[before.verdict], after
        assert after.question not in QUESTIONS or after.question in questions, after


def _assert_bounds_hold(known: Check, unknown: Check) -> None:
    for name in BOUNDED:
        said, bounds = known.of(name).amount_eur_month, unknown.of(name).amount_eur_month
        if said is not None and bounds is not None:
            assert bounds.low - 0.01 <= said.low, name
            assert said.high <= bounds.high + 0.01, name


@settings(max_examples=examples(4))
@given(complete(), SOME)
def test_answering_what_is_asked_settles(household: Household, questions: set[str]) -> None:
    @cache
    def checked(left: frozenset[str]) -> Check:
        return check_rights(blanked(household, set(left)))

    whole = checked(frozenset())
    for benefit in whole.benefits:
        left = frozenset(questions)
        while (asked := checked(left).of(benefit.id).question) in QUESTIONS:
            assert asked in left, benefit.id
            left -= {asked}
        assert checked(left).of(benefit.id).verdict == benefit.verdict, (benefit.id, left)


@settings(max_examples=examples(15))
@given(complete(), st.sampled_from((*QUESTIONS, *RARE)))
def test_an_answer_given_back_is_the_household(household: Household, question: str) -> None:
    again = take(blank(household, question), household, question)
    nothing_said = question in ("care_hours", "care") and not household.children
    assert again == household or nothing_said


@settings(max_examples=examples(2, "JALON_HOUSEHOLDS"))
@given(complete())
def test_each_fact_of_a_whole_household_taken_away_in_turn(household: Household) -> None:
    known = check_rights(household)
    for question in QUESTIONS:
        unknown = check_rights(blank(household, question))
        _assert_no_verdict_turns(known, unknown, {question})
        _assert_bounds_hold(known, unknown)
        _assert_asked_or_settled(known, unknown, question)
    for question in RARE:
        _assert_counted_as_usual(household, question, known)


def _assert_asked_or_settled(known: Check, unknown: Check, question: str) -> None:
    """What one fact alone changes, that fact is asked about."""
    for before, after in zip(known.benefits, unknown.benefits, strict=True):
        if after.verdict != before.verdict:
            assert after.question in (question, *NEAR.get(question, ())), (before, after)


NEAR = {"care": ("care_hours",)}


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
            assert after.amount_eur_month == as_usual.amount_eur_month, (question, after)
        else:
            assert as_usual.verdict in ("no", "cannot_tell"), (question, after, as_usual)
            assert after.question in (question, "young_worker"), (question, after, as_usual)


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
