"""From the rows of an extract to streets: lengths in whole units, islands dropped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from jalon.core.arrays import Bools, Floats, Longs
from jalon.core.geo import haversine_m
from jalon.reach.terrain.types import StreetGraph, Streets
from jalon.sources.osm import MEANS, Mean, StreetExtract, StreetRows

ISLAND_M = 2_000.0
"""A component with fewer metres of streets is an island: a court, a car park, a wrong tag."""
MM, MS = 1_000.0, 1_000.0


@dataclass(frozen=True)
class GraphCounts:
    """What was kept of one mean: nodes and edges; components dropped as islands; the share of all
    nodes outside the largest component."""

    nodes: int
    edges: int
    islands_dropped: int
    share_outside_largest: float


def streets_of(extract: StreetExtract) -> tuple[Streets, dict[Mean, GraphCounts]]:
    """The streets of an extract, and what was kept of each mean."""
    made = {mean: _graph_of(extract.streets[mean], timed=mean == "car") for mean in MEANS}
    streets = Streets(**{mean: graph for mean, (graph, _) in made.items()})
    return streets, {mean: kept for mean, (_, kept) in made.items()}


def _graph_of(rows: StreetRows, *, timed: bool) -> tuple[StreetGraph, GraphCounts]:
    millimetres, units = _lengths(rows, timed=timed)
    metres = _sums(millimetres, rows.shape_start) / MM
    component = _components(rows)
    largest, kept, dropped = _sorted_out(component, metres)
    nodes = np.unique(np.concatenate((rows.tail[kept], rows.head[kept])))
    number = np.full(len(rows.node_lat), -1, dtype=np.int32)
    number[nodes] = np.arange(len(nodes))
    all_sizes = np.diff(rows.shape_start)
    point, sizes = np.repeat(kept, all_sizes), all_sizes[kept]
    offset = _running(units)
    offset = offset[:-1] - np.repeat(offset[rows.shape_start[:-1]], all_sizes)
    graph = StreetGraph(
        node_lat=rows.node_lat[nodes],
        node_lon=rows.node_lon[nodes],
        tail=number[rows.tail[kept]],
        head=number[rows.head[kept]],
        weight=_sums(units, rows.shape_start)[kept].astype(np.int32),
        forward=rows.forward[kept],
        backward=rows.backward[kept],
        main=(component == largest)[kept],
        shape_start=np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
        shape_lat=rows.shape_lat[point],
        shape_lon=rows.shape_lon[point],
        shape_offset=offset[point].astype(np.int32),
    )
    inside = np.unique(np.concatenate((graph.tail[graph.main], graph.head[graph.main])))
    outside = 1 - len(inside) / len(rows.node_lat) if len(rows.node_lat) else 0.0
    return graph, GraphCounts(len(nodes), int(kept.sum()), dropped, round(outside, 4))


def _running(values: Longs) -> Longs:
    """0, then the sums of the first values."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(values)))


def _sums(values: Longs, start: Longs) -> Longs:
    """The sum of each row of values."""
    running = _running(values)
    sums: Longs = running[start[1:]] - running[start[:-1]]
    return sums


def _lengths(rows: StreetRows, *, timed: bool) -> tuple[Longs, Longs]:
    """From each point of a shape to the next one of its edge: millimetres, and units.

    0 at the last point of an edge. Units are milliseconds of a car where `timed`, else millimetres.
    """
    millimetres = np.zeros(len(rows.shape_lat), dtype=np.int64)
    goes_on = np.ones(len(rows.shape_lat), dtype=np.bool_)
    goes_on[rows.shape_start[1:] - 1] = False
    here = np.flatnonzero(goes_on)
    ends = ((rows.shape_lat[at], rows.shape_lon[at]) for at in (here, here + 1))
    (lat_a, lon_a), (lat_b, lon_b) = ends
    millimetres[here] = np.rint(haversine_m(lat_a, lon_a, lat_b, lon_b) * MM)
    if not timed:
        return millimetres, millimetres
    kmh = np.repeat(rows.kmh, np.diff(rows.shape_start))
    return millimetres, np.rint(millimetres / MM * 3.6 / kmh * MS).astype(np.int64)


def _components(rows: StreetRows) -> Longs:
    """For each edge the component in which one may go round; -1 where one may not come back."""
    nodes = len(rows.node_lat)
    along, against = rows.forward, rows.backward
    origin = np.concatenate((rows.tail[along], rows.head[against]))
    target = np.concatenate((rows.head[along], rows.tail[against]))
    table = coo_array((np.ones(len(origin), dtype=np.int8), (origin, target)), (nodes, nodes))
    _, of_node = connected_components(table.tocsr(), directed=True, connection="strong")
    component: Longs = np.where(
        of_node[rows.tail] == of_node[rows.head], of_node[rows.tail], -1
    ).astype(np.int64)
    return component


def _sorted_out(component: Longs, metres: Floats) -> tuple[int, Bools, int]:
    """The largest component, the edges that are kept, and how many islands are dropped."""
    inside = component >= 0
    if not inside.any():
        return -1, inside, 0
    size_m = np.bincount(component[inside], weights=metres[inside])
    largest = int(size_m.argmax())
    stays = size_m >= ISLAND_M
    stays[largest] = True
    dropped = len(np.setdiff1d(np.unique(component[inside]), np.flatnonzero(stays)))
    return largest, inside & stays[component], dropped
