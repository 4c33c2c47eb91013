"""Stops, platforms and stations: stops.txt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Ints
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import IdRows, rows_by_id
from jalon.sources.gtfs.cells.table import Table, require_table
from jalon.sources.gtfs.cells.values import BLANK, parse_integer
from jalon.sources.gtfs.coordinates import clean_coordinates
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.types import Stops

STOP, STATION, ENTRANCE, NODE, BOARDING_AREA = range(5)
_OPTIONAL = ["stop_name", "location_type", "parent_station", "level_id"]


@dataclass(frozen=True, slots=True)
class StopTable:
    """Every row of stops.txt that has an id, ids' places, and the level_id of each row."""

    stops: Stops
    index: dict[str, int]
    levels: list[str]

    @property
    def kind(self) -> Ints:
        """What each row is: STOP, STATION..."""
        return self.stops.kind

    def platforms(self, rows: Ints) -> Ints:
        """Rows where a boarding area is its platform; -1 stays -1."""
        if not (self.kind == BOARDING_AREA).any():
            return rows
        area = (self.kind[rows] == BOARDING_AREA) & (rows >= 0) & (self.stops.parent[rows] >= 0)
        return np.where(area, self.stops.parent[rows], rows).astype(np.int32)


def read_stops(archive: Archive, timezone: str, notices: Notices) -> StopTable:
    """FeedError when most stops have latitude and longitude swapped."""
    required = ["stop_id", "stop_lat", "stop_lon"]
    table = require_table(archive, "stops.txt", required, _OPTIONAL, notices)
    keys = rows_by_id(table, "stop_id", notices)
    names = table.column("stop_name")
    kind = _kinds(table, notices)
    lat, lon = clean_coordinates(table, keys.rows, kind, timezone, notices)
    stops = Stops(
        ids=keys.ids,
        names=[names.text(row) for row in keys.rows],
        lat=lat,
        lon=lon,
        parent=_parents(table, keys, kind, notices),
        kind=kind[keys.rows],
    )
    level = table.column("level_id")
    return StopTable(stops, keys.index, [level.text(row) for row in keys.rows])


def _kinds(table: Table, notices: Notices) -> Ints:
    kind = table.column("location_type").parse(parse_integer)
    strange = (kind != BLANK) & ((kind < 0) | (kind > BOARDING_AREA))
    message = "location_type is not 0 to 4; the rows are read as stops."
    notices.rows("unexpected_enum_value", table, strange, message)
    return np.where(strange | (kind == BLANK), STOP, kind).astype(np.int32)


def _parents(table: Table, keys: IdRows, kind: Ints, notices: Notices) -> Ints:
    """Each stop's parent: a station, or a platform for a boarding area; -1 where there is none."""
    cells = table.column("parent_station")
    parent = cells.find_in(keys.index)[keys.rows]
    unknown = (parent < 0) & ~cells.blank()[keys.rows]
    message = "parent_station is not in stops.txt; it is left out."
    notices.rows("foreign_key_violation", table, keys.rows[unknown], message)
    own = kind[keys.rows]
    wrong = (parent >= 0) & ~_may_be_child(own, own[parent])
    message = "parent_station is not a station; it is left out."
    notices.rows("wrong_parent_location_type", table, keys.rows[wrong], message)
    return np.where(wrong, -1, parent).astype(np.int32)


def _may_be_child(own: Ints, parent: Ints) -> Bools:
    """A platform is the parent of boarding areas, a station of all else but stations."""
    right = np.where(own == BOARDING_AREA, STOP, STATION)
    allowed: Bools = (parent == right) & (own != STATION)
    return allowed
