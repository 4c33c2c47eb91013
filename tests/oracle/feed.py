"""Reads a GTFS feed, zip or folder, with the csv module: stops, trips, services, transfers."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

Row = dict[str, str]
Blank = tuple[int, str, tuple[int, ...], bool, bool]  # rank, stop, times, board, alight
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Call(NamedTuple):
    """A trip at a stop; times are seconds on the axis of the trip's service day."""

    stop: str
    arrive: int
    depart: int
    board: bool
    alight: bool


class Trip(NamedTuple):
    service: str
    calls: list[Call]


class Feed:
    """One feed. Stop ids are prefixed by the feed's rank, so that several feeds never mix."""

    def __init__(self, path: Path, rank: int = 0) -> None:
        self.path = path
        self.prefix = f"{rank}/"
        self.zone = ZoneInfo(next(self._rows("agency"))["agency_timezone"])
        self.stops = {
            self.prefix + row["stop_id"]: _point(row.get("stop_lat"), row.get("stop_lon"))
            for row in self._rows("stops")
        }
        self.calendar = {row["service_id"]: row for row in self._rows("calendar")}
        self.exceptions = {
            (row["service_id"], row["date"]): row["exception_type"] == "1"
            for row in self._rows("calendar_dates")
        }
        self.transfers = dict(self._transfers())
        self.trips = list(self._trips())

    def _rows(self, table: str) -> Iterator[Row]:
        """The rows of `table`.txt; none where the feed has no such file."""
        name = f"{table}.txt"
        if self.path.is_dir():
            if (self.path / name).exists():
                with (self.path / name).open(encoding="utf-8-sig", newline="") as text:
                    yield from csv.DictReader(text)
            return
        with zipfile.ZipFile(self.path) as archive:
            if name in archive.namelist():
                with archive.open(name) as raw:
                    yield from csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig", newline=""))

    def _transfers(self) -> Iterator[tuple[tuple[str, str], int | str]]:
        """(from, to) -> seconds, "forbidden", or "untimed"."""
        for row in self._rows("transfers"):
            pair = self.prefix + row["from_stop_id"], self.prefix + row["to_stop_id"]
            if row.get("transfer_type") == "3":
                yield pair, "forbidden"
            else:
                time = row.get("min_transfer_time")
                yield pair, int(time) if time else "untimed"

    def _trips(self) -> Iterator[Trip]:
        """Every trip; one that `frequencies.txt` repeats is there once for each departure."""
        stops = {stop.removeprefix(self.prefix): stop for stop in self.stops}
        calls: dict[str, list[Blank]] = {}
        for row in self._rows("stop_times"):
            calls.setdefault(row["trip_id"], []).append(_blank(row, stops[row["stop_id"]]))
        repeats: dict[str, list[Row]] = {}
        for row in self._rows("frequencies"):
            repeats.setdefault(row["trip_id"], []).append(row)
        for row in self._rows("trips"):
            trip = Trip(row["service_id"], _filled(sorted(calls.pop(row["trip_id"], []))))
            if trip.calls:
                yield from _repeated(trip, repeats.get(row["trip_id"]))

    def runs(self, service: str, date: dt.date) -> bool:
        """Whether a service runs on a date: its exceptions first, then its weekdays."""
        day = date.strftime("%Y%m%d")
        if (service, day) in self.exceptions:
            return self.exceptions[service, day]
        row = self.calendar.get(service)
        if row is None or not row["start_date"] <= day <= row["end_date"]:
            return False
        return row[WEEKDAYS[date.weekday()]] == "1"


def _point(lat: str | None, lon: str | None) -> tuple[float, float] | None:
    return (float(lat), float(lon)) if lat and lon else None


@functools.cache
def _seconds(text: str) -> int:
    hours, minutes, seconds = text.strip().split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _blank(row: Row, stop: str) -> Blank:
    """One time stands for the other where it is alone; both are missing where both are blank."""
    arrive, depart = row["arrival_time"], row["departure_time"]
    times = (_seconds(arrive or depart), _seconds(depart or arrive)) if arrive or depart else ()
    board, alight = row.get("pickup_type") != "1", row.get("drop_off_type") != "1"
    return int(row["stop_sequence"]), stop, times, board, alight


def _filled(rows: list[Blank]) -> list[Call]:
    """The calls of one trip, blank times spread evenly by number of stops, rounded down."""
    times = [row[2] for row in rows]
    known = [i for i, pair in enumerate(times) if pair]
    for before, after in pairwise(known):
        first, last = times[before][1], times[after][0]
        for i in range(before + 1, after):
            between = first + (last - first) * (i - before) // (after - before)
            times[i] = (between, between)
    return [
        Call(stop, pair[0], pair[1], board, alight)
        for (_, stop, _, board, alight), pair in zip(rows, times, strict=True)
    ]


def _repeated(trip: Trip, rows: list[Row] | None) -> Iterator[Trip]:
    """The trip shifted so that it leaves its first stop at each start + k * headway < end."""
    if rows is None:
        yield trip
        return
    for row in rows:
        start, end = _seconds(row["start_time"]), _seconds(row["end_time"])
        for first in range(start, end, int(row["headway_secs"])):
            yield Trip(trip.service, shifted(trip.calls, first - trip.calls[0].depart))


def shifted(calls: list[Call], by: int) -> list[Call]:
    """The same calls, `by` seconds later."""
    return [Call(c.stop, c.arrive + by, c.depart + by, c.board, c.alight) for c in calls]
