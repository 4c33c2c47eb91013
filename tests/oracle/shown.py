"""Is a plan shown a plan? Each of its legs is computed again, alone and after the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tests.oracle.day import Json
from tests.oracle.feed import WEEKDAYS, Call, Feed, Point, Trip
from tests.oracle.feed.trips import BOOKED
from tests.oracle.timetable import Clock, Timetable, clock_of, timetable
from tests.oracle.vehicles import VEHICLES, Driver, driver
from tests.oracle.walking import Ground, Walks

STOP = "stop:"


class Shown(NamedTuple):
    """A leg as it is shown; times are clock seconds of the day."""

    way: str
    kind: str
    origin: str
    target: str
    depart_s: int
    arrive_s: int
    booked: bool
    headway_s: int
    """0 where minutes are promised."""

    @property
    def seconds(self) -> int:
        """How long it takes."""
        return self.arrive_s - self.depart_s


class Ride(NamedTuple):
    """A ride that may be the one shown: the trips that one boards and that one leaves."""

    boarded: Trip
    left: Trip


class Plans:
    """Judges the plans of a feed and a request."""

    def __init__(self, path: Path, request: Json) -> None:
        feed = Feed(path)
        settings = request.get("settings", {})
        self.request = request
        self.zone = feed.zone
        self.ground = Ground([feed], settings)
        self.drivers = {name: driver(self.ground, settings, name) for name in VEHICLES}
        self.timetable = cache(lambda date, books: timetable([feed], date, feed.zone, books))

    def complaints(
        self, person: str, offer: str, weekday: str, legs: Sequence[Shown]
    ) -> Iterator[str]:
        """What is wrong with the legs of a day; nothing where all is well.

        A day on which clocks change is left aside: its clock seconds are not its seconds.
        """
        monday = dt.date.fromisoformat(self.request["date_of_monday"])
        date = monday + dt.timedelta(days=WEEKDAYS.index(weekday))
        clock = clock_of(date, self.zone)
        if clock.axis(30 * 3600) - clock.axis(0) == 30 * 3600:
            recount = self._recount(person, offer, date, clock)
            for _, way in groupby(legs, lambda leg: leg.way):
                yield from recount.complaints(list(way))

    def _recount(self, person: str, offer: str, date: dt.date, clock: Clock) -> Recount:
        someone = next(row for row in self.request["people"] if row["id"] == person)
        work = next(row for row in self.request["offers"] if row["id"] == offer)
        places = [place for c in someone.get("children", []) for place in c["places"]]
        ends = {"home": someone["home"], "work": work} | {f"place:{p['id']}": p for p in places}
        points = {name: (row["lat"], row["lon"]) for name, row in ends.items()}
        pace = someone.get("walk_kmh", 4.5), int(someone.get("max_walk_min", 15) * 60)
        table = self.timetable(date, someone.get("booked_rides", True))
        return Recount(table, Walks(self.ground, *pace), self.drivers, points, clock)


class Recount(NamedTuple):
    """Computes the legs of one person and offer on one date again."""

    timetable: Timetable
    walks: Walks
    drivers: dict[str, Driver]
    points: dict[str, Point]
    clock: Clock

    def complaints(self, way: list[Shown]) -> Iterator[str]:
        """What is wrong with one way."""
        before: tuple[Shown, list[Ride]] | None = None
        walk: Shown | None = None
        for leg in way:
            if leg.kind == "ride":
                rides = self._rides(leg)
                if before is not None:
                    rides = [ride for ride in rides if self._follows(before, walk, leg, ride)]
                if not rides:
                    yield f"no such ride, or it cannot be reached: {leg} after {before}"
                before, walk = (leg, rides), None
            elif _is_stop(leg.origin) and _is_stop(leg.target):
                walk = leg
            else:
                before, walk = None, None
                if leg.kind != "handover" and self._moved(leg) != leg.seconds:
                    yield f"{leg} takes {self._moved(leg)} s"

    def _rides(self, leg: Shown) -> list[Ride]:
        """The rides of the timetable that are as the leg says."""
        depart, arrive = self.clock.axis(leg.depart_s), self.clock.axis(leg.arrive_s)
        return [
            Ride(self.timetable.runs[run].trip, left)
            for _, run, j in self.timetable.leaving(_stop(leg.origin), depart)
            if leg.headway_s == self.timetable.runs[run].trip.headway_s
            for left, call in self._calls_after(run, j, frozenset())
            if (call.stop, call.arrive, call.alight) == (_stop(leg.target), arrive, True)
            if leg.booked == _is_booked(self.timetable.runs[run].calls[j], call)
        ]

    def _calls_after(self, run: int, j: int, been: frozenset[int]) -> Iterator[tuple[Trip, Call]]:
        trip, calls = self.timetable.runs[run]
        yield from ((trip, call) for call in calls[j + 1 :])
        for then in self.timetable.goes_on.get(run, []):
            if then not in been:
                yield from self._calls_after(then, 0, been | {run})

    def _follows(
        self, before: tuple[Shown, list[Ride]], walk: Shown | None, leg: Shown, ride: Ride
    ) -> bool:
        """Whether a ride is reached from one of those before, and the walk is as it is shown."""
        off, rides = before
        for left in rides:
            stops = _stop(off.target), _stop(leg.origin)
            change = self.walks.change(left.left, stops[0], ride.boarded, stops[1])
            if change is not None and off.arrive_s + change[0] <= leg.depart_s:
                if walk is None and stops[0] == stops[1]:
                    return True
                if walk is not None and walk.seconds == change[1]:
                    return (walk.origin, walk.target) == (off.target, leg.origin)
        return False

    def _moved(self, leg: Shown) -> int | None:
        """The seconds of a walk that has a point at an end, or of a vehicle."""
        origin, target = self.points.get(leg.origin), self.points.get(leg.target)
        if leg.kind in self.drivers and origin and target:
            return self.drivers[leg.kind].between(origin, target)
        if origin and target:
            return self.walks.between(origin, target)
        if origin:
            return self.walks.stops_from(origin).get(_stop(leg.target))
        return self.walks.stops_to(target).get(_stop(leg.origin)) if target else None


def _is_stop(end: str) -> bool:
    return end.startswith(STOP)


def _stop(end: str) -> str:
    """The id of a stop in the first feed."""
    return "0/" + end.removeprefix(STOP)


def _is_booked(on: Call, off: Call) -> bool:
    return on.pickup in BOOKED or off.drop_off in BOOKED
