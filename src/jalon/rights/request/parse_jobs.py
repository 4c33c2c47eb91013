"""From the JSON of the command contract to jobs; a complaint is one sentence with its place."""

from __future__ import annotations

from typing import get_args

from jalon.core.fields import Field
from jalon.core.months import Month, first_day
from jalon.rights.request.household import Household
from jalon.rights.request.offer import MOST_MONTHS_AHEAD, WEEKS_PER_MONTH, Job, Travel, TravelKind
from jalon.rights.request.parts import maybe

MOST_HOURS_WEEK = 48.0
"""The most that one may work in a week (L. 3121-20 of labour law)."""


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
        maybe(field, "months", lambda value: value.whole(1, 120)),
        maybe(field, "travel", _travel),
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
