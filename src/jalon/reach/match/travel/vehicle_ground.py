"""By bicycle or by car: travel tables and legs that need no timetable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Floats, Ints
from jalon.reach.kernels.judge_crowd import Legs
from jalon.reach.kernels.lanes import NONE, Travel
from jalon.reach.kernels.profile_steps import FAR, Steps
from jalon.reach.match.offers import SlotSet
from jalon.reach.match.people import Ground
from jalon.reach.match.travel.transit_ground import Sites
from jalon.reach.request.rules import Vehicle
from jalon.reach.travel.vehicles import Fleet

ROWS_AT_ONCE = 256


@dataclass(frozen=True)
class VehicleGround:
    """One vehicle's ground: its points by row."""

    fleet: Fleet
    vehicle: Vehicle
    ground: Ground
    lat: Floats
    lon: Floats
    longest_s: int

    def fill(
        self, sites: Sites, slots: SlotSet, margin_s: int, travel: Travel, *, mirrored: bool
    ) -> None:
        """Write the travel seconds from every row to every slot into `travel` (rows x slots)."""
        used, column = np.unique(slots.site, return_inverse=True)
        theirs = sites.lat[used], sites.lon[used]
        for first in range(0, len(self.lat), ROWS_AT_ONCE):
            part = slice(first, first + ROWS_AT_ONCE)
            spent = self._seconds((self.lat[part], self.lon[part]), theirs, mirrored) + margin_s
            short = np.where(spent <= self.longest_s, spent, NONE).astype(np.uint16)
            travel[part] = short[:, column.reshape(-1)]

    def _seconds(
        self, here: tuple[Floats, Floats], there: tuple[Floats, Floats], mirrored: bool
    ) -> Ints:
        """From `here` to `there` with the parking (mirrored: from `there` to `here`)."""
        longest_s = min(self.fleet.rules.longest_s(self.vehicle), self.longest_s)
        if mirrored:
            ride = self.fleet.ride_seconds(self.vehicle, there, here, longest_s).T
        else:
            ride = self.fleet.ride_seconds(self.vehicle, here, there, longest_s)
        allowed = ride <= longest_s
        parked = ride + np.int32(self.fleet.rules.park_s(self.vehicle))
        return np.where(allowed, parked, FAR - 2 * NONE).astype(np.int32)

    def legs(self, *, mirrored: bool) -> Legs:
        """The ride of every pair, from its origin to its root (mirrored: the other way)."""
        count = len(self.ground.pair)
        direct = np.full(count, FAR, dtype=np.int32)
        by_root: dict[int, list[tuple[int, int]]] = {}
        for (root, origin), number in self.ground.pair.items():
            by_root.setdefault(root, []).append((origin, number))
        for root, pairs in by_root.items():
            origins, numbers = np.array(pairs).T
            here = self.lat[origins], self.lon[origins]
            there = self.lat[[root]], self.lon[[root]]
            seconds = self._seconds(here, there, mirrored)[:, 0]
            direct[numbers] = np.where(seconds <= self.longest_s, seconds, FAR)
        nothing = np.zeros(0, dtype=np.int32)
        return Legs(Steps(np.zeros(count + 1, dtype=np.int64), nothing, nothing), direct)
