"""Dumber still than the oracle: lists every way that there is, step by step, then picks.

A way is a list of steps: walks and changes of so many seconds, rides of one trip from one call to
another, stays at a care place. Nothing is searched cleverly: every sequence of rides is written
out, its latest leave found by reading it backwards, its arrival by reading it forwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tests.oracle.leaves import Visits
from tests.oracle.timetable import Timetable
from tests.oracle.walks import Point, Walks
from tests.oracle.ways import NEVER_LATE, Way

MOST_WAYS = 30_000


class TooManyError(Exception):
    """This world has too many ways to be listed."""


class Walk(NamedTuple):
    """A walk, or a change: seconds until the next step may begin, of which walking."""

    seconds: int
    walk_s: int


class Ride(NamedTuple):
    trip: int
    j: int
    stop: str
    depart: int
    arrive: int


class Stay(NamedTuple):
    name: str


Steps = list[Walk | Ride | Stay]


class Listing(NamedTuple):
    """Answers the three questions of a day (`stretch.Finder`) by listing every way."""

    timetable: Timetable
    walks: Walks

    def way(self, start: Point, at: int, visits: Visits, goal: Point, until: int) -> Way | None:
        ways = [read(steps, at, visits) for steps in self._ways(start, at, visits, goal, until)]
        in_time = [way for way in ways if way is not None and way.arrive <= until]
        return min(in_time, default=None)

    def latest(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        listed = self._ways(start, low, visits, goal, deadline)
        leaves = [leave_of(steps, deadline, visits) for steps in listed]
        return max((leave for leave in leaves if leave is not None and leave >= low), default=None)

    def safe(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        """Each way whose first ride has a later one, from the same stop after the same visits."""
        leaves: list[int] = []
        rides: dict[object, list[tuple[int, Steps]]] = defaultdict(list)
        for steps in self._ways(start, low, visits, goal, deadline):
            first = next((i for i, step in enumerate(steps) if isinstance(step, Ride)), None)
            if first is None:
                leaves += [leave_of(steps, deadline, visits) or -1]
                continue
            ride = steps[first]
            assert isinstance(ride, Ride)
            if leave_of(steps[first:], deadline, visits) is not None:
                seen = frozenset(step for step in steps[:first] if isinstance(step, Stay))
                rides[ride.stop, seen].append((ride.depart, steps[:first]))
        for ways in rides.values():
            last = max(depart for depart, _ in ways)
            leaves += [leave_of(b, depart, visits) or -1 for depart, b in ways if depart < last]
        return max((leave for leave in leaves if leave >= low), default=None)

    def _ways(
        self, start: Point, at: int, visits: Visits, goal: Point, until: int
    ) -> Iterator[Steps]:
        """Every way, none that is late already or boards one departure twice."""
        count = 0
        queue: list[tuple[int, Point | str, frozenset[str], Steps]] = [(at, start, frozenset(), [])]
        while queue:
            count += 1
            if count > MOST_WAYS:
                raise TooManyError
            now, where, seen, steps = queue.pop()
            if now > until:
                continue
            for name, visit in visits.items():
                walk_s = self._to_point(where, visit.point)
                if name not in seen and walk_s is not None:
                    end = max(now + walk_s, visit.opens) + visit.handover_s
                    more: Steps = [Walk(walk_s, walk_s), Stay(name)]
                    queue.append((end, visit.point, seen | {name}, steps + more))
            walk_s = self._to_point(where, goal)
            if len(seen) == len(visits) and walk_s is not None:
                yield [*steps, Walk(walk_s, walk_s)]
            for stop, walk in self._to_stops(where):
                for ride, to in self._rides(stop, now + walk.seconds):
                    if not any(isinstance(s, Ride) and s[:2] == ride[:2] for s in steps):
                        queue.append((ride.arrive, to, seen, [*steps, walk, ride]))

    def _to_point(self, where: Point | str, point: Point) -> int | None:
        if isinstance(where, str):
            return self.walks.stops(point).get(where)
        return self.walks.between(where, point)

    def _to_stops(self, where: Point | str) -> Iterator[tuple[str, Walk]]:
        if isinstance(where, str):
            for stop, (seconds, walk_s) in self.walks.changes[where].items():
                yield stop, Walk(seconds, walk_s)
        else:
            for stop, walk_s in self.walks.stops(where).items():
                yield stop, Walk(walk_s, walk_s)

    def _rides(self, stop: str, ready: int) -> Iterator[tuple[Ride, str]]:
        """Every ride that leaves a stop from `ready` on, to every stop where one may get off."""
        for trip, calls in enumerate(self.timetable.trips):
            for j, call in enumerate(calls):
                if call.stop == stop and call.board and call.depart >= ready:
                    for later in calls[j + 1 :]:
                        if later.alight:
                            yield Ride(trip, j, stop, call.depart, later.arrive), later.stop


def read(steps: Steps, at: int, visits: Visits) -> Way | None:
    """The way of someone who leaves at `at`; None where a ride is missed or a place closed."""
    late = NEVER_LATE
    for step in steps:
        if isinstance(step, Walk):
            at += step.seconds
        elif isinstance(step, Ride):
            if at > step.depart:
                return None
            at = step.arrive
        else:
            visit = visits[step.name]
            at = max(at, visit.opens) + visit.handover_s
            late = max(late, at - visit.closes)
    if late > 0:
        return None
    rides = sum(isinstance(step, Ride) for step in steps)
    return Way(at, rides, sum(s.walk_s for s in steps if isinstance(s, Walk)), late)


def leave_of(steps: Steps, deadline: int, visits: Visits) -> int | None:
    """The latest moment to begin the steps and end them by the deadline."""
    for step in reversed(steps):
        if isinstance(step, Walk):
            deadline -= step.seconds
        elif isinstance(step, Ride):
            if step.arrive > deadline:
                return None
            deadline = step.depart
        else:
            deadline -= visits[step.name].handover_s
            if deadline < visits[step.name].opens:
                return None
    return deadline
