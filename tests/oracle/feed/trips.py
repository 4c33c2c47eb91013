"""Trips: their calls without windows and zones, blank times filled, services by headway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from tests.oracle.feed.stops import Stops
from tests.oracle.feed.tables import Row, said, seconds

Blank = tuple[int, str, tuple[int, ...], int, int]  # rank, stop, times, pickup, drop-off
NONE = 1
BOOKED = (2, 3)
"""Values of `pickup_type` and `drop_off_type`."""
STEP_S = 60
"""A ride by headway is joined on whole minutes after the start of its row."""
WINDOWS_AND_ZONES = (
    ("start_pickup_drop_off_window", "end_pickup_drop_off_window"),
    ("location_id", "location_group_id"),
)


class Call(NamedTuple):
    """A trip at a stop; times are seconds on the axis of the trip's service day."""

    stop: str
    arrive: int
    depart: int
    pickup: int
    drop_off: int

    @property
    def board(self) -> bool:
        """Whether one may get on."""
        return self.pickup != NONE

    @property
    def alight(self) -> bool:
        """Whether one may get off."""
        return self.drop_off != NONE


class Trip(NamedTuple):
    """One vehicle; or, where `headway_s` is not 0, a ride by headway as it is joined at a moment.

    Whoever joins it gets off a whole headway after the trip's own time: its arrivals are so much
    later than those of the vehicle, its departures are not.
    """

    name: str
    route: str
    service: str
    block: str
    calls: list[Call]
    headway_s: int = 0


def calls_of(rows: Iterable[Row], stops: Stops) -> dict[str, list[Call]]:
    """The calls of each trip, by its id in the feed."""
    blanks: dict[str, list[Blank]] = {}
    for row in rows:
        stop = stops.of(row["stop_id"]) if said(row, "stop_id") else None
        if stop is not None and not _without_promise(row):
            blanks.setdefault(row["trip_id"], []).append(_blank(row, stop))
    return {trip: _filled(sorted(calls)) for trip, calls in blanks.items()}


def _without_promise(row: Row) -> bool:
    """A window and no time, or a zone."""
    windows, zones = (any(said(row, name) for name in names) for names in WINDOWS_AND_ZONES)
    timed = said(row, "arrival_time") or said(row, "departure_time")
    return zones or (windows and not timed)


def _blank(row: Row, stop: str) -> Blank:
    """One time stands for the other where it is alone; both are missing where both are blank."""
    arrive, depart = said(row, "arrival_time"), said(row, "departure_time")
    times = (seconds(arrive or depart), seconds(depart or arrive)) if arrive or depart else ()
    pickup, drop_off = int(said(row, "pickup_type") or 0), int(said(row, "drop_off_type") or 0)
    return int(row["stop_sequence"]), stop, times, pickup, drop_off


def _filled(rows: list[Blank]) -> list[Call]:
    """The calls of one trip, blank times spread evenly by number of stops, rounded down.

    Before the first time and after the last one nothing is known: no call.
    """
    times = [row[2] for row in rows]
    known = [i for i, pair in enumerate(times) if pair]
    for before, after in pairwise(known):
        first, last = times[before][1], times[after][0]
        for i in range(before + 1, after):
            between = first + (last - first) * (i - before) // (after - before)
            times[i] = (between, between)
    return [
        Call(stop, pair[0], pair[1], pickup, drop_off)
        for (_, stop, _, pickup, drop_off), pair in zip(rows, times, strict=True)
        if pair
    ]


def repeated(trip: Trip, rows: list[Row]) -> Iterator[Trip]:
    """What `frequencies.txt` makes of a trip: scheduled trips, and rides by headway."""
    joined: dict[int, int] = {}
    for row in rows:
        start, end = seconds(row["start_time"]), seconds(row["end_time"])
        headway_s = int(row["headway_secs"])
        if said(row, "exact_times") == "1":
            for first in range(start, end, headway_s):
                yield trip._replace(calls=shifted(trip.calls, first - trip.calls[0].depart))
        else:
            later = range(start + STEP_S, end - headway_s + 1, STEP_S)
            for moment in (start, *later):
                joined[moment] = max(headway_s, joined.get(moment, 0))
    for moment, headway_s in joined.items():
        by = moment - trip.calls[0].depart
        calls = shifted(trip.calls, by, wait_s=headway_s)
        yield trip._replace(calls=calls, headway_s=headway_s)


def shifted(calls: list[Call], by: int, wait_s: int = 0) -> list[Call]:
    """The same calls, `by` seconds later, and arrivals `wait_s` later still."""
    return [c._replace(arrive=c.arrive + by + wait_s, depart=c.depart + by) for c in calls]


def unbooked(call: Call) -> Call:
    """The same call, for somebody who refuses rides to be booked."""
    pickup = NONE if call.pickup in BOOKED else call.pickup
    drop_off = NONE if call.drop_off in BOOKED else call.drop_off
    return call._replace(pickup=pickup, drop_off=drop_off)
