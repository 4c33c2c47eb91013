"""The streets of a real city, all of them, against scipy's own search from node to node."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from jalon.core.arrays import Floats, Longs
from jalon.reach.terrain import StreetGraph, Streets, StreetSearcher, streets_of
from jalon.reach.terrain.snapping import SnappedPoints
from jalon.sources.osm import MEANS, Mean, read_streets

EXTRACT = Path(__file__).parents[4] / "shared/data/osm-porto-alegre.osm.pbf"
SOURCES, TARGETS = 50, 400

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not EXTRACT.exists(), reason="needs the real extract beside the checkout"),
]


@pytest.fixture(scope="module")
def city() -> Streets:
    return streets_of(read_streets(EXTRACT))[0]


def between_nodes(graph: StreetGraph, sources: Longs) -> Floats:
    """Units from some nodes to all of them. Of parallel edges the shortest counts."""
    along, against = graph.forward, graph.backward
    row = np.concatenate((graph.tail[along], graph.head[against])).astype(np.int64)
    column = np.concatenate((graph.head[along], graph.tail[against]))
    units = np.concatenate((graph.weight[along], graph.weight[against]))
    order = np.lexsort((units, column, row))
    key = (row * len(graph.node_lat) + column)[order]
    first = order[np.concatenate(([True], np.diff(key) != 0))]
    size = len(graph.node_lat)
    # scipy takes 0 for "no edge": the shortest streets count a millionth of a unit.
    table = csr_array((np.maximum(units[first], 1e-6), (row[first], column[first])), (size, size))
    found: Floats = dijkstra(table, indices=sources)
    return found


def expected(graph: StreetGraph, source: SnappedPoints, target: SnappedPoints) -> Floats:
    """The best over both ends of both edges, or along the one edge of both."""
    weight = graph.weight[source.edge]
    gates = {
        "tail": (graph.tail, graph.backward, source.offset),
        "head": (graph.head, graph.forward, weight - source.offset),
    }
    best = np.full((len(source.edge), len(target.edge)), np.inf)
    for node, may_leave, rest in gates.values():
        allowed = may_leave[source.edge] | (rest == 0)
        far = between_nodes(graph, node[source.edge].astype(np.int64)) + rest[:, None]
        far[~allowed] = np.inf
        into_tail = far[:, graph.tail[target.edge]] + target.offset
        into_tail[:, ~(graph.forward[target.edge] | (target.offset == 0))] = np.inf
        left = graph.weight[target.edge] - target.offset
        into_head = far[:, graph.head[target.edge]] + left
        into_head[:, ~(graph.backward[target.edge] | (left == 0))] = np.inf
        best = np.minimum(best, np.minimum(into_tail, into_head))
    ahead = target.offset - source.offset[:, None]
    same = target.edge == source.edge[:, None]
    one_way_on = np.where(ahead > 0, graph.forward[target.edge], graph.backward[target.edge])
    along = np.where(same & ((ahead == 0) | one_way_on), np.abs(ahead), np.inf)
    found: Floats = np.minimum(best, along)
    return found


@pytest.mark.parametrize("mean", MEANS)
def test_every_way_is_as_long_as_scipy_says(city: Streets, mean: Mean) -> None:
    graph, draw = city.of(mean), np.random.default_rng(20261123)
    searcher = StreetSearcher(graph)
    picks = draw.integers(0, len(graph.shape_lat), SOURCES + TARGETS)
    lat = graph.shape_lat[picks] + draw.uniform(-0.0005, 0.0005, len(picks))
    lon = graph.shape_lon[picks] + draw.uniform(-0.0005, 0.0005, len(picks))
    here, there = (lat[:SOURCES], lon[:SOURCES]), (lat[SOURCES:], lon[SOURCES:])
    source, target = searcher.snapper.snap(here), searcher.snapper.snap(there)
    assert source.is_on.all()
    assert target.is_on.all()
    row, column, units = searcher.ways(here, there, aside=False)
    found = np.full((SOURCES, TARGETS), np.inf)
    found[row, column] = units
    wanted = expected(graph, source, target)
    assert np.isfinite(wanted).mean() > 0.9
    assert (found == np.rint(wanted)).all()
