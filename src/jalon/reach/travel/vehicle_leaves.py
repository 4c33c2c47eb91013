"""A vehicle as a searcher: the same questions as to a timetable, answered from ride times alone.

A vehicle misses nothing and waits for nothing, so a leave is the deadline less the ride.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from jalon.core.arrays import Floats, Ints, Longs
from jalon.reach.kernels.types import NEVER
from jalon.reach.request.rules import NO_RIDE, Vehicle
from jalon.reach.travel.latest_leaves import Leaves
from jalon.reach.travel.vehicles import Fleet

ROOTS_AT_ONCE = 256
"""Roots of one table of rides; their origins are few, or the roots are."""

KEPT = 64
"""Rows of rides kept for those who ask why a day does not hold."""


@dataclass(frozen=True)
class Rider:
    """One vehicle between the numbered points of a block of people; `lat`, `lon` by number."""

    fleet: Fleet
    vehicle: Vehicle
    lat: Floats
    lon: Floats
    _kept: dict[tuple[int, bytes, bool], list[int]] = field(default_factory=dict, compare=False)

    @property
    def longest_s(self) -> int:
        """The longest ride, parking left out."""
        return self.fleet.rules.longest_s(self.vehicle)

    @property
    def park_s(self) -> int:
        """Seconds to park at the end of a ride."""
        return self.fleet.rules.park_s(self.vehicle)

    def rides(self, point: int, others: Ints, *, back: bool = False) -> list[int]:
        """Seconds of the rides from a point to others, or `back` from them to it.

        Parking left out, however long; NO_RIDE where there is no way. Kept for a while: every
        workday of a family asks the same.
        """
        key = (point, others.tobytes(), back)
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            ends = np.array([point]), np.asarray(others, dtype=np.int64)
            self._kept[key] = self._table(*(ends[::-1] if back else ends)).ravel().tolist()
        return self._kept[key]

    def trip_seconds(self, origin: Ints, target: Ints) -> Ints:
        """Seconds of each ride from origin[i] to target[i], then parked; NO_RIDE for too long."""
        taken = np.full(len(origin), NO_RIDE, dtype=np.int32)
        _, number = _distinct(target, len(self.lat))
        order = np.argsort(number // ROOTS_AT_ONCE, kind="stable")
        cuts = np.flatnonzero(np.diff(number[order] // ROOTS_AT_ONCE)) + 1
        for part in np.split(order, cuts):
            taken[part] = self._pairs(origin[part], target[part])
        return taken

    def _pairs(self, origin: Ints, target: Ints) -> Ints:
        origins, row = _distinct(origin, len(self.lat))
        targets, column = _distinct(target, len(self.lat))
        rides = self._table(origins, targets, self.longest_s)
        parked = np.where(rides <= self.longest_s, rides + np.int32(self.park_s), NO_RIDE)
        pairs: Ints = parked[row, column].astype(np.int32)
        return pairs

    def off_m(self, point: int) -> float | None:
        """How far a point is off the vehicle's streets; None where it is on them, or has none."""
        return self.fleet.off_m(self.vehicle, float(self.lat[point]), float(self.lon[point]))

    def _table(self, origin: Longs, target: Longs, longest_s: int | None = None) -> Ints:
        here, there = ((self.lat[side], self.lon[side]) for side in (origin, target))
        return self.fleet.ride_seconds(self.vehicle, here, there, longest_s)


@dataclass(frozen=True)
class RideSearcher:
    """One side of a vehicle's day. In the mirror the ride is from the root to the origin."""

    rider: Rider
    mirrored: bool

    def leaves(self, root: Ints, deadline: Ints, origin: Ints, floor: Ints) -> Leaves:
        """The latest leave from origin[i] to be at root[i] by deadline[i], if not before floor[i].

        NEVER begets NEVER.
        """
        ends = (root, origin) if self.mirrored else (origin, root)
        seconds = self.rider.trip_seconds(*ends)
        leave = deadline - seconds
        possible = (deadline > NEVER) & (seconds < NO_RIDE) & (leave >= floor)
        best = np.where(possible, leave, NEVER).astype(np.int32)
        return Leaves(best, best, np.full(len(best), NEVER, dtype=np.int32))

    def grouped(
        self, root: Ints, deadline: Ints, start: Longs, origin: Ints, floor: Ints
    ) -> Leaves:
        """As `leaves`, for question i with the origins `origin[start[i]:start[i + 1]]`."""
        asked = np.diff(start)
        columns = (np.repeat(values, asked) for values in (root, deadline, floor))
        each_root, each_deadline, each_floor = columns
        return self.leaves(each_root, each_deadline, origin, each_floor)


def _distinct(points: Ints, size: int) -> tuple[Longs, Longs]:
    """The distinct numbers among `points` (all below `size`), and where each point is in them."""
    seen = np.zeros(size, dtype=np.bool_)
    seen[points] = True
    number = np.cumsum(seen) - 1
    return np.flatnonzero(seen), number[points]
