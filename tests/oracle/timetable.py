"""The trips of one date: those of the days around it too, on the axis of that date."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.oracle.feed import Call, Feed, Trip, shifted, unbooked

DAYS_AROUND = range(-2, 3)
"""A trip may run past midnight twice (48:00), and a shift may end the day after."""


class Clock:
    """Clock times of one date and the axis of that date: seconds since its noon minus 12 h."""

    def __init__(self, date: dt.date, zone: ZoneInfo) -> None:
        self.date = date
        self.zone = zone
        self.origin = self._moment(date, 12 * 3600) - 12 * 3600

    def _moment(self, date: dt.date, clock_s: int) -> int:
        """The instant when the clock shows `clock_s` seconds after midnight of `date`."""
        days, second = divmod(clock_s, 86_400)
        hour, minute, second = second // 3600, second // 60 % 60, second % 60
        day = dt.datetime(date.year, date.month, date.day, hour, minute, second, tzinfo=self.zone)
        return int((day + dt.timedelta(days=days)).timestamp())

    @cache  # noqa: B019 - few dates, asked for again and again
    def axis(self, clock_s: int, days: int = 0) -> int:
        """The axis second of a clock time of this date, or of the date so many days later."""
        return self._moment(self.date + dt.timedelta(days=days), clock_s) - self.origin

    def shown(self, axis_s: int) -> int:
        """The clock time of an axis second, in seconds since this date's midnight."""
        moment = dt.datetime.fromtimestamp(self.origin + axis_s, self.zone).replace(tzinfo=None)
        return int((moment - dt.datetime.combine(self.date, dt.time())).total_seconds())


@cache
def clock_of(date: dt.date, zone: ZoneInfo) -> Clock:
    """The clock of a date."""
    return Clock(date, zone)


class Run(NamedTuple):
    """A trip on one day, its calls on the axis of a date."""

    trip: Trip
    calls: list[Call]


class Boarding(NamedTuple):
    """One may get on a run at its call j."""

    depart: int
    run: int
    j: int


class Timetable:
    """Runs on the axis of one date, who leaves each stop when, and which runs go on as which."""

    def __init__(self, runs: Sequence[Run], goes_on: Mapping[int, Sequence[int]]) -> None:
        self.runs = runs
        self.goes_on = goes_on
        self._boardings: dict[str, list[Boarding]] = defaultdict(list)
        for run, (_, calls) in enumerate(runs):
            for j, call in enumerate(calls[:-1]):
                if call.board:
                    self._boardings[call.stop].append(Boarding(call.depart, run, j))
        for boardings in self._boardings.values():
            boardings.sort()

    def boardings(self, stop: str, since: int, until: int) -> list[Boarding]:
        """Everything that one may board at a stop between two seconds, the first first."""
        boardings = self._boardings.get(stop, [])
        return boardings[_first(boardings, since) : _first(boardings, until + 1)]

    def leaving(self, stop: str, at: int) -> list[Boarding]:
        """Everything that one may board at this very second."""
        return self.boardings(stop, at, at)

    def next_departure(self, stop: str, after: int) -> int | None:
        """The next second, strictly later, when something leaves."""
        boardings = self._boardings.get(stop, [])
        i = _first(boardings, after + 1)
        return boardings[i].depart if i < len(boardings) else None


def _first(boardings: list[Boarding], since: int) -> int:
    """The number of the first that leaves at a second or later."""
    return bisect_left(boardings, Boarding(since, -1, -1))


def runs_around(
    feeds: list[Feed], date: dt.date, zone: ZoneInfo
) -> tuple[list[tuple[Trip, int]], dict[int, list[int]]]:
    """Every trip of the date and of the days around it, and by how much it is moved to its axis.

    And for each, by its number, those on which one is when one stays seated at its end.
    """
    here = Clock(date, zone)
    trips: list[tuple[Trip, int]] = []
    goes_on: dict[int, list[int]] = defaultdict(list)
    for days in DAYS_AROUND:
        day = date + dt.timedelta(days=days)
        for feed in feeds:
            by = Clock(day, feed.zone).origin - here.origin
            today = [trip for trip in feed.trips if feed.runs(trip.service, day)]
            number = {trip.name: len(trips) + i for i, trip in enumerate(today)}
            trips += [(trip, by) for trip in today]
            for a, b in feed.continuations:
                if a in number and b in number:
                    goes_on[number[a]].append(number[b])
    return trips, goes_on


def timetable(feeds: list[Feed], date: dt.date, zone: ZoneInfo, booked: bool) -> Timetable:
    """Every trip of the date and of the days around it, for one who books rides or does not."""
    trips, goes_on = runs_around(feeds, date, zone)
    runs = [Run(trip, shifted(calls_for(trip, booked), by)) for trip, by in trips]
    return Timetable(runs, goes_on)


def calls_for(trip: Trip, booked: bool) -> list[Call]:
    """The calls of a trip; who books no ride neither boards nor gets off where one must."""
    return trip.calls if booked else [unbooked(call) for call in trip.calls]
