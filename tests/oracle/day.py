"""The definition of a day that holds, read line by line from DESIGN.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import pairwise, product
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.oracle.feed import WEEKDAYS
from tests.oracle.leaves import Visits
from tests.oracle.openings import clock_s, visits_at
from tests.oracle.stretch import Bounds, Mover, Stretch, leave_for, safe_leave, stretch
from tests.oracle.timetable import clock_of

Json = dict[str, Any]
Places = list[Json]
"""One place for each child."""
SHOWN = ("leave_home_s", "arrive_work_s", "leave_work_s", "return_home_s", "out_s", "back_s")
SUMS = ("rides", "walk_s", "slack_s")


class ShownWays(NamedTuple):
    """A stretch by one way to move."""

    by: Mover
    visits: Visits
    way: Stretch


Plan = tuple[ShownWays, ...]
"""One stretch of a day where one stays between shifts; else one for each shift."""
MoversOf = Callable[[Json, dt.date], list[Mover]]
"""The ways to move of a person (as in the request) on a date, in the order of means."""


class Day:
    """One person, one offer, one weekday."""

    def __init__(
        self,
        request: Json,
        person: Json,
        offer: Json,
        weekday: str,
        zone: ZoneInfo,
        movers_of: MoversOf,
    ) -> None:
        monday = dt.date.fromisoformat(request["date_of_monday"])
        date = monday + dt.timedelta(days=WEEKDAYS.index(weekday))
        self.clock = clock_of(date, zone)
        self.movers = movers_of(person, date)
        self.names = {"person": person["id"], "offer": offer["id"], "weekday": weekday}
        self.bounds = Bounds(
            home=_point(person["home"]),
            work=_point(offer),
            earliest=self.clock.axis(clock_s(person.get("earliest_leave", "05:00"))),
            latest_return=self.clock.axis(clock_s(person.get("latest_return", "21:00"))),
            max_trip_s=int(person.get("max_trip_min", 60) * 60),
            margin_s=int(request.get("settings", {}).get("arrival_margin_min", 5) * 60),
        )
        shifts = offer["shifts"][weekday]
        self.known = shifts is not None
        self.shifts = sorted(self._span(*map(clock_s, shift)) for shift in shifts or [])

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """A shift on the axis; one that ends before it starts ends the next day."""
        return self.clock.axis(start), self.clock.axis(end + (86_400 if end < start else 0))

    def plan(self, places: Places) -> Plan | None:
        """The plan shown: staying between the shifts if that holds, else coming home."""
        if not self.known:
            return None
        stay = self._best(places, [(self.shifts[0][0], self.shifts[-1][1])])
        return stay or self._best(places, self.shifts)

    def _best(self, places: Places, spans: list[tuple[int, int]]) -> Plan | None:
        """One stretch for each span, home before one leaves again, by any ways to move.

        Shown is the one whose first leave is last, then whose first return is first, then the
        first way to move; then the same for the second, and so on.
        """
        combinations = product(*(self._stretches(places, *span) for span in spans))
        fitting = [
            plan
            for plan in combinations
            if all(a.way.back.arrive <= b.way.leave for a, b in pairwise(plan))
        ]

        def rank(plan: Plan) -> list[tuple[int, int, int]]:
            return [(-s.way.leave, s.way.back.arrive, self.movers.index(s.by)) for s in plan]

        return min(fitting, key=rank, default=None)

    def _stretches(self, places: Places, start: int, end: int) -> list[ShownWays]:
        """One stretch for each way to move by which the span holds."""
        visits = visits_at(self.clock, places, start)
        if visits is None:
            return []
        ways = [(by, stretch(self.bounds, by.finder, visits, start, end)) for by in self.movers]
        return [ShownWays(by, visits, way) for by, way in ways if way is not None]

    def answer(self, plan: Plan | None, places: dict[str, str], windows: Json) -> Json:
        """The line for this day: the plan with its names and its places, or the windows."""
        several = len(self.shifts) > 1
        held = {
            "holdable": None if not self.known else plan is not None,
            "home_between": (plan is not None and len(plan) > 1) if several else None,
        }
        shown = self._shown(plan) if plan else dict.fromkeys((*SHOWN, *SUMS, "safe_leave_s"))
        by = [stretch.by.name for stretch in plan or ()]
        places = places if plan else {}
        return self.names | held | shown | {"by": by, "places": places} | windows

    def _shown(self, plan: Plan) -> Json:
        """The plan; clock times, elapsed seconds."""
        clock = self.clock.shown
        ways = [shown.way for shown in plan]
        first, last = ways[0], ways[-1]
        safe = safe_leave(self.bounds, plan[0].by.finder, plan[0].visits, first.start)
        return {
            "leave_home_s": clock(first.leave),
            "arrive_work_s": clock(first.out.arrive),
            "leave_work_s": clock(last.end),
            "return_home_s": clock(last.back.arrive),
            "out_s": sum(way.start - way.leave for way in ways),
            "back_s": sum(way.back.arrive - way.end for way in ways),
            "rides": sum(way.out.rides + way.back.rides for way in ways),
            "walk_s": sum(way.out.walk_s + way.back.walk_s for way in ways),
            "slack_s": min(way.slack_s for way in ways),
            "safe_leave_s": None if safe is None else clock(safe),
        }

    def start_holds(self, choices: Iterable[Places], start: int, minutes: float | None) -> bool:
        """Whether a shift from this clock time would hold, with some choice of places.

        Without its length only the way out is judged.
        """
        at = self.clock.axis(start)
        if minutes is None:
            return any(self._way_out(places, at) for places in choices)
        span = at, self.clock.axis(start + int(minutes * 60))
        return any(self._best(places, [span]) for places in choices)

    def _way_out(self, places: Places, start: int) -> bool:
        visits = visits_at(self.clock, places, start)
        return visits is not None and any(
            leave_for(self.bounds, by.finder, visits, start) is not None for by in self.movers
        )


def _point(row: Json) -> tuple[float, float]:
    return row["lat"], row["lon"]
