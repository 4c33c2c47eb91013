"""Households that say everything, the same with answers taken away, and answers given back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from jalon.core.months import Month, parse_month
from jalon.rights.paid_rsa import earns_beyond_rsa
from jalon.rights.request.household import (
    Adult,
    AdultStatus,
    Care,
    CareKind,
    Child,
    Custody,
    Household,
    Housing,
    HousingStatus,
)
from jalon.rights.takeup.unknown.facets import window_of
from tests.rights.households import born

MONTH = parse_month("2026-11")
MONTH_BEFORE = Month(MONTH - 1)
WINDOW = window_of(MONTH)
MOST_SUPPORT_EUR = 400
PREGNANT_UNDER_YEARS = 46
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
    "income_since",
    "own_resources_n2",
    "with_parents",
    "loan",
)
"""Those that an answer in the household settles."""

RARE = ("pregnant", "custody", "flat_share", "permit_years")
"""Questions about facts that are counted at their usual value where nobody answers."""


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
    age = draw(st.sampled_from((17, 19, 24, 25, 33, 47, 61, 69)))
    pregnant = age < PREGNANT_UNDER_YEARS and draw(st.integers(0, 7)) == 0
    return Adult(
        born(age),
        status,
        past,
        now,
        income,
        Month(MONTH - draw(st.sampled_from((0, 1, 3, 7, 30, -1, -3)))),
        None,
        pregnant,
        Month(MONTH + 3) if pregnant else None,
        draw(st.sampled_from(("not_needed", "not_needed", "not_needed", 7.0, 2.0))),
        age < 25 and draw(st.booleans()),
    )


@st.composite
def kids(draw: st.DrawFn) -> Child:
    kind = draw(st.sampled_from(KINDS))
    care = Care(kind, 120.0, draw(st.sampled_from((0.0, 35.0))), 5.1)
    support = draw(st.sampled_from((0.0, 0.0, 130.0, 250.0, MOST_SUPPORT_EUR)))
    birth = born(0, draw(st.integers(0, 245)), draw(st.sampled_from((1, 10, 28))))
    custody: Custody = draw(st.sampled_from(("whole", "whole", "whole", "shared")))
    return Child(birth, care, float(support), False, custody)


@st.composite
def complete(draw: st.DrawFn) -> Household:
    """A household of which nothing is unknown."""
    two = draw(st.booleans())
    grown = tuple(draw(adults()) for _ in range(1 + two))
    total = draw(st.sampled_from((0.0, 9_800.0, 31_000.0, 47_000.0, 140_000.0)))
    shares = draw(st.sampled_from(((1.0, 0.0), (0.5, 0.5), (0.88, 0.12)))) if two else (1.0,)
    grown = tuple(
        replace(adult, resources_n2_eur_year=total * share)
        for adult, share in zip(grown, shares, strict=True)
    )
    status = draw(st.sampled_from(HOMES))
    rent = draw(st.sampled_from((60.0, 310.0, 520.0, 880.0, 2100.0)))
    # An aid is paid for a rent or a loan, an RSA to who does not earn beyond every RSA.
    aid = draw(st.sampled_from((0.0, 233.0))) if status not in ("free", "none") else 0.0
    received = draw(st.sampled_from((0.0, 412.0)))
    since = None if two else Month(MONTH - draw(st.sampled_from((1, 9, 40))))
    household = Household(
        MONTH,
        grown,
        two,
        tuple(draw(st.lists(kids(), max_size=4))),
        Housing(
            status,
            rent if status in ("tenant", "tenant_social") else None,
            1,
            draw(st.integers(0, 4)) == 0,
            draw(st.booleans()),
        ),
        {
            "rsa": {MONTH_BEFORE: received},
            "aide_logement": {MONTH_BEFORE: aid},
        },
        Month(MONTH + 1),
        total,
        since,
        draw(st.sampled_from(("94028", "94002", "75112"))),
    )
    if not earns_beyond_rsa(household):
        return household
    return replace(household, past_benefits={**household.past_benefits, "rsa": {MONTH_BEFORE: 0.0}})


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
    if question in ("child_support", "care", "care_hours", "custody"):
        kin = zip(household.children, source.children, strict=True)
        return replace(household, children=tuple(_child(one, new, question) for one, new in kin))
    return _whole(household, source, question)


_FACTS_OF_ADULTS = {
    "status": ("status",),
    "salary_now": ("net_salary_eur_month",),
    "allowance": ("income_eur_month",),
    "income_since": ("income_since",),
    "own_resources_n2": ("resources_n2_eur_year",),
    "with_parents": ("with_parents",),
    "pregnant": ("pregnant", "due"),
    "permit_years": ("permit_years",),
}
_FACTS_OF_HOMES = {
    "housing_status": "status",
    "rent": "rent_eur",
    "flat_share": "flat_share",
    "loan": "loan",
}
_OF_ADULTS = (*_FACTS_OF_ADULTS, "reference_salaries", "year_salaries")


def _empty(adult: Adult) -> Adult:
    return Adult(adult.birth)


def _adult(adult: Adult, source: Adult, question: str) -> Adult:
    if question in _FACTS_OF_ADULTS:
        names = _FACTS_OF_ADULTS[question]
        return replace(adult, **{name: getattr(source, name) for name in names})
    months = WINDOW.recent if question == "reference_salaries" else WINDOW.rest
    kept = {m: eur for m, eur in adult.past_net_salaries.items() if m not in months}
    taken = {m: eur for m, eur in source.past_net_salaries.items() if m in months}
    return replace(adult, past_net_salaries=kept | taken)


def _child(child: Child, source: Child, question: str) -> Child:
    if question == "child_support":
        return replace(child, support_eur_month=source.support_eur_month)
    if question == "custody":
        return replace(child, custody=source.custody)
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
    if question in _FACTS_OF_HOMES:
        name = _FACTS_OF_HOMES[question]
        fact = {name: getattr(source.housing, name)}
        return replace(household, housing=replace(home, **fact))
    if question == "commune":
        home = replace(home, zone=source.housing.zone)
        return replace(household, housing=home, commune=source.commune)
    benefit = {"rsa_received": "rsa", "housing_aid_received": "aide_logement"}[question]
    paid = {n: known for n, known in household.past_benefits.items() if n != benefit}
    if benefit in source.past_benefits:
        paid[benefit] = source.past_benefits[benefit]
    return replace(household, past_benefits=paid)
