"""Allocation de rentrée scolaire (L. 543-1 CSS), of the school year that begins in this year.

It is paid once, in August. `amount_eur_month` is its twelfth, so that amounts of a month add up.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace

import numpy as np

from jalon.core.months import Month
from jalon.rights.birthdays import (
    MAJORITY_YEARS,
    SCHOOL_YEARS,
    is_of_age,
    is_school_child,
    school_years,
)
from jalon.rights.dynamics.crds import after_crds
from jalon.rights.family_resources import counted_resources
from jalon.rights.fisca.scope import is_within_scope
from jalon.rights.fisca.situation import Situation
from jalon.rights.fisca.systems import full_system, lean_system
from jalon.rights.ranges import Range
from jalon.rights.request.household import Child, Household
from jalon.rights.takeup.result import NOT_COMPUTED, Finding, refused
from jalon.rights.takeup.unknown.facets import LARGE_EUR_YEAR, question_of_resources
from jalon.rights.takeup.verdict import cause_of

MONTHS = 12
CRDS = 0.005
"""Ordonnance 96-50, article 19."""
_LOG = logging.getLogger(__name__)


def ars(household: Household) -> Finding:
    """Verdict and a twelfth of the year's amount, after CRDS.

    From 16 on it depends on going to school, which nobody asks: those children make the range.
    """
    sure, older = of_ages(household, SCHOOL_YEARS, 15), of_ages(household, 16, 18)
    if not sure and not older:
        return _first_class(household)
    try:
        eur_year = _bounds(household, has_older=bool(older))
    except Exception:
        # As in worlds.py: OpenFisca raises whatever its formulas do.
        _LOG.exception("OpenFisca did not compute the allocation de rentrée scolaire")
        return NOT_COMPUTED
    return _finding(eur_year, household, has_older=bool(older))


def _first_class(household: Household) -> Finding:
    """Of who is not six by the end of January: it is paid from the cours préparatoire on."""
    year = household.month // MONTHS
    five = [
        child for child in household.children if school_years(child.birth, year) == SCHOOL_YEARS - 1
    ]
    if not five:
        return refused("no_school_child")
    older = {child.birth: child.birth.replace(year=child.birth.year - 1, day=1) for child in five}
    as_six = tuple(
        replace(child, birth=older.get(child.birth, child.birth)) for child in household.children
    )
    try:
        high = ars_eur_year(replace(household, children=as_six), min(_resources(household)))
    except Exception:
        _LOG.exception("OpenFisca did not compute the allocation de rentrée scolaire")
        return NOT_COMPUTED
    if high == 0:
        return refused("no_school_child")
    amount = Range(0.0, 0.0, high / MONTHS)
    return Finding("possible", amount, "in_first_class", ("yearly_in_august", "first_class"))


def ars_eur_year(household: Household, resources_n2_eur: float, *, whole: bool = False) -> float:
    """Euros of the year after CRDS, every child being at school."""
    lean = is_within_scope(household) and not whole
    year = household.month // MONTHS
    children = tuple(_as_the_model_looks(child, year) for child in household.children)
    household = replace(household, children=children)
    situation = Situation(lean_system() if lean else full_system(), [household], [1])
    january = Month(household.month - household.month % MONTHS)
    resources = np.array([resources_n2_eur])
    situation.give("prestations_familiales_base_ressources", january, resources)
    eur = situation.simulation.calculate("ars", str(household.month // MONTHS))
    return float(after_crds(float(eur[0]), CRDS))


def of_ages(household: Household, first: int, last: int) -> list[int]:
    """Indices of the children who may open it and are of these ages on the 31st of December, before
    their eighteenth birthday on the 15th of September (R. 543-2 CSS).
    """
    year = household.month // MONTHS
    return [
        index
        for index, child in enumerate(household.children)
        if is_school_child(child.birth, year, first, last)
    ]


def _as_the_model_looks(child: Child, year: int) -> Child:
    """A child born so that OpenFisca, which looks at the first of December, counts it as the law
    does at the end of the year: in January. One who is 18 in the autumn it counts in December only.
    """
    if year - child.birth.year > MAJORITY_YEARS or child.birth.year == year:
        return child
    if school_years(child.birth, year) > year - child.birth.year:
        return replace(child, birth=dt.date(year - SCHOOL_YEARS, 1, 2))
    in_autumn = year - child.birth.year == MAJORITY_YEARS and not is_of_age(child.birth, year)
    return replace(child, birth=child.birth.replace(month=12 if in_autumn else 1, day=2))


def _resources(household: Household) -> tuple[float, ...]:
    """What may count of N-2, the usual value first; where nobody said anything, nothing first."""
    counted = counted_resources(household)
    return (0.0, LARGE_EUR_YEAR) if counted is None else counted.values


def _bounds(household: Household, *, has_older: bool) -> Range:
    """Euros that the year may bring."""
    said = _resources(household)
    by_resources = [ars_eur_year(household, eur) for eur in said]
    if not has_older:
        return Range(min(by_resources), by_resources[0], max(by_resources))
    low = ars_eur_year(_without_older(household), max(said))
    return Range(low, by_resources[0], max(by_resources))


def _without_older(household: Household) -> Household:
    """The same, with the children who are at school for sure."""
    left = set(of_ages(household, 16, 18))
    children = [child for index, child in enumerate(household.children) if index not in left]
    return replace(household, children=tuple(children))


def _do_resources_move(household: Household, *, has_older: bool) -> bool:
    """Whether the amount depends on what nobody said of the resources, whoever goes to school: with
    fewer children the ceiling is lower.
    """
    said = _resources(household)
    readings = (household, _without_older(household)) if has_older else (household,)
    return any(len({ars_eur_year(each, eur) for eur in said}) > 1 for each in readings)


def _finding(eur_year: Range, household: Household, *, has_older: bool) -> Finding:
    moves = _do_resources_move(household, has_older=has_older)
    if eur_year.high == 0:
        return refused(
            "resources_too_high" if of_ages(household, SCHOOL_YEARS, 18) else "no_school_child"
        )
    question = question_of_resources(household) if moves else None
    ends = (eur_year.low, eur_year.central, eur_year.high)
    amount = Range(*(eur / MONTHS for eur in ends))
    reasons = ["yearly_in_august"]
    reasons += [cause_of(question)] if question and not eur_year.is_exact else []
    reasons += ["school_after_sixteen"] if has_older else []
    if eur_year.low > 0:
        return Finding("likely", amount, None, tuple(reasons))
    return Finding("possible", amount, question or "at_school", tuple(reasons))
