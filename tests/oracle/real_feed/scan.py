"""The two scans of connections: forward for arrivals, backward for leaves.

Each is made again until it finds nothing more: a hop, a change or a seat that takes no time at all
may lead to a connection that the scan has just passed.
"""

from __future__ import annotations

import math
from collections import defaultdict

from tests.oracle.leaves import Departure
from tests.oracle.real_feed.lines import Connection, Lines
from tests.oracle.walking import Walks


class ForwardScan:
    """Where one can be, at the earliest, by rides that arrive by a deadline."""

    def __init__(self, lines: Lines, walks: Walks, until: int) -> None:
        self.lines = lines
        self.walks = walks
        self.until = until
        self.ready: dict[str, float] = defaultdict(lambda: math.inf)
        self.left: dict[str, dict[tuple[int, str], int]] = defaultdict(dict)
        """For each stop to which changes depend on the rides: who got off what, where, when."""
        self.boarded: dict[int, int] = {}
        """The runs that one can be on, and from which call on."""
        self.earliest: dict[str, int] = {}

    def to_the_end(self, since: int) -> None:
        """Every connection from a second on, again and again until nothing is found."""
        connections = self.lines.between(since, self.until)
        while sum(map(self._reaches, connections)):
            pass

    def _reaches(self, connection: Connection) -> bool:
        """Takes one connection if one can; whether anything new is found."""
        new = False
        run, j = connection.run, connection.j
        if self.boarded.get(run, math.inf) > j:
            if not connection.board or not self._is_ready(connection):
                return False
            new = self._board(run, j)
        if j + 1 == self.lines.last(run):
            for then in self.lines.goes_on.get(run, []):
                new |= self._board(then, 0)
        if connection.alight and connection.arrive <= self.until:
            new |= self._get_off(connection)
        return new

    def _is_ready(self, connection: Connection) -> bool:
        stop, depart = connection.origin, connection.depart
        return self.ready[stop] <= depart or any(
            arrive <= depart and arrive + self._change_s(run, origin, connection) <= depart
            for (run, origin), arrive in self.left[stop].items()
        )

    def _change_s(self, run: int, origin: str, connection: Connection) -> float:
        left, boarded = self.lines.trips[run][0], self.lines.trips[connection.run][0]
        change = self.walks.change(left, origin, boarded, connection.origin)
        return math.inf if change is None else change[0]

    def _board(self, run: int, j: int) -> bool:
        if self.boarded.get(run, math.inf) <= j:
            return False
        self.boarded[run] = j
        return True

    def _get_off(self, connection: Connection) -> bool:
        stop, arrive, new = connection.target, connection.arrive, False
        for target in self.walks.asked.get(stop, []):
            if arrive < self.left[target].get((connection.run, stop), math.inf):
                self.left[target][connection.run, stop] = arrive
                new = True
        if arrive < self.earliest.get(stop, math.inf):
            self.earliest[stop] = arrive
            for target, (seconds, _) in self.walks.changes[stop].items():
                self.ready[target] = min(self.ready[target], arrive + seconds)
            new = True
        return new


class BackwardScan:
    """From where one is still in time, at the latest."""

    def __init__(self, lines: Lines, walks: Walks) -> None:
        self.lines = lines
        self.walks = walks
        self.alight_by: dict[str, float] = defaultdict(lambda: -math.inf)
        self.helping: dict[str, dict[int, int]] = defaultdict(dict)
        """For each stop the runs that help, and the latest second at which each leaves it."""
        self.all_helping: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self.last_call: dict[int, int] = {}
        """The runs that help, and up to which call."""

    def to_the_end(self, since: int, deadline: int) -> None:
        """Every connection, the last first, again and again until nothing is found."""
        connections = self.lines.between(since, deadline)[::-1]
        while sum(map(self._helps, connections)):
            pass

    def departures(self) -> dict[str, list[Departure]]:
        """The departures that help at each stop, the last first."""
        trips = self.lines.trips
        return {
            stop: sorted(((depart, trips[run][0].headway_s) for run, depart in rides), reverse=True)
            for stop, rides in self.all_helping.items()
        }

    def _helps(self, connection: Connection) -> bool:
        """Takes one connection if it helps; whether anything new is found."""
        new = False
        run, j = connection.run, connection.j
        if self.last_call.get(run, -1) <= j:
            if not connection.alight or not self._is_in_time(connection):
                return False
            new = self._stay_until(run, j + 1)
        if j == 0:
            for before in self.lines.comes_from.get(run, []):
                new |= self._stay_until(before, self.lines.last(before))
        if connection.board:
            new |= self._get_on(connection)
        return new

    def _is_in_time(self, connection: Connection) -> bool:
        stop, arrive = connection.target, connection.arrive
        return arrive <= self.alight_by[stop] or any(
            arrive <= depart and arrive + self._change_s(connection, target, run) <= depart
            for target in self.walks.asked.get(stop, [])
            for run, depart in self.helping[target].items()
        )

    def _change_s(self, connection: Connection, target: str, run: int) -> float:
        left, boarded = self.lines.trips[connection.run][0], self.lines.trips[run][0]
        change = self.walks.change(left, connection.target, boarded, target)
        return math.inf if change is None else change[0]

    def _stay_until(self, run: int, call: int) -> bool:
        if self.last_call.get(run, -1) >= call:
            return False
        self.last_call[run] = call
        return True

    def _get_on(self, connection: Connection) -> bool:
        stop, depart, run = connection.origin, connection.depart, connection.run
        if (run, depart) in self.all_helping[stop]:
            return False
        self.all_helping[stop].add((run, depart))
        self.helping[stop][run] = max(depart, self.helping[stop].get(run, depart))
        for origin, seconds in self.walks.changes_to[stop]:
            self.alight_by[origin] = max(self.alight_by[origin], depart - seconds)
        return True
