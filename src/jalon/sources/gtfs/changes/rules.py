"""Changes between certain lines or trips: rows of transfers.txt of types 0 to 3 that name some."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.sources.gtfs.cells.table import Table
from jalon.sources.gtfs.changes.rows import (
    GUARANTEED,
    IN_SEAT,
    ROUTES,
    TRIPS,
    TransferRows,
    pairs_of,
    spread,
)
from jalon.sources.gtfs.notices import Notices, Remark
from jalon.sources.gtfs.stops import StopTable
from jalon.sources.gtfs.types import UNTIMED, ChangeRules

TRIP_RANK, ROUTE_RANK = 6, 2
"""The most specific first: trip and trip, trip and route, trip, route and route, route. Even
numbers: between two of equal rank, precise stops beat a station by one."""
Index = dict[str, int]


def read_rules(
    rows: TransferRows | None, stops: StopTable, trips: Index, routes: Index, notices: Notices
) -> ChangeRules:
    """The rules; a row whose line or trip is not known is left out."""
    if rows is None:
        return no_rules()
    special = rows.only(rows.special & (rows.kind < IN_SEAT))
    sides = [_side(special.table, *names, trips, routes) for names in zip(TRIPS, ROUTES)]  # noqa: B905
    unknown = np.logical_or(*(side[2] for side in sides))
    message = "The rows name a line or a trip that is not in the feed; they are left out."
    notices.loses(Remark("foreign_key_violation", message), special.table, unknown)
    pairs = spread(pairs_of(special, stops, notices), stops)
    pairs = pairs.take(~unknown[pairs.row])
    named = np.unique(pairs.row)
    message = "Changes between certain lines or trips are kept, the most specific first."
    notices.rows("change_by_line_or_trip", special.table, named, message)
    (from_trip, from_route, _), (to_trip, to_route, _) = sides
    rank = _rank(from_trip, from_route) + _rank(to_trip, to_route)
    # That vehicle waits for this one: at one stop, nothing more is needed.
    waits = (special.kind[pairs.row] == GUARANTEED) & (pairs.seconds == UNTIMED)
    seconds = np.where(waits & (pairs.origin == pairs.target), 0, pairs.seconds)
    columns = (
        pairs.origin, pairs.target, from_route[pairs.row], to_route[pairs.row],
        from_trip[pairs.row], to_trip[pairs.row], rank[pairs.row] + ~pairs.by_station, seconds,
    )  # fmt: skip
    return ChangeRules(*(column.astype(np.int32) for column in columns))


def no_rules() -> ChangeRules:
    """Of a feed that has none."""
    return ChangeRules(*(np.zeros(0, np.int32) for _ in range(8)))


def _side(
    table: Table, trip: str, route: str, trips: Index, routes: Index
) -> tuple[Ints, Ints, Bools]:
    """The trip and the route of one side of each row (-1: all), and which rows name one that is
    not known. A trip makes its route superfluous."""
    trip_cells, route_cells = table.column(trip), table.column(route)
    trip_row = trip_cells.find_in(trips)
    route_row = np.where(trip_cells.blank(), route_cells.find_in(routes), -1)
    unknown = (trip_row < 0) & ~trip_cells.blank()
    unknown |= trip_cells.blank() & (route_row < 0) & ~route_cells.blank()
    return trip_row, route_row.astype(np.int32), unknown


def _rank(trip: Ints, route: Ints) -> Longs:
    rank: Longs = np.where(trip >= 0, TRIP_RANK, np.where(route >= 0, ROUTE_RANK, 0))
    return rank
