"""Bicycle and car: straight rides from point to point, each parked at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations
from typing import Any, NamedTuple

from tests.oracle.feed import Point
from tests.oracle.leaves import Visits, direct_leave
from tests.oracle.walking import Ground
from tests.oracle.ways import NEVER_LATE, Way

VEHICLES = ("bicycle", "car")


class Driver(NamedTuple):
    """Answers the three questions of a stretch (`stretch.Finder`) by trying every order."""

    ground: Ground
    kmh: float
    park_s: int
    longest_s: float
    """The longest ride in one go, without its parking."""

    def between(self, a: Point, b: Point) -> int | None:
        """Seconds of a ride and its parking; None where it is too far."""
        ride_s = math.ceil(self.ground.metres(a, b) * 3.6 / self.kmh)
        return ride_s + self.park_s if ride_s <= self.longest_s else None

    def way(self, start: Point, at: int, visits: Visits, goal: Point, until: int) -> Way | None:
        """The earliest arrival of a leave at `at`, then the most time before a place closes."""
        ways = [self._along(start, at, visits, order, goal) for order in permutations(visits)]
        return min((way for way in ways if way and way.arrive <= until), default=None)

    def _along(
        self, start: Point, at: int, visits: Visits, order: Sequence[str], goal: Point
    ) -> Way | None:
        late = NEVER_LATE
        here = start
        for visit in (visits[name] for name in order):
            ride_s = self.between(here, visit.point)
            if ride_s is None:
                return None
            at = max(at + ride_s, visit.opens) + visit.handover_s
            late = max(late, at - visit.closes)
            here = visit.point
        ride_s = self.between(here, goal)
        return None if ride_s is None or late > 0 else Way(at + ride_s, 0, 0, late)

    def latest(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        """The last second from `low` on at which one may leave and be in time."""
        leave = direct_leave(self, start, visits, goal, deadline)
        return leave if leave is not None and leave >= low else None

    def safe(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        """A vehicle misses nothing."""
        return self.latest(start, visits, goal, low, deadline)


def driver(ground: Ground, settings: dict[str, Any], vehicle: str) -> Driver:
    """The bicycle or the car of a request's settings."""
    if vehicle == "bicycle":
        kmh, park_s = settings.get("bicycle_kmh", 15), settings.get("bicycle_park_s", 60)
        return Driver(ground, kmh, park_s, settings.get("max_bicycle_min", 30) * 60)
    return Driver(ground, settings.get("car_kmh", 30), settings.get("car_park_s", 180), math.inf)
