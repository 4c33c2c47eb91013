"""The trips of one date: those of the days around it too, on the axis of that date."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from zoneinfo import ZoneInfo

from tests.oracle.feed import Call, Feed, shifted

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


class Timetable:
    """Trips on the axis of one date, and who leaves each stop when."""

    def __init__(self, trips: Iterable[list[Call]]) -> None:
        self.trips = list(trips)
        self._leaving: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        for trip, calls in enumerate(self.trips):
            for j, call in enumerate(calls[:-1]):
                if call.board:
                    self._leaving[call.stop, call.depart].append((trip, j))
        self._times: dict[str, list[int]] = defaultdict(list)
        for stop, depart in sorted(self._leaving):
            self._times[stop].append(depart)

    def leaving(self, stop: str, at: int) -> list[tuple[int, int]]:
        """(trip, call) of each departure at this very second."""
        return self._leaving.get((stop, at), [])

    def next_departure(self, stop: str, after: int) -> int | None:
        """The next second, strictly later, when something leaves."""
        times = self._times.get(stop, [])
        i = bisect_right(times, after)
        return times[i] if i < len(times) else None

    def departures(self, stop: str) -> list[int]:
        """Every second when something leaves, in order."""
        return self._times.get(stop, [])


def timetable(feeds: list[Feed], date: dt.date, zone: ZoneInfo) -> Timetable:
    """Every trip of the date and of the days around it."""
    here = Clock(date, zone)
    trips = []
    for days in DAYS_AROUND:
        day = date + dt.timedelta(days=days)
        for feed in feeds:
            by = Clock(day, feed.zone).origin - here.origin
            trips += [shifted(t.calls, by) for t in feed.trips if feed.runs(t.service, day)]
    return Timetable(trips)
