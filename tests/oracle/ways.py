"""One way of a day, by search in the time-expanded network.

A node is a place in the network *at one second*, with the visits already made:

- `("point", point, seen)`: at home, at work or at a care place, ready to go;
- `("stop", stop, seen)`: on the pavement, ready to board;
- `("ride", run, j, seen)`: in a vehicle that has just arrived at its call j;
- `("goal",)`: there, every visit made.

Nodes are settled in order of (time, rides, walking seconds, lateness). The time of a node is part
of the node and no edge goes back in time, so the first goal settled is the earliest arrival, by
the fewest rides, then the least walking, then with the most time left before a place closes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from typing import Any, NamedTuple

from tests.oracle.feed import Point, Trip
from tests.oracle.timetable import Boarding, Timetable
from tests.oracle.walking import Walks

NEVER_LATE = -math.inf
Node = tuple[Any, ...]
Label = tuple[int, int, int, float, Node]  # time, rides, walk_s, lateness, node
Seen = frozenset[str]


class Visit(NamedTuple):
    """A care place on one day: a handover begins at or after `opens`, ends by `closes`."""

    point: Point
    opens: int
    closes: int
    handover_s: int


class Way(NamedTuple):
    """`late` is the greatest of (end of a handover - closing): minus the slack of the places."""

    arrive: int
    rides: int
    walk_s: int
    late: float


class Search(NamedTuple):
    """What is searched: every visit in any order, then the goal, at the latest at `until`."""

    timetable: Timetable
    walks: Walks
    visits: dict[str, Visit]
    goal: Point
    until: int
    hopeless: Callable[[int, Node], bool] = lambda now, node: False
    """Nodes known to lead nowhere in time, left aside; the brute search leaves none aside."""

    def leaving(self, start: Point, at: int) -> Way | None:
        """The best way that leaves the point `start` at the second `at`."""
        return self._best([(at, 0, 0, NEVER_LATE, ("point", start, frozenset()))])

    def riding(self, boarding: Boarding, seen: Seen) -> Way | None:
        """The best way that boards this very ride, some visits made."""
        return self._best([self._ride(boarding, 0, seen)])

    def _best(self, queue: list[Label]) -> Way | None:
        settled = set()
        queue = sorted(label for label in queue if label[0] <= self.until)
        while queue:
            now, rides, walk_s, late, node = heappop(queue)
            if node == ("goal",):
                return Way(now, rides, walk_s, late)
            if (now, node) in settled:
                continue
            settled.add((now, node))
            for seconds, rides_more, walk_more, late_then, then in self._edges(now, node):
                if now + seconds <= self.until and not self.hopeless(now + seconds, then):
                    cost = rides + rides_more, walk_s + walk_more, max(late, late_then)
                    heappush(queue, (now + seconds, *cost, then))
        return None

    def _edges(self, now: int, node: Node) -> Iterator[Label]:
        """Seconds, rides and walking more, lateness, and the node where one is then."""
        kind, where, *_, seen = node
        if kind == "point":
            for stop, walk_s in self.walks.stops_from(where).items():
                yield walk_s, 0, walk_s, NEVER_LATE, ("stop", stop, seen)
            yield from self._to_points(now, lambda point: self.walks.between(where, point), seen)
        elif kind == "stop":
            yield from self._boardings(where, now, seen)
            later = self.timetable.next_departure(where, now)
            if later is not None:
                yield later - now, 0, 0, NEVER_LATE, node
        else:
            yield from self._from_ride(now, where, node[2], seen)

    def _boardings(self, stop: str, now: int, seen: Seen) -> Iterator[Label]:
        for boarding in self.timetable.leaving(stop, now):
            yield self._ride(boarding, now, seen)

    def _ride(self, boarding: Boarding, now: int, seen: Seen) -> Label:
        """On board, at the next call."""
        _, run, j = boarding
        arrive = self.timetable.runs[run].calls[j + 1].arrive
        return arrive - now, 1, 0, NEVER_LATE, ("ride", run, j + 1, seen)

    def _from_ride(self, now: int, run: int, j: int, seen: Seen) -> Iterator[Label]:
        trip, calls = self.timetable.runs[run]
        if j + 1 < len(calls):
            yield calls[j + 1].arrive - now, 0, 0, NEVER_LATE, ("ride", run, j + 1, seen)
        else:
            yield from self._seated(now, run, seen)
        if calls[j].alight:
            stop = calls[j].stop
            for target, (seconds, walk_s) in self.walks.changes[stop].items():
                yield seconds, 0, walk_s, NEVER_LATE, ("stop", target, seen)
            for target in self.walks.asked.get(stop, []):
                yield from self._changes_asked(now, trip, stop, target, seen)
            yield from self._to_points(now, lambda goal: self.walks.stops_to(goal).get(stop), seen)

    def _seated(self, now: int, run: int, seen: Seen) -> Iterator[Label]:
        """On the runs as which a vehicle goes on at its end: the same ride."""
        for then in self.timetable.goes_on.get(run, []):
            arrive = self.timetable.runs[then].calls[1].arrive
            yield arrive - now, 0, 0, NEVER_LATE, ("ride", then, 1, seen)

    def _changes_asked(
        self, now: int, left: Trip, origin: str, target: str, seen: Seen
    ) -> Iterator[Label]:
        """Changes that depend on the rides: each ride that leaves the target is asked for."""
        for boarding in self.timetable.boardings(target, now, self.until):
            boarded = self.timetable.runs[boarding.run].trip
            change = self.walks.change(left, origin, boarded, target)
            if change is not None and now + change[0] <= boarding.depart:
                seconds, rides, _, late, node = self._ride(boarding, now, seen)
                yield seconds, rides, change[1], late, node

    def _to_points(
        self, now: int, walk: Callable[[Point], int | None], seen: Seen
    ) -> Iterator[Label]:
        """The walk to each place still to visit, its waiting and handover; or to the goal."""
        for name, visit in self.visits.items():
            walk_s = walk(visit.point)
            if name not in seen and walk_s is not None:
                end = max(now + walk_s, visit.opens) + visit.handover_s
                if end <= visit.closes:
                    then = ("point", visit.point, seen | {name})
                    yield end - now, 0, walk_s, end - visit.closes, then
        walk_s = walk(self.goal)
        if len(seen) == len(self.visits) and walk_s is not None:
            yield walk_s, 0, walk_s, NEVER_LATE, ("goal",)
