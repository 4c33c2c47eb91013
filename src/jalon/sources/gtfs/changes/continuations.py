"""Who stays seated: trips that go on as others, by transfers of type 4 and by blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.geo import haversine_m
from jalon.sources.gtfs.cells.table import Table
from jalon.sources.gtfs.cells.values import BLANK
from jalon.sources.gtfs.changes.rows import (
    IN_SEAT,
    NOT_IN_SEAT,
    NOT_POSSIBLE,
    TRIPS,
    TransferRows,
)
from jalon.sources.gtfs.notices import Notices, Remark
from jalon.sources.gtfs.trips.trips import TripTable
from jalon.sources.gtfs.types import Continuations, Stops, StopTimes, Trips

NEAR_M = 200.0
"""Where a block's next trip begins farther off, nobody is expected to stay on board."""


@dataclass(frozen=True, slots=True)
class TimedTrips:
    """The trips that run, their stop times, the stops, and the trips as trips.txt lists them.

    `begins_s` is by row of trips.txt the departure of its first call; BLANK where it has none.
    """

    trips: Trips
    times: StopTimes
    stops: Stops
    table: TripTable
    begins_s: Ints

    @property
    def running(self) -> Ints:
        """By row of trips.txt the trip that it is; -1 where it does not run, or is repeated."""
        found = np.full(len(self.table.ids) + 1, -1, np.int32)
        once = np.flatnonzero(~self.trips.repeated)
        found[self.trips.listed[once]] = once
        return found

    @property
    def ends(self) -> tuple[Longs, Longs]:
        """The first and the last stop time of each trip."""
        return self.trips.start[:-1], self.trips.start[1:] - 1


@dataclass(frozen=True, slots=True)
class _Said:
    """Pairs of trips that rows name, and the rows; -1 for a trip that does not run by itself."""

    rows: Longs
    origin: Ints
    target: Ints


def read_continuations(
    rows: TransferRows | None, timed: TimedTrips, notices: Notices
) -> Continuations:
    """The pairs, by origin and target. Type 5, or 3 between two trips, takes a pair away."""
    blocks = _by_block(timed, notices)
    if rows is None:
        return Continuations(*(side.astype(np.int32) for side in blocks))
    said = _kept_in_time(rows, _named(rows, (IN_SEAT,), timed), timed, notices)
    against = _named(rows, (NOT_IN_SEAT, NOT_POSSIBLE), timed)
    count = len(timed.trips.ids)
    keys = np.union1d(_key(said.origin, said.target, count), _key(blocks[0], blocks[1], count))
    keys = np.setdiff1d(keys, _key(against.origin, against.target, count))
    return Continuations((keys // count).astype(np.int32), (keys % count).astype(np.int32))


def _key(origin: Ints | Longs, target: Ints | Longs, count: int) -> Longs:
    key: Longs = origin.astype(np.int64) * count + target
    return key


def _named(rows: TransferRows, kinds: tuple[int, ...], timed: TimedTrips) -> _Said:
    """The rows of these types that name two trips."""
    wanted = np.flatnonzero(np.isin(rows.kind, kinds))
    running, index = timed.running, timed.table.index
    origin, target = (running[rows.table.column(name).find_in(index)[wanted]] for name in TRIPS)
    both = (origin >= 0) & (target >= 0)
    return _Said(wanted[both], origin[both], target[both])


def _kept_in_time(rows: TransferRows, said: _Said, timed: TimedTrips, notices: Notices) -> _Said:
    """The continuations that are possible; rows of types 4 and 5 are told, kept or not."""
    possible = _follows(said.origin, said.target, timed)
    kept = _Said(said.rows[possible], said.origin[possible], said.target[possible])
    table: Table = rows.table
    message = "Who is on the first trip may stay on board and goes on as on the second."
    notices.rows("in_seat_transfer", table, kept.rows, message)
    useless = (rows.kind == IN_SEAT) & ~_mask(kept.rows, table.count)
    message = (
        "Two trips that run, one after the other and not by headway, are not named; "
        "nobody stays on board by these rows."
    )
    notices.loses(Remark("in_seat_transfer_left_out", message), table, useless)
    message = "One has to get off between the two trips."
    notices.rows("in_seat_transfer_not_allowed", table, rows.kind == NOT_IN_SEAT, message)
    return kept


def _mask(rows: Longs, count: int) -> Bools:
    mask = np.zeros(count, np.bool_)
    mask[rows] = True
    return mask


def _follows(origin: Ints | Longs, target: Ints | Longs, timed: TimedTrips) -> Bools:
    """Whether the second trip leaves when the first has come, and begins after it."""
    times, (first, last) = timed.times, timed.ends
    begins = times.departure_s[first]
    later = (begins[target] > begins[origin]) | (
        (begins[target] == begins[origin])
        & (timed.trips.listed[target] > timed.trips.listed[origin])
    )
    in_time: Bools = begins[target] >= times.arrival_s[last[origin]]
    follows: Bools = in_time & later
    return follows


def _by_block(timed: TimedTrips, notices: Notices) -> tuple[Longs, Longs]:
    """Each trip of a block and the next one of the same service, where it begins nearby."""
    times, table, running = timed.times, timed.table, timed.running
    chosen = np.flatnonzero((table.block >= 0) & (timed.begins_s != BLANK))
    block, service = table.block[chosen], table.service[chosen]
    order = np.lexsort((chosen, timed.begins_s[chosen], service, block))
    chosen = chosen[order]
    same = (np.diff(block[order]) == 0) & (np.diff(service[order]) == 0)
    # A trip that is repeated has its place in the block, but nobody stays on it.
    origin, target = running[chosen[:-1][same]], running[chosen[1:][same]]
    once = (origin >= 0) & (target >= 0)
    origin, target = origin[once], target[once]
    first, last = timed.ends
    in_time = _follows(origin, target, timed)
    origin, target = origin[in_time], target[in_time]
    near = _near(times.stop[last[origin]], times.stop[first[target]], timed.stops)
    _remark_blocks(timed, origin, near, notices)
    return origin[near], target[near]


def _near(a: Ints, b: Ints, stops: Stops) -> Bools:
    """Whether two stops are one, of one station, or a few steps from each other."""
    station = (stops.parent[a] >= 0) & (stops.parent[a] == stops.parent[b])
    close = haversine_m(stops.lat[a], stops.lon[a], stops.lat[b], stops.lon[b]) <= NEAR_M
    near: Bools = (a == b) | station | close
    return near


def _remark_blocks(timed: TimedTrips, origin: Longs, near: Bools, notices: Notices) -> None:
    table = timed.table
    rows = np.sort(table.rows[timed.trips.listed[origin]])
    kept = np.sort(table.rows[timed.trips.listed[origin[near]]])
    message = "The vehicle goes on as the next trip of its block: one may stay on board."
    notices.rows("block_continuation", table.table, kept, message)
    message = "The next trip of the block begins elsewhere; nobody is counted as staying on board."
    notices.rows("block_goes_elsewhere", table.table, np.setdiff1d(rows, kept), message)
