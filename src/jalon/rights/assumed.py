"""Rare facts that nobody said: each counts at its usual value, which is said, and is never a no."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jalon.core.months import month_of
from jalon.rights.request.household import Adult, Household

FERTILE_UNDER_YEARS = 50
"""A pregnancy later than this is not looked for where nobody spoke of one."""
PERMIT_YEARS = 5
"""RSA and prime d'activité take five years of a permit that allows work (L. 262-4 CASF, L. 842-2
CSS)."""
TENANTS = ("tenant", "tenant_social")
_RSA_YEARS = 25
_PREGNANCY, _CUSTODY = "assumed_no_pregnancy", "assumed_whole_custody"
_FLAT, _PERMIT = "assumed_no_flat_share", "assumed_permit"
_REGISTERED = "assumed_registered"
_OF_BENEFIT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("rsa", "ppa"), (_PREGNANCY, _CUSTODY, _PERMIT)),
    "aide_logement": (_CUSTODY, _FLAT, _REGISTERED),
    **dict.fromkeys(("asf", "af", "cf", "paje", "cmg", "ars"), (_CUSTODY,)),
}


def is_permit_short(adult: Adult) -> bool:
    """Whether an adult is known to have a residence permit of less than five years."""
    years = adult.permit_years
    return years is not None and years != "not_needed" and years < PERMIT_YEARS


def is_pregnancy_unknown(household: Household) -> bool:
    """Whether a pregnancy would change the RSA or the prime, and nobody said: of who is alone."""
    month = household.month
    return not household.couple and any(
        adult.pregnant is None and _is_fertile(month - month_of(adult.birth))
        for adult in household.adults
    )


def _may_a_pregnancy_change(household: Household) -> bool:
    """The same, and of a couple under the age of the RSA without a child, to whom a birth that is
    awaited opens it (L. 262-4 CASF).
    """
    if not household.couple or household.children:
        return is_pregnancy_unknown(household)
    months = [household.month - month_of(adult.birth) for adult in household.adults]
    unsaid = any(adult.pregnant is None for adult in household.adults)
    awaited = any(adult.pregnant for adult in household.adults)
    return unsaid and not awaited and max(months) <= _RSA_YEARS * 12


def _may_a_birth_come(household: Household) -> bool:
    """Whether a birth of the year is left out because nobody spoke of it."""
    unsaid = any(
        adult.pregnant is None and _is_fertile(household.month - month_of(adult.birth))
        for adult in household.adults
    )
    return unsaid and not any(adult.pregnant for adult in household.adults)


def assumptions(household: Household, benefit: str | None = None) -> tuple[str, ...]:
    """What is counted at its usual value for a benefit of this month, or in the year of a gain;
    codes of `reasons.yaml`.
    """
    unknown = _UNKNOWN if benefit is not None else _UNKNOWN_IN_A_YEAR
    wanted = _OF_BENEFIT.get(benefit, ()) if benefit is not None else tuple(unknown)
    return tuple(code for code in wanted if unknown[code](household))


def _is_fertile(months_old: int) -> bool:
    return months_old <= FERTILE_UNDER_YEARS * 12


def _is_custody_unknown(household: Household) -> bool:
    return any(child.custody is None for child in household.children)


def _is_flat_share_unknown(household: Household) -> bool:
    home = household.housing
    return home.status in TENANTS and home.flat_share is None


def _is_permit_unknown(household: Household) -> bool:
    return any(adult.permit_years is None for adult in household.adults)


def _is_registration_unknown(household: Household) -> bool:
    """Whether somebody may have wages left out as unemployed, and did not say to be looking for
    work (R. 822-15 CCH). Whose RSA is paid has them left out all the same (R. 822-17).
    """
    stopped = (
        adult.status == "none"
        and adult.registered is None
        and any(adult.past_net_salaries.values())
        for adult in household.adults
    )
    return any(stopped) and not household.is_paid("rsa")


_UNKNOWN: Mapping[str, Callable[[Household], bool]] = {
    _PREGNANCY: _may_a_pregnancy_change,
    _CUSTODY: _is_custody_unknown,
    _FLAT: _is_flat_share_unknown,
    _PERMIT: _is_permit_unknown,
    _REGISTERED: _is_registration_unknown,
}
_UNKNOWN_IN_A_YEAR = {**_UNKNOWN, _PREGNANCY: _may_a_birth_come}
