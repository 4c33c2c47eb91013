"""The Complémentaire santé solidaire: wages beside an allowance, the young, the participation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights import Adult, AdultStatus, Benefit, Child, Household, Housing, check_rights
from tests.rights.households import MONTH, alone, born, couple

NOT_RECEIVED = {"rsa": {Month(MONTH - 1): 0.0}}
FREE, PAID = 10_421, 14_069
"""Ceilings of one person since April 2026, as `css.yaml` has them."""


def adult(wage: float, status: AdultStatus, income: float = 0.0, **changes: Any) -> Adult:  # noqa: ANN401
    past = {Month(MONTH - lag): wage for lag in range(17)}
    one = Adult(born(36), status, past, wage, income, Month(MONTH - 30), pregnant=False)
    return replace(one, **changes)


def css(*adults: Adult, **changes: Any) -> Benefit:  # noqa: ANN401
    family = alone if len(adults) == 1 else couple
    household: Household = family(adults=adults, past_benefits=NOT_RECEIVED, **changes)
    return check_rights(household).of("css")


@pytest.mark.parametrize("status", ["jobseeker_are", "jobseeker_ass"])
@pytest.mark.parametrize(
    ("counted", "verdict", "participation"),
    [
        (FREE - 1, "likely", False),
        (FREE + 1, "likely", True),
        (PAID - 1, "likely", True),
        (PAID + 1, "no", None),
    ],
)
def test_wages_count_for_seventy_percent_beside_an_allowance(
    status: AdultStatus, counted: float, verdict: str, participation: bool | None
) -> None:
    # Twelve allowances of 500, and wages of which 70 % count (R. 861-8 CSS).
    wage = (counted - 12 * 500) / 0.7 / 12
    found = css(adult(wage, status, 500.0))
    if verdict == "no" and status == "jobseeker_ass":
        # Who is alone has it by the ASS itself, whatever the resources (L. 861-2 CSS, 4°).
        verdict, participation = "likely", True
        assert found.reasons == ("presumed", "with_participation")
    assert (found.verdict, found.with_participation) == (verdict, participation)


@pytest.mark.parametrize("since", [MONTH - 30, None])
def test_an_allowance_of_nothing_leaves_wages_open(since: int | None) -> None:
    """70 % of the wages may count, or all."""
    start = None if since is None else Month(since)
    found = css(adult((PAID + 1_000) / 12, "jobseeker_are", income_since=start))
    assert (found.verdict, found.question) == ("cannot_tell", None)


def test_an_allowance_since_nobody_said_when_leaves_wages_that_ended_open() -> None:
    """It may not be paid yet; beside wages that go on it is."""
    goes_on = adult(500.0, "jobseeker_are", 700.0, income_since=None)
    found = css(goes_on)
    assert (found.verdict, found.with_participation) == ("likely", True)
    past = {**goes_on.past_net_salaries, Month(MONTH): 0.0}
    found = css(replace(goes_on, past_net_salaries=past, net_salary_eur_month=0.0))
    assert (found.verdict, found.question) == ("cannot_tell", "income_since")


def test_wages_count_whole_without_an_allowance() -> None:
    for status in ("employee", "jobseeker"):
        assert css(adult((PAID + 1) / 12, status)).verdict == "no"
        assert css(adult((PAID - 1) / 12, status)).with_participation is True


def test_only_the_months_of_the_allowance_count() -> None:
    # The year ends two months before: of six months of 1,500 since then, four count, 6,000.
    wages = {Month(MONTH - lag): 0.0 for lag in range(17)}
    recent = adult(0.0, "jobseeker_are", 1_500.0, past_net_salaries=wages)
    assert css(replace(recent, income_since=Month(MONTH - 5))).with_participation is False
    # Seven make 10,500: with participation. Ten make 15,000.
    assert css(replace(recent, income_since=Month(MONTH - 8))).with_participation is True
    assert css(replace(recent, income_since=Month(MONTH - 11))).verdict == "no"
    unknown = css(replace(recent, income_since=None))
    assert (unknown.verdict, unknown.question) == ("cannot_tell", "income_since")


@pytest.mark.parametrize(
    ("ages", "with_parents", "verdict", "question"),
    [
        ((22,), (None,), "cannot_tell", "with_parents"),
        ((22,), (True,), "cannot_tell", "worked_two_years"),
        ((22,), (False,), "likely", None),
        ((26,), (None,), "likely", None),
        ((22, 23), (False, None), "cannot_tell", "with_parents"),
        ((22, 23), (False, False), "likely", None),
        ((22, 31), (None, None), "likely", None),
        # Who is a minor and awaits no child has no RSA (L. 262-7-1 CASF): nothing is left to ask.
        ((17,), (False,), "cannot_tell", None),
        ((17,), (None,), "cannot_tell", "with_parents"),
    ],
)
def test_the_young_may_be_of_the_household_of_their_parents(
    ages: tuple[int, ...], with_parents: tuple[bool | None, ...], verdict: str, question: str | None
) -> None:
    adults = (
        adult(300.0, "employee", birth=born(age), with_parents=said)
        for age, said in zip(ages, with_parents, strict=True)
    )
    found = css(*adults)
    assert (found.verdict, found.question) == (verdict, question)


def test_a_high_wage_of_the_young_is_no_refusal_before_the_parents_are_asked() -> None:
    young = adult(2_500.0, "employee", birth=born(22))
    assert css(young).verdict == "cannot_tell"
    assert css(replace(young, with_parents=False)).verdict == "no"


def test_a_young_parent_is_a_household_of_their_own() -> None:
    young = adult(300.0, "employee", birth=born(22))
    child = Child(born(1), support_eur_month=0.0)
    assert css(young, children=(child,)).verdict == "likely"


def test_the_ass_opens_it_by_itself_since_july_2026() -> None:
    # High wages until five months ago, which count in the year.
    past = {Month(MONTH - lag): 5_000.0 if lag > 5 else 0.0 for lag in range(17)}
    ended = adult(0.0, "jobseeker_ass", 700.0, past_net_salaries=past)
    found = css(ended)
    assert (found.verdict, found.reasons) == ("likely", ("presumed", "with_participation"))
    assert css(replace(ended, status="jobseeker_are")).verdict == "no"
    assert css(ended, adult(2_500.0, "employee")).verdict == "no"
    # Of the ASS the law asks nothing about work (L. 861-2 CSS, 4°), as R. 861-11 says of 1° to 3°.
    worked = {**past, Month(MONTH - 2): 900.0}
    assert css(replace(ended, past_net_salaries=worked)).verdict == "likely"
    unknown = {month: eur for month, eur in past.items() if month != MONTH - 1}
    assert css(replace(ended, past_net_salaries=unknown)).verdict == "likely"


def test_the_aah_opens_it_by_itself_for_who_has_not_worked_for_three_months() -> None:
    past = {Month(MONTH - lag): 5_000.0 if lag > 5 else 0.0 for lag in range(17)}
    ended = adult(0.0, "disabled_aah", 1_000.0, past_net_salaries=past)
    assert css(ended).reasons == ("presumed", "with_participation")
    worked = {**past, Month(MONTH - 2): 900.0}
    assert css(replace(ended, past_net_salaries=worked)).verdict == "no"
    unknown = {month: eur for month, eur in past.items() if month != MONTH - 1}
    assert css(replace(ended, past_net_salaries=unknown)).verdict == "cannot_tell"


def test_before_july_2026_the_ass_did_not() -> None:
    june = parse_month("2026-06")
    past = {Month(june - lag): 5_000.0 if lag > 5 else 0.0 for lag in range(17)}
    ended = Adult(born(36), "jobseeker_ass", past, 0.0, 700.0, Month(june - 30), pregnant=False)
    household = alone(month=june, adults=(ended,), past_benefits={"rsa": {Month(june - 1): 0.0}})
    assert check_rights(household).of("css").verdict == "no"


def test_from_fifty_on_the_ass_may_be_chosen_and_from_sixty_seven_on_it_ends() -> None:
    # L. 5423-2 and L. 5421-4 of labour law.
    for years, verdict in ((49, "no"), (51, "cannot_tell"), (66, "cannot_tell"), (68, "no")):
        one = adult(0.0, "jobseeker_are", 900.0, birth=born(years))
        assert check_rights(alone(adults=(one,))).of("ass").verdict == verdict


def test_near_the_ceiling_a_home_that_nobody_told_is_asked_about() -> None:
    # Twelve wages of 1,150 are 13,800; a home would add some 900 (R. 861-5 CSS) to be over 14,068.
    works = adult(1_150.0, "employee")
    without = css(works, housing=Housing("none"))
    assert (without.verdict, without.with_participation) == ("likely", True)
    unknown = css(works, housing=Housing())
    assert (unknown.verdict, unknown.question) == ("cannot_tell", "housing_status")


def test_between_the_ceilings_what_settles_an_rsa_is_asked() -> None:
    """Who begins to work: with the increase for isolation there is an RSA, which opens it."""
    past = {Month(MONTH - lag): 1_150.0 if lag > 10 else 0.0 for lag in range(1, 15)}
    parent = Adult(born(24), "employee", past, 2_050.0)
    supports = (250.0, 400.0, 400.0)
    household = alone(
        103, 60, 224,
        adults=(parent,),
        housing=Housing("tenant", 880.0, 1),
        past_benefits=NOT_RECEIVED | {"aide_logement": {Month(MONTH - 1): 0.0}},
        next_declaration_month=Month(MONTH + 1),
        isolated_since=Month(MONTH - 9),
    )  # fmt: skip
    children = tuple(
        replace(child, support_eur_month=eur)
        for child, eur in zip(household.children, supports, strict=True)
    )
    known = replace(household, children=children)
    assert check_rights(known).of("css").verdict == "likely"
    unknown = check_rights(replace(known, isolated_since=None)).of("css")
    assert (unknown.verdict, unknown.question) == ("cannot_tell", "isolated_since")
