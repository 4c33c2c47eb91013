"""One leg, from point to point, on a real feed.

A scan forward in time gives the earliest arrival from a point at a time; a scan backward, the
latest leave to a point by a time.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from tests.oracle.feed import Point
from tests.oracle.leaves import Departure
from tests.oracle.real_feed.lines import Lines
from tests.oracle.real_feed.scan import BackwardScan, ForwardScan
from tests.oracle.walking import Walks


class Forward(NamedTuple):
    """Earliest arrival by vehicle at each stop, and the runs that one could be on."""

    arrive: dict[str, int]
    boarded: set[int]


class Backward(NamedTuple):
    """From each stop the departures that help (the last first); the last useful call of runs."""

    helping: dict[str, list[Departure]]
    last_call: dict[int, int]


class Legs:
    """The legs of one person on one date."""

    def __init__(self, lines: Lines, walks: Walks) -> None:
        self.lines = lines
        self.walks = walks
        self.forward = cache(self._forward)
        self.backward = cache(self._backward)

    def _forward(self, start: Point, at: int, until: int) -> Forward:
        scan = ForwardScan(self.lines, self.walks, until)
        for stop, walk_s in self.walks.stops_from(start).items():
            scan.ready[stop] = at + walk_s
        scan.to_the_end(at)
        return Forward(scan.earliest, set(scan.boarded))

    def _backward(self, goal: Point, deadline: int, since: int) -> Backward:
        scan = BackwardScan(self.lines, self.walks)
        for stop, walk_s in self.walks.stops_to(goal).items():
            scan.alight_by[stop] = deadline - walk_s
        scan.to_the_end(since, deadline)
        return Backward(scan.departures(), scan.last_call)

    def arrival(self, start: Point, at: int, goal: Point, until: int) -> float:
        """The earliest arrival of one leg."""
        arrive = self.forward(start, at, until).arrive
        by_ride = [arrive[s] + w for s, w in self.walks.stops_to(goal).items() if s in arrive]
        direct = self.walks.between(start, goal)
        return min(by_ride + ([] if direct is None else [at + direct]), default=math.inf)

    def leave(self, start: Point, goal: Point, deadline: int, since: int) -> float:
        """The latest leave of one leg."""
        helping = self.backward(goal, deadline, since).helping
        by_ride = [
            helping[s][0][0] - w for s, w in self.walks.stops_from(start).items() if s in helping
        ]
        direct = self.walks.between(start, goal)
        return max(by_ride + ([] if direct is None else [deadline - direct]), default=-math.inf)
