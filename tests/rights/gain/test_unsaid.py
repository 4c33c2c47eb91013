"""What nobody said of incomes and claims: the gain covers what turns out, and names it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights import Adult, Child, Gain, Household, Housing, find_gains
from tests.rights.households import born, job

MONTH = parse_month("2026-12")
SINCE = parse_month("2026-11")
WAGE_EUR, ARE_EUR = 1480.0, 950.0


def wages(last: int = 24, first: int = 2, eur: float = WAGE_EUR) -> dict[Month, float]:
    """A wage of each of the months up to some before; none in the later ones."""
    paid = {Month(MONTH - lag): eur for lag in range(first, last + 1)}
    return paid | {Month(MONTH - lag): 0.0 for lag in range(1, first)}


def lost_job(past: dict[Month, float], **changes: Any) -> Household:  # noqa: ANN401
    """Who lost a job in October and has the ARE since November, with a rent of 500 euros."""
    adult = Adult(born(36, month=MONTH), "jobseeker_are", past, 0.0, ARE_EUR, SINCE)
    fields: dict[str, Any] = {
        "housing": Housing("tenant", 500.0),
        "past_benefits": {"rsa": {SINCE: 0.0}},
        "next_declaration_month": MONTH,
        "resources_n2_eur_year": 0.0,
        "commune": "94028",
    }
    return Household(MONTH, (adult,), couple=False, **(fields | changes))


def gain_of(household: Household) -> Gain:
    return find_gains(household, [job(20.0, "2027-01-01")])[0]


def first(household: Household, **changes: Any) -> Household:  # noqa: ANN401
    return replace(household, adults=(replace(household.adults[0], **changes),))


def assert_covers(unknown: Gain, known: Gain) -> None:
    wide, true = unknown.net_eur_month, known.net_eur_month
    assert wide is not None
    assert true is not None
    assert wide.low <= true.central <= wide.high


@pytest.mark.parametrize("eur", [700.0, 1250.0, WAGE_EUR, 1900.0, 2600.0])
def test_wages_that_nobody_gave_may_be_any(eur: float) -> None:
    """Three months are known; the housing aid looks at twelve others."""
    recent = wages(4)
    known = gain_of(lost_job(wages(eur=eur) | recent))
    unknown = gain_of(lost_job(recent))
    assert_covers(unknown, known)
    assert "past_salaries_unknown" in unknown.causes
    assert "past_salaries_unknown" not in known.causes


def test_months_that_nothing_looks_at_are_no_cause() -> None:
    """Nobody pays a rent here, and the reviews look back seven months."""
    housed = Housing("none")
    long, short = (gain_of(lost_job(wages(last), housing=housed)) for last in (24, 7))
    assert long.net_eur_month == short.net_eur_month
    assert long.causes == short.causes


@pytest.mark.parametrize("eur", [0.0, 450.0, 800.0, 1200.0, 2400.0])
def test_an_allowance_without_its_amount_is_a_range(eur: float) -> None:
    whole = first(lost_job(wages()), income_eur_month=eur)
    unknown = gain_of(first(whole, income_eur_month=None, income_since=None))
    assert_covers(unknown, gain_of(whole))
    assert "allowance_unknown" in unknown.causes


def test_who_did_not_say_their_job_has_no_figure() -> None:
    """A wage that the job replaces would be taken off, and has no bound."""
    lost = lost_job(wages())
    for status in (None, "employee"):
        gain = gain_of(first(lost, status=status, net_salary_eur_month=None))
        assert gain.net_eur_month is None
        assert gain.not_computed == ("wage_now_unknown",)


def test_an_amount_that_nobody_named_may_be_unemployment() -> None:
    lost = lost_job(wages())
    unknown = gain_of(first(lost, status=None))
    assert_covers(unknown, gain_of(lost))
    assert "status_unknown" in unknown.causes


def test_the_wage_of_this_month_goes_on_where_nobody_said_otherwise() -> None:
    lost = lost_job(wages() | {MONTH: WAGE_EUR}, past_benefits={})
    employee = first(lost, status="employee", income_eur_month=None, income_since=None)
    said = first(employee, net_salary_eur_month=WAGE_EUR)
    silent = first(employee, net_salary_eur_month=None)
    assert gain_of(silent).net_eur_month == gain_of(said).net_eur_month


@pytest.mark.parametrize("eur", [300.0, 1350.0, 3000.0])
def test_the_wage_of_a_partner_may_be_any(eur: float) -> None:
    lost = lost_job(wages())
    partner = Adult(born(35, month=MONTH), "employee", wages(eur=eur, first=1), eur)
    silent = replace(partner, net_salary_eur_month=None)
    known, unknown = (
        gain_of(replace(lost, adults=(*lost.adults, one), couple=True)) for one in (partner, silent)
    )
    assert_covers(unknown, known)
    assert "salary_now_unknown" in unknown.causes


def test_an_aid_of_nothing_that_the_wages_explain_comes_back_with_them() -> None:
    """At 1,480 euros no aid was due; as the year of wages passes, it is."""
    paid = {"rsa": {SINCE: 0.0}, "aide_logement": {SINCE: 0.0}}
    said, silent = gain_of(lost_job(wages(), past_benefits=paid)), gain_of(lost_job(wages()))
    assert said.net_eur_month == silent.net_eur_month
    assert any(flow.housing for flow in said.without_job)


def test_an_aid_that_was_due_and_not_paid_is_claimed_or_not() -> None:
    """Without wages the aid was due: nobody claimed it, and may."""
    poor = lost_job(wages(eur=0.0), past_benefits={"rsa": {SINCE: 0.0}})
    paid = {"rsa": {SINCE: 0.0}, "aide_logement": {SINCE: 0.0}}
    unclaimed = gain_of(replace(poor, past_benefits=paid))
    assert not any(flow.housing for flow in unclaimed.without_job)
    assert_covers(unclaimed, gain_of(poor))
    assert "housing_aid_not_received" in unclaimed.causes


def test_the_young_may_have_the_rsa_by_their_work() -> None:
    """A lone jobseeker of 22 without a child: two years of work open it (L. 262-7-1 CASF)."""
    none = {Month(MONTH - lag): 0.0 for lag in range(1, 17)}
    adult = Adult(born(22, month=MONTH), "jobseeker", none, 0.0)
    young = replace(lost_job({}), adults=(adult,), housing=Housing("none"), past_benefits={})
    unknown = gain_of(young)
    old = replace(young, adults=(replace(adult, birth=born(40, month=MONTH)),))
    assert_covers(unknown, gain_of(old))
    assert "young_worker_unknown" in unknown.causes
    assert unknown.without_job[1].rsa == 0.0
    paid = gain_of(replace(young, past_benefits={"rsa": {SINCE: 651.69}}))
    assert "young_worker_unknown" not in paid.causes
    assert all(flow.rsa for flow in paid.without_job)


def test_a_minor_may_have_no_lease() -> None:
    """Without one no aid comes (L. 821-1 CCH); one that is paid says that there is a lease."""
    none = {Month(MONTH - lag): 0.0 for lag in range(1, 17)}
    minor = replace(
        lost_job({}, past_benefits={}),
        adults=(Adult(born(17, month=MONTH), "jobseeker", none, 0.0),),
    )
    unsure, housed = gain_of(minor), gain_of(replace(minor, housing=Housing("none")))
    assert_covers(unsure, housed)
    assert "minor_lease_unknown" in unsure.causes
    paid = gain_of(replace(minor, past_benefits={"aide_logement": {SINCE: 351.0}}))
    assert "minor_lease_unknown" not in paid.causes


def test_what_a_home_leaves_out_is_named() -> None:
    """The aid of a home that nobody described is not counted, nor the zone of its commune known."""
    lost = lost_job(wages())
    assert "housing_aid" in gain_of(replace(lost, housing=Housing(None, 500.0))).not_counted
    assert "rent_ceiling_of_commune" in gain_of(replace(lost, commune=None)).not_counted
    assert not {"housing_aid", "rent_ceiling_of_commune"} & set(gain_of(lost).not_counted)


def test_an_income_of_two_years_ago_that_nobody_gave_may_be_high() -> None:
    """Above another ceiling the allocations familiales are a quarter (D. 521-1 CSS)."""
    children = tuple(Child(born(age, month=MONTH), support_eur_month=0.0) for age in (8, 10, 12))
    rich = lost_job(wages(), children=children, resources_n2_eur_year=140_000.0)
    rich = replace(rich, isolated_since=parse_month("2015-01"))
    unknown = gain_of(replace(rich, resources_n2_eur_year=None))
    assert_covers(unknown, gain_of(rich))
    assert "resources_n2_unknown" in unknown.causes


def test_an_rsa_of_zero_that_wages_explain_is_claimed_once_they_end() -> None:
    """1,480 a month are over the RSA; without them it is 651.69, less the 78.20 of a paid home."""
    last = wages(first=1)
    unpaid = {"rsa": {SINCE: 0.0}, "aide_logement": {SINCE: 0.0}}
    changes = {"status": "none", "income_eur_month": 0.0, "income_since": None}
    explained = first(lost_job(last, past_benefits=unpaid), **changes)
    gain = gain_of(explained)
    assert [flow.rsa for flow in gain.without_job][-1] == pytest.approx(651.69 - 78.20, abs=0.011)
    assert "rsa_to_claim" in gain.causes
    # Without any wage for long it was due, and was not claimed.
    never = first(lost_job(dict.fromkeys(last, 0.0), past_benefits=unpaid), **changes)
    assert {flow.rsa for flow in gain_of(never).without_job} == {0.0}
