"""Ways inside stations: pathways.txt."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Bools, Floats, Ints
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import Reference, find_rows, rows_by_id
from jalon.sources.gtfs.cells.table import Table, find_table
from jalon.sources.gtfs.cells.values import BLANK, parse_decimal, parse_integer
from jalon.sources.gtfs.notices import EXAMPLE, Notices, Remark
from jalon.sources.gtfs.stops import STATION, StopTable
from jalon.sources.gtfs.types import Pathways

FILE, LEVELS = "pathways.txt", "levels.txt"
MOST_FLOORS = 100
LONGEST_S, LONGEST_M, MOST_STAIRS = 86_400, 20_000.0, 10_000
_REQUIRED = ["from_stop_id", "to_stop_id"]
_OPTIONAL = ["is_bidirectional", "traversal_time", "length", "stair_count"]
_LEFT_OUT = "the pathways are left out"


def read_pathways(archive: Archive, stops: StopTable, notices: Notices) -> Pathways:
    """The pathways, each direction that may be walked a row."""
    table = find_table(archive, FILE, _REQUIRED, _OPTIONAL, notices)
    if table is None:
        return no_pathways()
    origin, target = (_ends(table, name, stops, notices) for name in _REQUIRED)
    usable = np.flatnonzero((origin >= 0) & (target >= 0) & (origin != target))
    seconds, metres, stairs = _seconds(table, notices), _metres(table, notices), _stairs(table)
    message = "Pathways say the ways inside stations: they take the place of walks there."
    notices.rows("station_pathways", table, usable, message)
    unsaid = (seconds < 0) & np.isnan(metres) & (stairs == 0)
    message = (
        "A pathway has no time, length or stairs; it is a straight walk, or its levels' stairs."
    )
    notices.rows("pathway_without_time", table, usable[unsaid[usable]], message)
    back = usable[_both_ways(table, notices)[usable]]
    rows = np.append(usable, back)
    return Pathways(
        origin=np.append(origin[usable], target[back]).astype(np.int32),
        target=np.append(target[usable], origin[back]).astype(np.int32),
        seconds=seconds[rows],
        metres=metres[rows],
        stairs=stairs[rows],
        floors=_floors(archive, origin, target, stops, notices)[rows],
    )


def no_pathways() -> Pathways:
    """Of a feed that has none."""
    none = np.zeros(0, np.int32)
    return Pathways(none, none, none, np.zeros(0), none, np.zeros(0))


def _floors(
    archive: Archive, origin: Ints, target: Ints, stops: StopTable, notices: Notices
) -> Floats:
    """How many levels part the ends of each row; 0 where levels.txt does not say."""
    table = find_table(archive, LEVELS, [], ["level_id", "level_index"], notices)
    if table is None:
        return np.zeros(origin.size)
    levels = rows_by_id(table, "level_id", notices)
    known_at = np.append(_heights(table, notices)[levels.rows], np.nan)
    level = known_at[[levels.index.get(key, -1) for key in stops.levels] or [-1]]
    apart = np.abs(level[origin] - level[target])
    known: Floats = np.where(np.isnan(apart) | (apart > MOST_FLOORS), 0.0, apart)
    return known


def _heights(levels: Table, notices: Notices) -> Floats:
    """The index of each level, in floors; NaN where it is not told."""
    cells = levels.column("level_index")
    of_value = np.array([parse_decimal(text) for text in cells.values] or [np.nan])
    index = of_value[cells.codes]
    wrong = ~cells.blank() & ~np.isfinite(index)
    message = f"level_index is not a number ({EXAMPLE}); the level is not known."
    notices.loses(Remark("invalid_float", message, ["level_index"]), levels, wrong)
    return np.where(wrong, np.nan, index)


def _ends(table: Table, name: str, stops: StopTable, notices: Notices) -> Ints:
    """The rows of stops at one end, a boarding area as its platform; -1 where there is none."""
    end = find_rows(table, name, Reference(stops.index, "stops.txt", _LEFT_OUT), notices)
    kind = stops.kind[end]
    station = (end >= 0) & (kind == STATION)
    message = f"{name} is a station, not a place in it; {_LEFT_OUT}."
    notices.loses(Remark("pathway_to_wrong_location_type", message), table, station)
    return np.where(station, -1, stops.platforms(end)).astype(np.int32)


def _both_ways(table: Table, notices: Notices) -> Bools:
    kind = table.column("is_bidirectional").parse(parse_integer)
    strange = ~np.isin(kind, (BLANK, 0, 1))
    message = "is_bidirectional is not 0 or 1; the pathways are read as one-way."
    notices.rows("unexpected_enum_value", table, strange, message)
    both: Bools = kind == 1
    return both


def _seconds(table: Table, notices: Notices) -> Ints:
    time = table.column("traversal_time").parse(parse_integer)
    wrong = (time < BLANK) | (time > LONGEST_S)
    message = "traversal_time is not a number of seconds; the pathway has no time."
    notices.rows("number_out_of_range", table, wrong, message)
    return np.where(wrong, BLANK, time).astype(np.int32)


def _metres(table: Table, notices: Notices) -> Floats:
    cells = table.column("length")
    of_value = np.array([parse_decimal(text) for text in cells.values] or [np.nan])
    metres = of_value[cells.codes]
    wrong = ~cells.blank() & ~((metres >= 0) & (metres <= LONGEST_M))
    message = "length is not a number of metres; the pathway has no length."
    notices.rows("number_out_of_range", table, wrong, message)
    return np.where(wrong, np.nan, metres)


def _stairs(table: Table) -> Ints:
    """How many, up or down; what cannot be read is none."""
    cells = table.column("stair_count")
    counted = [parse_integer(text.removeprefix("-")) for text in cells.values] or [0]
    return np.clip(np.array(counted)[cells.codes], 0, MOST_STAIRS).astype(np.int32)
