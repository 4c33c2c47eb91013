"""Local aids: conditions that are declared, over three values (true, false, None for unknown)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jalon.rights.allowances import salary_now
from jalon.rights.ranges import Range
from jalon.rights.request.household import Household
from jalon.rights.takeup.declared.entry import Condition, Entry
from jalon.rights.takeup.result import Finding, refused, unsettled
from jalon.rights.takeup.unknown.facts import completed_years, dependants, receives

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a condition holds; `question` tells where it is unknown, `why_no` why it does not."""

    holds: bool | None
    why_no: str
    question: str | None = None


def local_aid(entry: Entry, household: Household) -> Finding:
    """All conditions together: one that does not hold excludes, whatever is unknown; one that is
    unknown is asked, in the order in which they are declared.
    """
    answers = [answer_of(condition, household) for condition in entry.conditions]
    fictional = ("fictional",) if entry.fictional else ()
    excluded = tuple(dict.fromkeys(answer.why_no for answer in answers if answer.holds is False))
    if excluded:
        return refused(*excluded, *fictional)
    question = next((answer.question for answer in answers if answer.holds is None), None)
    amount = entry.amount_eur_month
    if question is None:
        return Finding("likely", amount, None, fictional)
    if amount is None:
        return unsettled(question, *fictional)
    return Finding("possible", Range(0.0, amount.central, amount.high), question, fictional)


def answer_of(condition: Condition, household: Household) -> Answer:
    """One condition on one household."""
    return _KINDS[condition.kind](condition, household)


def _commune(condition: Condition, household: Household) -> Answer:
    code = household.commune
    holds = None if code is None else code in condition.names
    return Answer(holds, "other_commune", "commune")


def _age(condition: Condition, household: Household) -> Answer:
    years = completed_years(household.adults[0].birth, household.month)
    return Answer(condition.bounds.hold(years), "other_age")


def _children(condition: Condition, household: Household) -> Answer:
    ages = [completed_years(child.birth, household.month) for child in household.children]
    return Answer(any(condition.bounds.hold(age) for age in ages), "other_family")


def _status(condition: Condition, household: Household) -> Answer:
    status = household.adults[0].status
    holds = None if status is None else status in condition.names
    return Answer(holds, "other_status", "status")


def _resources(condition: Condition, household: Household) -> Answer:
    """Of N-2, a month, under a ceiling that rises with each child."""
    year = household.resources_n2_eur_year
    children = len(dependants(household))
    holds = None if year is None else condition.bounds.hold(year / _MONTHS, children)
    return Answer(holds, "resources_too_high", "resources_n2")


def _receives(condition: Condition, household: Household) -> Answer:
    (benefit,) = condition.names
    return Answer(receives(household, benefit), "other_status", f"{benefit}_received")


def _works(condition: Condition, household: Household) -> Answer:
    """Whether the first adult has a salary this month."""
    first = household.adults[0]
    salary = salary_now(first, household.month)
    holds = None if salary is None else salary > 0
    wanted = condition.names == ("True",)
    return Answer(None if holds is None else holds == wanted, "no_work_yet", "salary_now")


_KINDS: Mapping[str, Callable[[Condition, Household], Answer]] = {
    "commune": _commune,
    "age_years": _age,
    "children": _children,
    "status": _status,
    "resources_eur_month": _resources,
    "receives": _receives,
    "works": _works,
}
