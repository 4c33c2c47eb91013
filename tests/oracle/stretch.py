"""One stretch away from home: a way out, the work, a way back, all by one way to move."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from tests.oracle.feed import Point
from tests.oracle.leaves import Visits
from tests.oracle.ways import Way


class Finder(Protocol):
    """What answers the three questions of a stretch; `leaves.Brute` says what they are."""

    def way(self, start: Point, at: int, visits: Visits, goal: Point, until: int) -> Way | None: ...
    def latest(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None: ...
    def safe(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None: ...


class Mover(NamedTuple):
    """A way to move: `foot` (with transit or without), `bicycle` or `car`."""

    name: str
    finder: Finder


class Bounds(NamedTuple):
    """Where one lives and works and what one accepts, on the axis of a date, in seconds."""

    home: Point
    work: Point
    earliest: int
    latest_return: int
    max_trip_s: int
    margin_s: int


class Stretch(NamedTuple):
    """The best way out to be there for `start`, and the best way back from `end`."""

    start: int
    leave: int
    out: Way
    end: int
    back: Way

    @property
    def slack_s(self) -> int:
        """The least time left, before the start and before a place closes."""
        return int(min(self.start - self.out.arrive, -self.back.late))


def leave_for(bounds: Bounds, finder: Finder, visits: Visits, start: int) -> int | None:
    """The latest leave to be at work in time for `start`; None where there is no way out."""
    low = max(bounds.earliest, start - bounds.max_trip_s)
    return finder.latest(bounds.home, visits, bounds.work, low, start - bounds.margin_s)


def stretch(bounds: Bounds, finder: Finder, visits: Visits, start: int, end: int) -> Stretch | None:
    """The best stretch of one way to move; None where a way out or a way back is missing."""
    until = min(bounds.latest_return, end + bounds.max_trip_s)
    back = finder.way(bounds.work, end, visits, bounds.home, until)
    # The way back first: it is one search, and the latest leave is many.
    leave = None if back is None else leave_for(bounds, finder, visits, start)
    if leave is None or back is None:
        return None
    out = finder.way(bounds.home, leave, visits, bounds.work, start - bounds.margin_s)
    assert out is not None
    return Stretch(start, leave, out, end, back)


def safe_leave(bounds: Bounds, finder: Finder, visits: Visits, start: int) -> int | None:
    """The latest leave that is in time though the first ride is missed."""
    deadline = start - bounds.margin_s
    return finder.safe(bounds.home, visits, bounds.work, bounds.earliest, deadline)
