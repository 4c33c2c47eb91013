"""Metres on foot: as the crow flies times a detour, or along streets where they are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jalon.core.arrays import Floats, Longs
from jalon.core.geo import Positions, haversine_m
from jalon.reach.kernels.stops_nearby import pairs_within

ROUNDING_M = 0.01
"""Search this much farther than the limit; whole seconds or metres then decide exactly."""


class Terrain(Protocol):
    """What one walks on."""

    def pairs(
        self, origin: Positions, target: Positions, limit_m: float
    ) -> tuple[Longs, Longs, Floats]:
        """Numbers of an origin and of a target, origins rising, and the metres between them.

        All pairs of at most `limit_m` metres are there, and perhaps some a centimetre longer.
        """

    def metres(self, origin: Positions, target: Positions) -> Floats:
        """From each origin[i] to target[i], however far; NaN where there is no way."""

    def metres_from(self, origin: Positions, target: Positions) -> Floats:
        """From one place to many, however far; NaN where there is no way."""

    def off_m(self, lat: float, lon: float) -> float | None:
        """How far a place is from the streets where that is too far to be on them, else None."""


@dataclass(frozen=True)
class CrowTerrain:
    """Great circles times a detour: one walks from anywhere to anywhere."""

    detour: float

    def pairs(
        self, origin: Positions, target: Positions, limit_m: float
    ) -> tuple[Longs, Longs, Floats]:
        """By bands of latitude, never all against all."""
        order = np.argsort(target[0], kind="stable")
        start, near, metres = pairs_within(
            np.array(origin[0], dtype=np.float64),
            np.array(origin[1], dtype=np.float64),
            np.array(target[0][order], dtype=np.float64),
            np.array(target[1][order], dtype=np.float64),
            limit_m / self.detour + ROUNDING_M,
        )
        row = np.repeat(np.arange(len(origin[0])), np.diff(start))
        return row, order[near], metres * self.detour

    def metres(self, origin: Positions, target: Positions) -> Floats:
        """Of each pair; NaN where a place is unknown."""
        return haversine_m(*origin, *target) * self.detour

    def metres_from(self, origin: Positions, target: Positions) -> Floats:
        """As `metres`: one place broadcasts."""
        return self.metres(origin, target)

    def off_m(self, lat: float, lon: float) -> float | None:
        """One walks from everywhere."""
        return None
