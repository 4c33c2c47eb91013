"""A second GTFS reader, to compare with: row by row, in plain Python, from the rules alone.

It shares no code with `jalon.sources.gtfs` and is as slow as it is simple. It knows neither
encodings nor damaged files, and it makes no notices.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]
Call = tuple[str, int, int, int]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass
class PlainTrip:
    service: str
    route: str | None
    headsign: str
    calls: list[Call]
    """(stop, arrival, departure, flags); of who waits for a headway, arrivals with the wait."""


@dataclass
class PlainFeed:
    places: dict[str, tuple[float, float] | None] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    services: dict[str, set[dt.date]] = field(default_factory=dict)
    trips: dict[str, PlainTrip] = field(default_factory=dict)
    transfers: dict[tuple[str, str], int | str | None] = field(default_factory=dict)
    """Seconds, None where there is no time, "forbidden"."""


def read_plain(path: Path) -> PlainFeed:
    archive = zipfile.ZipFile(path)
    tables = {name: _rows(archive, name) for name in archive.namelist()}
    feed = PlainFeed()
    kinds = _stops(feed, tables["stops.txt"])
    _calendar(feed, tables.get("calendar.txt", []), tables.get("calendar_dates.txt", []))
    routes = {row["route_id"] for row in tables.get("routes.txt", [])}
    _trips(feed, tables, routes)
    _transfers(feed, tables.get("transfers.txt", []), kinds)
    return feed


def _rows(archive: zipfile.ZipFile, name: str) -> list[Row]:
    text = archive.read(name).decode("utf-8-sig")
    reader = csv.DictReader(io.StringIO(text, newline=None))
    return [{str(key).strip(): (row[key] or "").strip() for key in row} for row in reader]


def _stops(feed: PlainFeed, rows: list[Row]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    wanted: dict[str, str] = {}
    for row in rows:
        name = row["stop_id"]
        if not name or name in kinds:
            continue
        kinds[name] = row.get("location_type") or "0"
        wanted[name] = row.get("parent_station", "")
        feed.places[name] = _place(row["stop_lat"], row["stop_lon"])
    for name, parent in wanted.items():
        right = "0" if kinds[name] == "4" else "1"
        good = parent in kinds and kinds[parent] == right and kinds[name] != "1"
        feed.parents[name] = parent if good else None
    return kinds


def _place(lat_text: str, lon_text: str) -> tuple[float, float] | None:
    try:
        lat, lon = float(lat_text), float(lon_text)
    except ValueError:
        return None
    inside = abs(lat) <= 90 and abs(lon) <= 180 and not math.isnan(lat + lon)
    return (lat, lon) if inside and (lat, lon) != (0, 0) else None


def _date(text: str) -> dt.date | None:
    try:
        if len(text) != 8:
            return None
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _calendar(feed: PlainFeed, periods: list[Row], dates: list[Row]) -> None:
    for row in periods:
        if not row["service_id"] or row["service_id"] in feed.services:
            continue
        days = feed.services[row["service_id"]] = set()
        day, end = _date(row["start_date"]), _date(row["end_date"])
        while day and end and day <= end:
            if row[WEEKDAYS[day.weekday()]] == "1":
                days.add(day)
            day += dt.timedelta(days=1)
    seen = set()
    for row in dates:
        if not row["service_id"]:
            continue
        days = feed.services.setdefault(row["service_id"], set())
        day, kind = _date(row["date"]), row["exception_type"]
        if day is None or kind not in ("1", "2") or (row["service_id"], day) in seen:
            continue
        seen.add((row["service_id"], day))
        days.add(day) if kind == "1" else days.discard(day)


def _time(text: str) -> int | None:
    """None where it is blank; ValueError where it is wrong."""
    if not text:
        return None
    hours, minutes, seconds = text.split(":")
    if not (len(hours) in (1, 2, 3) and len(minutes) == len(seconds) == 2):
        raise ValueError(text)
    if not (hours + minutes + seconds).isdecimal() or int(minutes) > 59 or int(seconds) > 59:
        raise ValueError(text)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _trips(feed: PlainFeed, tables: dict[str, list[Row]], routes: set[str]) -> None:
    rows_of: dict[str, list[Row]] = defaultdict(list)
    for row in tables["stop_times.txt"]:
        if row["stop_id"] in feed.places:
            rows_of[row["trip_id"]].append(row)
    windows: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get("frequencies.txt", []):
        windows[row["trip_id"]].append(row)
    seen = set()
    for row in tables["trips.txt"]:
        name, service = row["trip_id"], row["service_id"]
        if not name or name in seen:
            continue
        seen.add(name)
        calls = _calls(rows_of[name]) if service in feed.services else None
        if calls is None:
            continue
        route = row["route_id"] if row["route_id"] in routes else None
        for new_name, shifted in _runs(name, calls, windows.get(name)):
            feed.trips[new_name] = PlainTrip(service, route, row.get("trip_headsign", ""), shifted)


def _calls(rows: list[Row]) -> list[Call] | None:
    """The calls of one trip, or None when the trip cannot run."""
    by_number: dict[str, Row] = {}
    for row in rows:
        by_number.setdefault(row["stop_sequence"], row)
    if len(by_number) < 2 or not all(number.isdecimal() for number in by_number):
        return None
    ordered = [by_number[number] for number in sorted(by_number, key=int)]
    try:
        times = [(_time(row["arrival_time"]), _time(row["departure_time"])) for row in ordered]
    except ValueError:
        return None
    filled = _fill([(d if a is None else a, a if d is None else d) for a, d in times])
    if filled is None:
        return None
    flat = [moment for pair in filled for moment in pair]
    if flat != sorted(flat):
        return None
    return [
        (row["stop_id"], arrival, departure, _flags(row))
        for row, (arrival, departure) in zip(ordered, filled, strict=True)
    ]


def _flags(row: Row) -> int:
    """1 for no pickup, 2 for no drop off; 4 and 8 where it is booked, 16 and 32 with the driver."""
    of_kind = {"1": 1, "2": 4, "3": 4 + 16}
    return of_kind.get(row.get("pickup_type", ""), 0) + 2 * of_kind.get(
        row.get("drop_off_type", ""), 0
    )


def _fill(times: list[tuple[int | None, int | None]]) -> list[tuple[int, int]] | None:
    if times[0][0] is None or times[-1][0] is None:
        return None
    filled: list[tuple[int, int]] = []
    for place, (arrival, departure) in enumerate(times):
        if arrival is not None and departure is not None:
            filled.append((arrival, departure))
            last = place
            continue
        following = next(n for n in range(place, len(times)) if times[n][0] is not None)
        t0, t1 = times[last][1], times[following][0]
        assert t0 is not None
        assert t1 is not None
        moment = t0 + (t1 - t0) * (place - last) // (following - last)
        filled.append((moment, moment))
    return filled


def _runs(name: str, calls: list[Call], windows: list[Row] | None) -> list[tuple[str, list[Call]]]:
    if windows is None:
        return [(name, calls)]
    waits: dict[int, int] = {}
    for row in windows:
        try:
            start, end = _time(row["start_time"]), _time(row["end_time"])
            headway = int(row["headway_secs"])
        except ValueError:
            continue
        if start is None or end is None or headway <= 0 or start >= end:
            continue
        if row.get("exact_times") == "1":
            waits |= dict.fromkeys(range(start, end, headway), 0)
            continue
        for moment in [start, *range(start + 60, end - headway + 1, 60)]:
            if waits.get(moment) != 0:
                waits[moment] = max(headway, waits.get(moment, 0))
    runs = []
    for moment, wait in sorted(waits.items()):
        by = moment - calls[0][2]
        clock = f"{moment // 3600:02}:{moment % 3600 // 60:02}:{moment % 60:02}"
        shifted = [(s, a + by + wait, d + by, f) for s, a, d, f in calls]
        runs.append((f"{name}@{clock}", shifted))
    return runs


def _transfers(feed: PlainFeed, rows: list[Row], kinds: dict[str, str]) -> None:
    precise: dict[tuple[str, str], list[int | str | None]] = defaultdict(list)
    wide: dict[tuple[str, str], list[int | str | None]] = defaultdict(list)
    for row in rows:
        kind, origin, target = row["transfer_type"] or "0", row["from_stop_id"], row["to_stop_id"]
        ends = ("from_trip_id", "to_trip_id", "from_route_id", "to_route_id")
        about = [row.get(name) for name in ends]
        if kind not in "0123" or any(about) or origin not in kinds or target not in kinds:
            continue
        time: int | str | None = int(row["min_transfer_time"]) if row["min_transfer_time"] else None
        station = "1" in (kinds[origin], kinds[target])
        for pair in [(a, b) for a in _at(feed, kinds, origin) for b in _at(feed, kinds, target)]:
            (wide if station else precise)[pair].append("forbidden" if kind == "3" else time)
    for pair, found in (wide | precise).items():
        times = [time for time in found if isinstance(time, int)]
        best = max(times) if times else None
        feed.transfers[pair] = "forbidden" if "forbidden" in found else best


def _at(feed: PlainFeed, kinds: dict[str, str], name: str) -> list[str]:
    children = [s for s, parent in feed.parents.items() if parent == name and kinds[s] == "0"]
    return children if kinds[name] == "1" and children else [name]
