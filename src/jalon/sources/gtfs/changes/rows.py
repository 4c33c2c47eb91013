"""The rows of transfers.txt: what each is about, its stops, its seconds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.errors import FeedError
from jalon.core.joins import matches
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import Reference, find_rows
from jalon.sources.gtfs.cells.table import Table, find_table
from jalon.sources.gtfs.cells.values import BLANK, parse_integer
from jalon.sources.gtfs.notices import Notices, Remark
from jalon.sources.gtfs.stops import STATION, STOP, StopTable
from jalon.sources.gtfs.types import FORBIDDEN, UNTIMED

FILE = "transfers.txt"
MAX_PAIRS = 50_000_000
GUARANTEED, NOT_POSSIBLE, IN_SEAT, NOT_IN_SEAT = 1, 3, 4, 5
LONGEST_S = 86_400
TRIPS = ("from_trip_id", "to_trip_id")
ROUTES = ("from_route_id", "to_route_id")
_OPTIONAL = [
    "from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time", *TRIPS, *ROUTES,
]  # fmt: skip
_LEFT_OUT = "the rows are left out"


@dataclass(frozen=True, slots=True)
class TransferRows:
    """The rows of transfers.txt whose type is known: `kind` (BLANK where it is not said), and which
    of them are about certain lines or trips."""

    table: Table
    kind: Longs
    special: Bools

    def only(self, chosen: Bools | Longs) -> TransferRows:
        """Some of the rows."""
        rows = np.arange(self.table.count)[chosen]
        return TransferRows(self.table.only(rows), self.kind[rows], self.special[rows])


@dataclass(frozen=True, slots=True)
class Pairs:
    """n directed pairs of stops: the row that made each, seconds (or FORBIDDEN, UNTIMED), and
    whether a station did."""

    row: Longs
    origin: Longs
    target: Longs
    seconds: Longs
    by_station: Bools

    def take(self, chosen: Bools | Longs) -> Pairs:
        """Some of the pairs."""
        return Pairs(
            self.row[chosen],
            self.origin[chosen],
            self.target[chosen],
            self.seconds[chosen],
            self.by_station[chosen],
        )


def read_rows(archive: Archive, notices: Notices) -> TransferRows | None:
    """The rows whose type can be read; None where the feed has no such file."""
    table = find_table(archive, FILE, [], _OPTIONAL, notices)
    if table is None:
        return None
    kind = table.column("transfer_type").parse(parse_integer)
    strange = (kind < BLANK) | (kind > NOT_IN_SEAT)
    message = "transfer_type is not 0 to 5; the rows are left out."
    notices.loses(Remark("unexpected_enum_value", message), table, strange)
    special = np.zeros(table.count, np.bool_)
    for name in (*TRIPS, *ROUTES):
        special |= ~table.column(name).blank()
    rows = TransferRows(table, kind, special)
    return rows.only(~strange) if strange.any() else rows


def pairs_of(rows: TransferRows, stops: StopTable, notices: Notices) -> Pairs:
    """The pairs of stops that rows of types 0 to 3 name, stations not yet spread."""
    table = rows.table
    reference = Reference(stops.index, "stops.txt", _LEFT_OUT)
    origin, target = (
        stops.platforms(find_rows(table, name, reference, notices))
        for name in ("from_stop_id", "to_stop_id")
    )
    known = np.flatnonzero((origin >= 0) & (target >= 0))
    seconds = np.where(rows.kind == NOT_POSSIBLE, FORBIDDEN, _seconds(table, notices))
    by_station = (stops.kind[origin] == STATION) | (stops.kind[target] == STATION)
    return Pairs(
        known,
        origin[known].astype(np.int64),
        target[known].astype(np.int64),
        seconds[known],
        by_station[known],
    )


def _seconds(table: Table, notices: Notices) -> Longs:
    time = table.column("min_transfer_time").parse(parse_integer)
    wrong = (time < BLANK) | (time > LONGEST_S)
    message = "min_transfer_time is not 0 to 86400 seconds; the transfer has no time."
    notices.rows("number_out_of_range", table, wrong, message)
    return np.where(wrong | (time == BLANK), UNTIMED, time)


def spread(pairs: Pairs, stops: StopTable) -> Pairs:
    """Puts the stops of a station in its place; a station without stops stands for itself."""
    stations = np.flatnonzero(pairs.by_station)
    if stations.size == 0:
        return pairs
    places, members = _members(stops)
    origin, target = pairs.origin[stations], pairs.target[stations]
    sizes = np.bincount(places, minlength=len(stops.kind))
    if int((sizes[origin] * sizes[target]).sum()) > MAX_PAIRS:
        raise FeedError(f"{FILE} makes more than {MAX_PAIRS:,} pairs of stops; name fewer")
    row, left = matches(places, origin)
    again, right = matches(places, target[row])
    pair, origin_of, target_of = stations[row[again]], members[left[again]], members[right]
    precise = pairs.take(~pairs.by_station)
    return Pairs(
        np.append(precise.row, pairs.row[pair]),
        np.append(precise.origin, origin_of),
        np.append(precise.target, target_of),
        np.append(precise.seconds, pairs.seconds[pair]),
        np.append(precise.by_station, np.ones(pair.size, np.bool_)),
    )


def _members(stops: StopTable) -> tuple[Longs, Longs]:
    """Every place (rising) and a stop that stands for it: those of a station, else itself."""
    of_station = (stops.kind == STOP) & (stops.stops.parent >= 0)
    child = np.flatnonzero(of_station)
    parent = stops.stops.parent[child].astype(np.int64)
    alone = np.setdiff1d(np.arange(len(stops.kind)), parent)
    places, members = np.append(parent, alone), np.append(child, alone)
    order = np.argsort(places, kind="stable")
    return places[order], members[order]


def weight_of(seconds: Longs | Ints) -> Longs:
    """What wins among equals: a forbidden change, then the longest time; none is the shortest."""
    weight: Longs = np.where(seconds == FORBIDDEN, LONGEST_S + 1, seconds).astype(np.int64)
    return weight
