"""Households that say everything, the same with answers taken away, and answers given back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from jalon.core.months import Month, parse_month
from jalon.rights.request.household import (
    Adult,
    AdultStatus,
    Care,
    CareKind,
    Child,
    Household,
    Housing,
    HousingStatus,
)
from jalon.rights.takeup.unknown.facets import window_of
from tests.rights.households import born

MONTH = parse_month("2026-11")
WINDOW = window_of(MONTH)
MOST_SUPPORT_EUR = 400
KINDS: tuple[CareKind, ...] = ("none", "creche", "childminder", "home")
HOMES: tuple[HousingStatus, ...] = (
    "tenant",
    "tenant",
    "tenant_social",
    "free",
    "owner",
    "none",
)
STATUSES: tuple[AdultStatus, ...] = ("none", "none", "employee", "jobseeker", "jobseeker_are")
WAGES = st.sampled_from((0.0, 0.0, 90.0, 430.0, 777.0, 1150.0, 1480.0, 2050.0, 4400.0))
QUESTIONS = (
    "status",
    "salary_now",
    "reference_salaries",
    "year_salaries",
    "allowance",
    "resources_n2",
    "child_support",
    "isolated_since",
    "housing_status",
    "rent",
    "commune",
    "rsa_received",
    "housing_aid_received",
    "care",
    "care_hours",
)
"""Those that an answer in the household settles."""


@st.composite
def adults(draw: st.DrawFn) -> Adult:
    status = draw(st.sampled_from(STATUSES))
    before, after = draw(WAGES), draw(WAGES)
    change = draw(st.integers(0, 15))
    past = {
        month: after if MONTH - month < change else before
        for month in (*WINDOW.rest, *WINDOW.recent)
    }
    now = draw(WAGES) if status == "employee" else 0.0
    income = draw(st.sampled_from((0.0, 310.0, 980.0))) if status == "jobseeker_are" else 0.0
    age = draw(st.sampled_from((19, 24, 25, 33, 47, 61)))
    return Adult(born(age), status, past, now, income)


@st.composite
def kids(draw: st.DrawFn) -> Child:
    kind = draw(st.sampled_from(KINDS))
    care = Care(kind, 120.0, draw(st.sampled_from((0.0, 35.0))), 5.1)
    support = draw(st.sampled_from((0.0, 0.0, 130.0, 250.0, MOST_SUPPORT_EUR)))
    return Child(born(0, draw(st.integers(1, 245))), care, float(support), False)


@st.composite
def complete(draw: st.DrawFn) -> Household:
    """A household of which nothing is unknown."""
    two = draw(st.booleans())
    grown = tuple(draw(adults()) for _ in range(1 + two))
    status = draw(st.sampled_from(HOMES))
    rent = draw(st.sampled_from((60.0, 310.0, 520.0, 880.0, 2100.0)))
    since = None if two else Month(MONTH - draw(st.sampled_from((1, 9, 40))))
    return Household(
        MONTH,
        grown,
        two,
        tuple(draw(st.lists(kids(), max_size=4))),
        Housing(status, rent if status in ("tenant", "tenant_social") else None, 1),
        {
            "rsa": {Month(MONTH - 1): draw(st.sampled_from((0.0, 412.0)))},
            "aide_logement": {Month(MONTH - 1): draw(st.sampled_from((0.0, 233.0)))},
        },
        Month(MONTH + 1),
        draw(st.sampled_from((0.0, 9_800.0, 31_000.0, 47_000.0, 140_000.0))),
        since,
        draw(st.sampled_from(("94028", "94002", "75112"))),
    )


def blank(household: Household, question: str) -> Household:
    """The household without the answers to one question."""
    nothing = Household(MONTH, tuple(_empty(adult) for adult in household.adults), household.couple)
    nothing = replace(nothing, children=tuple(Child(child.birth) for child in household.children))
    return take(household, nothing, question)


def take(household: Household, source: Household, question: str) -> Household:
    """The household with what another one answers to one question."""
    if question in _OF_ADULTS:
        pairs = zip(household.adults, source.adults, strict=True)
        return replace(household, adults=tuple(_adult(one, new, question) for one, new in pairs))
    if question in ("child_support", "care", "care_hours"):
        kin = zip(household.children, source.children, strict=True)
        return replace(household, children=tuple(_child(one, new, question) for one, new in kin))
    return _whole(household, source, question)


_OF_ADULTS = ("status", "salary_now", "reference_salaries", "year_salaries", "allowance")


def _empty(adult: Adult) -> Adult:
    return Adult(adult.birth)


def _adult(adult: Adult, source: Adult, question: str) -> Adult:
    if question == "status":
        return replace(adult, status=source.status)
    if question == "salary_now":
        return replace(adult, net_salary_eur_month=source.net_salary_eur_month)
    if question == "allowance":
        return replace(adult, income_eur_month=source.income_eur_month)
    months = WINDOW.recent if question == "reference_salaries" else WINDOW.rest
    kept = {m: eur for m, eur in adult.past_net_salaries.items() if m not in months}
    taken = {m: eur for m, eur in source.past_net_salaries.items() if m in months}
    return replace(adult, past_net_salaries=kept | taken)


def _child(child: Child, source: Child, question: str) -> Child:
    if question == "child_support":
        return replace(child, support_eur_month=source.support_eur_month)
    if question == "care":
        return replace(child, care=source.care)
    hours = None if source.care is None else source.care.hours_month_now
    care = None if child.care is None else replace(child.care, hours_month_now=hours)
    return replace(child, care=care)


def _whole(household: Household, source: Household, question: str) -> Household:
    home = household.housing
    if question == "resources_n2":
        return replace(household, resources_n2_eur_year=source.resources_n2_eur_year)
    if question == "isolated_since":
        return replace(household, isolated_since=source.isolated_since)
    if question == "housing_status":
        return replace(household, housing=replace(home, status=source.housing.status))
    if question == "rent":
        return replace(household, housing=replace(home, rent_eur=source.housing.rent_eur))
    if question == "commune":
        home = replace(home, zone=source.housing.zone)
        return replace(household, housing=home, commune=source.commune)
    benefit = {"rsa_received": "rsa", "housing_aid_received": "aide_logement"}[question]
    paid = {n: known for n, known in household.past_benefits.items() if n != benefit}
    if benefit in source.past_benefits:
        paid[benefit] = source.past_benefits[benefit]
    return replace(household, past_benefits=paid)
