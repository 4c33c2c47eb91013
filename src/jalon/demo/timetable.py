"""The demo's timetable as read from the tables of facts, before it becomes a feed."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jalon.core.time import parse_clock
from jalon.demo.readable_names import slug

FACTS = Path(__file__).parent / "facts"
DAY_TYPES = ("weekday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Stop:
    """A platform or a station, in degrees; `commune_code` is INSEE's."""

    id: str
    name: str
    lat: float
    lon: float
    commune_code: str


@dataclass(frozen=True, slots=True)
class Departures:
    """Departures on one day type: the first, the last, and about `every_s` seconds between."""

    day_type: str
    first_s: int
    last_s: int
    every_s: int

    @property
    def count(self) -> int:
        """How many there are."""
        return 1 + round((self.last_s - self.first_s) / self.every_s)

    @property
    def gap_s(self) -> int:
        """Seconds between two departures, so that the last is where it really is."""
        return (self.last_s - self.first_s) // (self.count - 1) if self.count > 1 else self.every_s


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of one line: its stops, the seconds to each, and its departures."""

    id: str
    line: str
    route_type: int
    headsign: str
    stops: tuple[str, ...]
    offsets_s: tuple[int, ...]
    departures: tuple[Departures, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line, with the public source of what is written by hand about it (`approximate`)."""

    short_name: str
    long_name: str
    route_type: int
    approximate: bool


@dataclass(frozen=True, slots=True)
class Timetable:
    """Everything that runs in the demo territory."""

    stops: dict[str, Stop]
    lines: dict[str, Line]
    patterns: tuple[Pattern, ...]


def read_timetable() -> Timetable:
    """RATP's compiled facts and the lines written by hand, together."""
    stops = {row["stop"]: _stop(row) for row in read_table("ratp_stops.csv")}
    lines: dict[str, Line] = {}
    patterns = list(_ratp_patterns())
    for pattern in patterns:
        lines.setdefault(pattern.line, Line(pattern.line, "", pattern.route_type, False))
    for entry in _approximate_lines():
        lines[entry["line"]] = Line(entry["line"], entry["name"], entry["route_type"], True)
        of_line = [_approximate_stop(entry["line"], stop) for stop in entry["stops"]]
        stops |= {stop.id: stop for stop in of_line}
        patterns += _both_ways(entry, of_line)
    return Timetable(stops, lines, tuple(patterns))


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV table of facts."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _stop(row: dict[str, str]) -> Stop:
    return Stop(row["stop"], row["name"], float(row["lat"]), float(row["lon"]), row["commune_code"])


def _ratp_patterns() -> Iterator[Pattern]:
    calls: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_table("ratp_calls.csv"):
        calls[row["pattern"]].append(row)
    departures: dict[str, list[Departures]] = defaultdict(list)
    for row in read_table("ratp_departures.csv"):
        departures[row["pattern"]].append(_departures(row["day_type"], row))
    for row in read_table("ratp_patterns.csv"):
        of_pattern = calls[row["pattern"]]
        yield Pattern(
            id=row["pattern"],
            line=row["line"],
            route_type=int(row["route_type"]),
            headsign=row["headsign"],
            stops=tuple(call["stop"] for call in of_pattern),
            offsets_s=tuple(round(float(call["minutes"]) * 60) for call in of_pattern),
            departures=tuple(departures[row["pattern"]]),
        )


def _departures(day_type: str, row: dict[str, Any]) -> Departures:
    """One span of departures; a single departure has no headway."""
    return Departures(
        day_type,
        parse_clock(row["first"]),
        parse_clock(row["last"]),
        round(float(row["every_min"] or 1) * 60),
    )


def _approximate_lines() -> list[dict[str, Any]]:
    with (FACTS / "approximate_lines.toml").open("rb") as file:
        lines: list[dict[str, Any]] = tomllib.load(file)["lines"]
    return lines


def _approximate_stop(line: str, facts: list[Any]) -> Stop:
    name, lat, lon, commune_code, _ = facts
    return Stop(f"{line.lower()}-{slug(name)}", name, lat, lon, commune_code)


def _both_ways(entry: dict[str, Any], stops: list[Stop]) -> Iterator[Pattern]:
    """The line there and back: the way back has the same minutes between the same stops."""
    minutes = [facts[-1] for facts in entry["stops"]]
    ways = ((stops, minutes), (stops[::-1], [minutes[-1] - minute for minute in minutes[::-1]]))
    for direction, (of_way, offsets_min) in enumerate(ways):
        yield Pattern(
            id=f"{entry['line']}:{direction}:0",
            line=entry["line"],
            route_type=entry["route_type"],
            headsign=of_way[-1].name,
            stops=tuple(stop.id for stop in of_way),
            offsets_s=tuple(minute * 60 for minute in offsets_min),
            departures=tuple(
                _departures(day_type, span) for day_type in DAY_TYPES for span in entry[day_type]
            ),
        )
