"""Walking along streets."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Floats, Longs
from jalon.core.geo import Positions
from jalon.reach.terrain.search import StreetSearcher

MM = 1000.0
NEAR_M = 3_000.0
"""Most pairs that are asked for by name are this near: they are found together."""


@dataclass(frozen=True, eq=False)
class StreetTerrain:
    """Metres along streets, and straight to them at both ends: a `Terrain`."""

    searcher: StreetSearcher

    def pairs(
        self, origin: Positions, target: Positions, limit_m: float
    ) -> tuple[Longs, Longs, Floats]:
        """By one bounded search from each origin."""
        limit_mm = math.ceil(limit_m * MM)
        row, end, units = self.searcher.ways(origin, target, limit_mm, aside=True)
        return row, end, units / MM

    def metres(self, origin: Positions, target: Positions) -> Floats:
        """Of each pair; NaN where there is no way. Near pairs together, others one by one."""
        metres = np.full(len(origin[0]), np.nan)
        if not len(metres):
            return metres
        rows, number = np.unique(np.array(origin), axis=1, return_inverse=True)
        ends, column = np.unique(np.array(target), axis=1, return_inverse=True)
        row, end, near_m = self.pairs((rows[0], rows[1]), (ends[0], ends[1]), NEAR_M)
        near_by_pair = dict(zip(zip(row.tolist(), end.tolist(), strict=True), near_m, strict=True))
        for i, key in enumerate(zip(number.ravel().tolist(), column.ravel().tolist(), strict=True)):
            metres[i] = near_by_pair.get(key, np.nan)
        on = self.searcher.snapper.snap(origin).is_on & self.searcher.snapper.snap(target).is_on
        for i in np.flatnonzero(np.isnan(metres) & on):
            metres[i] = self.metres_from(*((lat[[i]], lon[[i]]) for lat, lon in (origin, target)))[
                0
            ]
        return metres

    def metres_from(self, origin: Positions, target: Positions) -> Floats:
        """From one place to many, however far; NaN where there is no way."""
        metres = np.full(len(target[0]), np.nan)
        _, end, units = self.searcher.ways(origin, target, aside=True)
        metres[end] = units / MM
        return metres

    def off_m(self, lat: float, lon: float) -> float | None:
        """How far a place is from the streets where that is too far to be on them, else None."""
        return self.searcher.off_m(lat, lon)
