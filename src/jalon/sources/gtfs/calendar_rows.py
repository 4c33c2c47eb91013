"""The rows of calendar.txt and calendar_dates.txt that can be used, as arrays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Longs
from jalon.core.fields import FIRST_YEAR, LAST_YEAR
from jalon.core.time import WEEKDAYS
from jalon.sources.gtfs.cells.keys import rows_by_id
from jalon.sources.gtfs.cells.table import Table
from jalon.sources.gtfs.cells.values import parse_date, parse_integer
from jalon.sources.gtfs.notices import EXAMPLE, Notices, Owners, Remark

ADDED, REMOVED = 1, 2
THEN = "the rows are left out."
FIRST_DAY = dt.date(FIRST_YEAR, 1, 1).toordinal()
LAST_DAY = dt.date(LAST_YEAR, 12, 31).toordinal()
"""Days that a request may ask for; timetables that name others mean "always"."""
_FAR = (
    f"Dates are beyond the years {FIRST_YEAR} to {LAST_YEAR} ({EXAMPLE}); "
    "the days beyond are left out."
)
_STRANGE_WEEKDAYS = f"Weekdays are neither 0 nor 1 ({EXAMPLE}); the service does not run on them."

Index = dict[str, int]


@dataclass(frozen=True, slots=True)
class Periods:
    """n rows of calendar.txt: service, first and last day (ordinals), and weekdays (n x 7)."""

    service: Longs
    start: Longs
    end: Longs
    weekdays: Bools


@dataclass(frozen=True, slots=True)
class Exceptions:
    """n rows of calendar_dates.txt: service, day (ordinal), ADDED or REMOVED."""

    service: Longs
    day: Longs
    kind: Longs


def read_periods(table: Table | None, index: Index, notices: Notices) -> Periods:
    """Puts the services into `index`, also those whose row cannot be used: they run on no day."""
    if table is None:
        return Periods(none := np.zeros(0, np.int64), none, none, np.zeros((0, 7), np.bool_))
    keys = rows_by_id(table, "service_id", notices)
    index.update(keys.index)
    start = table.column("start_date").parse(parse_date)
    end = table.column("end_date").parse(parse_date)
    days = np.stack([table.column(day).parse(parse_integer) for day in WEEKDAYS], axis=1)
    service = table.column("service_id").find_in(index).astype(np.int64)
    _remark_periods(table, Periods(service, start, end, days == 1), days, notices)
    ordered = (start >= 0) & (start <= end)
    start, end = np.maximum(start, FIRST_DAY), np.minimum(end, LAST_DAY)
    rows = keys.rows[(ordered & (start <= end))[keys.rows]]
    return Periods(service[rows], start[rows], end[rows], days[rows] == 1)


def _remark_periods(table: Table, rows: Periods, days: Longs, notices: Notices) -> None:
    """`rows` are all those of the table, as they are; `days` what their weekdays say."""
    owners = Owners("services", rows.service)
    wrong = (rows.start < 0) | (rows.end < 0)
    backwards = (rows.start > rows.end) & ~wrong
    strange = np.asarray(((days != 0) & (days != 1)).any(axis=1))
    far = ~wrong & ~backwards & ((rows.start < FIRST_DAY) | (rows.end > LAST_DAY))
    span = ["start_date", "end_date"]
    out_of_order = "start_and_end_range_out_of_order"
    for mask, remark in (
        (wrong, Remark("invalid_date", f"Dates are not YYYYMMDD ({EXAMPLE}); {THEN}", span)),
        (
            backwards,
            Remark(out_of_order, f"start_date is after end_date ({EXAMPLE}); {THEN}", span),
        ),
        (far, Remark("years_left_out", _FAR, span)),
        (strange, Remark("unexpected_enum_value", _STRANGE_WEEKDAYS, WEEKDAYS)),
    ):
        notices.loses(remark, table, mask, owners.of(mask))


def read_exceptions(table: Table | None, index: Index, notices: Notices) -> Exceptions:
    """Adds to `index` the services that only this file names."""
    if table is None:
        return Exceptions(none := np.zeros(0, np.int64), none, none)
    cells = table.column("service_id")
    blank = cells.blank()
    for code in dict.fromkeys(cells.codes[~blank].tolist()):
        index.setdefault(cells.values[code], len(index))
    service = cells.find_in(index).astype(np.int64)
    day = table.column("date").parse(parse_date)
    kind = table.column("exception_type").parse(parse_integer)
    known = np.isin(kind, (ADDED, REMOVED))
    usable = ~blank & (day >= FIRST_DAY) & (day <= LAST_DAY) & known
    again = _again((service << 32) + day, usable)
    _remark_exceptions(table, Exceptions(service, day, kind), known, notices)
    message = "A service has a date twice; the first row is kept."
    notices.loses(Remark("duplicate_key", message), table, again)
    rows = usable & ~again
    return Exceptions(service[rows], day[rows], kind[rows])


def _remark_exceptions(table: Table, rows: Exceptions, known: Bools, notices: Notices) -> None:
    """`rows` are all those of the table, as they are."""
    owners = Owners("services", rows.service)
    blank, wrong = table.column("service_id").blank(), rows.day < 0
    far = ~wrong & ((rows.day < FIRST_DAY) | (rows.day > LAST_DAY))
    message = f"exception_type is not 1 or 2 ({EXAMPLE}); {THEN}"
    for mask, remark in (
        (blank, Remark("missing_required_field", f"service_id is blank; {THEN}")),
        (wrong, Remark("invalid_date", f"Dates are not YYYYMMDD ({EXAMPLE}); {THEN}", ["date"])),
        (far, Remark("years_left_out", _FAR, ["date"])),
        (~known, Remark("unexpected_enum_value", message, ["exception_type"])),
    ):
        notices.loses(remark, table, mask, owners.of(mask))


def _again(key: Longs, usable: Bools) -> Bools:
    """Usable rows whose key a usable row before them has."""
    rows = np.flatnonzero(usable)
    again = usable.copy()
    again[rows[np.unique(key[rows], return_index=True)[1]]] = False
    return again
