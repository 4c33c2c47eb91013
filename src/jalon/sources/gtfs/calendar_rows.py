"""The rows of calendar.txt and calendar_dates.txt that can be used, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Longs
from jalon.core.time import WEEKDAYS
from jalon.sources.gtfs.cells.keys import rows_by_id
from jalon.sources.gtfs.cells.table import Table
from jalon.sources.gtfs.cells.values import parse_date, parse_integer
from jalon.sources.gtfs.notices import Notices

ADDED, REMOVED = 1, 2
THEN = "the rows are left out."

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
    _remark_periods(table, start, end, days, notices)
    rows = keys.rows[((start >= 0) & (start <= end))[keys.rows]]
    service = table.column("service_id").find_in(index).astype(np.int64)
    return Periods(service[rows], start[rows], end[rows], days[rows] == 1)


def _remark_periods(table: Table, start: Longs, end: Longs, days: Longs, notices: Notices) -> None:
    wrong = (start < 0) | (end < 0)
    notices.rows("invalid_date", table, wrong, f"Dates are not YYYYMMDD; {THEN}")
    backwards = (start > end) & ~wrong
    code = "start_and_end_range_out_of_order"
    notices.rows(code, table, backwards, f"start_date is after end_date; {THEN}")
    strange = ((days != 0) & (days != 1)).any(axis=1)
    message = "Weekdays are neither 0 nor 1; the service does not run on them."
    notices.rows("unexpected_enum_value", table, np.asarray(strange), message)


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
    usable = ~blank & (day >= 0) & known
    again = _again((service << 32) + day, usable)
    notices.rows("missing_required_field", table, blank, f"service_id is blank; {THEN}")
    notices.rows("invalid_date", table, day < 0, f"Dates are not YYYYMMDD; {THEN}")
    notices.rows("unexpected_enum_value", table, ~known, f"exception_type is not 1 or 2; {THEN}")
    message = "A service has a date twice; the first row is kept."
    notices.rows("duplicate_key", table, again, message)
    rows = usable & ~again
    return Exceptions(service[rows], day[rows], kind[rows])


def _again(key: Longs, usable: Bools) -> Bools:
    """Usable rows whose key a usable row before them has."""
    rows = np.flatnonzero(usable)
    again = usable.copy()
    again[rows[np.unique(key[rows], return_index=True)[1]]] = False
    return again
