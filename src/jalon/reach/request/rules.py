"""The settings of a request: how one walks and rides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Vehicle = Literal["bicycle", "car"]
NO_RIDE = np.int32(2**29)
"""Stands for "no ride": longer than every search looks back."""


@dataclass(frozen=True)
class VehicleRules:
    """The request's settings of vehicles: km/h, seconds to park, the longest ride by bicycle, and
    how many times longer a car takes on streets than on free ones."""

    bicycle_kmh: float = 15.0
    bicycle_park_s: int = 60
    max_bicycle_s: int = 1800
    car_kmh: float = 30.0
    car_park_s: int = 180
    car_slowdown: float = 1.3

    def park_s(self, vehicle: Vehicle) -> int:
        """Seconds from the end of a ride to being there."""
        return self.bicycle_park_s if vehicle == "bicycle" else self.car_park_s

    def longest_s(self, vehicle: Vehicle) -> int:
        """The longest ride, parking left out; the longest trip alone bounds a car."""
        return self.max_bicycle_s if vehicle == "bicycle" else int(NO_RIDE) - 1


@dataclass(frozen=True)
class WalkRules:
    """The request's settings of walking (CONTRACTS.md)."""

    detour: float
    max_stop_walk_m: float
    min_change_s: int
