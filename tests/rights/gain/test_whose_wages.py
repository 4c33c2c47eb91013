"""Whose wages and allowances a month has, what rests on unknown wages, what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month
from jalon.rights import Adult, AdultStatus, Child, Gain, Household, Housing, find_gains
from tests.rights.households import MONTH, alone, born, couple, job

HOME = Housing("tenant", 600.0, 2)


def adult(wage: float, status: AdultStatus, years: int = 33, *, months: int = 17) -> Adult:
    """Somebody with the same wage in each of the past months that are said."""
    past = {Month(MONTH - lag): wage for lag in range(months)}
    return Adult(born(years), status, past, wage)


def gain_of(household: Household, months: int | None = None) -> Gain:
    [gain] = find_gains(household, [job(35, months=months)])
    return gain


def test_a_partner_s_wages_are_theirs_with_the_job_and_after_it() -> None:
    adults = (adult(0.0, "none"), adult(1_300.0, "employee", 35))
    gain = gain_of(couple(adults=adults, housing=HOME), 8)
    assert {flow.partner_salary for flow in (*gain.with_job, *gain.without_job)} == {1_300.0}
    assert {flow.salary_net for flow in gain.without_job} == {1_300.0}
    own = [round(flow.salary_net - flow.partner_salary, 2) for flow in gain.with_job]
    assert min(own[:8]) > 1_000
    assert set(own[8:]) == {0.0}


def test_a_partner_s_allowance_has_its_own_name() -> None:
    out_of_work = replace(adult(0.0, "jobseeker_are", 35), income_eur_month=900.0)
    gain = gain_of(couple(adults=(adult(0.0, "none"), out_of_work)), 8)
    assert {flow.parts["partner_are"] for flow in gain.with_job} == {900.0}
    # What follows the job is the first adult's.
    assert "are" not in gain.with_job[0].parts
    assert gain.with_job[-1].parts["are"] > 0


def test_who_lives_alone_has_no_partner_s_wages() -> None:
    gain = gain_of(alone(adults=(adult(500.0, "employee"),)))
    assert {flow.partner_salary for flow in gain.with_job} == {0.0}


def test_amounts_that_rest_on_wages_that_nobody_said_are_named() -> None:
    known = alone(adults=(adult(0.0, "none"),), housing=HOME)
    assert {flow.unsure for flow in gain_of(known).with_job} == {frozenset()}
    unknown = alone(adults=(adult(0.0, "none", months=0),), housing=HOME)
    gain = gain_of(unknown)
    assert gain.with_job[0].unsure == {"rsa", "ppa", "housing"}
    assert "past_salaries_unknown" in gain.causes
    # A year after, every month that counts is one of the job; an aid looks at a year before.
    assert gain.with_job[-1].unsure == {"rsa", "ppa", "housing"}
    assert gain_of(replace(unknown, housing=Housing("none"))).with_job[-1].unsure == frozenset()


def test_the_housing_aid_alone_rests_on_the_months_of_a_year() -> None:
    recent = alone(adults=(adult(1_200.0, "employee", months=6),), housing=HOME)
    gain = gain_of(recent)
    assert gain.with_job[0].unsure == {"housing"}
    assert "past_salaries_unknown" in gain.causes


def test_what_is_unsure_moves_with_the_wages_that_nobody_said() -> None:
    """And nothing else does: the same household, its wages of the past said."""
    partner = adult(0.0, "none", 35)
    unknown = couple(adults=(adult(0.0, "none", months=0), partner), housing=HOME)
    rich = couple(adults=(adult(2_500.0, "jobseeker"), partner), housing=HOME)
    rich = replace(rich, adults=(replace(rich.adults[0], net_salary_eur_month=0.0), partner))
    pairs = list(zip(gain_of(unknown).with_job, gain_of(rich).with_job, strict=True))
    for guess, told in pairs:
        for name in {"rsa", "ppa", "housing"} - guess.unsure:
            assert getattr(guess, name) == pytest.approx(getattr(told, name), abs=0.01), name
    assert any(guess.unsure for guess, _ in pairs)


@pytest.mark.parametrize(
    ("birth_years", "is_named"), [(2, False), (5, False), (6, True), (15, True), (19, False)]
)
def test_the_back_to_school_allowance_is_left_out_of_who_may_have_it(
    birth_years: int, *, is_named: bool
) -> None:
    # The job begins in December 2026: the August of its year is of 2027.
    child = Child(born(0).replace(year=2027 - birth_years), support_eur_month=0.0)
    gain = gain_of(alone(children=(child,)))
    assert ("back_to_school_allowance" in gain.not_counted) == is_named


def test_of_a_couple_one_alone_may_have_had_the_wages_that_nobody_said() -> None:
    """Of two wages of 777 and 430 the prime is more than of two that are the same."""
    now = {MONTH: 90.0}
    adults = tuple(
        Adult(born(17), "employee", {Month(MONTH - lag): eur for lag in range(1, 15)} | now, 90.0)
        for eur in (777.0, 430.0)
    )
    known = couple(
        adults=adults,
        housing=Housing("tenant", 60.0, 1),
        next_declaration_month=Month(MONTH + 1),
        past_benefits={name: {Month(MONTH - 1): 0.0} for name in ("rsa", "aide_logement")},
    )
    unknown = replace(
        known, adults=tuple(replace(one, past_net_salaries=now) for one in known.adults)
    )
    [wide], [true] = (find_gains(one, [job(20.0, "2027-01-01")]) for one in (unknown, known))
    assert wide.net_eur_month is not None
    assert true.net_eur_month is not None
    assert wide.net_eur_month.low <= true.net_eur_month.central <= wide.net_eur_month.high
