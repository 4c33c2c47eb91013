"""Ways cut where one may turn: at their ends, and where they share a point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Floats, Longs
from jalon.sources.osm.types import StreetRows


@dataclass(frozen=True, eq=False)
class Ways:
    """w ways over p points: way i has the points `start[i]:start[i + 1]`, at least two.

    `ref` (p) are the points' numbers in the extract; `foot` (w), `bicycle` and `car` (w x 2:
    as drawn, against it) say who may take a way.
    """

    ref: Longs
    lat: Floats
    lon: Floats
    start: Longs
    foot: Bools
    bicycle: Bools
    car: Bools
    kmh: Floats


def rows_of(ways: Ways, allowed: Bools) -> StreetRows:
    """The streets of one mean; `allowed` (w x 2) are the directions of each way."""
    taken = np.flatnonzero(allowed.any(axis=1))
    sizes = ways.start[taken + 1] - ways.start[taken]
    point = _ranges(ways.start[taken], sizes)
    way = np.repeat(taken, sizes)
    _, number = np.unique(ways.ref[point], return_inverse=True)
    is_first, is_last = np.zeros((2, len(point)), dtype=np.bool_)
    is_last[np.cumsum(sizes) - 1] = True
    is_first[np.cumsum(sizes) - sizes] = True
    turn = (np.bincount(number)[number] > 1) | is_first | is_last if len(point) else is_last
    begin = np.flatnonzero(turn & ~is_last)
    end = np.flatnonzero(turn & ~is_first)
    nodes, node = np.unique(number[turn], return_inverse=True)
    node_of = np.full(len(turn), -1, dtype=np.int32)
    node_of[turn] = node
    where = np.zeros(len(nodes), dtype=np.int64)
    where[node] = point[turn]
    shape = point[_ranges(begin, end - begin + 1)]
    return StreetRows(
        node_lat=ways.lat[where],
        node_lon=ways.lon[where],
        tail=node_of[begin],
        head=node_of[end],
        forward=allowed[way[begin], 0],
        backward=allowed[way[begin], 1],
        kmh=ways.kmh[way[begin]],
        shape_start=np.concatenate(([0], np.cumsum(end - begin + 1))).astype(np.int64),
        shape_lat=ways.lat[shape],
        shape_lon=ways.lon[shape],
    )


def _ranges(first: Longs, sizes: Longs) -> Longs:
    """first[0], first[0] + 1, … (sizes[0] of them), then the same of first[1], and so on."""
    offset = np.concatenate(([0], np.cumsum(sizes)))
    ranges: Longs = np.repeat(first - offset[:-1], sizes) + np.arange(offset[-1])
    return ranges
