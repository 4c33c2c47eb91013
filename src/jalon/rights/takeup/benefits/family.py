"""The family benefits, whose only unknown is the income of N-2, and child support for the ASF."""

from __future__ import annotations

from jalon.rights.birthdays import is_birthday_month, is_under
from jalon.rights.dynamics.crds import after_crds
from jalon.rights.ranges import Range, exact
from jalon.rights.request.household import Child, Household
from jalon.rights.scales.load import at
from jalon.rights.takeup.result import NOT_COMPUTED, Finding, refused
from jalon.rights.takeup.unknown.facts import (
    born_children,
    dependants,
    has_newborn,
    is_birth_awaited,
)
from jalon.rights.takeup.unknown.worlds import Worlds, by_resources
from jalon.rights.takeup.verdict import judge

AF_CHILDREN, CF_CHILDREN = 2, 3
AF_CHILDREN_WITH_GROWN = 3
"""The least children, with those of twenty, for the lump sum of a child's twentieth year (D. 521-2
CSS)."""
CF_FROM_YEARS, CF_UNDER_YEARS, PAJE_UNDER_YEARS, AF_UNDER_YEARS = 3, 21, 3, 20


def af(household: Household, worlds: Worlds | None) -> Finding:
    """Allocations familiales (L. 521-1 CSS): due from the second child on, whatever the income; and
    a lump sum for who turned twenty within the year, of three children at least.
    """
    children = len(dependants(household))
    with_grown = len(born_children(household, AF_UNDER_YEARS + 1))
    grown = with_grown - len(born_children(household))
    if children < AF_CHILDREN and not (grown and with_grown >= AF_CHILDREN_WITH_GROWN):
        return refused(_why_few(household, children, AF_CHILDREN, "two_children_needed"))
    return _means_tested(worlds, "af")


def cf(household: Household, worlds: Worlds | None) -> Finding:
    """Complément familial (L. 522-1 and R. 522-1 CSS): three children from 3 to under 21."""
    children = len(dependants(household, CF_FROM_YEARS, CF_UNDER_YEARS))
    if children < CF_CHILDREN:
        third = _of_birthday(household, CF_FROM_YEARS)
        soon = children + third >= CF_CHILDREN
        return refused("after_third_birthday" if soon else "three_children_needed")
    finding = _means_tested(worlds, "cf")
    if worlds is None or finding.verdict != "no" or not by_resources(worlds, "paje").any():
        return finding
    # Never beside the base allowance (L. 532-1 CSS), whose ceilings are the higher ones.
    return refused("paje_instead")


def paje(household: Household, worlds: Worlds | None) -> Finding:
    """Allocation de base (L. 531-3 CSS), up to the month before the third birthday."""
    young = (is_under(c.birth, PAJE_UNDER_YEARS, household.month) for c in dependants(household))
    if not any(young):
        awaited = has_newborn(household) or is_birth_awaited(household)
        return refused("after_birth" if awaited else "no_child_under_three")
    return _means_tested(worlds, "paje")


def asf(household: Household, worlds: Worlds | None) -> Finding:
    """Allocation de soutien familial (L. 523-1 CSS), child by child: what the support that is
    really paid leaves under the allocation.
    """
    if household.couple:
        return refused("in_couple")
    children = dependants(household)
    if not children:
        awaited = has_newborn(household) or is_birth_awaited(household)
        return refused("after_birth" if awaited else "no_child")
    if worlds is None:
        return NOT_COMPUTED
    scales = worlds.scales[0]
    crds = float(scales.crds[-1])
    base, share, least = (
        at("family", name, household.month).number
        for name in ("bmaf_eur_month", "asf_share", "asf_minimum_paid_eur_month")
    )
    whole = float(scales.family["asf"][-1]) / (1.0 - crds) / len(children)
    left = sum((_left(child, whole, base * share) for child in children), exact(0.0))
    return _asf(_paid(left, crds, least))


def _why_few(household: Household, children: int, needed: int, otherwise: str) -> str:
    """Why there are too few children: one is just born, one has just grown up, or no more."""
    if children + _of_birthday(household, 0) >= needed:
        return "after_birth"
    if children + _of_birthday(household, AF_UNDER_YEARS) >= needed:
        return "until_twenty"
    return otherwise


def _of_birthday(household: Household, years: int) -> int:
    """How many children have this birthday in the month, or are born in it (0)."""
    month = household.month
    return sum(is_birthday_month(child.birth, years, month) for child in household.children)


def _means_tested(worlds: Worlds | None, benefit: str) -> Finding:
    if worlds is None:
        return NOT_COMPUTED
    amounts = by_resources(worlds, benefit)
    return judge(amounts, worlds.facets[:2], why_no=("resources_too_high",))


def _left(child: Child, whole_eur: float, rate_eur: float) -> Range:
    """Gross euros for one child; central is without support where nobody said. Beside a support it
    is what the RSA counts: the rate, which the model rounds to a dime.
    """
    if child.support_eur_month is None:
        return Range(0.0, whole_eur, whole_eur)
    if not child.support_eur_month:
        return exact(whole_eur)
    return exact(max(0.0, rate_eur - child.support_eur_month))


def _paid(gross: Range, crds: float, least_eur: float) -> Range:
    """After CRDS, and nothing under the least that is paid (D. 523-3 CSS)."""
    ends = (gross.low, gross.central, gross.high)
    paid = (float(after_crds(end, crds)) if round(end, 2) >= least_eur else 0.0 for end in ends)
    return Range(*paid)


def _asf(paid: Range) -> Finding:
    if paid.high == 0:
        return refused("support_paid")
    reasons = () if paid.is_exact else ("varies_with_child_support",)
    if paid.low > 0:
        return Finding("likely", paid, None, reasons)
    return Finding("possible", paid, "child_support", reasons)
