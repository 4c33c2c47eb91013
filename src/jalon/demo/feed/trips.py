"""The trips of some lines of a feed, as the compiler of facts wants them.

Plain reading of five CSV files: the compiler needs one line in ten of a feed, and nothing of the
checks that the engine's own reader makes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from jalon.core.time import DAY_S, parse_clock

DAY_TYPES = {
    "weekday": ("tuesday", "wednesday"),
    "saturday": ("saturday", "sunday"),
    "sunday": ("sunday", "monday"),
}
"""A day type: the weekday that stands for it, and the one whose first hours end its night."""

NIGHT_END_S = 3 * 3600
"""Trips that start before 3:00 belong to the night of the day before."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class FeedStop:
    """A platform of the feed with its town's INSEE code (the end of RATP's `stop_desc`)."""

    name: str
    lat: float
    lon: float
    commune_code: str


@dataclass(frozen=True, slots=True)
class FeedTrip:
    """One trip on one day type: where it stops, and seconds from its first departure.

    `start_s` is the first departure, counted from the service day's midnight (24:30 is 88 200).
    """

    line: str
    direction: int
    mode: int
    day_type: str
    start_s: int
    stops: tuple[str, ...]
    offsets_s: tuple[int, ...]


def read_rows(feed: ZipFile, name: str) -> Iterator[Row]:
    """The rows of one table of the feed."""
    with feed.open(name) as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig", newline=""))


def read_stops(path: Path) -> dict[str, FeedStop]:
    """Every stop of the feed by its id."""
    with ZipFile(path) as feed:
        return {row["stop_id"]: _stop(row) for row in read_rows(feed, "stops.txt")}


def _stop(row: Row) -> FeedStop:
    code = re.search(r"- (\d{5})$", row["stop_desc"])
    return FeedStop(
        row["stop_name"], float(row["stop_lat"]), float(row["stop_lon"]), code[1] if code else ""
    )


def read_trips(path: Path, lines: Collection[str]) -> Iterator[FeedTrip]:
    """Every trip of `lines` on the three day types, in the feed's order."""
    with ZipFile(path) as feed:
        routes = {
            row["route_id"]: row
            for row in read_rows(feed, "routes.txt")
            if row["route_short_name"] in lines
        }
        trips = {
            row["trip_id"]: row for row in read_rows(feed, "trips.txt") if row["route_id"] in routes
        }
        days = {row["service_id"]: row for row in read_rows(feed, "calendar.txt")}
        calls = _calls(feed, trips)
    for trip_id, trip in trips.items():
        yield from _by_day(trip, routes[trip["route_id"]], days[trip["service_id"]], calls[trip_id])


def _calls(feed: ZipFile, trips: Collection[str]) -> dict[str, list[tuple[int, int, str]]]:
    """Order, departure and stop of each call of each trip, in the trip's order."""
    calls: dict[str, list[tuple[int, int, str]]] = {trip: [] for trip in trips}
    for row in read_rows(feed, "stop_times.txt"):
        if row["trip_id"] in calls:
            call = int(row["stop_sequence"]), parse_clock(row["departure_time"]), row["stop_id"]
            calls[row["trip_id"]].append(call)
    return {trip: sorted(of_trip) for trip, of_trip in calls.items()}


def _by_day(
    trip: Row, route: Row, days: Row, calls: list[tuple[int, int, str]]
) -> Iterator[FeedTrip]:
    """The trip once for each day type on which it runs."""
    first_s = calls[0][1]
    for day_type, (day, next_day) in DAY_TYPES.items():
        at_night = first_s < NIGHT_END_S
        if days[next_day if at_night else day] == "1":
            yield FeedTrip(
                line=route["route_short_name"],
                direction=int(trip["direction_id"]),
                mode=int(route["route_type"]),
                day_type=day_type,
                start_s=first_s + DAY_S * at_night,
                stops=tuple(stop for _, _, stop in calls),
                offsets_s=tuple(departure_s - first_s for _, departure_s, _ in calls),
            )
