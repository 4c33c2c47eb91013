"""Services by headway: frequencies.txt, made into trips of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.errors import FeedError
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import Reference, find_rows
from jalon.sources.gtfs.cells.table import Table, find_table
from jalon.sources.gtfs.cells.values import format_time, parse_integer, parse_time
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.trips.calls import Calls
from jalon.sources.gtfs.trips.trips import TripTable
from jalon.sources.gtfs.types import StopTimes, Trips

FILE = "frequencies.txt"
MAX_STOP_TIMES = 100_000_000
"""More than this is a headway written in the wrong unit (a whole country has about 40 million)."""
NO_SHIFT = -1
_REQUIRED = ["trip_id", "start_time", "end_time", "headway_secs"]


@dataclass(frozen=True, slots=True)
class Windows:
    """n usable rows: trip (its index among the trips that can run), start, end, headway in s."""

    trip: Longs
    start: Longs
    end: Longs
    headway: Longs


@dataclass(frozen=True, slots=True)
class Runs:
    """n trips to be: the trip each copies, and when it leaves its first stop (NO_SHIFT: as is)."""

    source: Longs
    departure: Longs


def expand(
    archive: Archive, table: TripTable, calls: Calls, notices: Notices
) -> tuple[Trips, StopTimes]:
    """Every trip that runs, with its own times.

    A trip that frequencies.txt names is a pattern and does not run itself, even when its rows
    cannot be used. A row makes trips that leave the first stop at start_time + k x headway,
    strictly before end_time, under the id `ID@HH:MM:SS`.

    A service by headway (`exact_times` 0) is run at these times as one by schedule
    (`exact_times` 1) is: the agency promises the interval only, and no better time is known.
    """
    begin = np.flatnonzero(calls.first())
    kept = calls.trip[begin]
    index_of_trip = np.full(len(table.ids) + 1, -1, np.int64)
    index_of_trip[kept] = np.arange(kept.size)
    windows, patterns = _windows(archive, table, index_of_trip, notices)
    runs = _runs(kept.size, windows, patterns)
    start = np.append(begin, calls.trip.size).astype(np.int64)
    trips = _trips(table, kept, start, runs)
    return trips, _stop_times(calls, start, trips.start, runs)


def _windows(
    archive: Archive, trips: TripTable, index_of_trip: Longs, notices: Notices
) -> tuple[Windows, Longs]:
    """The usable rows, and the trips that any row names."""
    table = find_table(archive, FILE, _REQUIRED, [], notices)
    if table is None:
        none = np.zeros(0, np.int64)
        return Windows(none, none, none, none), none
    then = "the rows are left out"
    trip = find_rows(table, "trip_id", Reference(trips.index, "trips.txt", then), notices)
    named = index_of_trip[trip]
    windows = Windows(
        trip=named,
        start=table.column("start_time").parse(parse_time),
        end=table.column("end_time").parse(parse_time),
        headway=table.column("headway_secs").parse(parse_integer),
    )
    usable = (named >= 0) & _remark_windows(table, windows, notices)
    rows = np.flatnonzero(usable)
    rows = rows[np.lexsort((windows.start[rows], named[rows]))]
    chosen = Windows(named[rows], windows.start[rows], windows.end[rows], windows.headway[rows])
    _remark_overlaps(table, rows, chosen, notices)
    return chosen, np.unique(named[named >= 0])


def _remark_windows(table: Table, rows: Windows, notices: Notices) -> Bools:
    """Which rows have times and a headway that can be used."""
    then = "the rows are left out."
    untimed = (rows.start < 0) | (rows.end < 0)
    backwards = ~untimed & (rows.start >= rows.end)
    message = f"start_time or end_time is not HH:MM:SS; {then}"
    notices.rows("invalid_time", table, untimed, message)
    message = f"start_time is not before end_time; {then}"
    notices.rows("start_and_end_range_out_of_order", table, backwards, message)
    message = f"headway_secs is not a whole number above 0; {then}"
    notices.rows("number_out_of_range", table, rows.headway <= 0, message)
    usable: Bools = ~untimed & ~backwards & (rows.headway > 0)
    return usable


def _remark_overlaps(table: Table, rows: Longs, windows: Windows, notices: Notices) -> None:
    """Of windows sorted by trip and start."""
    same = windows.trip[1:] == windows.trip[:-1]
    over = same & (windows.start[1:] < windows.end[:-1])
    message = "Rows of a trip overlap; a departure that two of them make runs once."
    notices.rows("overlapping_frequency", table, rows[1:][over], message)


def _runs(trips: int, windows: Windows, patterns: Longs) -> Runs:
    """Plain trips and expansions, by trip and departure, each once."""
    plain = np.setdiff1d(np.arange(trips), patterns)
    count = -(-(windows.end - windows.start) // windows.headway)
    _refuse_flood(int(count.sum()))
    first = np.cumsum(count) - count
    number = np.arange(int(count.sum())) - np.repeat(first, count)
    departure = np.repeat(windows.start, count) + number * np.repeat(windows.headway, count)
    made = (np.repeat(windows.trip, count) << 32) + departure - NO_SHIFT
    pairs = np.unique(np.concatenate([plain << 32, made]))
    return Runs(pairs >> 32, (pairs & 0xFFFF_FFFF) + NO_SHIFT)


def _trips(table: TripTable, kept: Ints, start: Longs, runs: Runs) -> Trips:
    """The trips that run; `kept` are the rows of `table` that have calls, from `start` on."""
    lengths = np.diff(start)[runs.source]
    _refuse_flood(int(lengths.sum()))
    rows = kept[runs.source]
    return Trips(
        ids=[
            table.ids[row]
            if departure == NO_SHIFT
            else f"{table.ids[row]}@{format_time(departure)}"
            for row, departure in zip(rows.tolist(), runs.departure.tolist(), strict=True)
        ],
        headsigns=[table.headsigns[row] for row in rows.tolist()],
        route=table.route[rows],
        service=table.service[rows],
        start=np.append(0, np.cumsum(lengths)).astype(np.int64),
    )


def _stop_times(calls: Calls, start: Longs, new_start: Longs, runs: Runs) -> StopTimes:
    """The calls of each run, shifted so that it leaves its first stop when it must."""
    if (runs.departure == NO_SHIFT).all() and new_start[-1] == calls.trip.size:
        return StopTimes(calls.stop, calls.arrival_s, calls.departure_s, calls.flags)
    begin = start[runs.source]
    shift = np.where(
        runs.departure == NO_SHIFT, 0, runs.departure - calls.departure_s[begin]
    ).astype(np.int32)
    lengths = np.diff(new_start)
    call = np.repeat(begin - new_start[:-1], lengths) + np.arange(new_start[-1])
    shifts = np.repeat(shift, lengths)
    return StopTimes(
        stop=calls.stop[call],
        arrival_s=calls.arrival_s[call] + shifts,
        departure_s=calls.departure_s[call] + shifts,
        flags=calls.flags[call],
    )


def _refuse_flood(count: int) -> None:
    if count > MAX_STOP_TIMES:
        raise FeedError(f"{FILE} would make {count:,} stop times; mend headway_secs, in seconds")
