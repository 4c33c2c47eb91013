"""Family benefits over the year of a gain: what was earned two years ago counts whole again with a
job, and less once it has ended (R. 532-7 CSS). Amounts of 2026, after CRDS.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jalon.core.months import Month
from jalon.rights import Adult, Flow, Gain, Household, find_gains, make_ledger
from tests.rights.households import MONTH, alone, born, couple, job
from tests.rights.test_lost_job import lost

WHOLE_EUR, HALF_EUR = 198.16, 99.09
"""The base allowance of the PAJE."""
TODDLER = 17
NO_RSA = {"rsa": {Month(MONTH - 1): 0.0}}


def paje(flows: tuple[Flow, ...]) -> list[float]:
    return [flow.parts.get("paje", 0.0) for flow in flows]


def gain_of(household: Household, hours: float = 35.0, **changes: Any) -> Gain:  # noqa: ANN401
    [gain] = find_gains(household, [job(hours, **changes)])
    return gain


def test_on_rsa_they_count_again_once_it_has_ended() -> None:
    """The review of April is the first that sees a job of December: the RSA of March, paid in
    April, is the last. The PAJE of April looks at it, and is paid in May.
    """
    paid = {"rsa": {Month(MONTH - 1): 500.0}}
    gain = gain_of(alone(TODDLER, past_benefits=paid, resources_n2_eur_year=60_000.0))
    rsa = [(flow.rsa or 0.0) > 0 for flow in gain.with_job]
    assert rsa == [True] * 5 + [False] * 7
    assert paje(gain.with_job) == [WHOLE_EUR] * 6 + [0.0] * 6
    assert paje(gain.without_job) == [WHOLE_EUR] * 12
    assert "resources_count_again" in gain.notices


def test_an_rsa_that_goes_on_beside_the_wage_leaves_them_out() -> None:
    paid = {"rsa": {Month(MONTH - 1): 500.0}}
    household = alone(TODDLER, past_benefits=paid, resources_n2_eur_year=60_000.0)
    gain = gain_of(household, 10.0)
    assert all(flow.rsa for flow in gain.with_job)
    assert paje(gain.with_job) == [WHOLE_EUR] * 12
    assert "resources_count_again" not in gain.notices


def two(**changes: Any) -> Household:  # noqa: ANN401
    """Who is unemployed without an allowance and earned 25,000, and who works and earned 35,000."""
    partner = Adult(
        born(35),
        "employee",
        {Month(MONTH - lag): 1_500.0 for lag in range(18)},
        1_500.0,
        resources_n2_eur_year=35_000.0,
    )
    stopped = lost(4, status="jobseeker", income_eur_month=None, resources_n2_eur_year=25_000.0)
    adults = (replace(stopped, **changes), partner)
    household = couple(TODDLER, adults=adults, past_benefits=NO_RSA)
    return replace(household, resources_n2_eur_year=60_000.0)


def test_without_an_allowance_they_count_again_from_the_month_of_the_job_on() -> None:
    """35,000 count before, the whole allowance; 60,000 with the job, none: due from December on,
    paid from January on.
    """
    gain = gain_of(two())
    assert paje(gain.with_job) == [WHOLE_EUR] + [0.0] * 11
    assert paje(gain.without_job) == [WHOLE_EUR] * 12
    differences = [eur or 0.0 for eur in gain.differences]
    assert gain.net_eur_month is not None
    assert gain.net_eur_month.central == pytest.approx(sum(differences) / 12, abs=0.01)
    # The prime counts the allowance (R. 844-5 CSS): from the review that looks at January on it
    # makes up for what has ended.
    kept = gain_of(replace(two(), resources_n2_eur_year=0.0))
    primes = [(one.ppa or 0.0, two.ppa or 0.0) for one, two in zip_flows(gain, kept)]
    assert primes[-1][0] - primes[-1][1] == pytest.approx(WHOLE_EUR, abs=0.02)


def zip_flows(one: Gain, other: Gain) -> list[tuple[Flow, Flow]]:
    return list(zip(one.with_job, other.with_job, strict=True))


def test_after_a_contract_of_three_months_they_are_left_out_again() -> None:
    """December to February; nothing in March and April, which is the second month: the PAJE of
    April is whole, and paid in May.
    """
    gain = gain_of(two(), months=3)
    assert paje(gain.with_job) == [WHOLE_EUR] + [0.0] * 4 + [WHOLE_EUR] * 7


def test_beside_the_are_seventy_per_cent_count_up_to_the_job() -> None:
    """45,000 x 0.7 = 31,500 leave the whole allowance, 45,000 the half."""
    adult = lost(17, income_since=Month(MONTH - 17))
    household = alone(TODDLER, adults=(adult,), past_benefits=NO_RSA)
    gain = gain_of(replace(household, resources_n2_eur_year=45_000.0))
    assert paje(gain.with_job) == [WHOLE_EUR] + [HALF_EUR] * 11
    assert paje(gain.without_job) == [WHOLE_EUR] * 12


def test_who_is_not_registered_has_both_ends_in_the_range() -> None:
    """Without a word of France Travail the 25,000 may count today: nothing is there to lose."""
    unsure, sure = gain_of(two(status="none")), gain_of(two())
    first, partner = two().adults
    rich = replace(two(), adults=(first, replace(partner, resources_n2_eur_year=200_000.0)))
    never = gain_of(replace(rich, resources_n2_eur_year=225_000.0))
    assert unsure.net_eur_month is not None
    assert sure.net_eur_month is not None
    assert unsure.net_eur_month.central == pytest.approx(sure.net_eur_month.central)
    assert never.net_eur_month is not None
    assert unsure.net_eur_month.high >= never.net_eur_month.central - 0.01
    assert never.net_eur_month.central > sure.net_eur_month.central
    assert "resources_counted_unknown" in unsure.causes
    assert "resources_counted_unknown" not in sure.causes


def test_resources_under_every_ceiling_change_nothing() -> None:
    low = replace(two(), resources_n2_eur_year=12_000.0)
    adults = tuple(replace(adult, resources_n2_eur_year=6_000.0) for adult in low.adults)
    gain = gain_of(replace(low, adults=adults))
    assert paje(gain.with_job) == paje(gain.without_job) == [WHOLE_EUR] * 12
    assert "resources_count_again" not in gain.notices


def test_a_month_s_family_benefits_are_told_of_the_copy_that_has_them() -> None:
    ledger = make_ledger(two(), job(35.0))
    for with_job, eur in ((True, 0.0), (False, WHOLE_EUR)):
        *_, total = ledger.explain("family", Month(MONTH + 3), with_job=with_job)
        assert total.eur == pytest.approx(eur)


def test_resources_that_nobody_said_may_count_with_the_job_alone() -> None:
    """The PAJE of who is on the RSA goes on whatever was earned, and ends with it."""
    paid = {"rsa": {Month(MONTH - 1): 500.0}}
    known = gain_of(alone(TODDLER, past_benefits=paid, resources_n2_eur_year=60_000.0))
    unknown = gain_of(alone(TODDLER, past_benefits=paid, resources_n2_eur_year=None))
    assert known.net_eur_month is not None
    assert unknown.net_eur_month is not None
    assert unknown.net_eur_month.low <= known.net_eur_month.central <= unknown.net_eur_month.high
    assert "resources_n2_unknown" in unknown.causes
    assert "resources_counted_unknown" not in unknown.causes
