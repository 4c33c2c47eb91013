"""Time: weekdays, clock times in whole seconds, and days when clocks change.

Inside Jalon a time is a whole number of seconds on the *axis* of one date: seconds since noon of
that date minus twelve hours, as GTFS counts. On every day but two a year that is the clock's
seconds since midnight. `DayClock` converts on all of them.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import numpy as np

from jalon.core.arrays import Ints

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_S = 86_400
_CLOCK = re.compile(r"([0-2]?\d):([0-5]\d)(?::([0-5]\d))?")


def parse_clock(text: str) -> int:
    """Seconds since midnight of `HH:MM` or `HH:MM:SS`, up to 29:59:59; ValueError otherwise."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a time like 08:30")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def format_clock(clock_s: int, *, up: bool = False, seconds: bool = False) -> str:
    """`HH:MM` of a clock time, rounded down or `up`; with `seconds`, `HH:MM:SS` exactly."""
    if seconds:
        return f"{clock_s // 3600:02d}:{clock_s // 60 % 60:02d}:{clock_s % 60:02d}"
    minutes = -(-clock_s // 60) if up else clock_s // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


class DayClock:
    """Converts between the clock on the wall and the axis of one date, in one time zone."""

    def __init__(self, date: dt.date, zone: ZoneInfo) -> None:
        self.date = date
        self.zone = zone
        self._origin = self._noon(date) - DAY_S // 2
        self.is_plain = self._runs_evenly()

    def _runs_evenly(self) -> bool:
        """Whether no clock changes from the eve to two days later: then axis and clock are one."""
        days = (self.date + dt.timedelta(days=offset) for offset in (-1, 1, 2, 3))
        noons = [self._noon(day) - self._noon(self.date) for day in days]
        return noons == [-DAY_S, DAY_S, 2 * DAY_S, 3 * DAY_S]

    def _noon(self, date: dt.date) -> int:
        return int(dt.datetime.combine(date, dt.time(12), self.zone).timestamp())

    def axis_of_day(self, other: dt.date) -> int:
        """Where the axis of `other` begins on this day's axis, in seconds (-86 400 for the eve)."""
        return self._noon(other) - DAY_S // 2 - self._origin

    def axis(self, clock_s: int) -> int:
        """The axis second of a clock time of this date; 24:00 and later are of the days after."""
        if self._covers(clock_s):
            return clock_s
        days, second = divmod(clock_s, DAY_S)
        date = self.date + dt.timedelta(days=days)
        clock = dt.time(second // 3600, second // 60 % 60, second % 60)
        return int(dt.datetime.combine(date, clock, self.zone).timestamp()) - self._origin

    def clock(self, axis_s: int) -> int:
        """The clock time of an axis second, in seconds since this date's midnight."""
        if self._covers(axis_s):
            return axis_s
        moment = dt.datetime.fromtimestamp(self._origin + axis_s, self.zone)
        days = (moment.date() - self.date).days
        return days * DAY_S + moment.hour * 3600 + moment.minute * 60 + moment.second

    def clocks(self, axis_s: Ints) -> Ints:
        """`clock` of many axis seconds."""
        if self.is_plain:
            return axis_s
        values, where = np.unique(axis_s, return_inverse=True)
        told = np.array([self.clock(int(value)) for value in values], dtype=np.int32)
        return told[where.reshape(axis_s.shape)]

    def _covers(self, second: int) -> bool:
        return self.is_plain and -DAY_S // 2 <= second < 3 * DAY_S
