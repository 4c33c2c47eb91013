"""What is found of one benefit, and households that say what it hangs on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jalon.core.months import Month
from jalon.rights.request.household import Adult, Household
from jalon.rights.takeup import Benefit, check_rights
from tests.rights.households import MONTH, born

A_YEAR = 16


def benefit(household: Household, name: str) -> Benefit:
    return check_rights(household).of(name)


def exactly(one: Benefit) -> float:
    """The amount of a benefit that is sure and has one."""
    assert one.verdict == "likely"
    assert one.amount_eur_month is not None
    assert one.amount_eur_month.is_exact
    return one.amount_eur_month.central


def earning(eur: float, month: Month = MONTH, **changes: Any) -> Adult:  # noqa: ANN401
    """An employee with the same salary all along."""
    past = {Month(month - lag): eur for lag in range(A_YEAR)}
    adult = Adult(born(33, month=month), "employee", past, eur, 0.0)
    return replace(adult, **changes)


def knowing(household: Household) -> Household:
    """Salaries of the whole year known to be none, and no housing aid received."""
    past = {Month(household.month - lag): 0.0 for lag in range(A_YEAR)}
    adults = tuple(replace(adult, past_net_salaries=past) for adult in household.adults)
    return replace(
        household, adults=adults, past_benefits={"rsa": {Month(household.month - 1): 0.0}}
    )
