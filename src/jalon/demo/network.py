"""The demo's network: the facts written as a small GTFS feed, then compiled by the engine."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from jalon.core.holidays import public_holidays
from jalon.demo.timetable import DAY_TYPES, Line, Timetable, read_timetable

YEARS = range(2026, 2031)
"""The years for which the timetable is valid, holidays included."""

FEED_NAME = "territoire-de-demonstration"
RATP = "ratp"
APPROXIMATE = "approximate"
_AGENCIES = (
    (RATP, "RATP (données ouvertes, ODbL)", "https://data.ratp.fr/", "Europe/Paris"),
    (
        APPROXIMATE,
        "Autres lignes, horaires approximatifs",
        "https://www.iledefrance-mobilites.fr/",
        "Europe/Paris",
    ),
)
Rows = Iterable[Sequence[object]]


def build_demo_network(out: Path) -> None:
    """Compiles the demo territory's network into `out`; the same facts give the same network."""
    from jalon.reach import build_network

    with TemporaryDirectory(prefix="jalon-demo-") as folder:
        feed = Path(folder) / FEED_NAME
        write_feed(read_timetable(), feed)
        build_network([feed], out)


def write_feed(timetable: Timetable, folder: Path) -> None:
    """Writes `timetable` as a GTFS feed into `folder`, which is made."""
    folder.mkdir(parents=True)
    stops = (
        (stop.id, stop.name, f"{stop.lat:.6f}", f"{stop.lon:.6f}")
        for stop in timetable.stops.values()
    )
    routes = (_route(line) for line in timetable.lines.values())
    _write(folder, "agency", "agency_id,agency_name,agency_url,agency_timezone", _AGENCIES)
    _write(folder, "feed_info", _FEED_INFO, [_feed_info()])
    _write(folder, "stops", "stop_id,stop_name,stop_lat,stop_lon", stops)
    _write(folder, "routes", _ROUTES, routes)
    _write(folder, "calendar", _CALENDAR, _calendar())
    _write(folder, "calendar_dates", "service_id,date,exception_type", _holidays())
    _write_trips(timetable, folder)


_FEED_INFO = "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date"
_ROUTES = "route_id,agency_id,route_short_name,route_long_name,route_type"
_CALENDAR = (
    "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date"
)
_TRIPS = "route_id,service_id,trip_id,trip_headsign"
_STOP_TIMES = "trip_id,arrival_time,departure_time,stop_id,stop_sequence"
_FREQUENCIES = "trip_id,start_time,end_time,headway_secs,exact_times"


def _first_day() -> dt.date:
    return dt.date(YEARS[0], 1, 1)


def _last_day() -> dt.date:
    return dt.date(YEARS[-1], 12, 31)


def _feed_info() -> tuple[str, ...]:
    days = f"{_first_day():%Y%m%d}", f"{_last_day():%Y%m%d}"
    return ("Jalon, territoire de démonstration", "https://data.ratp.fr/", "fr", *days)


def _route(line: Line) -> tuple[object, ...]:
    agency = APPROXIMATE if line.approximate else RATP
    return line.short_name, agency, line.short_name, line.long_name, line.route_type


def _calendar() -> Iterator[tuple[object, ...]]:
    runs = {"weekday": (1, 1, 1, 1, 1, 0, 0), "saturday": (0, 0, 0, 0, 0, 1, 0)}
    for day_type in DAY_TYPES:
        days = runs.get(day_type, (0, 0, 0, 0, 0, 0, 1))
        yield day_type, *days, f"{_first_day():%Y%m%d}", f"{_last_day():%Y%m%d}"


def _holidays() -> Iterator[tuple[str, str, int]]:
    """On a public holiday the day's own service is taken away and Sunday's is added."""
    for date in (date for year in YEARS for date in public_holidays(year)):
        usual = DAY_TYPES[max(0, date.weekday() - 4)]
        if usual != "sunday":
            yield usual, f"{date:%Y%m%d}", 2
            yield "sunday", f"{date:%Y%m%d}", 1


def _write_trips(timetable: Timetable, folder: Path) -> None:
    """One trip for each span of departures, repeated by `frequencies.txt` (`exact_times` 1)."""
    trips: list[Sequence[object]] = []
    calls: list[Sequence[object]] = []
    spans: list[Sequence[object]] = []
    for pattern in timetable.patterns:
        for rank, span in enumerate(pattern.departures):
            trip = f"{pattern.id}:{span.day_type}:{rank}"
            trips.append((pattern.line, span.day_type, trip, pattern.headsign))
            # GTFS ends a span before `end_time`: one second later, the last departure is in it.
            end_s = span.first_s + span.gap_s * (span.count - 1) + 1
            spans.append((trip, _clock(span.first_s), _clock(end_s), span.gap_s, 1))
            calls += _calls(trip, pattern.stops, pattern.offsets_s)
    _write(folder, "trips", _TRIPS, trips)
    _write(folder, "stop_times", _STOP_TIMES, calls)
    _write(folder, "frequencies", _FREQUENCIES, spans)


def _calls(trip: str, stops: Sequence[str], offsets_s: Sequence[int]) -> Iterator[Sequence[object]]:
    for rank, (stop, offset_s) in enumerate(zip(stops, offsets_s, strict=True), start=1):
        yield trip, _clock(offset_s), _clock(offset_s), stop, rank


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


def _write(folder: Path, table: str, header: str, rows: Rows) -> None:
    with (folder / f"{table}.txt").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
