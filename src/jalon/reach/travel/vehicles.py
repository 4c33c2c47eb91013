"""Bicycle and car: how long one ride takes, from points to points.

As the crow flies, metres are great circles times the detour of walking, and a car has one speed.
Where streets are loaded, a vehicle follows its own: one-ways, and the speeds of a car, are theirs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Ints
from jalon.core.geo import Positions, haversine_m, walk_seconds
from jalon.reach.network import Network
from jalon.reach.request.rules import NO_RIDE, Vehicle, VehicleRules
from jalon.reach.terrain import StreetSearcher, drive_matrix, ride_matrix


@dataclass(frozen=True)
class Fleet:
    """Rides over one network by the rules of one request."""

    network: Network
    rules: VehicleRules
    detour: float

    def ride_seconds(
        self,
        vehicle: Vehicle,
        origin: Positions,
        target: Positions,
        longest_s: int | None = None,
    ) -> Ints:
        """Seconds on the move, without parking, from each origin to each target.

        `origin` and `target` are latitudes and longitudes in degrees; the table is int32, origins
        x targets, NO_RIDE where there is no way at all. A ride longer than `longest_s` may be told
        as NO_RIDE, which is quicker on streets; without it rides of every length are told.
        """
        streets = self.network.streets_of(vehicle)
        if streets is not None:
            return self._along(streets, vehicle, origin, target, longest_s)
        kmh = self.rules.bicycle_kmh if vehicle == "bicycle" else self.rules.car_kmh
        (from_lat, from_lon), (to_lat, to_lon) = origin, target
        metres = haversine_m(from_lat[:, None], from_lon[:, None], to_lat, to_lon) * self.detour
        return np.minimum(walk_seconds(metres, kmh), NO_RIDE).astype(np.int32)

    def _along(
        self,
        streets: StreetSearcher,
        vehicle: Vehicle,
        origin: Positions,
        target: Positions,
        longest_s: int | None,
    ) -> Ints:
        if vehicle == "car":
            slowdown = self.rules.car_slowdown
            seconds = np.ceil(drive_matrix(streets, origin, target, slowdown, longest_s))
        else:
            kmh = self.rules.bicycle_kmh
            limit_m = None if longest_s is None else longest_s * kmh / 3.6
            seconds = np.ceil(ride_matrix(streets, origin, target, limit_m) * 3.6 / kmh)
        whole: Ints = np.minimum(seconds, NO_RIDE).astype(np.int32)
        return whole

    def off_m(self, vehicle: Vehicle, lat: float, lon: float) -> float | None:
        """How far a place is off the vehicle's streets; None where it is on them, or has none."""
        streets = self.network.streets_of(vehicle)
        return None if streets is None else streets.off_m(lat, lon)
