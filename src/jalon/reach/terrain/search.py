"""Shortest ways from many places to many places on one graph, spread over threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.core.geo import Positions
from jalon.core.threads import THREADS, in_threads
from jalon.reach.kernels.streets import Spots, ways_within
from jalon.reach.terrain.snapping import SnappedPoints, Snapper
from jalon.reach.terrain.types import StreetGraph

NO_LIMIT = 2**31 - 1
"""Units: 2,147 km or 596 hours, beyond what edges in 32 bits can add up to."""


@dataclass(frozen=True, eq=False)
class StreetSearcher:
    """One graph, ready to be searched."""

    graph: StreetGraph

    @cached_property
    def reversed(self) -> StreetSearcher:
        """The same with every direction turned round."""
        turned = StreetSearcher(self.graph.reversed)
        turned.__dict__["snapper"] = self.snapper  # places lie where they lay
        return turned

    @cached_property
    def off_m(self) -> Callable[[float, float], float | None]:
        """How far a place (lat, lon) is from the streets where that is too far to be on them.

        None where it is on them; infinite without any street. Kept, as many refusals ask again.
        """
        return lru_cache(maxsize=1 << 16)(self._off_m)

    def _off_m(self, lat: float, lon: float) -> float | None:
        on = self.snapper.snap((np.array([lat]), np.array([lon]))).is_on[0]
        return None if on else self.snapper.nearest_m(lat, lon)

    @cached_property
    def snapper(self) -> Snapper:
        """Snaps onto the graph."""
        return Snapper(self.graph)

    def ways(
        self, origin: Positions, target: Positions, limit: int = NO_LIMIT, *, aside: bool
    ) -> tuple[Longs, Longs, Longs]:
        """Numbers of an origin and of a target, origins rising, and the units between them.

        All pairs within `limit` units, the first and the last metres included where `aside`. From
        a place to the very same place it is nothing.
        """
        ends = self.snapper.snap(origin), self.snapper.snap(target)
        return self.ways_between(ends, place_numbers(origin, target), limit, aside=aside)

    def ways_between(
        self,
        ends: tuple[SnappedPoints, SnappedPoints],
        places: tuple[Longs, Longs],
        limit: int,
        *,
        aside: bool,
    ) -> tuple[Longs, Longs, Longs]:
        """As `ways`, between places that were snapped and numbered before."""
        source, target = (
            self._at_crossings(end.spots(place, aside=aside))
            for end, place in zip(ends, places, strict=True)
        )
        order = np.argsort(target.edge, kind="stable")
        order = order[target.edge[order] >= 0]
        by_edge = _part(target, order)
        numbers = np.arange(len(self.graph.tail) + 1)
        starts = np.searchsorted(by_edge.edge, numbers).astype(np.int32)
        graph = self.graph

        def run(part: Spots) -> tuple[Longs, Ints, Longs]:
            result: tuple[Longs, Ints, Longs] = ways_within(
                graph.arcs, graph.edges, part, by_edge, starts, limit
            )
            return result

        cuts = np.linspace(0, len(source.edge), 4 * THREADS + 1).astype(np.int64).tolist()
        parts = [_part(source, np.arange(first, end)) for first, end in pairwise(cuts)]
        ways = in_threads(run, parts, pool="streets")
        counts = np.concatenate([np.diff(row) for row, _, _ in ways])
        number = np.concatenate([target for _, target, _ in ways])
        units = np.concatenate([units for _, _, units in ways])
        return np.repeat(np.arange(len(counts)), counts), order[number], units

    def _at_crossings(self, spots: Spots) -> Spots:
        """A spot at a crossing is on no street more than on another: put it on one that leaves.

        On a one-way that leads to the crossing it would be reached by that street alone.
        """
        graph, arcs = self.graph, self.graph.arcs
        if not len(arcs.edge):
            return spots
        at_tail, at_head = spots.offset == 0, spots.offset == graph.weight[spots.edge]
        node = np.where(at_tail, graph.tail[spots.edge], graph.head[spots.edge])
        leaves = arcs.start[node] < arcs.start[node + 1]
        moved = (spots.edge >= 0) & (at_tail | at_head) & leaves
        arc = arcs.start[node[moved]]
        edge, offset = spots.edge.copy(), spots.offset.copy()
        edge[moved] = arcs.edge[arc]
        offset[moved] = np.where(arcs.up[arc], 0, arcs.weight[arc])
        return spots._replace(edge=edge, offset=offset)


def _part(spots: Spots, rows: Longs) -> Spots:
    return Spots(*(column[rows] for column in spots))


def place_numbers(origin: Positions, target: Positions) -> tuple[Longs, Longs]:
    """Origins and targets: one number for each different place."""
    lat, lon = (np.concatenate(column) for column in zip(origin, target, strict=True))
    # As one complex number, a place is compared at once.
    _, number = np.unique(lat + 1j * lon, return_inverse=True)
    return number[: len(origin[0])], number[len(origin[0]) :]
