"""Which service runs on which day: calendar.txt, then calendar_dates.txt, either of them alone."""

from __future__ import annotations

import datetime as dt

import numpy as np

from jalon.core.arrays import Bools, Longs
from jalon.core.errors import FeedError
from jalon.core.time import WEEKDAYS
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.calendar_rows import (
    ADDED,
    Exceptions,
    Periods,
    read_exceptions,
    read_periods,
)
from jalon.sources.gtfs.cells.table import Table, find_table
from jalon.sources.gtfs.notices import Notices, Owners
from jalon.sources.gtfs.refusal import why_no_day
from jalon.sources.gtfs.types import Notice, Services

MAX_CELLS = 1 << 27
"""Services x days; ten thousand services over a third of a century stay below."""
_USUAL_FIRST_DAY = dt.date(2020, 1, 1).toordinal()
"""Where nothing says which days a calendar of all years is for."""
_PERIOD = ["service_id", *WEEKDAYS, "start_date", "end_date"]
_EXCEPTION = ["service_id", "date", "exception_type"]


def read_services(archive: Archive, feed_start: int, notices: Notices) -> Services:
    """FeedError when no service runs on any day. `feed_start` is what feed_info.txt says, or -1."""
    calendar = find_table(archive, "calendar.txt", _PERIOD, [], notices)
    dates = find_table(archive, "calendar_dates.txt", _EXCEPTION, [], notices)
    if calendar is None and dates is None:
        raise FeedError("calendar.txt and calendar_dates.txt are missing; add one of them")
    index: dict[str, int] = {}
    periods = read_periods(calendar, index, notices)
    exceptions = read_exceptions(dates, index, notices)
    low, high = _span(len(index), periods, exceptions, notices)
    active = _active(len(index), low, high, periods, exceptions)
    tables = [table for table in (calendar, dates) if table is not None]
    _remark_idle(tables, index, active, notices)
    used = np.flatnonzero(active.any(axis=0))
    if used.size == 0:
        raise FeedError(f"no service runs on any day{why_no_day(notices)}; {_MEND}")
    first, last = (dt.date.fromordinal(low + int(day)) for day in (used[0], used[-1]))
    _remark_expired(last, feed_start, notices)
    return Services(list(index), first, active[:, used[0] : used[-1] + 1].copy())


_MEND = "mend calendar.txt or calendar_dates.txt"


def _span(
    services: int, periods: Periods, exceptions: Exceptions, notices: Notices
) -> tuple[int, int]:
    """The first and the last day that any row names; fewer where there is no room for them."""
    named = np.concatenate([periods.start, periods.end, exceptions.day])
    if named.size == 0:
        raise FeedError(f"no service has a day{why_no_day(notices)}; {_MEND}")
    low, high = int(named.min()), int(named.max())
    if high - low < MAX_CELLS // services:
        return low, high
    return _narrow(named, services, notices)


def _narrow(named: Longs, services: int, notices: Notices) -> tuple[int, int]:
    """As many days as there is room for, around those that are named beside the two ends."""
    low, high = int(named.min()), int(named.max())
    room = MAX_CELLS // services
    inside = named[(named > low) & (named < high)]
    wanted = int(np.median(inside)) - room // 2 if inside.size else _USUAL_FIRST_DAY
    first = min(max(low, wanted), high - room + 1)
    last = first + room - 1
    shown, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
    message = f"The services go too far to be kept whole; the days from {shown} to {end} are."
    notices.takes(Notice("years_left_out", "calendar.txt", services, message))
    return first, last


def _active(services: int, low: int, high: int, periods: Periods, exceptions: Exceptions) -> Bools:
    active = np.zeros((services, high - low + 1), np.bool_)
    weekday = (np.arange(low, high + 1) + 6) % 7  # ordinal 1 was a Monday
    rows = zip(periods.service, periods.start, periods.end, periods.weekdays, strict=True)
    for service, start, end, weekdays in rows:
        span = slice(max(start - low, 0), max(end - low + 1, 0))
        active[service, span] = weekdays[weekday[span]]
    near = (exceptions.day >= low) & (exceptions.day <= high)
    service, day = exceptions.service[near], exceptions.day[near] - low
    active[service, day] = exceptions.kind[near] == ADDED
    return active


def _remark_idle(
    tables: list[Table], index: dict[str, int], active: Bools, notices: Notices
) -> None:
    """Says on the first file that has one which services run on no day."""
    idle = np.flatnonzero(~active.any(axis=1))
    for table in tables:
        rows = np.isin(table.column("service_id").find_in(index), idle)
        if idle.size and rows.any():
            line = table.line(int(np.flatnonzero(rows)[0]))
            message = (
                "Services run on no day at all: no weekday of theirs is in their period, or "
                "calendar_dates.txt takes every day out."
            )
            notice = Notice("service_without_days", table.file, idle.size, message, line)
            notices.takes(notice, Owners("services", idle))
            return


def _remark_expired(last: dt.date, feed_start: int, notices: Notices) -> None:
    if last.toordinal() < feed_start:
        message = f"The last day of service, {last}, is before feed_start_date."
        notices.add("expired_calendar", "feed_info.txt", message)
