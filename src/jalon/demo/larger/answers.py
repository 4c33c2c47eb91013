"""What drawn people answer about their households: plausible, and nobody's.

Amounts are of the size that the law gives, not what it gives: only the engine computes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from jalon.core.months import Month, format_month
from jalon.demo.chance import pick_weighted
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation

_SITUATIONS = {
    "none": 32,
    "jobseeker": 46,
    "employee": 10,
    "jobseeker_are": 7,
    "jobseeker_ass": 3,
    "self_employed": 1,
    "disabled_aah": 1,
}
"""Of people who receive the RSA; the last three have rules that the gains leave out."""
_PARTNERS = {"none": 38, "jobseeker": 27, "employee": 31, "jobseeker_are": 4}
_INCOMES_EUR = {
    "employee": (280, 980),
    "jobseeker_are": (480, 1_050),
    "jobseeker_ass": (589, 590),
    "self_employed": (120, 620),
    "disabled_aah": (1_030, 1_040),
}
_HOUSINGS = {"tenant_social": 42, "tenant": 36, "free": 16, "owner": 3, "none": 3}
_RENTS_EUR = {"tenant_social": (270, 520), "tenant": (420, 880)}
_CARE_OF_YOUNG = {"creche": 55, "home": 15, "childminder": 8, "none": 22}
_CARE_OF_PUPILS = {"after_school": 55, "none": 45}
_HOURS_MONTH = {"creche": (60, 160), "childminder": (60, 150), "home": (30, 90)}
_AFTER_SCHOOL_HOURS = (10, 45)
_RSA_ALONE_EUR, _RSA_MORE_EUR, _RSA_HOME_EUR = 651.69, 195.5, 78.2
_SOMETIMES_WORKED = 0.2
"""Share of those without a wage now who had one in some of the months before."""
_UNKNOWN = {
    keys.EARLIER_SALARIES: 0.25,
    keys.PARTNER_EARLIER_SALARIES: 0.35,
    keys.RESOURCES: 0.2,
    keys.BENEFITS: 0.08,
    keys.RENT: 0.03,
    keys.PARTNER_INCOME: 0.1,
}
"""Shares of « je ne sais pas »; other questions are always answered."""

Value = Any
Answer = Callable[[np.random.Generator, Conversation, str], Value]


def draw_answer(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    """An answer to the question `key` that agrees with those before it."""
    if rng.random() < _UNKNOWN.get(key, 0.0):
        return keys.UNKNOWN
    return (_care if keys.is_care(key) else _ANSWERS[key])(rng, talk, key)


def _one_of(weights: Mapping[str, float]) -> Answer:
    return lambda rng, talk, key: pick_weighted(rng, weights)


def _between(rng: np.random.Generator, bounds: tuple[int, int]) -> int:
    return int(rng.integers(*bounds))


def _couple(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    return "couple" if talk.person.family_type == "couple" else "alone"


def _partner_birth(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    years = max(19, talk.today.year - talk.person.birth_date.year + _between(rng, (-6, 7)))
    return dt.date(talk.today.year - years, 1 + _between(rng, (0, 12)), 15).isoformat()


def _income(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    of = keys.SITUATION if key == keys.INCOME else keys.PARTNER_SITUATION
    return _between(rng, _INCOMES_EUR[talk.answers[of]])


def _since(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    ago = _between(rng, (1, 30))
    months = min(ago, keys.LONG_ALONE_MONTHS)
    month = format_month(Month(talk.month - months))
    return {"month": month, "or_before": ago >= keys.LONG_ALONE_MONTHS}


def _support(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    return {str(child.pk): 0 if rng.random() < 0.85 else 95 for child in talk.children}


def _salaries(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    """The same wage all along where there is one now; otherwise none, or some months of one."""
    mine = key in keys.SALARIES_OF
    situation, income = (
        (keys.SITUATION, keys.INCOME) if mine else (keys.PARTNER_SITUATION, keys.PARTNER_INCOME)
    )
    wage = talk.answers.get(income) if talk.answers.get(situation) in keys.EARNING else 0
    if wage == keys.UNKNOWN:
        return keys.UNKNOWN
    months = talk.months_of(key)
    if wage or rng.random() >= _SOMETIMES_WORKED:
        return dict.fromkeys(months, wage)
    worked = rng.random(len(months)) < 0.5
    eur = _between(rng, _INCOMES_EUR["employee"])
    return {month: eur if was else 0 for month, was in zip(months, worked, strict=True)}


def _rent(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    return _between(rng, _RENTS_EUR[talk.answers[keys.HOUSING]])


def _benefits(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    """What the CAF paid: the RSA without the incomes, and round figures for the others."""
    is_tenant = talk.answers.get(keys.HOUSING) in keys.TENANTS
    heads = len(talk.children) + talk.is_couple
    incomes = (talk.answers.get(income) for income in (keys.INCOME, keys.PARTNER_INCOME))
    earned = sum(eur for eur in incomes if isinstance(eur, int))
    rsa = _RSA_ALONE_EUR + heads * _RSA_MORE_EUR - is_tenant * _RSA_HOME_EUR - earned
    lines = {
        "rsa": round(max(rsa, 0), 2),
        "ppa": round(0.4 * earned) if "employee" in _situations(talk) else 0,
        "aide_logement": 180 + 45 * min(heads, 4) if is_tenant else 0,
        "asf": 0 if talk.is_couple else round(200.77 * len(talk.children), 2),
        "af": 151.05 * (len(talk.children) > 1),
        "cf": 0,
        "paje": 197.6 * any(talk.age_of(child) < 3 for child in talk.children),
    }
    return {talk.paid_month: {line: lines[line] for line in talk.benefit_lines}}


def _situations(talk: Conversation) -> tuple[str | None, ...]:
    return talk.answers.get(keys.SITUATION), talk.answers.get(keys.PARTNER_SITUATION)


def _declaration(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    return format_month(Month(talk.month + _between(rng, (1, keys.DECLARED_EVERY_MONTHS + 1))))


def _resources(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    most = 9_000 if talk.is_couple else 6_000
    eur = 0 if rng.random() < 0.35 else _between(rng, (300, most))
    return {"year": talk.resources_year, "eur": eur}


def _care(rng: np.random.Generator, talk: Conversation, key: str) -> Value:
    child = next(child for child in talk.children if keys.care_key(child) == key)
    at_school = talk.age_of(child) >= keys.AFTER_SCHOOL_FROM_YEARS
    kind = pick_weighted(rng, _CARE_OF_PUPILS if at_school else _CARE_OF_YOUNG)
    if kind == "none":
        return {"kind": kind, "hours_month": None, "hours_month_now": None}
    hours = _between(rng, _HOURS_MONTH.get(kind, _AFTER_SCHOOL_HOURS))
    return {"kind": kind, "hours_month": hours, "hours_month_now": hours // 3}


_ANSWERS: Mapping[str, Answer] = {
    keys.COUPLE: _couple,
    keys.PARTNER_BIRTH: _partner_birth,
    keys.PARTNER_SITUATION: _one_of(_PARTNERS),
    keys.PARENTS_HOME: _one_of({"no": 80, "yes": 20}),
    keys.SITUATION: _one_of(_SITUATIONS),
    **dict.fromkeys((keys.INCOME, keys.PARTNER_INCOME), _income),
    **dict.fromkeys((keys.ISOLATED_SINCE, keys.INCOME_SINCE, keys.PARTNER_INCOME_SINCE), _since),
    keys.CHILD_SUPPORT: _support,
    **dict.fromkeys((*keys.SALARIES_OF, *keys.SALARIES_OF_PARTNER), _salaries),
    keys.HOUSING: _one_of(_HOUSINGS),
    keys.RENT: _rent,
    keys.LOAN: _one_of({"yes": 50, "no": 50}),
    keys.BENEFITS: _benefits,
    keys.NEXT_DECLARATION: _declaration,
    keys.RESOURCES: _resources,
}
"""By question. What each earned of a couple is asked from an amount that is not drawn here."""
