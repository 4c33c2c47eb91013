"""When care places are open, and the visits that a day makes of them."""

from __future__ import annotations

import datetime as dt
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
        around = [o for o in openings(clock, place) if o[0] <= start <= o[1]]
        if not around:
            return None
        handover_s = int(place.get("handover_min", 10) * 60)
        if place["id"] in visits:
            handover_s = max(handover_s, visits[place["id"]].handover_s)
        where = place["lat"], place["lon"]
        visits[place["id"]] = Visit(where, *around[0], handover_s)
    return visits


def openings(clock: Clock, place: Json) -> list[tuple[int, int]]:
    """When a place is open around a date, on its axis; those that touch are one."""
    whole: list[tuple[int, int]] = []
    for opens, closes in sorted(_by_date(clock, place)):
        if whole and opens <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(closes, whole[-1][1])
        else:
            whole.append((opens, closes))
    return whole


def _by_date(clock: Clock, place: Json) -> Iterator[tuple[int, int]]:
    """The hours that begin on the date and on those of a week around it."""
    for days in range(-7, 8):
        date = clock.date + dt.timedelta(days=days)
        span = hours_on(place, date).get(WEEKDAYS[date.weekday()])
        if span:
            opens, closes = map(clock_s, span)
            yield clock.axis(opens, days), clock.axis(closes, days)


def hours_on(place: Json, date: dt.date) -> Json:
    """The hours of a place by weekday: those of its first period that has the date, or its own."""
    for period in place.get("periods", []):
        if period["from"] <= date.isoformat() <= period["to"]:
            return dict(period["hours"])
    return dict(place["hours"])


def clock_s(text: str) -> int:
    """Seconds of HH:MM or HH:MM:SS."""
    hours, minutes, *seconds = map(int, text.split(":"))
    return hours * 3600 + minutes * 60 + sum(seconds)


def clock_text(seconds: int) -> str:
    """HH:MM:SS of seconds."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
