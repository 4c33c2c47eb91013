"""Complémentaire santé solidaire (L. 861-1 CSS): bounds of a year's resources against ceilings.

Low is what is sure to count; high adds what may: the whole AAH (part of it is left out, and the
share was not found), all family benefits, and the forfait logement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from jalon.core.errors import ScaleError
from jalon.core.months import Month
from jalon.rights.allowances import ALWAYS, Starts, is_start_unknown, starts_of, usual_start
from jalon.rights.paid_rsa import may_be_paid_rsa
from jalon.rights.request.household import Adult, Household
from jalon.rights.scales.load import at
from jalon.rights.takeup.benefits.css_household import (
    MEMBER_UNDER_YEARS,
    is_presumed,
    of_parents,
)
from jalon.rights.takeup.declared.catalogue import questions
from jalon.rights.takeup.result import NOT_COMPUTED, Finding, refused, unsettled
from jalon.rights.takeup.unknown.facets import window_of
from jalon.rights.takeup.unknown.facts import (
    allowance,
    born_children,
    dependants,
    has_status,
    receives,
    status_unknown,
)
from jalon.rights.takeup.unknown.worlds import Worlds, by_resources
from jalon.rights.takeup.verdict import deciding

YEAR = 12
STEPS = 4
ABATED = frozenset(("jobseeker_are", "jobseeker_ass"))
"""Whose wages of the year count for 70 % (R. 861-8 CSS): who is paid an allowance now."""
ABATED_SHARE = 0.7
_BENEFITS = ("af", "asf", "cf")
"""Family benefits that count; the base allowance of the PAJE does not (R. 861-10 CSS, 9°)."""


@dataclass(frozen=True, slots=True)
class Resources:
    """Euros of a year between two bounds; `usual` is what counts for sure where an allowance whose
    start nobody said began at its usual month. `question` would bring the bounds nearer.
    """

    low: float
    usual: float
    high: float
    question: str | None


def css(household: Household, worlds: Worlds | None, rsa: Finding) -> Finding:
    """`likely` for who receives the RSA or has a right to it (L. 861-2), and under the ceiling with
    participation; no amount, as it is no money.
    """
    if receives(household, "rsa") or rsa.verdict == "likely":
        return Finding("likely", reasons=("opens_with_rsa", "free"), with_participation=False)
    return _asking_for_rsa(
        of_parents(household, rsa) or _by_resources(household, worlds, rsa), household
    )


def _asking_for_rsa(finding: Finding, household: Household) -> Finding:
    """Where nothing that may be answered here settles it, an RSA that is received would."""
    asked = questions()[finding.question] if finding.question else None
    if finding.verdict != "cannot_tell" or (asked is not None and asked.field is not None):
        return finding
    may_receive = may_be_paid_rsa(household)
    return replace(finding, question="rsa_received") if may_receive else finding


def _by_resources(household: Household, worlds: Worlds | None, rsa: Finding) -> Finding:
    try:
        free, paid = (ceiling_eur_year(household, name) for name in ("free", "paid"))
    except ScaleError:
        return NOT_COMPUTED
    resources, presumed = resources_of_year(household, worlds), is_presumed(household)
    if resources.high <= paid:
        return _likely(resources, free)
    if presumed:
        return _likely(resources, free, "presumed")
    if resources.low > paid:
        return _over(household, rsa) if presumed is False else unsettled("reference_salaries")
    if resources.question is not None:
        return unsettled(resources.question)
    # Between two ceilings a right to the RSA opens it: what settles that one settles this one.
    of_rsa = rsa.question if rsa.verdict != "no" else None
    return unsettled(of_rsa, "not_computed" if resources.high == float("inf") else "near_ceiling")


def ceiling_eur_year(household: Household, name: str) -> float:
    """The ceiling `free` or `paid` for the persons of the household; ScaleError before 2024-04."""
    children = len(born_children(household, MEMBER_UNDER_YEARS))
    persons, month = len(household.adults) + children, household.month
    more = at("css", f"{name}_each_more_eur_year", month).number * max(0, persons - STEPS)
    return at("css", f"{name}_eur_year", month).step(min(persons, STEPS)) + more


def resources_of_year(household: Household, worlds: Worlds | None) -> Resources:
    """Bounds of what counts of the twelve months that end two before this one (R. 861-8 CSS).

    Child support is that of the last tax notice, of a year or two ago: it may have been none then.
    """
    (salaries, whole), unknown = _salaries(household)
    least, usual, most = _allowances(household)
    support = YEAR * sum(child.support_eur_month or 0.0 for child in dependants(household))
    low, middle = round(salaries + least, 2), round(salaries + support + usual, 2)
    question = unknown or _other_question(household)
    if question or worlds is None or has_status(household, frozenset(("self_employed",))):
        return Resources(low, middle, float("inf"), question)
    high = whole + support + most + _forfaits(household, worlds)
    return Resources(low, middle, round(high, 2), _question_of_width(household, worlds))


def _likely(resources: Resources, free: float, *reasons: str) -> Finding:
    """With the participation said apart: for sure, or as the usual start of an allowance has it."""
    if resources.high <= free:
        return Finding("likely", reasons=(*reasons, "free"), with_participation=False)
    said = "with_participation" if resources.low > free else "maybe_participation"
    paid = True if resources.usual > free else None
    return Finding("likely", reasons=(*reasons, said), with_participation=paid)


def _over(household: Household, rsa: Finding) -> Finding:
    """Over the ceiling: only an RSA would open it, due or still paid."""
    if rsa.verdict != "no":
        return unsettled(rsa.question, *rsa.reasons)
    if may_be_paid_rsa(household):
        return unsettled("rsa_received")
    return refused("resources_too_high")


def _months(household: Household) -> list[Month]:
    window = window_of(household.month)
    first = household.month - 13
    return [month for month in chain(window.references, window.rest) if month >= first]


def _salaries(household: Household) -> tuple[tuple[float, float], str | None]:
    """The least and the most euros of those that are known, and the question about the others."""
    months, references = _months(household), window_of(household.month).references
    least, most, missing = 0.0, 0.0, set[Month]()
    for adult in household.adults:
        low, high = _shares(adult, household.month)
        said = sum(adult.past_net_salaries.get(month, 0.0) for month in months)
        least, most = least + low * said, most + high * said
        missing |= {month for month in months if month not in adult.past_net_salaries}
    if not missing:
        return (least, most), None
    asked = "year_salaries" if missing - set(references) else "reference_salaries"
    return (least, most), asked


def _shares(adult: Adult, now: Month) -> tuple[float, float]:
    """The least and the most of an adult's wages that counts: less while an allowance is paid,
    which one of nothing or one to come is not, and one whose start nobody said may not be, but
    beside wages that go on. An unknown status may be one whose wages count for less.
    """
    if adult.status is not None and adult.status not in ABATED:
        return 1.0, 1.0
    is_to_come = adult.income_since is not None and adult.income_since > now
    is_open = is_start_unknown(adult) and usual_start(adult, now) != ALWAYS
    may_not_be_paid = is_to_come or is_open or adult.income_eur_month == 0
    return ABATED_SHARE, 1.0 if may_not_be_paid else ABATED_SHARE


def _allowances(household: Household) -> tuple[float, float, float]:
    """Euros of a year: the least that counts, what usually does, and the most."""
    usual, *ends = (
        _by_start(household, starts) for starts in starts_of(household.adults, household.month)
    )
    sure = [by[0] for by in (usual, *ends)]
    return min(sure), usual[0], max(by[0] + by[1] for by in (usual, *ends))


def _by_start(household: Household, starts: Starts) -> tuple[float, float]:
    """Euros of a year that count, and that may, where allowances began in these months."""
    sure = maybe = 0.0
    months = _months(household)
    for adult, start in zip(household.adults, starts, strict=True):
        amount = sum(month >= start for month in months) * (allowance(adult) or 0.0)
        if adult.status == "disabled_aah":
            maybe += amount
        else:
            sure += amount
    return sure, maybe


def _other_question(household: Household) -> str | None:
    """What else has no bound."""
    if status_unknown(household):
        return "status"
    if any(allowance(adult) is None for adult in household.adults):
        return "allowance"
    if any(child.support_eur_month is None for child in dependants(household)):
        return "child_support"
    return None


def _forfaits(household: Household, worlds: Worlds) -> float:
    """The most that family benefits and the forfait logement add, a year (R. 861-5 to 7 CSS): none
    for who has no home, nor housing aid.
    """
    families = [scales.family for scales in worlds.scales]
    most = max(sum(float(family[name][-1]) for name in _BENEFITS) for family in families)
    lodging = max(float(scales.rsa_housing_cap[-1]) for scales in worlds.scales)
    return YEAR * (most + (0.0 if household.housing.status == "none" else lodging))


def _question_of_width(household: Household, worlds: Worlds) -> str | None:
    """What would bring the bounds nearer: the start of an allowance, then family benefits, then
    whether there is a home.
    """
    if any(is_start_unknown(adult) for adult in household.adults):
        return "income_since"
    every = sum(by_resources(worlds, name) for name in _BENEFITS)
    of_family = deciding(np.asarray(every) == np.max(every), worlds.facets[:2])
    if of_family is not None:
        return of_family
    return "housing_status" if household.housing.status is None else None
