"""Complément de libre choix du mode de garde, since September 2025 (L. 531-5 CSS).

The verdict is about what is paid for in this month: `hours_month_now`.
"""

from __future__ import annotations

from jalon.core.errors import ScaleError
from jalon.rights.allowances import salary_now
from jalon.rights.costs import cmg
from jalon.rights.costs.bounds import Family, family_of, is_dependent
from jalon.rights.ranges import Range, exact
from jalon.rights.request.household import Adult, Child, Household
from jalon.rights.takeup.result import NOT_COMPUTED, Finding, refused, unsettled
from jalon.rights.takeup.unknown.facts import status_unknown

CARERS = ("childminder", "home")
ACTIVE = frozenset((
    "employee", "self_employed", "apprentice", "student", "disabled_aah", "jobseeker_are",
    "jobseeker_ass",
))  # fmt: skip
"""Who works, or is held to (R. 531-1 CSS and the pages of service-public)."""


def find_cmg(household: Household) -> Finding:
    """The CMG of this month; NOT_COMPUTED before the scales that are known."""
    try:
        return _find(household)
    except ScaleError:
        return NOT_COMPUTED


def _find(household: Household) -> Finding:
    month, alone = household.month, not household.couple
    children = [
        child
        for child in household.children
        if is_dependent(child, month) and cmg.is_due(child.birth, alone, month)
    ]
    if not children:
        return refused("no_young_child")
    paying = [_pays(child) for child in children]
    if not any(answer is not False for answer in paying):
        return refused("no_paid_carer")
    if True not in paying:
        return unsettled("care" if any(child.care is None for child in children) else "care_hours")
    amount = _amount(household, children) if None not in paying else None
    reasons = _reasons(amount)
    if all(_active(adult, household) for adult in household.adults):
        return Finding("likely", amount, None, reasons)
    question = "status" if status_unknown(household) else "integration_project"
    if amount is None:
        return unsettled(question, *reasons)
    return Finding("possible", Range(0.0, amount.central, amount.high), question, reasons)


def _pays(child: Child) -> bool | None:
    """Whether somebody is paid for this child now; None: unknown."""
    if child.care is None:
        return None
    if child.care.kind not in CARERS:
        return False
    hours = child.care.hours_month_now
    return None if hours is None else hours > 0


def _active(adult: Adult, household: Household) -> bool:
    """Whether the adult is known to work, or to be held to (with the RSA: in a project)."""
    return adult.status in ACTIVE or bool(salary_now(adult, household.month))


def _reasons(amount: Range | None) -> tuple[str, ...]:
    if amount is None:
        return ("other_children_unknown",)
    return () if amount.is_exact else ("varies_with_care",)


def _amount(household: Household, children: list[Child]) -> Range:
    """Euros of the month for all children: dearer care and less income bring more."""
    family = family_of(household, household.month, household.resources_n2_eur_month)
    return sum((_of_child(family, child) for child in children), exact(0.0))


def _of_child(family: Family, child: Child) -> Range:
    care = child.care
    if care is None or care.kind not in CARERS or not care.hours_month_now:
        return exact(0.0)
    carer = cmg.carer_of(care.kind)
    low, central, high = cmg.fees_eur_hour(carer, care.fee_eur_hour, family.month)
    least, most = _resources(family)
    hours = care.hours_month_now
    return Range(
        _cmg(family, cmg.CarerMonth(carer, hours, low, 0), most),
        _cmg(family, cmg.CarerMonth(carer, hours, central, 0), least),
        _cmg(family, cmg.CarerMonth(carer, hours, high, 0), least),
    )


def _cmg(family: Family, care: cmg.CarerMonth, resources: float) -> float:
    return cmg.bill(care, resources, family.children, family.disabled, family.month).cmg_eur


def _resources(family: Family) -> tuple[float, float]:
    """The least and the most that may be counted, a month."""
    said = family.resources_month_eur
    return cmg.bounds(family.month) if said is None else (said, said)
