"""Whose resources the Complémentaire santé solidaire looks at, and who needs not show any."""

from __future__ import annotations

from jalon.core.months import Month, parse_month
from jalon.rights.request.household import Household
from jalon.rights.takeup.result import Finding, unsettled
from jalon.rights.takeup.unknown.facts import completed_years

MEMBER_UNDER_YEARS = 25
"""Until then one is of the household of one's parents, where one lives with them or is on their tax
return (R. 861-2 CSS)."""
MAJORITY_YEARS = 18
_PRESUMED_SINCE = {
    "disabled_aah": parse_month("2025-07"),
    "jobseeker_ass": parse_month("2026-07"),
}
"""Since when the status alone opens it with participation (L. 861-2 CSS, loi 2023-1250, article 45;
décret of 28 June 2025 for the AAH; for the ASS at the latest then, whatever the décret)."""
_WITHOUT_WORK_MONTHS = 3
_WITHOUT_WORK = frozenset(("disabled_aah",))
"""Who must not have worked for three months (R. 861-11 CSS); the law asks it not of the ASS."""


def of_parents(household: Household, rsa: Finding) -> Finding | None:
    """The answer for who may be of the household of their parents; None for who is not. An RSA that
    may be due would open it whatever the parents have.
    """
    month, adults = household.month, household.adults
    years = max(completed_years(adult.birth, month) for adult in adults)
    if years < MAJORITY_YEARS:
        return unsettled(_asked(household) or rsa.question, "minor_of_parents")
    if years >= MEMBER_UNDER_YEARS or household.children:
        return None
    if any(adult.with_parents for adult in adults):
        return unsettled(rsa.question, "parents_household")
    return unsettled(_asked(household), "under_25") if _asked(household) else None


def is_presumed(household: Household) -> bool | None:
    """Whether the allowance alone opens it, with participation: for who is alone and without a
    child, and has not worked for three months where that is asked. None: these wages decide.
    """
    [first, *others] = household.adults
    since = _PRESUMED_SINCE.get(first.status or "")
    if others or household.children or since is None or household.month < since:
        return False
    if first.status not in _WITHOUT_WORK:
        return True
    months = [Month(household.month - lag) for lag in range(1, _WITHOUT_WORK_MONTHS + 1)]
    wages = [first.past_net_salaries.get(month) for month in months]
    if any(wages):
        return False
    return None if None in wages else True


def _asked(household: Household) -> str | None:
    unknown = any(adult.with_parents is None for adult in household.adults)
    return "with_parents" if unknown else None
