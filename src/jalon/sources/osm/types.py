"""What an extract gives: for each mean, streets between the points where one may turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jalon.core.arrays import Bools, Floats, Ints, Longs

Mean = Literal["foot", "bicycle", "car"]
MEANS: tuple[Mean, ...] = ("foot", "bicycle", "car")


@dataclass(frozen=True, eq=False)
class StreetRows:
    """The streets of one mean: n nodes (crossings and ends), e edges, p points of their shapes.

    Edge i runs from node `tail[i]` to node `head[i]` (int32) along the points
    `shape_start[i]:shape_start[i + 1]` (int64, e + 1), both ends among them. `forward[i]` and
    `backward[i]` say in which directions it may be taken; `kmh[i]` is how fast a car goes there
    where nothing holds it up. `node_*` (n) and `shape_*` (p) are WGS 84 degrees.
    """

    node_lat: Floats
    node_lon: Floats
    tail: Ints
    head: Ints
    forward: Bools
    backward: Bools
    kmh: Floats
    shape_start: Longs
    shape_lat: Floats
    shape_lon: Floats


@dataclass(frozen=True, eq=False)
class StreetExtract:
    """One extract: its file's name and sha256, the streets of each mean, and how many points of
    streets are named by it and missing from it (at the edge of a cut)."""

    name: str
    sha256: str
    streets: Mapping[Mean, StreetRows]
    missing_points: int
