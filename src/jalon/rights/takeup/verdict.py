"""From the amounts of all worlds to a verdict, bounds, and the question that settles it."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Bools, Floats
from jalon.rights.ranges import Range
from jalon.rights.takeup.declared.catalogue import questions
from jalon.rights.takeup.result import Finding, refused, unsettled
from jalon.rights.takeup.unknown.facet import Facet

_VARIES = {
    "status": "status",
    "salary_now": "salaries",
    "reference_salaries": "salaries",
    "year_salaries": "salaries",
    "allowance": "allowance",
    "income_since": "income_since",
    "resources_n2": "resources_n2",
    "own_resources_n2": "own_resources_n2",
    "work_of_n2": "work_of_n2",
    "registered": "registered",
    "resources_n2_of_one": "resources_n2_of_one",
    "permit_exception": "permit",
    "allowance_granted": "income_since",
    "are_claimed": "rsa",
    "contract_end": "contract_end",
    "home_for_children": "home_for_children",
    "child_support": "child_support",
    "isolated_since": "isolation",
    "pregnant": "pregnancy",
    "loan": "loan",
    "loan_counted": "loan",
    "housing_status": "housing",
    "rent": "housing",
    "commune": "housing",
    "rsa_received": "rsa",
    "housing_aid_received": "housing_aid",
}


def judge(
    amounts: Floats,
    facets: tuple[Facet, ...],
    *,
    why_no: tuple[str, ...],
    beyond: str | None = None,
) -> Finding:
    """The verdict of one benefit, whose amounts have an axis for each facet.

    `why_no` are the reasons where no world has it. `beyond` is the question about what the worlds
    do not hold: the verdict is then neither `likely` nor `no`.
    """
    every, of_all = amounts, facets
    amounts, facets = usually(amounts, facets)
    due = amounts > 0
    if not due.any():
        return unsettled(beyond) if beyond else _but_for_rare(every, of_all, why_no)
    reasons = varying(amounts, facets)
    low, high, central = (float(eur) for eur in (amounts.min(), amounts.max(), amounts.flat[0]))
    if due.all() and not beyond:
        return Finding("likely", Range(low, central, high), None, reasons)
    question = beyond or deciding(due, facets)
    return Finding("possible", Range(0.0, central, high), question, reasons)


def usually(amounts: Floats, facets: tuple[Facet, ...]) -> tuple[Floats, tuple[Facet, ...]]:
    """The amounts and facets with every rare fact at its usual value."""
    index = tuple(0 if facet.rare else slice(None) for facet in facets)
    return amounts[index], tuple(facet for facet in facets if not facet.rare)


def _but_for_rare(amounts: Floats, facets: tuple[Facet, ...], why_no: tuple[str, ...]) -> Finding:
    """No usual world has it: a rare one may, and is asked about."""
    if not (amounts > 0).any():
        return refused(*why_no)
    amounts, facets = _with_the_needed(amounts, facets)
    due = amounts > 0
    highest = Range(0.0, 0.0, float(amounts.max()))
    return Finding("possible", highest, deciding(due, facets), varying(amounts, facets))


def _with_the_needed(
    amounts: Floats, facets: tuple[Facet, ...]
) -> tuple[Floats, tuple[Facet, ...]]:
    """With every rare fact at its usual value without which some world has it all the same: first
    what a household would have said, then what others decide.
    """
    for is_said in (True, False):
        for axis in reversed(range(len(facets))):
            facet, usual = facets[axis], np.take(amounts, 0, axis=axis)
            can_be_said = questions()[facet.question].field is not None
            if facet.rare and can_be_said == is_said and (usual > 0).any():
                amounts, facets = usual, (*facets[:axis], *facets[axis + 1 :])
    return amounts, facets


def deciding(due: Bools, facets: tuple[Facet, ...]) -> str | None:
    """The question whose answer settles most worlds; among equals, the first that matters. What a
    household can say comes before what others decide, where it settles something.

    A rent is asked only of who is known to pay one.
    """
    is_home_open = any(facet.question == "housing_status" and facet.is_open for facet in facets)
    later = ("rent", "commune") if is_home_open else ()
    best, question = (False, -1.0), None
    for axis, facet in enumerate(facets):
        by_value = np.moveaxis(due, axis, 0).reshape(len(facet.values), -1)
        if not facet.is_open or facet.question in later or (by_value == by_value[0]).all():
            continue
        settled = float((by_value.all(axis=1) | ~by_value.any(axis=1)).mean())
        can_be_said = questions()[facet.question].field is not None
        rank = (can_be_said and settled > 0, settled)
        if rank > best:
            best, question = rank, facet.question
    return question


def varying(amounts: Floats, facets: tuple[Facet, ...]) -> tuple[str, ...]:
    """Why the amount has a range: the facets that move it, by name."""
    moving = [
        cause_of(facet.question)
        for axis, facet in enumerate(facets)
        if facet.is_open and np.ptp(amounts, axis=axis).max() > 0.005
    ]
    return tuple(dict.fromkeys(moving))


def cause_of(question: str) -> str:
    """The reason that names what an answer would move."""
    return f"varies_with_{_VARIES[question]}"
