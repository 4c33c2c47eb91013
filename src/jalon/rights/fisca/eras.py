"""Months in which the law says the same thing of a household, so that one of them is enough.

What a family is given changes with the ages of its members, with the calendar year (resources of
N-2) and with the dated parameters of the law. Between two such changes every month is the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable
from datetime import date

from jalon.core.months import Month, month_of
from jalon.rights.asking.household import Household
from jalon.rights.fisca.law import LawSystem


def era_of(law: LawSystem, household: Household, month: Month) -> Hashable:
    """Equal for two months in which nothing but the incomes of the household can differ.

    Rules look at an age, at the month after a birthday and at the one before, so all three count.
    """
    ages = tuple(
        tuple(_months_old(birth, Month(month + shift)) // 12 for shift in (-1, 0, 1))
        for birth in household.births
    )
    changes = tuple(_changes(law, Month(month + shift)) for shift in (-1, 0))
    isolated = household.isolated_since
    recent = None if isolated is None else month - isolated < 18  # L. 262-9
    return (month // 12, ages, changes, recent)


def _months_old(birth: date, month: Month) -> int:
    """Completed months on the first day of a month."""
    return month - month_of(birth) - (birth.day > 1)


def _changes(law: LawSystem, month: Month) -> int:
    """How many times a parameter of the law had changed by that month."""
    return bisect_right(law.change_months, month)
