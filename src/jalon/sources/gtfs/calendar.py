"""Which service runs on which day: calendar.txt, then calendar_dates.txt, either of them alone."""

from __future__ import annotations

import datetime as dt

import numpy as np

from jalon.core.arrays import Bools
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
from jalon.sources.gtfs.cells.table import find_table
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.types import Services

MAX_CELLS = 1 << 30
"""Services x days; ten thousand services over two centuries stay below."""
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
    low, high = _span(len(index), periods, exceptions)
    active = _active(len(index), low, high, periods, exceptions)
    used = np.flatnonzero(active.any(axis=0))
    if used.size == 0:
        raise FeedError("no service runs on any day; mend calendar.txt or calendar_dates.txt")
    first, last = (dt.date.fromordinal(low + int(day)) for day in (used[0], used[-1]))
    _remark_idle(active, "calendar.txt" if calendar else "calendar_dates.txt", notices)
    _remark_expired(last, feed_start, notices)
    return Services(list(index), first, active[:, used[0] : used[-1] + 1].copy())


def _span(services: int, periods: Periods, exceptions: Exceptions) -> tuple[int, int]:
    """The first and the last day that any row names."""
    named = np.concatenate([periods.start, periods.end, exceptions.day])
    if named.size == 0:
        raise FeedError("no service has a day; mend calendar.txt or calendar_dates.txt")
    low, high = int(named.min()), int(named.max())
    if (high - low + 1) * services > MAX_CELLS:
        first, last = dt.date.fromordinal(low), dt.date.fromordinal(high)
        raise FeedError(
            f"calendar.txt goes from {first} to {last}, too far for {services} services; "
            "mend its dates"
        )
    return low, high


def _active(services: int, low: int, high: int, periods: Periods, exceptions: Exceptions) -> Bools:
    active = np.zeros((services, high - low + 1), np.bool_)
    weekday = (np.arange(low, high + 1) + 6) % 7  # ordinal 1 was a Monday
    rows = zip(periods.service, periods.start, periods.end, periods.weekdays, strict=True)
    for service, start, end, weekdays in rows:
        span = slice(start - low, end - low + 1)
        active[service, span] = weekdays[weekday[span]]
    active[exceptions.service, exceptions.day - low] = exceptions.kind == ADDED
    return active


def _remark_idle(active: Bools, file: str, notices: Notices) -> None:
    idle = int((~active.any(axis=1)).sum())
    if idle:
        notices.add("service_without_days", file, "Services run on no day at all.", idle)


def _remark_expired(last: dt.date, feed_start: int, notices: Notices) -> None:
    if last.toordinal() < feed_start:
        message = f"The last day of service, {last}, is before feed_start_date."
        notices.add("expired_calendar", "feed_info.txt", message)
