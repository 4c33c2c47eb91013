"""A question says whom it is about: the second adult, where theirs alone is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jalon.core.months import Month
from jalon.rights import Adult, Household, check_rights, questions
from jalon.rights.takeup.unknown.asked_of import _MISSING, is_about_partner
from tests.rights.households import MONTH, alone, born, couple

PAST = {Month(MONTH - lag): 0.0 for lag in range(17)}
OLD = {Month(MONTH - lag): 0.0 for lag in range(5, 17)}
NEW = {Month(MONTH - lag): 0.0 for lag in range(5)}


def adult(**changes: Any) -> Adult:  # noqa: ANN401
    whole = Adult(born(33), "none", PAST, 0.0, income_eur_month=0.0, permit_years="not_needed")
    return replace(whole, **changes)


def pair(first: Adult, second: Adult) -> Household:
    return couple(adults=(first, second))


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("status", {"status": None, "net_salary_eur_month": None}),
        ("salary_now", {"status": None, "net_salary_eur_month": None, "past_net_salaries": {}}),
        ("reference_salaries", {"past_net_salaries": OLD}),
        ("year_salaries", {"past_net_salaries": NEW}),
        ("allowance", {"status": "jobseeker_are", "income_eur_month": None}),
        ("income_since", {"status": "jobseeker_are", "income_eur_month": 800.0}),
        ("permit_years", {"permit_years": None}),
    ],
)
def test_it_is_the_partner_s_where_theirs_alone_is_missing(
    question: str, missing: dict[str, Any]
) -> None:
    known, unknown = adult(), adult(**missing)
    assert is_about_partner(pair(known, unknown), question)
    assert not is_about_partner(pair(unknown, known), question)
    assert not is_about_partner(pair(unknown, unknown), question)
    assert not is_about_partner(alone(adults=(unknown,)), question)


def test_every_question_that_may_be_the_partner_s_has_words_for_it() -> None:
    assert {code for code, question in questions().items() if question.ask_partner} == set(_MISSING)


def test_a_benefit_says_whom_its_question_is_about() -> None:
    found = check_rights(pair(adult(), adult(past_net_salaries={}))).of("rsa")
    assert found.question == "reference_salaries"
    assert found.asks_partner
    found = check_rights(pair(adult(past_net_salaries={}), adult())).of("rsa")
    assert not found.asks_partner
