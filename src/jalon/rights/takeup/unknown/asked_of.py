"""Whom a question is about: the first adult, or the second where theirs alone is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jalon.rights.allowances import is_start_unknown, salary_now
from jalon.rights.request.household import Adult, Household
from jalon.rights.takeup.unknown.facets import is_allowance_unknown, window_of


def is_about_partner(household: Household, question: str | None) -> bool:
    """Whether the first adult has answered a question, and the second has not."""
    is_missing = _MISSING.get(question or "")
    if is_missing is None or not household.adults[1:]:
        return False
    first, *others = household.adults
    return not is_missing(household, first) and any(is_missing(household, one) for one in others)


def _recent_unknown(household: Household, adult: Adult) -> bool:
    return any(month not in adult.past_net_salaries for month in window_of(household.month).recent)


def _year_unknown(household: Household, adult: Adult) -> bool:
    return any(month not in adult.past_net_salaries for month in window_of(household.month).rest)


_MISSING: Mapping[str, Callable[[Household, Adult], bool]] = {
    "status": lambda _, adult: adult.status is None,
    "registered": lambda _, adult: adult.status == "none" and adult.registered is None,
    "salary_now": lambda household, adult: salary_now(adult, household.month) is None,
    "reference_salaries": _recent_unknown,
    "year_salaries": _year_unknown,
    "allowance": lambda _, adult: is_allowance_unknown(adult),
    "income_since": lambda _, adult: is_start_unknown(adult),
    "permit_years": lambda _, adult: adult.permit_years is None,
}
"""By the question, whether an adult has not answered it."""
