"""Walks and changes, in whole seconds, for one walking speed and one longest walk."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from tests.oracle.feed import Feed

Point = tuple[float, float]  # latitude, longitude in degrees
Change = tuple[int, int]  # seconds until one may board, of which walking

EARTH_M = 6_371_008.8


def haversine_m(a: Point, b: Point) -> float:
    """Great-circle metres."""
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    north = math.sin((phi_b - phi_a) / 2) ** 2
    east = math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(north + math.cos(phi_a) * math.cos(phi_b) * east))


class Ground:
    """Where the stops are, what the feeds say of changes, and the request's settings."""

    def __init__(self, feeds: list[Feed], settings: dict[str, float]) -> None:
        self.detour = settings.get("walk_detour", 1.3)
        self.max_stop_walk_m = settings.get("max_stop_walk_m", 600)
        self.min_change_s = int(settings.get("min_change_s", 60))
        self.stops = {stop: point for feed in feeds for stop, point in feed.stops.items()}
        self.transfers = {pair: said for feed in feeds for pair, said in feed.transfers.items()}
        # Sorted by latitude, so that `near` need not look at a whole country.
        self._located = sorted((p, s) for s, p in self.stops.items() if p is not None)

    def metres(self, a: Point, b: Point) -> float:
        """What one walks between two points, without streets."""
        return haversine_m(a, b) * self.detour

    def near(self, point: Point, metres: float) -> Iterator[tuple[str, float]]:
        """Stops within a walk of so many metres, with their metres."""
        # One degree of latitude is 111,195 m; a hair more, for rounding.
        band = metres / self.detour / 111_195 * 1.001 + 1e-9
        low = bisect_left(self._located, ((point[0] - band, -math.inf), ""))
        high = bisect_right(self._located, ((point[0] + band, math.inf), ""))
        for where, stop in self._located[low:high]:
            if (walked := self.metres(point, where)) <= metres:
                yield stop, walked

    @cached_property
    def stop_metres(self) -> dict[str, dict[str, float]]:
        """For each stop, the other stops that one may walk to, transfers.txt left aside."""
        return {
            stop: {s: m for s, m in self.near(p, self.max_stop_walk_m) if s != stop}
            for p, stop in self._located
        }


class Walks:
    """The walks of one person."""

    def __init__(self, ground: Ground, walk_kmh: float, max_walk_s: int) -> None:
        self.ground = ground
        self.walk_kmh = walk_kmh
        self.max_walk_s = max_walk_s
        self._near: dict[Point, dict[str, int]] = {}

    def seconds(self, metres: float) -> int:
        """Metres over speed, rounded up."""
        return math.ceil(metres * 3.6 / self.walk_kmh)

    def between(self, a: Point, b: Point) -> int | None:
        """Point to point; None where it is too far."""
        walk_s = self.seconds(self.ground.metres(a, b))
        return walk_s if walk_s <= self.max_walk_s else None

    def stops(self, point: Point) -> dict[str, int]:
        """Seconds from a point to each stop near enough, or from the stop to the point."""
        if point not in self._near:
            reach_m = self.max_walk_s * self.walk_kmh / 3.6 + 1
            near = {s: self.seconds(m) for s, m in self.ground.near(point, reach_m)}
            self._near[point] = {
                s: walk_s for s, walk_s in near.items() if walk_s <= self.max_walk_s
            }
        return self._near[point]

    @cached_property
    def changes(self) -> dict[str, dict[str, Change]]:
        """From each stop where one alights, the stops where one may board next (itself first)."""
        floor = self.ground.min_change_s
        found: dict[str, dict[str, Change]] = {
            stop: {stop: (floor, 0)} for stop in self.ground.stops
        }
        for origin, targets in self.ground.stop_metres.items():
            for target, metres in targets.items():
                walk_s = max(self.seconds(metres), floor)
                found[origin][target] = (walk_s, walk_s)
        for (origin, target), said in self.ground.transfers.items():
            change = self._said(origin, target, said)
            found[origin].pop(target, None)
            if change is not None:
                found[origin][target] = change
        return found

    @cached_property
    def changes_to(self) -> dict[str, list[tuple[str, int]]]:
        """To each stop where one boards: the stops where one may have got off, and the seconds."""
        found: dict[str, list[tuple[str, int]]] = {stop: [] for stop in self.ground.stops}
        for origin, targets in self.changes.items():
            for target, (seconds, _) in targets.items():
                found[target].append((origin, seconds))
        return found

    def _said(self, origin: str, target: str, said: int | str) -> Change | None:
        """What transfers.txt says of one pair: seconds, "untimed" (a walk) or "forbidden"."""
        floor = self.ground.min_change_s
        if said == "forbidden":
            return None
        if origin == target:
            return (said, 0) if isinstance(said, int) else (floor, 0)
        if isinstance(said, int):
            return max(said, floor), max(said, floor)
        a, b = self.ground.stops[origin], self.ground.stops[target]
        if a is None or b is None:
            return None
        walk_s = max(self.seconds(self.ground.metres(a, b)), floor)
        return walk_s, walk_s
