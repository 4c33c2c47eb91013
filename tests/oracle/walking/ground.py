"""Where the stops are, what the feeds say of changes and pathways, and the request's settings."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from tests.oracle.feed import Feed, Point, TransferRow
from tests.oracle.feed.changes import LEAVES_VEHICLE, STAYS_SEATED
from tests.oracle.feed.sphere import haversine_m
from tests.oracle.feed.stops import ENTRANCE, PLATFORM

Pair = tuple[str, str]


class Ground:
    """The ground of one request."""

    def __init__(self, feeds: list[Feed], settings: dict[str, float]) -> None:
        self.detour = settings.get("walk_detour", 1.3)
        self.max_stop_walk_m = settings.get("max_stop_walk_m", 600)
        self.min_change_s = int(settings.get("min_change_s", 60))
        self.stops = {name: stop for feed in feeds for name, stop in feed.stops.items()}
        self.platforms = [name for name, stop in self.stops.items() if stop.kind == PLATFORM]
        self.pathways = [pathway for feed in feeds for pathway in feed.pathways]
        self.rows = self._rows_of_pairs([row for feed in feeds for row in feed.transfers])
        # Sorted by latitude, so that `near` need not look at a whole country.
        self._located = sorted(
            (stop.point, name)
            for name, stop in self.stops.items()
            if stop.point is not None and stop.kind in (PLATFORM, ENTRANCE)
        )

    def _rows_of_pairs(self, rows: list[TransferRow]) -> dict[Pair, list[TransferRow]]:
        """The rows of types 0 to 3 that name two platforms or their stations."""
        named: dict[str, list[str]] = defaultdict(list)
        for platform in self.platforms:
            named[platform].append(platform)
            station = self.stops[platform].station
            if station is not None:
                named[station].append(platform)
        found: dict[Pair, list[TransferRow]] = defaultdict(list)
        for row in rows:
            if row.kind not in (STAYS_SEATED, LEAVES_VEHICLE):
                for origin in named.get(row.origin, []):
                    for target in named.get(row.target, []):
                        found[origin, target].append(row)
        return dict(found)

    def point(self, stop: str) -> Point | None:
        """Where a stop is."""
        return self.stops[stop].point

    def metres(self, a: Point, b: Point) -> float:
        """What one walks between two points, without streets."""
        return haversine_m(a, b) * self.detour

    def near(self, point: Point, metres: float) -> Iterator[tuple[str, float]]:
        """Platforms and entrances within a walk of so many metres, with their metres."""
        # One degree of latitude is 111,195 m; a hair more, for rounding.
        band = metres / self.detour / 111_195 * 1.001 + 1e-9
        low = bisect_left(self._located, ((point[0] - band, -math.inf), ""))
        high = bisect_right(self._located, ((point[0] + band, math.inf), ""))
        for where, stop in self._located[low:high]:
            if (walked := self.metres(point, where)) <= metres:
                yield stop, walked
