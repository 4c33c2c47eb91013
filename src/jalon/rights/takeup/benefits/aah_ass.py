"""AAH and ASS, of which a household says too little for more than a question."""

from __future__ import annotations

from jalon.rights.ranges import Range, exact
from jalon.rights.request.household import Adult, Household
from jalon.rights.takeup.result import Finding, refused, unsettled
from jalon.rights.takeup.unknown.facts import completed_years, has_status, status_unknown

ASS_FROM_YEARS = 21
"""Five years of work (R. 5423-1 Code du travail), which nobody begins before 16."""
ASS_YEARS_FOR_CHILDREN = 3
"""The most years less for children who were brought up, one for each."""
ASS_BY_CHOICE_FROM_YEARS = 50
"""From this age on one may choose it in the place of the ARE (L. 5423-2 Code du travail)."""
ASS_UNDER_YEARS = 67
"""Nobody has it beside a whole pension (L. 5421-4 Code du travail)."""
AFTER_ASS = frozenset(("jobseeker_are", "disabled_aah", "retired", "student", "apprentice"))
"""Statuses that the ASS does not go with (L. 5423-1, L. 5423-7 Code du travail)."""


def aah(household: Household) -> Finding:
    """`likely` only for who says that they receive it. Health is not asked: otherwise it cannot be
    told, by whatever else is known, and the MDPH answers the question.
    """
    if has_status(household, frozenset(("disabled_aah",))):
        return _said(household, "disabled_aah")
    return unsettled("disability", "never_from_health")


def ass(household: Household) -> Finding:
    """`likely` for who receives it, `no` where every adult is excluded, else a question."""
    if has_status(household, frozenset(("jobseeker_ass",))):
        return _said(household, "jobseeker_ass")
    why = [_excluded(adult, household) for adult in household.adults]
    if None not in why:
        return refused(*dict.fromkeys(reason for reason in why if reason))
    question = "status" if status_unknown(household) else "are_ended"
    return unsettled(question, "after_unemployment")


def _excluded(adult: Adult, household: Household) -> str | None:
    years = completed_years(adult.birth, household.month)
    if years < ASS_FROM_YEARS - min(len(household.children), ASS_YEARS_FOR_CHILDREN):
        return "too_young"
    if years >= ASS_UNDER_YEARS:
        return "pension_age"
    if adult.status == "student":
        return "student"
    if adult.status == "jobseeker_are" and years >= ASS_BY_CHOICE_FROM_YEARS:
        return None
    return "receives_allowance" if adult.status in AFTER_ASS else None


def _said(household: Household, status: str) -> Finding:
    amounts = [adult.income_eur_month for adult in household.adults if adult.status == status]
    if None in amounts:
        return Finding("likely", reasons=("said_by_status",))
    total: Range = sum((exact(amount) for amount in amounts if amount is not None), exact(0.0))
    return Finding("likely", total, reasons=("said_by_status",))
