"""The definition of a day that holds, read line by line from DESIGN.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from tests.oracle.feed import WEEKDAYS
from tests.oracle.leaves import Visits
from tests.oracle.timetable import Clock
from tests.oracle.walks import Point
from tests.oracle.ways import Visit, Way

Json = dict[str, Any]
SHOWN = ("leave_home_s", "arrive_work_s", "leave_work_s", "return_home_s", "out_s", "back_s")
SUMS = ("rides", "walk_s", "slack_s")


class Finder(Protocol):
    """What answers the three questions of a day; `leaves.Brute` says what they are."""

    def way(self, start: Point, at: int, visits: Visits, goal: Point, until: int) -> Way | None: ...
    def latest(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None: ...
    def safe(
        self, start: Point, visits: Visits, goal: Point, low: int, deadline: int
    ) -> int | None: ...


FinderOf = Callable[[Json, dt.date], Finder]
"""Who answers for a person (as in the request) on a date."""


class Day:
    """One person, one offer, one weekday."""

    def __init__(
        self,
        request: Json,
        person: Json,
        offer: Json,
        weekday: str,
        zone: ZoneInfo,
        finder_of: FinderOf,
    ) -> None:
        monday = dt.date.fromisoformat(request["date_of_monday"])
        date = monday + dt.timedelta(days=WEEKDAYS.index(weekday))
        self.clock = Clock(date, zone)
        self.finder = finder_of(person, date)
        self.names = {"person": person["id"], "offer": offer["id"], "weekday": weekday}
        self.home = _point(person["home"])
        self.work = _point(offer)
        self.max_trip_s = int(person.get("max_trip_min", 60) * 60)
        self.earliest = self.clock.axis(clock_s(person.get("earliest_leave", "05:00")))
        self.latest_return = self.clock.axis(clock_s(person.get("latest_return", "21:00")))
        margin = request.get("settings", {}).get("arrival_margin_min", 5)
        shifts = offer["shifts"][weekday]
        self.known = shifts is not None
        if self.known:
            ((start, end),) = shifts
            after_midnight = 86_400 if clock_s(end) < clock_s(start) else 0
            self.start = self.clock.axis(clock_s(start))
            self.end = self.clock.axis(clock_s(end) + after_midnight)
            self.deadline = self.start - int(margin * 60)

    def plan(self, places: list[Json]) -> Json:
        """Holds or not, which side fails, and the plan shown; on the axis of the date."""
        if not self.known:
            return {"holdable": None, "fails": []}
        visits = self.visits(places)
        if visits is None:
            return {"holdable": False, "fails": ["out", "back"]}
        low = max(self.earliest, self.start - self.max_trip_s)
        until = min(self.latest_return, self.end + self.max_trip_s)
        leave = self.finder.latest(self.home, visits, self.work, low, self.deadline)
        back = self.finder.way(self.work, self.end, visits, self.home, until)
        if leave is None or back is None:
            fails = [side for side, way in [("out", leave), ("back", back)] if way is None]
            return {"holdable": False, "fails": fails}
        out = self.finder.way(self.home, leave, visits, self.work, self.deadline)
        assert out is not None
        return {"holdable": True, "fails": []} | self.shown(leave, out, back)

    def shown(self, leave: int, out: Way, back: Way) -> Json:
        """The plan; clock times, elapsed seconds."""
        clock = self.clock.shown
        return {
            "leave_home_s": clock(leave),
            "arrive_work_s": clock(out.arrive),
            "leave_work_s": clock(self.end),
            "return_home_s": clock(back.arrive),
            "out_s": self.start - leave,
            "back_s": back.arrive - self.end,
            "rides": out.rides + back.rides,
            "walk_s": out.walk_s + back.walk_s,
            "slack_s": int(min(self.start - out.arrive, -back.late)),
        }

    def answer(self, plan: Json, chosen: Json, places: list[Json]) -> Json:
        """The line for this day: the plan with its names, its places and its safe leave."""
        safe = None
        if plan["holdable"]:
            visits = self.visits(places)
            assert visits is not None
            found = self.finder.safe(self.home, visits, self.work, self.earliest, self.deadline)
            safe = None if found is None else self.clock.shown(found)
        shown = dict.fromkeys(SHOWN + SUMS) | plan | {"safe_leave_s": safe}
        return self.names | shown | {"places": chosen if plan["holdable"] else {}}

    def visits(self, places: list[Json]) -> Visits | None:
        """The visits of the day, one for each place; None where one is closed at the start.

        The morning handover is before the start of the shift and the evening's after its end: the
        one unbroken opening that has both is the one that is open when the shift starts.
        """
        visits: Visits = {}
        for place in places:
            openings = merged(self.openings(place["hours"]))
            around = [o for o in openings if o[0] <= self.start <= o[1]]
            if not around:
                return None
            handover_s = int(place.get("handover_min", 10) * 60)
            if place["id"] in visits:
                handover_s = max(handover_s, visits[place["id"]].handover_s)
            visits[place["id"]] = Visit(_point(place), *around[0], handover_s)
        return visits

    def openings(self, hours: Json) -> Iterator[tuple[int, int]]:
        """When a place is open, weekday by weekday, on the axis of this date."""
        for days in range(-7, 8):
            weekday = WEEKDAYS[(self.clock.date.weekday() + days) % 7]
            if hours.get(weekday):
                opens, closes = map(clock_s, hours[weekday])
                yield self.clock.axis(opens, days), self.clock.axis(closes, days)


def merged(openings: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same openings, those that touch made one."""
    whole: list[tuple[int, int]] = []
    for opens, closes in sorted(openings):
        if whole and opens <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(closes, whole[-1][1])
        else:
            whole.append((opens, closes))
    return whole


def clock_s(text: str) -> int:
    """Seconds of HH:MM or HH:MM:SS."""
    hours, minutes, *seconds = map(int, text.split(":"))
    return hours * 3600 + minutes * 60 + sum(seconds)


def _point(row: Json) -> Point:
    return row["lat"], row["lon"]
