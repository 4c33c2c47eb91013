"""Dumber still than the oracle: lists every way that there is, step by step, then picks.

A way is a list of steps: walks and changes of so many seconds, rides of one trip from one call to
another, stays at a care place. Nothing is searched cleverly: every sequence of rides is written
out, its latest leave found by reading it backwards, its arrival by reading it forwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tests.oracle.feed import Point, Trip
from tests.oracle.leaves import Visits
from tests.oracle.timetable import Timetable
from tests.oracle.walking import Walks
from tests.oracle.ways import NEVER_LATE, Way

MOST_WAYS = 30_000


class TooManyError(Exception):
    """This world has too many ways to be listed."""


class Walk(NamedTuple):
    """A walk, or a change: seconds until the next step may begin, of which walking."""

    seconds: int
    walk_s: int


class Ride(NamedTuple):
    run: int
    j: int
    stop: str
    depart: int
    arrive: int
    headway_s: int


class Stay(NamedTuple):
    name: str


class Off(NamedTuple):
    """At a stop, off a ride of a trip."""

    stop: str
    left: Trip


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
        rides: dict[object, list[tuple[Ride, Steps]]] = defaultdict(list)
        for steps in self._ways(start, low, visits, goal, deadline):
            first = next((i for i, step in enumerate(steps) if isinstance(step, Ride)), None)
            if first is None:
                leaves += [leave_of(steps, deadline, visits) or -1]
                continue
            ride = steps[first]
            assert isinstance(ride, Ride)
            if leave_of(steps[first:], deadline, visits) is not None:
                seen = frozenset(step for step in steps[:first] if isinstance(step, Stay))
                rides[ride.stop, seen].append((ride, steps[:first]))
        for ways in rides.values():
            last = max(ride.depart for ride, _ in ways)
            for ride, before in ways:
                missed = (
                    last - ride.depart >= ride.headway_s if ride.headway_s else ride.depart < last
                )
                leaves += [leave_of(before, ride.depart, visits) or -1] if missed else []
        return max((leave for leave in leaves if leave >= low), default=None)

    def _ways(
        self, start: Point, at: int, visits: Visits, goal: Point, until: int
    ) -> Iterator[Steps]:
        """Every way, none that is late already or boards one departure twice."""
        count = 0
        queue: list[tuple[int, Point | Off, frozenset[str], Steps]] = [(at, start, frozenset(), [])]
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
            for walk, ride, off in self._rides(where, now):
                if not any(isinstance(s, Ride) and s[:2] == ride[:2] for s in steps):
                    queue.append((ride.arrive, off, seen, [*steps, walk, ride]))

    def _to_point(self, where: Point | Off, point: Point) -> int | None:
        if isinstance(where, Off):
            return self.walks.stops_to(point).get(where.stop)
        return self.walks.between(where, point)

    def _to_ride(self, where: Point | Off, boarded: Trip, stop: str) -> Walk | None:
        """The walk or the change to a ride of a trip at a stop."""
        if isinstance(where, Off):
            change = self.walks.change(where.left, where.stop, boarded, stop)
            return None if change is None else Walk(*change)
        walk_s = self.walks.stops_from(where).get(stop)
        return None if walk_s is None else Walk(walk_s, walk_s)

    def _rides(self, where: Point | Off, now: int) -> Iterator[tuple[Walk, Ride, Off]]:
        """Every ride that one may reach, to every stop where one may get off it."""
        for run, (trip, calls) in enumerate(self.timetable.runs):
            for j, call in enumerate(calls[:-1]):
                walk = self._to_ride(where, trip, call.stop) if call.board else None
                if walk is not None and now + walk.seconds <= call.depart:
                    for arrive, off in self._ends(run, j, frozenset()):
                        ride = Ride(run, j, call.stop, call.depart, arrive, trip.headway_s)
                        yield walk, ride, off

    def _ends(self, run: int, j: int, been: frozenset[int]) -> Iterator[tuple[int, Off]]:
        """Where one may get off after a call, on this run and on those as which it goes on."""
        trip, calls = self.timetable.runs[run]
        for call in calls[j + 1 :]:
            if call.alight:
                yield call.arrive, Off(call.stop, trip)
        for then in self.timetable.goes_on.get(run, []):
            if then not in been:
                yield from self._ends(then, 0, been | {run})


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
