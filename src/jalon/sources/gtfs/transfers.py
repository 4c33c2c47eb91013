"""The changes that the feed names: transfers.txt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Longs
from jalon.core.errors import FeedError
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import Reference, find_rows
from jalon.sources.gtfs.cells.table import Table, find_table
from jalon.sources.gtfs.cells.values import BLANK, parse_integer
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.stops import STATION, StopTable
from jalon.sources.gtfs.types import FORBIDDEN, UNTIMED, Transfers

FILE = "transfers.txt"
MAX_PAIRS = 50_000_000
NOT_POSSIBLE, IN_SEAT = 3, (4, 5)
LONGEST_S = 86_400
_PAIR = ["from_stop_id", "to_stop_id"]
_TRIPS_AND_ROUTES = ["from_trip_id", "to_trip_id", "from_route_id", "to_route_id"]
_OPTIONAL = [*_PAIR, "transfer_type", "min_transfer_time", *_TRIPS_AND_ROUTES]


@dataclass(frozen=True, slots=True)
class Pairs:
    """n directed pairs of stops, seconds (or FORBIDDEN, UNTIMED), and whether a station made it."""

    origin: Longs
    target: Longs
    seconds: Longs
    by_station: Bools


def read_transfers(archive: Archive, stops: StopTable, notices: Notices) -> Transfers:
    """One row a pair of stops.

    A row that names a station stands for all its stops. A row between two precise stops wins over
    those; among equals a forbidden change wins, then the longest time.
    """
    table = find_table(archive, FILE, [], _OPTIONAL, notices)
    if table is None:
        none = np.zeros(0, np.int32)
        return Transfers(none, none, none)
    pairs = _chosen(_spread(_rows(table, stops, notices), stops))
    return Transfers(
        origin=pairs.origin.astype(np.int32),
        target=pairs.target.astype(np.int32),
        seconds=pairs.seconds.astype(np.int32),
    )


def _rows(table: Table, stops: StopTable, notices: Notices) -> Pairs:
    """The rows that concern all trips, between stops or stations as they are written."""
    kind = table.column("transfer_type").parse(parse_integer)
    special = np.isin(kind, IN_SEAT)
    for name in _TRIPS_AND_ROUTES:
        special |= ~table.column(name).blank()
    strange = ~special & ((kind < BLANK) | (kind > max(IN_SEAT)))
    message = "The rows are about trips or lines, not about stops; they are left out."
    notices.rows("unsupported_transfer", table, special, message)
    message = "transfer_type is not 0 to 5; the rows are left out."
    notices.rows("unexpected_enum_value", table, strange, message)
    rows = np.flatnonzero(~special & ~strange)
    plain = table.only(rows)
    then = "the rows are left out"
    origin = find_rows(plain, "from_stop_id", Reference(stops.index, "stops.txt", then), notices)
    target = find_rows(plain, "to_stop_id", Reference(stops.index, "stops.txt", then), notices)
    both = (origin >= 0) & (target >= 0)
    seconds = np.where(kind[rows] == NOT_POSSIBLE, FORBIDDEN, _seconds(plain, notices))
    pairs = Pairs(
        origin[both].astype(np.int64),
        target[both].astype(np.int64),
        seconds[both],
        ((stops.kind[origin] == STATION) | (stops.kind[target] == STATION))[both],
    )
    _remark_repeated(plain, np.flatnonzero(both), pairs, len(stops.stops.ids), notices)
    return pairs


def _seconds(table: Table, notices: Notices) -> Longs:
    time = table.column("min_transfer_time").parse(parse_integer)
    wrong = (time < BLANK) | (time > LONGEST_S)
    message = "min_transfer_time is not 0 to 86400 seconds; the transfer has no time."
    notices.rows("number_out_of_range", table, wrong, message)
    return np.where(wrong | (time == BLANK), UNTIMED, time)


def _remark_repeated(table: Table, rows: Longs, pairs: Pairs, stops: int, notices: Notices) -> None:
    again = np.ones(rows.size, np.bool_)
    again[np.unique(pairs.origin * stops + pairs.target, return_index=True)[1]] = False
    message = "A pair is there twice; a forbidden change wins, else the longest time."
    notices.rows("duplicate_key", table, rows[again], message)


def _spread(pairs: Pairs, stops: StopTable) -> Pairs:
    """Puts the stops of a station in its place; a station without stops stands for itself."""
    stations = np.flatnonzero(pairs.by_station)
    if stations.size == 0:
        return pairs
    children = stops.children()
    made: list[tuple[int, int, int]] = []
    for row in stations.tolist():
        origin, target = int(pairs.origin[row]), int(pairs.target[row])
        origins, targets = children.get(origin, [origin]), children.get(target, [target])
        if len(made) + len(origins) * len(targets) > MAX_PAIRS:
            raise FeedError(f"{FILE} makes more than {MAX_PAIRS:,} pairs of stops; name fewer")
        seconds = int(pairs.seconds[row])
        made += [(a, b, seconds) for a in origins for b in targets]
    more = np.array(made, np.int64).reshape(-1, 3)
    precise = ~pairs.by_station
    return Pairs(
        np.concatenate([pairs.origin[precise], more[:, 0]]),
        np.concatenate([pairs.target[precise], more[:, 1]]),
        np.concatenate([pairs.seconds[precise], more[:, 2]]),
        np.repeat([False, True], [int(precise.sum()), len(made)]),
    )


def _chosen(pairs: Pairs) -> Pairs:
    """One row a pair, sorted by origin and target."""
    weight = np.where(pairs.seconds == FORBIDDEN, LONGEST_S + 1, pairs.seconds)
    order = np.lexsort((-weight, pairs.by_station, pairs.target, pairs.origin))
    origin, target = pairs.origin[order], pairs.target[order]
    first = np.ones(order.size, np.bool_)
    first[1:] = (np.diff(origin) != 0) | (np.diff(target) != 0)
    chosen = order[first]
    return Pairs(
        pairs.origin[chosen],
        pairs.target[chosen],
        pairs.seconds[chosen],
        pairs.by_station[chosen],
    )
