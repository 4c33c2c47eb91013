"""From the JSON of the command contract to values; a complaint is one sentence with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar, get_args

from jalon.core.fields import Field
from jalon.core.months import Month, first_day, format_month, month_of, parse_month
from jalon.rights.asking.household import (
    Adult,
    AdultStatus,
    Care,
    CareKind,
    Child,
    Household,
    Housing,
    HousingStatus,
)
from jalon.rights.asking.offer import WEEKS_PER_MONTH, Job, Travel, TravelKind

FIRST_MONTH, LAST_MONTH = parse_month("2025-09"), parse_month("2027-12")
"""Months that the scales are known for, or held over to: see `scales/` and what OpenFisca has."""
MOST_HOURS_WEEK = 48.0
"""The most that one may work in a week (L. 3121-20 of labour law)."""
MOST_MONTHS_AHEAD = 12
MOST_EUR = 1_000_000.0
MOST_CHILDREN, LEAST_PARENT_YEARS, MOST_YEARS = 12, 12, 110
BENEFITS = ("rsa", "ppa", "aide_logement", "asf", "af", "cf", "paje")
"""Whose past payments are used."""
T = TypeVar("T")


def parse_household(value: object) -> Household:
    """The household of a JSON value; RequestError where something is missing or impossible."""
    field = Field(value, "the household")
    field.only(
        "month", "adults", "couple", "children", "housing", "past_benefits",
        "next_declaration_month", "resources_n2_eur_year", "isolated_since", "commune",
    )  # fmt: skip
    month = _month(_get(field, "month"))
    if not FIRST_MONTH <= month <= LAST_MONTH:
        raise _get(field, "month").wrong(
            f"{format_month(month)} is outside the scales, which go from "
            f"{format_month(FIRST_MONTH)} to {format_month(LAST_MONTH)}"
        )
    couple = _get(field, "couple").flag()
    adults = tuple(_adult(item, month) for item in _get(field, "adults").items())
    if len(adults) != 1 + couple:
        raise _get(field, "adults").wrong(
            f"{len(adults)} given, and couple is {str(couple).lower()}: "
            "one adult is expected, or two in a couple"
        )
    children = tuple(_child(item, month, adults) for item in _list(field, "children"))
    if len(children) > MOST_CHILDREN:
        raise _get(field, "children").wrong(f"more than {MOST_CHILDREN} children")
    return Household(
        month,
        adults,
        couple,
        children,
        _housing(field.get("housing", None)),
        _past_benefits(field.get("past_benefits", None), month),
        _maybe(field, "next_declaration_month", lambda one: _next_declaration(one, month)),
        _maybe(field, "resources_n2_eur_year", lambda one: one.number(0, MOST_EUR)),
        _maybe(field, "isolated_since", lambda one: _past(one, month)),
        _maybe(field, "commune", _commune),
    )


def parse_jobs(value: object, household: Household) -> list[Job]:
    """The offers of a JSON list, or of an object's list called `offers`."""
    field = Field(value, "the offers")
    listed = field.get("offers") if isinstance(value, dict) else field
    jobs = [_job(item, household) for item in listed.items()]
    seen: set[str] = set()
    for job, item in zip(jobs, listed.items(), strict=True):
        if job.id in seen:
            raise item.get("id").wrong(f"{job.id!r} is there twice")
        seen.add(job.id)
    return jobs


def _get(field: Field, name: str) -> Field:
    """A field named as people know it, without the name of the whole."""
    found = field.get(name)
    return Field(found.value, name) if field.where.startswith("the ") else found


def _list(field: Field, name: str) -> list[Field]:
    listed = field.get(name, None)
    return [] if listed.is_null else _get(field, name).items()


def _maybe(field: Field, name: str, read: Callable[[Field], T]) -> T | None:
    """A field that may be absent or null: unknown."""
    return None if field.get(name, None).is_null else read(_get(field, name))


def _month(field: Field) -> Month:
    try:
        return parse_month(field.text())
    except ValueError:
        raise field.wrong(f"{field.value!r} is not a month like 2026-11") from None


def _past(field: Field, month: Month) -> Month:
    found = _month(field)
    if found > month:
        raise field.wrong(f"{format_month(found)} is after {format_month(month)}")
    return found


def _next_declaration(field: Field, month: Month) -> Month:
    found = _month(field)
    if not month <= found <= month + 3:
        raise field.wrong(
            f"{format_month(found)} is not one of the next three months after "
            f"{format_month(month)}: declarations are quarterly"
        )
    return found


def _commune(field: Field) -> str:
    """An INSEE code, checked against the list of communes that OpenFisca has."""
    from jalon.rights.fisca.communes import is_commune

    code = field.text()
    if not is_commune(code):
        raise field.wrong(f"{code!r} is not the INSEE code of a commune, like 94028")
    return code


def _birth(field: Field, month: Month) -> dt.date:
    birth = field.date()
    if month_of(birth) > month:
        raise field.wrong(f"{birth} is after {format_month(month)}")
    if month - month_of(birth) > MOST_YEARS * 12:
        raise field.wrong(f"{birth} is more than {MOST_YEARS} years ago")
    return birth


def _adult(field: Field, month: Month) -> Adult:
    field.only("birth", "status", "past_net_salaries", "net_salary_eur_month", "income_eur_month")
    birth = _birth(field.get("birth"), month)
    if month - month_of(birth) < 16 * 12:
        raise field.get("birth").wrong(f"{birth} makes an adult of less than 16 years")
    statuses: tuple[AdultStatus, ...] = get_args(AdultStatus)
    return Adult(
        birth,
        _maybe(field, "status", lambda one: one.one_of(statuses)),
        _by_month(field.get("past_net_salaries", None), month),
        _maybe(field, "net_salary_eur_month", lambda one: one.number(0, MOST_EUR)),
        _maybe(field, "income_eur_month", lambda one: one.number(0, MOST_EUR)),
    )


def _by_month(field: Field, latest: Month) -> Mapping[Month, float]:
    if field.is_null:
        return {}
    if not isinstance(field.value, dict):
        raise field.wrong("an object by month {…} is expected")
    found: dict[Month, float] = {}
    for name in field.value:
        month = _month(Field(name, f"{field.where}, a name"))
        if month > latest:
            raise field.wrong(f"{name} is after {format_month(latest)}")
        amount = field.get(name)
        if not amount.is_null:
            found[month] = amount.number(0, MOST_EUR)
    return found


def _child(field: Field, month: Month, adults: tuple[Adult, ...]) -> Child:
    field.only("birth", "care", "support_eur_month", "disabled")
    birth = _birth(field.get("birth"), month)
    eldest = min(adult.birth for adult in adults)
    if month_of(birth) - month_of(eldest) < LEAST_PARENT_YEARS * 12:
        raise field.get("birth").wrong(
            f"{birth} is not {LEAST_PARENT_YEARS} years after the birth of a parent, {eldest}"
        )
    return Child(
        birth,
        _maybe(field, "care", _care),
        _maybe(field, "support_eur_month", lambda one: one.number(0, MOST_EUR)),
        _maybe(field, "disabled", Field.flag),
    )


def _care(field: Field) -> Care:
    field.only("kind", "hours_month", "hours_month_now", "fee_eur_hour")
    kinds: tuple[CareKind, ...] = get_args(CareKind)
    return Care(
        field.get("kind").one_of(kinds),
        _maybe(field, "hours_month", lambda one: one.number(0, 350)),
        _maybe(field, "hours_month_now", lambda one: one.number(0, 350)),
        _maybe(field, "fee_eur_hour", lambda one: one.number(0, 100)),
    )


def _housing(field: Field) -> Housing:
    if field.is_null:
        return Housing()
    field.only("status", "rent_eur", "zone")
    statuses: tuple[HousingStatus, ...] = get_args(HousingStatus)
    return Housing(
        _maybe(field, "status", lambda one: one.one_of(statuses)),
        _maybe(field, "rent_eur", lambda one: one.number(0, 20_000)),
        _maybe(field, "zone", lambda one: one.whole(1, 3)),
    )


def _past_benefits(field: Field, month: Month) -> Mapping[str, Mapping[Month, float]]:
    if field.is_null:
        return {}
    field.only(*BENEFITS)
    given = [name for name in BENEFITS if not field.get(name, None).is_null]
    return {name: _by_month(field.get(name), month) for name in given}


def _job(field: Field, household: Household) -> Job:
    field.only(
        "id", "gross_eur_hour", "gross_eur_month", "hours_week", "start", "months", "travel",
        "days_week", "keeps_current_job",
    )  # fmt: skip
    hours = field.get("hours_week").number(0, 168)
    if not 0 < hours <= MOST_HOURS_WEEK:
        raise field.get("hours_week").wrong(
            f"{hours:g} hours a week is not between 1 and {MOST_HOURS_WEEK:g}, the legal most"
        )
    start = field.get("start").date()
    first, last = first_day(household.month), first_day(Month(household.month + MOST_MONTHS_AHEAD))
    if not first <= start <= last:
        raise field.get("start").wrong(f"{start} is not between {first} and {last}")
    return Job(
        field.get("id").text(),
        _gross(field, hours),
        hours,
        start,
        _maybe(field, "months", lambda one: one.whole(1, 120)),
        _maybe(field, "travel", _travel),
        field.get("days_week", 5).number(0.5, 7),
        field.get("keeps_current_job", False).flag(),
    )


def _gross(field: Field, hours_week: float) -> float:
    """Euros a month, from the month's or the hour's gross; one of both."""
    a_month, an_hour = field.get("gross_eur_month", None), field.get("gross_eur_hour", None)
    if a_month.is_null == an_hour.is_null:
        raise field.wrong("one of gross_eur_hour and gross_eur_month is expected")
    if an_hour.is_null:
        return a_month.number(0, 100_000)
    return an_hour.number(0, 500) * hours_week * WEEKS_PER_MONTH


def _travel(field: Field) -> Travel:
    kinds: tuple[TravelKind, ...] = get_args(TravelKind)
    field.only("kind", "eur_month", "km_day")
    kind = field.get("kind").one_of(kinds)
    if kind == "transit_pass":
        return Travel(kind, eur_month=field.get("eur_month").number(0, 2_000))
    if kind == "car":
        return Travel(kind, km_day=field.get("km_day").number(0, 600))
    return Travel(kind)
