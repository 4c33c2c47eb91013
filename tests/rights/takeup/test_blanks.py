"""An answer that is taken away never makes a no, and the question asked brings it back."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.rights.request.household import Household
from jalon.rights.takeup import Check, check_rights
from tests.examples import examples
from tests.rights.gain.truths import broken_gains
from tests.rights.remembered import remembered
from tests.rights.takeup.blanks import QUESTIONS, RARE, blank, complete, take
from tests.rights.takeup.truths import assert_bounds_hold, assert_no_verdict_turns, broken

SOME = st.sets(st.sampled_from(QUESTIONS), min_size=1, max_size=5)


def blanked(household: Household, questions: set[str]) -> Household:
    for question in sorted(questions):
        household = blank(household, question)
    return household


@settings(max_examples=examples(10, thorough=150))
@given(complete(), SOME)
def test_a_missing_answer_is_never_a_no_and_bounds_hold_what_turns_out(
    household: Household, questions: set[str]
) -> None:
    known, unknown = check_rights(household), check_rights(blanked(household, questions))
    assert_no_verdict_turns(known, unknown, questions)
    assert_bounds_hold(known, unknown)


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


@settings(max_examples=examples(10, thorough=150))
@given(complete(), st.sampled_from((*QUESTIONS, *RARE)))
def test_an_answer_given_back_is_the_household(household: Household, question: str) -> None:
    again = take(blank(household, question), household, question)
    nothing_said = question in ("care_hours", "care") and not household.children
    assert again == household or nothing_said


@settings(max_examples=examples(3, "JALON_HOUSEHOLDS"))
@given(complete())
def test_each_fact_of_a_whole_household_taken_away_in_turn(household: Household) -> None:
    """More of it, and without what Hypothesis does to a failure: `python -m bench.truth`."""
    with remembered():
        assert list(broken(household)) == []
        assert list(broken_gains(household)) == []
