"""The connections of a date on a real feed, for the scans."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.oracle.feed import Feed, shifted
from tests.oracle.timetable import Run, Timetable, calls_for, runs_around

WITHIN = (0, 32 * 3600)
"""No leave is before 00:00 and no return after 29:59, which is 31:00 when clocks change."""


class Connection(NamedTuple):
    """A run from its call j to its call j + 1; sorted in time, then along the run."""

    depart: int
    run: int
    j: int
    arrive: int
    origin: str
    target: str
    board: bool
    alight: bool


class Lines:
    """Every connection of a date, those of the days around it included."""

    def __init__(self, feeds: list[Feed], date: dt.date, zone: ZoneInfo, booked: bool) -> None:
        self.booked = booked
        self.trips, self.goes_on = runs_around(feeds, date, zone)
        self.comes_from: dict[int, list[int]] = defaultdict(list)
        for run, others in self.goes_on.items():
            for other in others:
                self.comes_from[other].append(run)
        self.connections = sorted(self._connections())
        self.departs = [c.depart for c in self.connections]

    def _connections(self) -> Iterator[Connection]:
        low, high = WITHIN
        for number, (trip, by) in enumerate(self.trips):
            if trip.calls[-1].arrive + by < low or trip.calls[0].depart + by > high:
                continue
            for j, (a, b) in enumerate(pairwise(calls_for(trip, self.booked))):
                depart, arrive = a.depart + by, b.arrive + by
                yield Connection(depart, number, j, arrive, a.stop, b.stop, a.board, b.alight)

    def between(self, low: int, high: int) -> list[Connection]:
        """The connections that depart from `low` to `high`."""
        first = bisect_left(self.departs, low)
        return self.connections[first : bisect_left(self.departs, high + 1)]

    def last(self, run: int) -> int:
        """The number of the last call of a run."""
        return len(self.trips[run][0].calls) - 1

    def timetable(self, runs: Iterable[int]) -> Timetable:
        """These runs alone, for the brute search."""
        number = {run: i for i, run in enumerate(runs)}
        kept = [self.trips[run] for run in number]
        return Timetable(
            [Run(trip, shifted(calls_for(trip, self.booked), by)) for trip, by in kept],
            {
                i: [number[b] for b in self.goes_on.get(a, []) if b in number]
                for a, i in number.items()
            },
        )
