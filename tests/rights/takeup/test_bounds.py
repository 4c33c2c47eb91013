"""The top of a range is not passed by a value between those that are tried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month
from jalon.rights import Adult, Child, Household, Housing, Range, check_rights
from tests.rights.households import MONTH, alone, born, worked


def bounds(household: Household, benefit: str) -> Range:
    amount = check_rights(household).of(benefit).amount_eur_month
    assert amount is not None
    return amount


@pytest.mark.parametrize("eur", [640.0, 750.0, 850.0, 900.0, 950.0, 1_100.0])
def test_the_highest_prime_of_unknown_wages(eur: float) -> None:
    adult = Adult(born(33), "employee", worked(eur), eur)
    known = alone(adults=(adult,))
    unknown = replace(known, adults=(replace(adult, past_net_salaries={}),))
    assert bounds(known, "ppa").high <= bounds(unknown, "ppa").high + 0.01


@pytest.mark.parametrize("eur", [100.0, 186.0, 200.0, 220.0, 350.0])
@pytest.mark.parametrize("count", [1, 2])
def test_the_highest_rsa_of_unknown_support(eur: float, count: int) -> None:
    """What is left of the ASF is not paid up to 15 euros (D. 523-3 CSS), and counts no more."""
    children = tuple(Child(born(4 + rank), support_eur_month=eur) for rank in range(count))
    known = alone(children=children)
    silent = tuple(replace(child, support_eur_month=None) for child in children)
    unknown = replace(known, children=silent)
    assert bounds(known, "rsa").high <= bounds(unknown, "rsa").high + 0.01


def test_who_earned_too_much_for_the_rsa_is_not_asked_whether_it_is_paid() -> None:
    """Sixteen months at 1,480 euros, then an allowance of 950: no RSA can still be paid."""
    past = {Month(MONTH - lag): 1480.0 for lag in range(1, 17)} | {MONTH: 0.0}
    adult = Adult(born(36), "jobseeker_are", past, 0.0, 950.0, MONTH)
    check = check_rights(alone(adults=(adult,), housing=Housing("tenant", 500.0, 1)))
    assert check.of("rsa").verdict == "no"
    assert check.of("aide_logement").question != "rsa_received"
