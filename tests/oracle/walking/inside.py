"""Inside stations: the least seconds of pathways, for one walking speed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from heapq import heappop, heappush

from tests.oracle.feed import Pathway, Point
from tests.oracle.feed.stops import ENTRANCE
from tests.oracle.walking.ground import Ground


class Inside:
    """The ways inside for one walker."""

    def __init__(self, ground: Ground, walk_kmh: float) -> None:
        self.ground = ground
        self.walk_kmh = walk_kmh
        self._from: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for pathway in ground.pathways:
            self._from[pathway.origin].append((pathway.target, self._seconds(pathway)))
        self.ends = {end for p in ground.pathways for end in (p.origin, p.target)}
        self.seconds_from = cache(self._seconds_from)
        # An entrance that is nowhere says nothing of where one comes out.
        ends = ((end, ground.stops[end]) for end in self.ends)
        entrances = [end for end, stop in ends if stop.kind == ENTRANCE and stop.point]
        self.entries: dict[str, dict[str, int]] = defaultdict(dict)
        """For each platform that is inside, the entrances from which pathways lead to it."""
        self.exits: dict[str, dict[str, int]] = defaultdict(dict)
        """For each platform that is inside, the entrances to which pathways lead from it."""
        for platform in self.ends & set(ground.platforms):
            for entrance in entrances:
                out, into = self.seconds(platform, entrance), self.seconds(entrance, platform)
                if out is not None:
                    self.exits[platform][entrance] = out
                if into is not None:
                    self.entries[platform][entrance] = into

    def has(self, platform: str) -> bool:
        """Whether pathways, in either direction, join a platform to an entrance."""
        return platform in self.exits or platform in self.entries

    def seconds(self, origin: str, target: str) -> int | None:
        """The least sum of seconds of pathways that lead from an end to another."""
        return self.seconds_from(origin).get(target)

    def _seconds_from(self, origin: str) -> dict[str, int]:
        """The least seconds from an end to every other to which pathways lead."""
        found: dict[str, int] = {}
        queue = [(0, origin)] if origin in self.ends else []
        while queue:
            seconds, end = heappop(queue)
            if end not in found:
                found[end] = seconds
                for target, more in self._from[end]:
                    heappush(queue, (seconds + more, target))
        return found

    def _seconds(self, pathway: Pathway) -> int:
        if pathway.traversal_s is not None:
            return pathway.traversal_s
        if pathway.length_m is not None:
            return math.ceil(pathway.length_m * 3.6 / self.walk_kmh)
        if pathway.stairs is not None:
            return pathway.stairs
        a, b = self._point(pathway.origin), self._point(pathway.target)
        metres = 0.0 if a is None or b is None else self.ground.metres(a, b)
        return max(math.ceil(metres * 3.6 / self.walk_kmh), math.ceil(25 * pathway.floors))

    def _point(self, end: str) -> Point | None:
        """Where an end is; one without coordinates is where its station is."""
        stop = self.ground.stops[end]
        if stop.point is None and stop.station in self.ground.stops:
            return self.ground.stops[stop.station].point
        return stop.point

    def doors_in(self, platform: str) -> Iterator[tuple[str, int]]:
        """Where one comes to a platform from the street, and the seconds from there."""
        return iter(self.entries[platform].items() if self.has(platform) else [(platform, 0)])

    def doors_out(self, platform: str) -> Iterator[tuple[str, int]]:
        """Where one comes out on the street from a platform, and the seconds to there."""
        return iter(self.exits[platform].items() if self.has(platform) else [(platform, 0)])
