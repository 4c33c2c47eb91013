"""When to leave home: the latest leave and the safe leave, by trying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple, Protocol

from tests.oracle.feed import Point
from tests.oracle.timetable import Timetable
from tests.oracle.walking import Walks
from tests.oracle.ways import Search, Seen, Visit, Way

Visits = dict[str, Visit]
Departure = tuple[int, int]
"""When a ride leaves, and its headway: 0 where it is scheduled."""


class Moves(Protocol):
    """Seconds straight from point to point, on foot or by a vehicle."""

    def between(self, a: Point, b: Point) -> int | None: ...


class Brute(NamedTuple):
    """Answers the three questions of a day by searching, again and again."""

    timetable: Timetable
    walks: Walks

    def way(self, start: Point, at: int, visits: Visits, goal: Point, until: int) -> Way | None:
        """The best way that leaves at exactly `at`."""
        return Search(self.timetable, self.walks, visits, goal, until).leaving(start, at)

    def latest(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        """The last second from `low` on at which one may leave and be in time.

        Who can leave at a second can leave at any earlier one and wait: so halving finds it.
        """
        if low > deadline or self.way(start, low, visits, goal, deadline) is None:
            return None
        high = deadline
        while low < high:
            middle = (low + high + 1) // 2
            if self.way(start, middle, visits, goal, deadline) is not None:
                low = middle
            else:
                high = middle - 1
        return low

    def safe(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None:
        """The latest leave from `low` on that is in time though the first ride is missed.

        From a stop, after some visits on foot: the last departure from which one is in time is
        the "next one that helps"; the one before it that helps too is the ride missed.
        """
        search = Search(self.timetable, self.walks, visits, goal, deadline)
        leaves = [direct_leave(self.walks, start, visits, goal, deadline)]
        for order in orders(visits):
            last = visits[order[-1]].point if order else start
            for stop, walk_s in self.walks.stops_from(last).items():
                missed = missed_departure(self._helping(search, stop, frozenset(order), low))
                if missed is not None:
                    walked = straight_leave(self.walks, start, visits, order, missed - walk_s)
                    leaves.append(walked)
        return max((leave for leave in leaves if leave is not None and leave >= low), default=None)

    def _helping(self, search: Search, stop: str, seen: Seen, low: int) -> Iterator[Departure]:
        """The departures of a stop from which one is still in time, the last first."""
        for boarding in reversed(self.timetable.boardings(stop, low, search.until)):
            if search.riding(boarding, seen) is not None:
                yield boarding.depart, self.timetable.runs[boarding.run].trip.headway_s


def missed_departure(helping: Iterable[Departure]) -> int | None:
    """The last departure that may be missed, of departures given from the last to the first.

    A scheduled ride leaves before the last of all; a ride by headway a whole headway before it.
    """
    last = None
    for depart, headway_s in helping:
        last = depart if last is None else last
        if depart + max(headway_s, 1) <= last:
            return depart
    return None


def orders(visits: Visits) -> Iterator[tuple[str, ...]]:
    """Every order of every subset of the visits, none at all included."""
    for count in range(len(visits) + 1):
        yield from permutations(visits, count)


def straight_leave(
    moves: Moves, start: Point, visits: Visits, order: Sequence[str], ready: int
) -> int | None:
    """The latest leave from `start` to have made some visits without a ride, in order."""
    for i in reversed(range(len(order))):
        visit = visits[order[i]]
        begin = ready - visit.handover_s
        move_s = moves.between(visits[order[i - 1]].point if i else start, visit.point)
        if begin < visit.opens or move_s is None:
            return None
        ready = begin - move_s
    return ready


def direct_leave(
    moves: Moves, start: Point, visits: Visits, goal: Point, deadline: int
) -> int | None:
    """The latest leave of a way without any ride; None where there is no such way."""
    leaves = []
    for order in permutations(visits):
        move_s = moves.between(visits[order[-1]].point if order else start, goal)
        if move_s is not None:
            leaves.append(straight_leave(moves, start, visits, order, deadline - move_s))
    return max((leave for leave in leaves if leave is not None), default=None)
