"""Residence permits of less than five years: who is paid, and when five are reached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month
from jalon.rights import Adult, Household, Housing, check_rights, make_ledger
from tests.rights.households import MONTH, alone, born, couple

ONE_EUR, TWO_EUR = 651.69, 977.53
"""The RSA of one person and of two without a home, April 2026 (R. 262-1 CASF)."""
PAID = {"rsa": {Month(MONTH - 1): ONE_EUR}}


def with_permit(household: Household, years: float) -> Household:
    first, *others = household.adults
    others = [replace(other, permit_years="not_needed") for other in others]
    return replace(household, adults=(replace(first, permit_years=years), *others))


def test_of_a_couple_one_has_a_right_alone() -> None:
    # L. 262-5 CASF: a partner without the five years is not counted; a refugee is (L. 262-4).
    found = check_rights(with_permit(couple(past_benefits=PAID), 2)).of("rsa")
    amount = found.amount_eur_month
    assert amount is not None
    assert found.verdict == "likely"
    assert (amount.low, amount.central, amount.high) == pytest.approx((ONE_EUR, ONE_EUR, TWO_EUR))
    assert {"varies_with_permit", "permit_of_partner"} <= {*found.reasons}


def test_a_paid_rsa_or_prime_says_that_the_condition_is_met() -> None:
    for paid, verdict in ((PAID, "likely"), ({}, "cannot_tell")):
        found = check_rights(with_permit(alone(past_benefits=paid), 2)).of("rsa")
        assert (found.verdict, found.question is None) == (verdict, bool(paid))
    # The prime asks for the same years of the same persons (L. 842-2 CSS).
    prime = {"rsa": {Month(MONTH - 1): 0.0}, "ppa": {Month(MONTH - 1): 200.0}}
    found = check_rights(with_permit(alone(past_benefits=prime), 2)).of("rsa")
    assert found.verdict != "cannot_tell"
    assert "permit_five_years" not in found.reasons


@pytest.mark.parametrize(("years", "first_month"), [(4.7, 4), (4.9, 2), (2.0, None)])
def test_in_the_gain_the_permit_grows_older(years: float, first_month: int | None) -> None:
    # 4.7 years in November are five in March, due then and paid in April (R. 262-39 CASF).
    one = with_permit(alone(housing=Housing("none"), past_benefits={"rsa": {}}), years)
    rsa = [flow.rsa or 0.0 for flow in make_ledger(one).flows]
    paid = next((index for index, eur in enumerate(rsa) if eur > 0), None)
    assert paid == (None if first_month is None else first_month + 1)


def test_a_paid_rsa_is_asked_about_before_what_others_decide() -> None:
    """With an allowance that begins in three months and five years that neither has: an RSA that
    is paid says that the condition is met, and is answered today; a decision of others is not.
    """
    wages = {Month(MONTH - lag): 1_400.0 if lag else 0.0 for lag in range(15)}
    ended = Adult(born(33), "none", wages, 0.0, 0.0, permit_years=2)
    comes = replace(
        ended, status="jobseeker_are", income_eur_month=310.0, income_since=Month(MONTH + 3)
    )
    found = check_rights(couple(adults=(comes, ended), past_benefits={})).of("rsa")
    assert (found.verdict, found.question) == ("cannot_tell", "rsa_received")
