"""Snapping: the point of the streets nearest to a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jalon.core.arrays import Bools, Floats, Ints, Longs
from jalon.core.geo import Positions
from jalon.reach.kernels.stops_nearby import METRES_PER_DEGREE
from jalon.reach.kernels.streets import Segments, Spots, nearest_m, snap
from jalon.reach.terrain.types import StreetGraph

SNAP_LIMIT_M = 250.0
"""A place farther than this from the streets is off them."""


@dataclass(frozen=True, eq=False)
class SnappedPoints:
    """k places on a graph: edge (int32; -1 off the streets), units from its tail, metres aside."""

    edge: Ints
    offset: Ints
    aside_m: Floats

    @property
    def is_on(self) -> Bools:
        """Which places are on the streets."""
        on: Bools = self.edge >= 0
        return on

    def spots(self, place: Longs, *, aside: bool) -> Spots:
        """As the search takes them; with `aside` the millimetres to the edge count as well."""
        side_mm = np.where(self.is_on, self.aside_m, 0) * 1000 if aside else np.zeros(len(place))
        return Spots(self.edge, self.offset, np.rint(side_mm).astype(np.int32), _ints(place))


class Snapper:
    """Snaps places onto one graph."""

    def __init__(self, graph: StreetGraph) -> None:
        self._graph = graph

    def snap(self, places: Positions) -> SnappedPoints:
        """Where each place is on the streets."""
        if not len(self._graph.tail):
            off = np.full(len(places[0]), -1, dtype=np.int32)
            return SnappedPoints(off, np.zeros_like(off), np.full(len(off), np.inf))
        lat, lon = (np.array(degrees, dtype=np.float64) for degrees in places)
        return SnappedPoints(*snap(self._segments, lat, lon, SNAP_LIMIT_M))

    def nearest_m(self, lat: float, lon: float) -> float:
        """Metres from a place to the nearest street, however far; infinite without any."""
        if not len(self._graph.tail):
            return float("inf")
        return float(nearest_m(self._segments, lat, lon))

    @cached_property
    def _segments(self) -> Segments:
        graph = self._graph
        goes_on = np.ones(len(graph.shape_lat), dtype=np.bool_)
        goes_on[graph.shape_start[1:] - 1] = False
        a = np.flatnonzero(goes_on)
        edge = np.repeat(np.arange(len(graph.tail)), np.diff(graph.shape_start))[a]
        lat_a, lon_a = graph.shape_lat[a], graph.shape_lon[a]
        lat_b, lon_b = graph.shape_lat[a + 1], graph.shape_lon[a + 1]
        south, west, north, east = graph.bounds
        step_lat = SNAP_LIMIT_M / METRES_PER_DEGREE * 1.001
        # A degree of longitude is shortest where the latitude is greatest.
        step_lon = step_lat / np.cos(np.radians(min(89.0, max(abs(south), abs(north)) + step_lat)))
        columns = int((east - west) / step_lon) + 1
        rows_a, rows_b = (_cells(lat, south, step_lat) for lat in (lat_a, lat_b))
        columns_a, columns_b = (_cells(lon, west, step_lon) for lon in (lon_a, lon_b))
        cell, member = _cover(rows_a, rows_b, columns_a, columns_b, columns)
        return Segments(
            lat_a=lat_a,
            lon_a=lon_a,
            lat_b=lat_b,
            lon_b=lon_b,
            edge=_ints(edge),
            offset=graph.shape_offset[a],
            length=graph.shape_offset[a + 1] - graph.shape_offset[a],
            main=graph.main[edge],
            cell=cell,
            member=member,
            south=south,
            west=west,
            step_lat=step_lat,
            step_lon=float(step_lon),
            columns=columns,
        )


def _ints(values: Longs) -> Ints:
    return values.astype(np.int32)


def _cells(degrees: Floats, first: float, step: float) -> Longs:
    cells: Longs = ((degrees - first) / step).astype(np.int64)
    return cells


def _cover(
    row_a: Longs, row_b: Longs, column_a: Longs, column_b: Longs, columns: int
) -> tuple[Longs, Ints]:
    """Every cell of the box around each piece: cells rising, and the piece of each."""
    low, left = np.minimum(row_a, row_b), np.minimum(column_a, column_b)
    high, wide = np.abs(row_a - row_b) + 1, np.abs(column_a - column_b) + 1
    count = high * wide
    member = np.repeat(np.arange(len(count)), count)
    index = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    row, column = low[member] + index // wide[member], left[member] + index % wide[member]
    cell = row * columns + column
    order = np.argsort(cell, kind="stable")
    return cell[order], _ints(member[order])
