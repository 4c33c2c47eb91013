"""What a household says of itself, with None for what it does not say."""

from __future__ import annotations

import datetime as dt

from jalon.core.months import Month, month_of
from jalon.rights.allowances import WITH_ALLOWANCE
from jalon.rights.birthdays import is_birthday_month, is_under, opens_by
from jalon.rights.request.household import Adult, Child, Household

INCOME_UNKNOWN = frozenset(("self_employed", "apprentice"))
"""Statuses with an income that is counted by rules of its own, which are not written here."""
LEARNERS = frozenset(("student", "apprentice"))


def completed_years(birth: dt.date, month: Month) -> int:
    """Whole years on the first day of a month; negative before the birth."""
    return (month - month_of(birth) - (birth.day > 1)) // 12


def dependants(household: Household, from_years: int = 0, under_years: int = 20) -> list[Child]:
    """Children who count for a family benefit of the month: whose birthday of the first age, or
    birth, was before it, and whose birthday of the second comes after it.
    """
    month = household.month
    return [
        child
        for child in born_children(household, under_years)
        if opens_by(child.birth, from_years, month)
    ]


def born_children(household: Household, under_years: int = 20) -> list[Child]:
    """Children up to the month before a birthday; a child of this month is one."""
    return [c for c in household.children if is_under(c.birth, under_years, household.month)]


def has_newborn(household: Household) -> bool:
    """Whether a child is born in this month, whose benefits begin in the next one."""
    return any(is_birthday_month(child.birth, 0, household.month) for child in household.children)


def is_birth_awaited(household: Household) -> bool:
    """Whether somebody is known to be pregnant."""
    return any(adult.pregnant is True for adult in household.adults)


def has_status(household: Household, statuses: frozenset[str]) -> bool:
    """Whether an adult is known to have one of these."""
    return any(adult.status in statuses for adult in household.adults)


def status_unknown(household: Household) -> bool:
    """Whether nobody said of some adult what they do."""
    return any(adult.status is None for adult in household.adults)


def allowance(adult: Adult) -> float | None:
    """Net euros a month of what goes with the status; 0 where nothing does."""
    if adult.income_eur_month is not None:
        return adult.income_eur_month
    return None if adult.status is None or adult.status in WITH_ALLOWANCE else 0.0


def last_payment(household: Household, benefit: str) -> float | None:
    """What came last of a benefit; None where nobody said."""
    known = household.past_benefits.get(benefit)
    return known[max(known)] if known else None


def receives(household: Household, benefit: str) -> bool | None:
    """Whether the last payment known is more than nothing; None where none is known."""
    last = last_payment(household, benefit)
    return None if last is None else last > 0
