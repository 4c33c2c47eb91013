"""What nobody said of a family: the gain holds what turns out, in every reading of a custody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month
from jalon.rights import Adult, Gain, Household, Housing, find_gains
from tests.rights.households import MONTH, alone, born, couple, job

JOBS = [job(20.0, "2027-01-01"), job(35.0)]
NO_RSA = {"rsa": {Month(MONTH - 1): 0.0}}


def shared(household: Household, *indices: int) -> Household:
    """The household with some of its children in shared custody."""
    children = tuple(
        replace(child, custody="shared" if index in indices else "whole")
        for index, child in enumerate(household.children)
    )
    return replace(household, children=children)


def assert_all_held(unknown: Household, known: Household, cause: str) -> None:
    for wide, true in zip(find_gains(unknown, JOBS), find_gains(known, JOBS), strict=True):
        assert _holds(wide, true), (wide.net_eur_month, true.net_eur_month)
        assert cause in wide.causes


def _holds(wide: Gain, true: Gain) -> bool:
    eur, found = wide.net_eur_month, true.net_eur_month
    assert eur is not None
    assert found is not None
    return eur.low <= found.central <= eur.high


def test_two_earners_are_looked_at_in_every_reading_of_a_custody() -> None:
    """47,000 is under the ceiling of two incomes, and over that of one, for three children of the
    complément familial: which holds in which reading of the custody of one of them decides.
    """
    family = shared(couple(75, 219, 175, 161, resources_n2_eur_year=47_000.0), 3)
    own = [replace(adult, resources_n2_eur_year=23_500.0) for adult in family.adults]
    known = replace(family, adults=tuple(own), past_benefits=NO_RSA)
    assert_all_held(replace(family, past_benefits=NO_RSA), known, "two_earners_unknown")
    [gain, _] = find_gains(known, JOBS)
    assert {"shared_custody"} <= set(gain.causes)


def test_the_isolation_counts_where_the_young_child_is_with_the_other_parent() -> None:
    """With a child under three who is always there nobody asks since when a parent is alone."""
    baby = alone(141, 140, 166, 15, past_benefits=NO_RSA, isolated_since=Month(MONTH - 1))
    known = shared(baby, 3)
    unknown = replace(known, isolated_since=None)
    assert_all_held(unknown, known, "isolation_unknown")
    whole = shared(baby)
    for gain in find_gains(replace(whole, isolated_since=None), JOBS):
        assert "isolation_unknown" not in gain.causes


def test_an_isolation_that_begins_and_ends_around_the_job_is_held() -> None:
    """Alone since last month, the increase ends within the year: neither all along nor never. The
    parent is seventeen, with wages that stopped and an allowance that comes; drawn by chance.
    """
    paid = {"rsa": {Month(MONTH - 1): 412.0}, "aide_logement": {Month(MONTH - 1): 0.0}}
    alone_lately = alone(39, past_benefits=paid, isolated_since=Month(MONTH - 1))
    wages = {Month(MONTH - lag): 4_400.0 if lag < 10 else 90.0 for lag in range(1, 15)}
    parent = Adult(
        born(17), "jobseeker_are", wages, 0.0, income_eur_month=980.0, income_since=Month(MONTH + 1)
    )
    [child] = alone_lately.children
    known = replace(
        alone_lately,
        adults=(parent,),
        children=(replace(child, support_eur_month=400.0),),
        housing=Housing("tenant_social", 310.0, 1, flat_share=True),
        next_declaration_month=Month(MONTH + 1),
        commune="75112",
    )
    assert_all_held(replace(known, isolated_since=None), known, "isolation_unknown")


@pytest.mark.parametrize("eur", [30.0, 90.0, 125.0, 160.0, 250.0])
def test_a_support_between_none_and_the_most_is_held(eur: float) -> None:
    """Of a couple with four children: prime and RSA end somewhere between."""
    family = couple(75, 219, 161, 161, past_benefits=NO_RSA)
    first, second = family.adults
    works = replace(second, past_net_salaries={Month(MONTH - lag): 480.0 for lag in range(9)})
    works = replace(works, status="employee", net_salary_eur_month=480.0)
    family = replace(family, adults=(first, works))
    known, unknown = (
        replace(
            family,
            children=tuple(replace(child, support_eur_month=of) for child in family.children),
        )
        for of in (eur, None)
    )
    assert_all_held(unknown, known, "child_support_unknown")


HOMES = [
    Housing("tenant_social", 410.0, 1),
    Housing("tenant", 600.0, 1),
    Housing("free"),
    Housing("none"),
]


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.status)
def test_a_home_that_nobody_told_may_be_any(home: Housing) -> None:
    """Who lost a job of 1,500 in summer: an aid of some 300 euros falls with the next one."""
    past = {Month(MONTH - lag): 0.0 if lag < 3 else 1_500.0 for lag in range(17)}
    lost = alone(housing=home, past_benefits={}, resources_n2_eur_year=18_000.0)
    lost = replace(lost, adults=(replace(lost.adults[0], past_net_salaries=past),))
    assert_all_held(replace(lost, housing=Housing()), lost, "housing_unknown")
    if home.rent_eur is not None:
        without_rent = replace(lost, housing=replace(home, rent_eur=None))
        assert_all_held(without_rent, lost, "housing_unknown")
        [known, _] = find_gains(lost, JOBS)
        assert "housing_unknown" not in known.causes


def test_a_support_that_the_housing_aid_counts_is_held() -> None:
    """A mother with a rent, a support above the ASF for each of two children: the aid falls."""
    home = Housing("tenant", 620.0, 1)
    wage = {Month(MONTH - lag): 1_400.0 for lag in range(17)}
    mother = alone(0, 69, housing=home, past_benefits=NO_RSA)
    works = replace(mother.adults[0], past_net_salaries=wage, net_salary_eur_month=1_400.0)
    mother = replace(mother, adults=(replace(works, status="employee"),))
    known, unknown = (
        replace(
            mother,
            children=tuple(replace(child, support_eur_month=of) for child in mother.children),
        )
        for of in (390.0, None)
    )
    assert_all_held(unknown, known, "child_support_unknown")


@pytest.mark.parametrize(("first", "second"), [(0.0, 600.0), (950.0, 0.0)])
def test_of_two_allowances_that_nobody_gave_one_may_be_none(first: float, second: float) -> None:
    pair = couple(past_benefits=NO_RSA)
    adults = tuple(
        replace(adult, status="jobseeker_are", income_eur_month=eur, income_since=Month(MONTH - 3))
        for adult, eur in zip(pair.adults, (first, second), strict=True)
    )
    known = replace(pair, adults=adults)
    unsaid = tuple(replace(adult, income_eur_month=None) for adult in adults)
    for wide, true in zip(
        find_gains(replace(pair, adults=unsaid), JOBS), find_gains(known, JOBS), strict=True
    ):
        assert _holds(wide, true), (wide.net_eur_month, true.net_eur_month)


def test_a_job_that_had_just_begun_is_held() -> None:
    """Wages of the year that nobody said: none, then 2,000 from spring on."""
    past = {Month(MONTH - lag): 2_000.0 if lag < 8 else 0.0 for lag in range(17)}
    home = Housing("tenant", 520.0, 1)
    lone = alone(0, 69, housing=home, past_benefits=NO_RSA)
    works = replace(lone.adults[0], status="employee", net_salary_eur_month=2_000.0)
    known = replace(lone, adults=(replace(works, past_net_salaries=past),))
    recent = {month: eur for month, eur in past.items() if MONTH - month < 5}
    unknown = replace(lone, adults=(replace(works, past_net_salaries=recent),))
    assert_all_held(unknown, known, "past_salaries_unknown")


def test_a_birth_that_nobody_spoke_of_is_said_to_be_left_out() -> None:
    young = couple(past_benefits=NO_RSA)
    adults = tuple(replace(adult, birth=adult.birth.replace(year=2005)) for adult in young.adults)
    [gain, _] = find_gains(replace(young, adults=adults), JOBS)
    assert "assumed_no_pregnancy" in gain.assumed
    # A birth of the year is left out of the others' too; nobody of fifty is told so.
    [grown, _] = find_gains(young, JOBS)
    assert "assumed_no_pregnancy" in grown.assumed
    adults = tuple(replace(adult, birth=adult.birth.replace(year=1970)) for adult in young.adults)
    [old, _] = find_gains(replace(young, adults=adults), JOBS)
    assert "assumed_no_pregnancy" not in old.assumed


def test_what_each_of_a_couple_had_is_unsure_beside_an_rsa_too() -> None:
    """The RSA is paid today: nothing is counted; what follows rests on who had the income."""
    wages = {Month(MONTH - lag): 777.0 for lag in range(1, 15)} | {MONTH: 0.0}
    ended = Adult(born(33), "none", wages, 0.0, resources_n2_eur_year=140_000.0)
    paid = {Month(MONTH - lag): 1_480.0 for lag in range(15)}
    works = Adult(born(35), "employee", paid, 1_480.0, resources_n2_eur_year=0.0)
    known = couple(
        51, 150, 140,
        adults=(ended, works),
        resources_n2_eur_year=140_000.0,
        past_benefits={"rsa": {Month(MONTH - 1): 412.0}},
        next_declaration_month=Month(MONTH + 1),
        housing=Housing("tenant", 310.0, 1),
    )  # fmt: skip
    unsaid = tuple(replace(adult, resources_n2_eur_year=None) for adult in known.adults)
    assert_all_held(replace(known, adults=unsaid), known, "resources_counted_unknown")
