"""Kinds of week: a job is held in term, but also in the holidays and where a day is a public one.

One week of each kind is asked about: the next one that the timetable covers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from vacances_scolaires_france import SchoolHolidayDates, UnsupportedYearException

from jalon.core.holidays import public_holidays
from jalon.core.time import DayClock
from jalon.reach import Network, run_alike

WeekKind = Literal["term", "school_holidays", "public_holiday"]
WEEK_KINDS: tuple[WeekKind, ...] = get_args(WeekKind)
WEEKS_AHEAD = 30
"""No further: from the end of August the next holidays with trains of their own are in October."""
TRIED = 4
"""Of the first term weeks the one with the most trips is asked about: works close lines for one."""
WORKING_DAYS = 5
"""Monday to Friday: a Saturday of holidays does not make a week of them."""
Mondays = Mapping[WeekKind, dt.date]
"""The week of each kind; a kind that the timetable does not have is absent."""


@lru_cache(maxsize=4)
def find_weeks(network: Network, today: dt.date, zone: str) -> Mondays:
    """The week to ask about of each kind. `zone` is that of the school holidays: A, B or C.

    Where no week of the timetable is a term week, the first weeks of all stand for it.
    """
    weeks = [week for week in _next_mondays(today) if _is_covered(network, week)]
    by_kind: dict[WeekKind, list[dt.date]] = {kind: [] for kind in WEEK_KINDS}
    for week in weeks:
        by_kind[kind_of(week, zone)].append(week)
    found: dict[WeekKind, dt.date] = {}
    if usual := by_kind["term"] or weeks:
        found["term"] = max(
            usual[:TRIED], key=lambda week: (least_trips(network, week), -week.toordinal())
        )
    for kind in WEEK_KINDS[1:]:
        if by_kind[kind]:
            found[kind] = by_kind[kind][0]
    return MappingProxyType(found)


def term_week(network: Network, today: dt.date, zone: str) -> dt.date:
    """The Monday of the term week to ask about: the next one of all where none is covered."""
    return find_weeks(network, today, zone).get("term") or next(_next_mondays(today))


def group_alike(network: Network, mondays: Mondays) -> list[tuple[WeekKind, ...]]:
    """Kinds of week between which nothing differs: a timetable often knows no school holidays."""
    found: list[list[WeekKind]] = []
    for kind, monday in mondays.items():
        like = (kinds for kinds in found if run_alike(network, mondays[kinds[0]], monday))
        alike = next(like, None)
        if alike is None:
            found.append([kind])
        else:
            alike.append(kind)
    return [tuple(kinds) for kinds in found]


def kind_of(monday: dt.date, zone: str) -> WeekKind:
    """The kind of a week. Beyond the school years that are published, weeks count as term."""
    days = [monday + dt.timedelta(days=number) for number in range(WORKING_DAYS)]
    if any(day in public_holidays(day.year) for day in days):
        return "public_holiday"
    off = sum(_is_school_holiday(day, zone) for day in days)
    return "school_holidays" if 2 * off > len(days) else "term"


def least_trips(network: Network, monday: dt.date) -> int:
    """The trips of the working day of a week that has the fewest."""
    days = (monday + dt.timedelta(days=number) for number in range(WORKING_DAYS))
    return min(int(network.runs_on(day)[network.trip_service].sum()) for day in days)


def _next_mondays(today: dt.date) -> Iterator[dt.date]:
    first = today + dt.timedelta(days=7 - today.weekday())
    return (first + dt.timedelta(weeks=number) for number in range(WEEKS_AHEAD))


def _is_covered(network: Network, monday: dt.date) -> bool:
    """Whether every feed tells of the whole week, on days that all have 24 hours."""
    week = [monday + dt.timedelta(days=number) for number in range(7)]
    first, last = week[0].isoformat(), week[-1].isoformat()
    spans = (feed["validity"] for feed in network.manifest["feeds"])
    told = all(span["first_day"] <= first and last <= span["last_day"] for span in spans)
    return told and all(DayClock(day, network.zone).is_plain for day in week)


@lru_cache(maxsize=1)
def _school_calendar() -> SchoolHolidayDates:
    return SchoolHolidayDates()


def _is_school_holiday(day: dt.date, zone: str) -> bool:
    try:
        return bool(_school_calendar().is_holiday_for_zone(day, zone))
    except UnsupportedYearException:
        return False
