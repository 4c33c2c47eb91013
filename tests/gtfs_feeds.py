"""Writes small synthetic GTFS feeds for tests, as a zip or as a folder.

    write_feed(path, stops=[stop("A", 48.79, 2.45), stop("B", 48.80, 2.46)],
               stop_times=[*calls("T1", ("A", "08:00:00"), ("B", "08:10:00"))])

A table is a list of rows (dictionaries), or text or bytes written as they are, or None to leave
the file out. What is not given has a default: Europe/Paris, one line R, and one service S that
runs every day of November 2026; trips are those that the stop times name.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

Row = dict[str, object]
Table = Sequence[Mapping[str, object]] | str | bytes | None

EVERY_DAY = dict.fromkeys(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1
)
AGENCY: list[Row] = [
    {
        "agency_id": "X",
        "agency_name": "Lignes d'essai",
        "agency_url": "https://example.org",
        "agency_timezone": "Europe/Paris",
    }
]
ROUTES: list[Row] = [
    {"route_id": "R", "route_short_name": "R1", "route_long_name": "A - B", "route_type": 3}
]


def stop(stop_id: str, lat: float | str, lon: float | str, **more: object) -> Row:
    """One row of stops.txt; its name is its id unless `stop_name` is given."""
    return {"stop_id": stop_id, "stop_name": stop_id, "stop_lat": lat, "stop_lon": lon} | more


def service(service_id: str, start: str, end: str, **days: int) -> Row:
    """One row of calendar.txt, from `start` to `end` (YYYYMMDD); every day but those given as 0."""
    return {"service_id": service_id, **EVERY_DAY, **days, "start_date": start, "end_date": end}


def trip(trip_id: str, service_id: str = "S", route_id: str = "R", **more: object) -> Row:
    """One row of trips.txt."""
    return {"route_id": route_id, "service_id": service_id, "trip_id": trip_id} | more


def calls(trip_id: str, *places: tuple[str, ...], **more: object) -> list[Row]:
    """The rows of one trip: each place is (stop, time) or (stop, arrival, departure)."""
    return [
        {
            "trip_id": trip_id,
            "arrival_time": place[1],
            "departure_time": place[-1],
            "stop_id": place[0],
            "stop_sequence": number,
        }
        | more
        for number, place in enumerate(places, start=1)
    ]


STOPS: list[Row] = [stop("A", 48.79, 2.45), stop("B", 48.80, 2.46), stop("C", 48.81, 2.47)]
STOP_TIMES = calls("T1", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00"))
CALENDAR = [service("S", "20261101", "20261130")]


def write_feed(
    path: Path,
    *,
    stops: Table = STOPS,
    stop_times: Table = STOP_TIMES,
    trips: Table | Literal[True] = True,
    routes: Table = ROUTES,
    agency: Table = AGENCY,
    calendar: Table = CALENDAR,
    calendar_dates: Table = None,
    frequencies: Table = None,
    transfers: Table = None,
    pathways: Table = None,
    levels: Table = None,
    feed_info: Table = None,
    inside: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> Path:
    """Writes a feed to `path` (a zip when it ends in .zip, else a folder) and returns `path`.

    `trips=True` makes the trips that `stop_times` names. `inside` puts the files into a sub-folder
    of the zip ("feed/"). `extra` adds files by name.
    """
    tables = {
        "agency.txt": agency,
        "stops.txt": stops,
        "routes.txt": routes,
        "trips.txt": _trips_of(stop_times) if trips is True else trips,
        "stop_times.txt": stop_times,
        "calendar.txt": calendar,
        "calendar_dates.txt": calendar_dates,
        "frequencies.txt": frequencies,
        "transfers.txt": transfers,
        "pathways.txt": pathways,
        "levels.txt": levels,
        "feed_info.txt": feed_info,
    }
    files = {inside + name: _bytes(table) for name, table in tables.items() if table is not None}
    _write(path, files | dict(extra or {}))
    return path


def _trips_of(stop_times: Table) -> list[Row]:
    if stop_times is None or isinstance(stop_times, str | bytes):
        return [trip("T1")]
    return [trip(name) for name in dict.fromkeys(str(row["trip_id"]) for row in stop_times)]


def _bytes(table: Table) -> bytes:
    if isinstance(table, bytes):
        return table
    if isinstance(table, str):
        return table.encode()
    rows = list(table or [])
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _write(path: Path, files: Mapping[str, bytes]) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (path / name).write_bytes(content)
