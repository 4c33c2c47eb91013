"""Services by headway: frequencies.txt, made into trips of their own.

Where `exact_times` is 1 the rows are a short way to write a schedule. Where it is not, the agency
promises an interval and no minute: whoever is at a stop is sure of a vehicle within one headway,
as long as a whole one is left before the end. That is counted as trips that one joins on whole
minutes and that bring one there a whole headway later (see docs/decisions/0016).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.errors import FeedError
from jalon.core.joins import first_of_each
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import Reference, find_rows
from jalon.sources.gtfs.cells.table import Table, find_table
from jalon.sources.gtfs.cells.values import BLANK, format_time, parse_integer, parse_time
from jalon.sources.gtfs.notices import EXAMPLE, Notices, Remark
from jalon.sources.gtfs.trips.stop_times import BookedCalls
from jalon.sources.gtfs.trips.trips import TripTable
from jalon.sources.gtfs.types import StopTimes, Trips

FILE = "frequencies.txt"
MAX_STOP_TIMES = 100_000_000
"""More than this is a headway written in the wrong unit (a whole country has about 40 million)."""
NO_SHIFT = -1
MINUTE_S = 60
"""How often one may join a service that promises no minute, in the count."""
EXACT = 1
_REQUIRED = ["trip_id", "start_time", "end_time", "headway_secs"]


@dataclass(frozen=True, slots=True)
class Windows:
    """n usable rows: trip (its index among the trips that can run), start, end, headway in s, and
    whether the departures are exact (bool)."""

    trip: Longs
    start: Longs
    end: Longs
    headway: Longs
    exact: Bools

    def take(self, rows: Longs) -> Windows:
        """Some of the rows, in the order of indices."""
        return Windows(
            self.trip[rows], self.start[rows], self.end[rows], self.headway[rows], self.exact[rows]
        )


@dataclass(frozen=True, slots=True)
class Runs:
    """n trips to be: the trip each copies, when it leaves its first stop (NO_SHIFT: as is), and
    the headway that is promised in the place of minutes (0: none)."""

    source: Longs
    departure: Longs
    headway: Longs


def expand(
    archive: Archive, table: TripTable, booked: BookedCalls, notices: Notices
) -> tuple[Trips, StopTimes]:
    """Every trip that runs, with its own times.

    A trip that frequencies.txt names is a pattern and does not run itself, even when its rows
    cannot be used. An exact row makes trips that leave the first stop at start_time + k x headway,
    strictly before end_time; another one trips that one joins at start_time + k minutes, as long
    as a headway is left before end_time. Their ids are `ID@HH:MM:SS`.
    """
    calls = booked.calls
    begin = np.flatnonzero(calls.first())
    kept = calls.trip[begin]
    index_of_trip = np.full(len(table.ids) + 1, -1, np.int64)
    index_of_trip[kept] = np.arange(kept.size)
    windows, patterns = _windows(archive, table, index_of_trip, notices)
    runs = _runs(kept.size, windows, patterns)
    start = np.append(begin, calls.trip.size).astype(np.int64)
    trips = _trips(table, kept, start, runs)
    return trips, _stop_times(booked, start, trips.start, runs)


def _windows(
    archive: Archive, trips: TripTable, index_of_trip: Longs, notices: Notices
) -> tuple[Windows, Longs]:
    """The usable rows, and the trips that any row names."""
    table = find_table(archive, FILE, _REQUIRED, ["exact_times"], notices)
    if table is None:
        none = np.zeros(0, np.int64)
        return Windows(none, none, none, none, none.astype(np.bool_)), none
    then = "the rows are left out"
    trip = find_rows(table, "trip_id", Reference(trips.index, "trips.txt", then), notices)
    named = index_of_trip[trip]
    windows = Windows(
        trip=named,
        start=table.column("start_time").parse(parse_time),
        end=table.column("end_time").parse(parse_time),
        headway=table.column("headway_secs").parse(parse_integer),
        exact=_exact(table, notices),
    )
    usable = (named >= 0) & _remark_windows(table, windows, notices)
    rows = np.flatnonzero(usable)
    rows = rows[np.lexsort((windows.start[rows], named[rows]))]
    chosen = windows.take(rows)
    _remark_overlaps(table, rows, chosen, notices)
    message = "exact_times 0 promises no minute: a whole headway is counted for the wait."
    notices.rows("headway_without_minutes", table, np.sort(rows[~chosen.exact]), message)
    return chosen, np.unique(named[named >= 0])


def _exact(table: Table, notices: Notices) -> Bools:
    """Which rows are schedules; one that cannot be read promises no minute."""
    kind = table.column("exact_times").parse(parse_integer)
    strange = ~np.isin(kind, (BLANK, 0, EXACT))
    message = "exact_times is not 0 or 1; it is read as 0, which promises no minute."
    notices.rows("unexpected_enum_value", table, strange, message)
    exact: Bools = kind == EXACT
    return exact


def _remark_windows(table: Table, rows: Windows, notices: Notices) -> Bools:
    """Which rows have times and a headway that can be used."""
    then = "the rows are left out."
    untimed = (rows.start < 0) | (rows.end < 0)
    backwards = ~untimed & (rows.start >= rows.end)
    message = f"start_time or end_time is not HH:MM:SS ({EXAMPLE}); {then}"
    times = ["start_time", "end_time"]
    notices.loses(Remark("invalid_time", message, times), table, untimed)
    message = f"start_time is not before end_time ({EXAMPLE}); {then}"
    code = "start_and_end_range_out_of_order"
    notices.loses(Remark(code, message, times), table, backwards)
    message = f"headway_secs is not a whole number above 0 ({EXAMPLE}); {then}"
    remark = Remark("number_out_of_range", message, ["headway_secs"])
    notices.loses(remark, table, rows.headway <= 0)
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
    span = windows.end - windows.start
    # The last vehicle leaves within the last headway: whoever joins later is not sure of it.
    last_join = np.maximum(span - windows.headway, 0)
    count = np.where(windows.exact, -(-span // windows.headway), 1 + last_join // MINUTE_S)
    _refuse_flood(int(count.sum()))
    step = np.where(windows.exact, windows.headway, MINUTE_S)
    number = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    made = Runs(
        source=np.append(plain, np.repeat(windows.trip, count)),
        departure=np.append(
            np.full(plain.size, NO_SHIFT),
            np.repeat(windows.start, count) + number * np.repeat(step, count),
        ),
        headway=np.append(
            np.zeros_like(plain), np.repeat(np.where(windows.exact, 0, windows.headway), count)
        ),
    )
    return _each_once(made)


def _each_once(runs: Runs) -> Runs:
    """By trip and departure; of two headways that one may join at one moment the longer counts,
    and an exact departure before both."""
    worst = np.where(runs.headway == 0, -np.inf, -runs.headway)
    order = np.lexsort((worst, runs.departure, runs.source))
    source, departure = runs.source[order], runs.departure[order]
    first = first_of_each(source, departure)
    return Runs(source[first], departure[first], runs.headway[order][first])


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
        listed=rows.astype(np.int32),
        repeated=runs.departure != NO_SHIFT,
        headway_s=runs.headway.astype(np.int32),
    )


def _stop_times(booked: BookedCalls, start: Longs, new_start: Longs, runs: Runs) -> StopTimes:
    """The calls of each run, shifted so that it leaves its first stop when it must.

    Where no minute is promised, one arrives a headway later than one who had joined at once would.
    """
    calls, rules = booked.calls, (booked.pickup_rule, booked.drop_off_rule)
    if (runs.departure == NO_SHIFT).all() and new_start[-1] == calls.trip.size:
        return StopTimes(calls.stop, calls.arrival_s, calls.departure_s, calls.flags, *rules)
    begin = start[runs.source]
    shift = np.where(
        runs.departure == NO_SHIFT, 0, runs.departure - calls.departure_s[begin]
    ).astype(np.int32)
    lengths = np.diff(new_start)
    call = np.repeat(begin - new_start[:-1], lengths) + np.arange(new_start[-1])
    shifts = np.repeat(shift, lengths)
    return StopTimes(
        stop=calls.stop[call],
        arrival_s=calls.arrival_s[call]
        + shifts
        + np.repeat(runs.headway, lengths).astype(np.int32),
        departure_s=calls.departure_s[call] + shifts,
        flags=calls.flags[call],
        pickup_rule=rules[0][call] if rules[0].size else rules[0],
        drop_off_rule=rules[1][call] if rules[1].size else rules[1],
    )


def _refuse_flood(count: int) -> None:
    if count > MAX_STOP_TIMES:
        raise FeedError(f"{FILE} would make {count:,} stop times; mend headway_secs, in seconds")
