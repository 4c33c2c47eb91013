"""Bicycle and car: how long one ride takes, from points to points.

As the crow flies, metres are great circles times the detour of walking, and a car has one speed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from jalon.core.geo import haversine_m, walk_seconds
from jalon.reach.kernels.types import Ints
from jalon.reach.network import Network

Vehicle = Literal["bicycle", "car"]
Floats = NDArray[np.float64]
NO_RIDE = np.int32(2**29)
"""Stands for "no ride": longer than every search looks back."""


@dataclass(frozen=True)
class VehicleRules:
    """The request's settings of vehicles: km/h, seconds to park, the longest ride by bicycle."""

    bicycle_kmh: float = 15.0
    bicycle_park_s: int = 60
    max_bicycle_s: int = 1800
    car_kmh: float = 30.0
    car_park_s: int = 180

    def park_s(self, vehicle: Vehicle) -> int:
        """Seconds from the end of a ride to being there."""
        return self.bicycle_park_s if vehicle == "bicycle" else self.car_park_s

    def longest_s(self, vehicle: Vehicle) -> int:
        """The longest ride, parking left out; the longest trip alone bounds a car."""
        return self.max_bicycle_s if vehicle == "bicycle" else int(NO_RIDE) - 1


@dataclass(frozen=True)
class Fleet:
    """Rides over one network by the rules of one request."""

    network: Network
    rules: VehicleRules
    detour: float

    def ride_seconds(
        self, vehicle: Vehicle, origin: tuple[Floats, Floats], target: tuple[Floats, Floats]
    ) -> Ints:
        """Seconds on the move, without parking, from each origin to each target.

        `origin` and `target` are latitudes and longitudes in degrees; the table is int32, origins
        x targets, NO_RIDE where there is no way at all. How long a ride may be is not looked at.
        """
        kmh = self.rules.bicycle_kmh if vehicle == "bicycle" else self.rules.car_kmh
        (from_lat, from_lon), (to_lat, to_lon) = origin, target
        metres = haversine_m(from_lat[:, None], from_lon[:, None], to_lat, to_lon) * self.detour
        return np.minimum(walk_seconds(metres, kmh), NO_RIDE).astype(np.int32)
