"""One leg, from point to point, on a real feed: plain scans of the connections of a date.

A scan forward in time gives the earliest arrival from a point at a time; a scan backward, the
latest leave to a point by a time.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.oracle.feed import Feed, Trip, shifted
from tests.oracle.timetable import DAYS_AROUND, Clock, Timetable
from tests.oracle.walks import Point, Walks

WITHIN = (0, 32 * 3600)
"""No leave is before 00:00 and no return after 29:59, which is 31:00 when clocks change."""


class Connection(NamedTuple):
    """A trip from its call j to its call j + 1; sorted in time, then along the trip."""

    depart: int
    trip: int
    j: int
    arrive: int
    origin: str
    target: str
    board: bool
    alight: bool


class Lines:
    """Every connection of a date, those of the days around it included."""

    def __init__(self, feeds: list[Feed], date: dt.date, zone: ZoneInfo) -> None:
        here = Clock(date, zone)
        self.trips: list[tuple[Trip, int]] = []
        for days in DAYS_AROUND:
            day = date + dt.timedelta(days=days)
            for feed in feeds:
                by = Clock(day, feed.zone).origin - here.origin
                self.trips += [(t, by) for t in feed.trips if feed.runs(t.service, day)]
        self.connections = sorted(self._connections())
        self.departs = [c.depart for c in self.connections]

    def _connections(self) -> Iterator[Connection]:
        low, high = WITHIN
        for number, (trip, by) in enumerate(self.trips):
            if trip.calls[-1].arrive + by < low or trip.calls[0].depart + by > high:
                continue
            for j, (a, b) in enumerate(pairwise(trip.calls)):
                depart, arrive = a.depart + by, b.arrive + by
                yield Connection(depart, number, j, arrive, a.stop, b.stop, a.board, b.alight)

    def between(self, low: int, high: int) -> list[Connection]:
        """The connections that depart from `low` to `high`."""
        first = bisect_left(self.departs, low)
        return self.connections[first : bisect_left(self.departs, high + 1)]

    def timetable(self, trips: Iterable[int]) -> Timetable:
        """These trips alone, for the brute search."""
        return Timetable(shifted(self.trips[i][0].calls, self.trips[i][1]) for i in trips)


class Forward(NamedTuple):
    """Earliest arrival by vehicle at each stop, and the trips that one could board."""

    arrive: dict[str, int]
    boarded: set[int]


class Backward(NamedTuple):
    """From each stop the departures that help (the last first); the last useful call of trips."""

    helping: dict[str, list[int]]
    last_call: dict[int, int]


class Legs:
    """The legs of one person on one date."""

    def __init__(self, lines: Lines, walks: Walks) -> None:
        # A change of 0 s could lead to a connection that the scan has just passed.
        assert all(s > 0 for near in walks.changes.values() for s, _ in near.values())
        self.lines = lines
        self.walks = walks
        self.forward = cache(self._forward)
        self.backward = cache(self._backward)

    def _forward(self, start: Point, at: int, until: int) -> Forward:
        ready = dict.fromkeys(self.walks.changes, math.inf)
        for stop, walk_s in self.walks.stops(start).items():
            ready[stop] = at + walk_s
        earliest: dict[str, int] = {}
        boarded: set[int] = set()
        for depart, trip, _, arrive, origin, target, board, alight in self.lines.between(at, until):
            if trip in boarded or (board and ready[origin] <= depart):
                boarded.add(trip)
                if alight and arrive < earliest.get(target, until + 1):
                    earliest[target] = arrive
                    for stop, (seconds, _) in self.walks.changes[target].items():
                        ready[stop] = min(ready[stop], arrive + seconds)
        return Forward(earliest, boarded)

    def _backward(self, goal: Point, deadline: int, since: int) -> Backward:
        alight_by = dict.fromkeys(self.walks.changes, -math.inf)
        for stop, walk_s in self.walks.stops(goal).items():
            alight_by[stop] = deadline - walk_s
        helping: dict[str, list[int]] = {}
        last_call: dict[int, int] = {}
        for connection in reversed(self.lines.between(since, deadline)):
            depart, trip, j, arrive, origin, target, board, alight = connection
            if trip in last_call or (alight and arrive <= alight_by[target]):
                last_call.setdefault(trip, j + 1)
                if board and origin in helping:
                    helping[origin].append(depart)
                elif board:
                    helping[origin] = [depart]
                    for stop, seconds in self.walks.changes_to[origin]:
                        alight_by[stop] = max(alight_by[stop], depart - seconds)
        return Backward(helping, last_call)

    def arrival(self, start: Point, at: int, goal: Point, until: int) -> float:
        """The earliest arrival of one leg."""
        arrive = self.forward(start, at, until).arrive
        by_ride = [arrive[s] + w for s, w in self.walks.stops(goal).items() if s in arrive]
        direct = self.walks.between(start, goal)
        return min(by_ride + ([] if direct is None else [at + direct]), default=math.inf)

    def leave(self, start: Point, goal: Point, deadline: int, since: int) -> float:
        """The latest leave of one leg."""
        helping = self.backward(goal, deadline, since).helping
        by_ride = [helping[s][0] - w for s, w in self.walks.stops(start).items() if s in helping]
        direct = self.walks.between(start, goal)
        return max(by_ride + ([] if direct is None else [deadline - direct]), default=-math.inf)
