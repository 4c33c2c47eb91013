"""The trips as trips.txt lists them, before their stop times are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import Reference, find_rows, rows_by_id
from jalon.sources.gtfs.cells.table import Table, require_table
from jalon.sources.gtfs.notices import Notices


@dataclass(frozen=True, slots=True)
class TripTable:
    """n trips; `service` is -1 where it is unknown, and the trip never runs.

    `rows` are the rows of `table` that they come from. `block` numbers the blocks (-1: none).
    """

    table: Table
    rows: Longs
    ids: list[str]
    headsigns: list[str]
    route: Ints
    service: Ints
    block: Ints
    index: dict[str, int]


def read_trips(
    archive: Archive, routes: dict[str, int], services: dict[str, int], notices: Notices
) -> TripTable:
    """All trips that have an id of their own."""
    required = ["route_id", "service_id", "trip_id"]
    optional = ["trip_headsign", "block_id"]
    table = require_table(archive, "trips.txt", required, optional, notices)
    keys = rows_by_id(table, "trip_id", notices)
    where = "calendar.txt or calendar_dates.txt"
    service = find_rows(
        table, "service_id", Reference(services, where, "the trips never run"), notices
    )
    route = find_rows(
        table, "route_id", Reference(routes, "routes.txt", "the trips have no line"), notices
    )
    headsigns, blocks = table.column("trip_headsign"), table.column("block_id")
    return TripTable(
        table=table,
        rows=keys.rows,
        ids=keys.ids,
        headsigns=[headsigns.text(row) for row in keys.rows],
        route=route[keys.rows],
        service=service[keys.rows],
        block=np.where(blocks.blank(), -1, blocks.codes)[keys.rows].astype(np.int32),
        index=keys.index,
    )
