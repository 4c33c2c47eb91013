"""Streets as the engine keeps them: struct of arrays, ready to be mapped from disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Bools, Floats, Ints, Longs
from jalon.core.geo import bounds_deg
from jalon.reach.kernels.streets import Arcs, Edges
from jalon.sources.osm import MEANS, Mean


@dataclass(frozen=True, eq=False)
class StreetGraph:
    """The streets of one mean: n nodes, e edges between them, p points of their shapes.

    `weight[i]` are the whole units of edge i: millimetres, or milliseconds for a car. `main[i]`
    says that it is of the largest component. The points of its shape, ends included, are
    `shape_start[i]:shape_start[i + 1]`; `shape_offset` are their units from the tail.
    """

    node_lat: Floats
    node_lon: Floats
    tail: Ints
    head: Ints
    weight: Ints
    forward: Bools
    backward: Bools
    main: Bools
    shape_start: Longs
    shape_lat: Floats
    shape_lon: Floats
    shape_offset: Ints

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """South, west, north and east in degrees; of a graph without edges all NaN."""
        if not len(self.shape_lat):
            return (np.nan,) * 4
        return bounds_deg(self.shape_lat, self.shape_lon)

    @cached_property
    def edges(self) -> Edges:
        """The edges as kernels take them."""
        return Edges(self.tail, self.head, self.weight, self.forward, self.backward)

    @cached_property
    def arcs(self) -> Arcs:
        """The edges by node and direction."""
        along, against = np.flatnonzero(self.forward), np.flatnonzero(self.backward)
        edge = np.concatenate((along, against)).astype(np.int32)
        origin = np.concatenate((self.tail[along], self.head[against]))
        order = np.argsort(origin, kind="stable")
        counts = np.bincount(origin, minlength=len(self.node_lat))
        return Arcs(
            start=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
            head=np.concatenate((self.head[along], self.tail[against]))[order],
            weight=self.weight[edge[order]],
            edge=edge[order],
            up=(np.arange(len(edge)) < len(along))[order],
        )

    @cached_property
    def reversed(self) -> StreetGraph:
        """The same with every direction turned round: its ways are these backwards."""
        turned = {field.name: getattr(self, field.name) for field in fields(self)}
        turned["forward"], turned["backward"] = self.backward, self.forward
        return StreetGraph(**turned)


@dataclass(frozen=True, eq=False)
class Streets:
    """The streets of every mean."""

    foot: StreetGraph
    bicycle: StreetGraph
    car: StreetGraph

    def of(self, mean: Mean) -> StreetGraph:
        """The streets of one mean."""
        graph: StreetGraph = getattr(self, mean)
        return graph

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All arrays by name, as `from_arrays` takes them back."""
        return {
            f"streets_{mean}_{field.name}": getattr(self.of(mean), field.name)
            for mean in MEANS
            for field in fields(StreetGraph)
        }

    @classmethod
    def names(cls) -> list[str]:
        """The names of its arrays."""
        return [f"streets_{mean}_{field.name}" for mean in MEANS for field in fields(StreetGraph)]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Streets:
        """The streets in arrays by name."""
        names = [field.name for field in fields(StreetGraph)]
        return cls(
            **{
                mean: StreetGraph(**{name: arrays[f"streets_{mean}_{name}"] for name in names})
                for mean in MEANS
            }
        )
