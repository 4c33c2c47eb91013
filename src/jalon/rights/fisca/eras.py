"""Months in which the law says the same thing of a household, so that one of them is enough.

What a family is given changes with the ages of its members, with the calendar year (resources of
N-2) and with the dated parameters of the law. Between two such changes every month is the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable
from datetime import date
from typing import TYPE_CHECKING

from jalon.core.months import Month, month_of
from jalon.rights.fisca.children.births import model_births
from jalon.rights.request.household import Household

if TYPE_CHECKING:
    from jalon.rights.fisca.law import LawSystem

ALONE_MONTHS = 12


def era_of(law: LawSystem, household: Household, month: Month) -> Hashable:
    """Equal for two months in which nothing but the incomes of the household can differ.

    Rules look at an age, at the month after a birthday and at the one before, so all three count.
    """
    ages = tuple(
        tuple(_months_old(birth, Month(month + shift)) // 12 for shift in (-1, 0, 1))
        for birth in model_births(household)
    )
    changes = tuple(_changes(law, Month(month + shift)) for shift in (-1, 0))
    return (month // 12, ages, changes, is_recently_alone(household, month))


def is_recently_alone(household: Household, month: Month) -> bool:
    """Whether a lone parent has the increase for having been alone for less than a year.

    It lasts twelve months, within eighteen (L. 262-9 and R. 262-2 CASF): who claims later than at
    once may have it until the eighteenth, which nobody says here.
    """
    since = household.isolated_since
    return since is not None and is_alone_for_a_year(since, month)


def is_alone_for_a_year(since: Month, month: Month) -> bool:
    """Whether a month is of the twelve that follow a separation, its own the first."""
    return 0 <= month - since < ALONE_MONTHS


def _months_old(birth: date, month: Month) -> int:
    """Completed months on the first day of a month."""
    return month - month_of(birth) - (birth.day > 1)


def _changes(law: LawSystem, month: Month) -> int:
    """How many times a parameter of the law had changed by that month."""
    return bisect_right(law.change_months, month)
