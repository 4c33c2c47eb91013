"""Streets: many places to many places, ours beside libraries on the same graph.

The graph is ours, of an extract; places are crossings of its largest component. Lengths are whole
units, so answers must be equal to the last one. A cell is an origin and a destination.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from bench.peers.compare import compare, told
from bench.peers.osrm_beside import MISSING, PYTHON, osrm_table
from bench.peers.ours import NOT_REACHED
from bench.peers.quiet import quiet
from jalon.core.arrays import Floats, Longs
from jalon.reach.terrain import StreetGraph, StreetSearcher, streets_of
from jalon.sources.osm import read_streets

Table = Callable[[Longs, Longs], Longs]
ORIGINS, TARGETS = 200, 2_000
ROUNDS = 3
MS = 1000
LIBRARIES = {"igraph": "igraph", "pandana": "pandana", "routingkit_cch": "routingkit-cch"}
"""Modules and packages; scipy is here anyway."""


@dataclass(frozen=True)
class Network:
    """A directed graph without parallel arcs: n nodes and the arcs between them."""

    lat: Floats
    lon: Floats
    tail: Longs
    head: Longs
    units: Longs


@dataclass
class Engine:
    """A way to fill a table of units from origins to targets (nodes); what building it took."""

    name: str
    build_s: float
    table: Table
    answers: Counter[str] = field(default_factory=Counter)
    cpu_s: list[float] = field(default_factory=list)


def street_lines(extract: Path, origins: int = ORIGINS, targets: int = TARGETS) -> list[str]:
    """The Markdown table of one extract, by car: engines in turn, answers compared first."""
    streets, _ = streets_of(read_streets(extract))
    network, nodes = _network_of(streets.car)
    rng = np.random.default_rng(1)
    asked = rng.choice(nodes, origins, replace=False), rng.choice(nodes, targets, replace=False)
    engines = _engines(streets.car, network)
    expected = engines[0].table(*asked)
    for engine in engines:
        engine.answers = compare(engine.table(*asked).ravel(), expected.ravel())
    for _ in range(ROUNDS):
        for engine in engines:
            start = time.process_time()
            engine.table(*asked)
            engine.cpu_s.append(time.process_time() - start)
    return [
        f"{len(network.lat):,} crossings, {len(network.tail):,} arcs, {origins} x {targets:,} "
        f"places, {expected.size:,} cells; seconds of processor.\n",
        "| Engine | Answers equal to ours | Build | Cells a second | Ratio to ours |",
        "| --- | --- | --- | --- | --- |",
        *(_line(engine, engines[0], expected.size) for engine in engines),
        *_osrm_line(extract, network, asked, expected, engines[0]),
    ]


def _osrm_line(
    extract: Path, network: Network, asked: tuple[Longs, Longs], expected: Longs, ours: Engine
) -> list[str]:
    places = (np.column_stack((network.lon[nodes], network.lat[nodes])) for nodes in asked)
    found = osrm_table(extract, *places)
    if found is None:
        return []
    both = (expected != NOT_REACHED) & (expected > 0) & np.isfinite(found.seconds)
    ratio = float(np.median(found.seconds[both] * MS / expected[both]))
    base = statistics.median(ours.cpu_s)
    return [
        f"| OSRM (CH) | its own speeds: {ratio:.2f} times our seconds in the median | "
        f"{found.build_s:.1f} s | {expected.size / found.cpu_s / 1e6:.2f} M | "
        f"{base / found.cpu_s:.2f} |"
    ]


def missing_libraries() -> list[str]:
    """A line for each library that is not installed."""
    lines = [
        f"{package}: absent. pip install -r requirements/bench.in."
        for module, package in LIBRARIES.items()
        if importlib.util.find_spec(module) is None
    ]
    return lines if os.environ.get(PYTHON) else [*lines, MISSING]


def _line(engine: Engine, ours: Engine, cells: int) -> str:
    spent, base = statistics.median(engine.cpu_s), statistics.median(ours.cpu_s)
    return (
        f"| {engine.name} | {told(engine.answers)} | {engine.build_s:.1f} s | "
        f"{cells / spent / 1e6:.2f} M | {base / spent:.2f} |"
    )


def _network_of(graph: StreetGraph) -> tuple[Network, Longs]:
    """The graph's arcs, the shortest of parallel ones; and the nodes of its largest component."""
    along, against = graph.forward, graph.backward
    tail = np.concatenate((graph.tail[along], graph.head[against])).astype(np.int64)
    head = np.concatenate((graph.head[along], graph.tail[against])).astype(np.int64)
    units = np.concatenate((graph.weight[along], graph.weight[against])).astype(np.int64)
    order = np.lexsort((units, head, tail))
    tail, head, units = tail[order], head[order], units[order]
    first = np.append(True, (np.diff(tail) != 0) | (np.diff(head) != 0))
    nodes = np.unique(graph.tail[graph.main]).astype(np.int64)
    kept = first & (tail != head)
    network = Network(graph.node_lat, graph.node_lon, tail[kept], head[kept], units[kept])
    return network, nodes


def _engines(graph: StreetGraph, network: Network) -> list[Engine]:
    makers: dict[str, Callable[[], Table]] = {
        "ours (Dijkstra, numba)": partial(_ours, graph, network),
        "scipy": partial(_scipy, network),
    }
    optional: dict[str, Callable[[Network], Table]] = {
        "igraph": _igraph,
        "pandana": _pandana,
        "routingkit_cch": _routingkit,
    }
    for name, maker in optional.items():
        if importlib.util.find_spec(name) is not None:
            makers[name] = partial(maker, network)
    engines = []
    for name, build in makers.items():
        start = time.process_time()
        with quiet():
            table = build()
        engines.append(Engine(name, time.process_time() - start, table))
    return engines


def _ours(graph: StreetGraph, network: Network) -> Table:
    searcher = StreetSearcher(graph)

    def table(origins: Longs, targets: Longs) -> Longs:
        found = np.full((len(origins), len(targets)), NOT_REACHED, dtype=np.int64)
        start, end = ((network.lat[nodes], network.lon[nodes]) for nodes in (origins, targets))
        row, column, units = searcher.ways(start, end, aside=False)
        found[row, column] = units
        return found

    return table


def _scipy(network: Network) -> Table:
    size = len(network.lat)
    arcs = csr_array((network.units, (network.tail, network.head)), shape=(size, size))

    def table(origins: Longs, targets: Longs) -> Longs:
        units = dijkstra(arcs, indices=origins)[:, targets]
        return np.where(np.isfinite(units), units, NOT_REACHED).astype(np.int64)

    return table


def _igraph(network: Network) -> Table:
    arcs = np.column_stack((network.tail, network.head))
    graph = importlib.import_module("igraph").Graph(len(network.lat), arcs, directed=True)
    weights = network.units.tolist()

    def table(origins: Longs, targets: Longs) -> Longs:
        units = np.array(graph.distances(origins.tolist(), targets.tolist(), weights))
        return np.where(np.isfinite(units), units, NOT_REACHED).astype(np.int64)

    return table


def _pandana(network: Network) -> Table:
    pandas = importlib.import_module("pandas")
    graph = importlib.import_module("pandana").Network(
        pandas.Series(network.lon),
        pandas.Series(network.lat),
        pandas.Series(network.tail),
        pandas.Series(network.head),
        pandas.DataFrame({"units": network.units.astype(np.float64)}),
        twoway=False,
    )

    def table(origins: Longs, targets: Longs) -> Longs:
        pairs = np.repeat(origins, len(targets)), np.tile(targets, len(origins))
        units = np.array(graph.shortest_path_lengths(*pairs))
        # It tells "no way" by its largest whole number.
        found = np.where(units < NOT_REACHED, units, NOT_REACHED).astype(np.int64)
        return found.reshape(len(origins), len(targets))

    return table


def _routingkit(network: Network) -> Table:
    kit = importlib.import_module("routingkit_cch")
    ends = network.tail.tolist(), network.head.tolist()
    places = network.lat.tolist(), network.lon.tolist()
    order = kit.compute_order_inertial(len(network.lat), *ends, *places)
    metric = kit.CCHMetric(kit.CCH(order, *ends, False), network.units.tolist())

    def table(origins: Longs, targets: Longs) -> Longs:
        query = kit.CCHOneToMany(metric, targets.tolist())
        rows = [query.distances_from(int(origin)) for origin in origins]
        filled = [[NOT_REACHED if cell is None else cell for cell in row] for row in rows]
        return np.array(filled, dtype=np.int64)

    return table
