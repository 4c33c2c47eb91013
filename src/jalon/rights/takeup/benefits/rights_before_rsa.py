"""Rights to be claimed before the RSA, which comes after all others (L. 262-10 CASF)."""

from __future__ import annotations

from dataclasses import replace

from jalon.rights.allowances import are_claim
from jalon.rights.ranges import Range
from jalon.rights.request.household import Household
from jalon.rights.takeup.result import Finding
from jalon.rights.takeup.unknown.changes import question_of_wages
from jalon.rights.takeup.unknown.facts import completed_years, receives

ASPA_FROM_YEARS = 67
"""From this age on a pension is whole and is claimed first, with the ASPA (L. 262-10 CASF, L. 351-8
and L. 815-1 CSS)."""
ASPA_PERMIT_YEARS = 10


def after_other_rights(finding: Finding, household: Household) -> Finding:
    """The RSA of who may have an unemployment allowance, or a pension with the ASPA: what these
    bring is not known, so the RSA is possible only. Who receives it has settled that with the CAF.
    """
    if finding.verdict not in ("likely", "possible") or receives(household, "rsa"):
        return finding
    claims = [are_claim(adult, household.month) for adult in household.adults]
    is_said = receives(household, "rsa") is not None
    if any(_is_of_pension_age(household)):
        question = "aspa_claimed" if is_said else "rsa_received"
        return _only_possible(finding, question, "aspa_first", *_aspa_closed(household))
    if "due" in claims:
        return _only_possible(finding, "are_claimed" if is_said else "rsa_received", "are_first")
    if "unknown" in claims:
        return _only_possible(finding, question_of_wages(household))
    return finding


def _is_of_pension_age(household: Household) -> list[bool]:
    month = household.month
    return [completed_years(adult.birth, month) >= ASPA_FROM_YEARS for adult in household.adults]


def _aspa_closed(household: Household) -> tuple[str, ...]:
    """The ASPA takes ten years of a permit that allows work (L. 816-1 CSS)."""
    years = (adult.permit_years for adult in household.adults)
    short = any(isinstance(of, float) and of < ASPA_PERMIT_YEARS for of in years)
    return ("aspa_ten_years",) if short else ()


def _only_possible(finding: Finding, question: str, *reasons: str) -> Finding:
    amount = finding.amount_eur_month
    return replace(
        finding,
        verdict="possible",
        amount_eur_month=None if amount is None else Range(0.0, amount.central, amount.high),
        question=finding.question or question,
        reasons=(*finding.reasons, *reasons),
    )
