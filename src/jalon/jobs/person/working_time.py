"""What the law of working time asks, where the hours of an offer show that they do not keep it.

An agreement of the trade, or the labour inspector, may allow otherwise: each rule is a point to see
with the employer, never a reason to hide an offer. What hours do not show, such as breaks, is not
judged. Rules for those under 18 are those from 16 on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from jalon.core.time import DAY_S, WEEKDAYS
from jalon.jobs.person.week import OfferDays
from jalon.reach import Day

WorkRule = Literal[
    "daily_rest",
    "minor_night",
    "minor_hours",
    "minor_daily_rest",
    "minor_days_off",
    "minor_forklift",
]
REST_S, MINOR_REST_S = 11 * 3600, 12 * 3600
NIGHT_S, MORNING_S = 22 * 3600, 6 * 3600
MINOR_DAY_H, MINOR_WEEK_H = 8, 35
ADULT_YEARS = 18
FORKLIFT_TRADES = frozenset({"N1101"})
"""ROME codes of those who drive forklifts."""


def list_work_rules(offer_days: OfferDays, birth_date: dt.date) -> tuple[WorkRule, ...]:
    """The rules to see with the employer, for somebody born on `birth_date`."""
    rules = _of_minors(offer_days) if _is_minor(offer_days, birth_date) else _of_all(offer_days)
    return tuple(rules)


def _is_minor(offer_days: OfferDays, birth_date: dt.date) -> bool:
    """Whether one is under 18 on the first day of the job."""
    known = [day.date for day in offer_days.days if day.date is not None]
    first = max([offer_days.offer.start_date, *known[:1]])
    years = first.year - birth_date.year
    return years - ((first.month, first.day) < (birth_date.month, birth_date.day)) < ADULT_YEARS


def _of_all(offer_days: OfferDays) -> Iterator[WorkRule]:
    if _shortest_rest_s(offer_days) < REST_S:
        yield "daily_rest"


def _of_minors(offer_days: OfferDays) -> Iterator[WorkRule]:
    offer, spans = offer_days.offer, list(_spans(offer_days))
    if any(start_s < MORNING_S or end_s > NIGHT_S for _, start_s, end_s in spans):
        yield "minor_night"
    weekdays = _worked(offer_days)
    if offer.hours_week > min(MINOR_WEEK_H, MINOR_DAY_H * (len(weekdays) or len(WEEKDAYS))):
        yield "minor_hours"
    if _shortest_rest_s(offer_days) < MINOR_REST_S:
        yield "minor_daily_rest"
    if weekdays and not any({rank, (rank + 1) % 7}.isdisjoint(weekdays) for rank in range(7)):
        yield "minor_days_off"
    if offer.rome_code in FORKLIFT_TRADES:
        yield "minor_forklift"


def _worked(offer_days: OfferDays) -> set[int]:
    """The weekdays that the job asks for, 0 is Monday."""
    return {WEEKDAYS.index(day.weekday) for day in offer_days.days} | set(
        offer_days.offer.unknown_weekdays
    )


def _shortest_rest_s(offer_days: OfferDays) -> int:
    """The shortest time from the end of a day to the start of the next one that is known."""
    spans = sorted(_spans(offer_days))
    if not spans:
        return 7 * DAY_S
    first, start_s, end_s = spans[0]
    around = [*spans, (first + 7, start_s, end_s)]
    return min((b[0] - a[0]) * DAY_S + b[1] - a[2] for a, b in pairwise(around))


def _spans(offer_days: OfferDays) -> Iterator[tuple[int, int, int]]:
    """Weekday, first start and last end of each day whose hours are known."""
    for day in offer_days.days:
        if span := _span(day):
            yield WEEKDAYS.index(day.weekday), *span


def _span(day: Day) -> tuple[int, int] | None:
    if day.shifts:
        return day.shifts[0][0], day.shifts[-1][1]
    if day.shift_start_s is None or day.shift_end_s is None:
        return None
    return day.shift_start_s, day.shift_end_s
