"""When care places are open, and the visits that a day makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.oracle.feed import WEEKDAYS
from tests.oracle.leaves import Visits
from tests.oracle.timetable import Clock
from tests.oracle.ways import Visit

Json = dict[str, Any]


def visits_at(clock: Clock, places: list[Json], start: int) -> Visits | None:
    """The visits around a shift, one for each place; None where one is closed at the start.

    The morning handover is before the start of the shift and the evening's after its end: the
    one unbroken opening that has both is the one that is open when the shift starts.
    """
    visits: Visits = {}
    for place in places:
        around = [o for o in openings(clock, place["hours"]) if o[0] <= start <= o[1]]
        if not around:
            return None
        handover_s = int(place.get("handover_min", 10) * 60)
        if place["id"] in visits:
            handover_s = max(handover_s, visits[place["id"]].handover_s)
        where = place["lat"], place["lon"]
        visits[place["id"]] = Visit(where, *around[0], handover_s)
    return visits


def openings(clock: Clock, hours: Json) -> list[tuple[int, int]]:
    """When a place is open around a date, on its axis; those that touch are one."""
    whole: list[tuple[int, int]] = []
    for opens, closes in sorted(_by_weekday(clock, hours)):
        if whole and opens <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(closes, whole[-1][1])
        else:
            whole.append((opens, closes))
    return whole


def _by_weekday(clock: Clock, hours: Json) -> Iterator[tuple[int, int]]:
    for days in range(-7, 8):
        weekday = WEEKDAYS[(clock.date.weekday() + days) % 7]
        if hours.get(weekday):
            opens, closes = map(clock_s, hours[weekday])
            yield clock.axis(opens, days), clock.axis(closes, days)


def clock_s(text: str) -> int:
    """Seconds of HH:MM or HH:MM:SS."""
    hours, minutes, *seconds = map(int, text.split(":"))
    return hours * 3600 + minutes * 60 + sum(seconds)


def clock_text(seconds: int) -> str:
    """HH:MM:SS of seconds."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
