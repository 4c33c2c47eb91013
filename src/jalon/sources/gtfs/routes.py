"""The lines: routes.txt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Ints
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import rows_by_id
from jalon.sources.gtfs.cells.table import find_table
from jalon.sources.gtfs.cells.values import parse_integer
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.types import Routes

_NAMES = ["route_short_name", "route_long_name", "route_type", "agency_id"]


@dataclass(frozen=True, slots=True)
class RouteTable:
    """The lines, the index of each id, and the number of each line's agency (-1: not known)."""

    routes: Routes
    index: dict[str, int]
    agency: Ints


def read_routes(archive: Archive, agencies: Mapping[str, int], notices: Notices) -> RouteTable:
    """The lines; none, with a notice, when the feed has no routes.txt. An unknown type is -1.

    A line without an agency is of the only one, where there is only one.
    """
    table = find_table(archive, "routes.txt", ["route_id"], _NAMES, notices)
    if table is None:
        notices.add(
            "missing_required_file", "routes.txt", "The file is missing: lines are unnamed."
        )
        none = np.zeros(0, np.int32)
        return RouteTable(Routes([], [], [], none), {}, none)
    keys = rows_by_id(table, "route_id", notices)
    short, long = table.column("route_short_name"), table.column("route_long_name")
    kinds = table.column("route_type").parse(lambda text: max(parse_integer(text), -1))
    message = "route_type is not a whole number; the kind of line is unknown."
    notices.rows("unexpected_enum_value", table, kinds < 0, message)
    routes = Routes(
        ids=keys.ids,
        short_names=[short.text(row) for row in keys.rows],
        long_names=[long.text(row) for row in keys.rows],
        type=np.minimum(kinds[keys.rows], np.iinfo(np.int32).max).astype(np.int32),
    )
    named = table.column("agency_id")
    only = 0 if len(agencies) == 1 else -1
    agency = np.where(named.blank(), only, named.find_in(agencies))[keys.rows]
    return RouteTable(routes, keys.index, agency.astype(np.int32))
