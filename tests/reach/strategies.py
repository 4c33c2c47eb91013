"""Small random worlds: a feed of a few stops, people with children, offers, settings.

The map is about two kilometres wide, so that walks count, and trips run around the hours of the
offers, so that most of what is drawn matters. Fine worlds have times to the second (near misses);
coarse ones whole minutes and a grid of stops (ties).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests import gtfs_feeds as gtfs

Json = dict[str, Any]
Draw = st.DrawFn
Point = tuple[float, float]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONDAYS = ("2026-11-23", "2026-11-23", "2026-03-23", "2026-10-19")
"""An ordinary week, and the two whose Sunday changes the clocks."""
SOUTH, WEST = 48.78, 2.44


@dataclass(frozen=True, repr=False)
class World:
    """The tables of a feed, as `gtfs_feeds.write_feed` takes them, and a request."""

    tables: dict[str, Any]
    request: Json

    def write(self, path: Path) -> Path:
        """Writes the feed."""
        return gtfs.write_feed(path, **self.tables)

    def __repr__(self) -> str:
        """One line a trip: what is read when a world fails must be short."""
        calls: dict[str, list[str]] = {}
        for row in self.tables["stop_times"]:
            closed = "!p" * (row["pickup_type"] == "1") + "!d" * (row["drop_off_type"] == "1")
            said = f"{row['stop_id']} {row['arrival_time']}-{row['departure_time']}{closed}"
            calls.setdefault(row["trip_id"], []).append(said)
        lines = [
            f"{row['trip_id']} ({row['service_id']}): {', '.join(calls[row['trip_id']])}"
            for row in self.tables["trips"]
        ]
        for name in ("stops", "calendar", "calendar_dates", "transfers", "frequencies"):
            rows = self.tables.get(name, [])
            lines += [f"{name}: {' '.join(map(str, row.values()))}" for row in rows]
        return "\n".join(["World:", *lines, json.dumps(self.request)])


def clock(seconds: int) -> str:
    """HH:MM:SS."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def hour(seconds: int) -> str:
    """HH:MM, never over 29:59."""
    return clock(min(seconds, 30 * 3600 - 60))[:5]


@st.composite
def worlds(draw: Draw, most_stops: int = 8, most_lines: int = 5, most_trips: int = 5) -> World:
    """A world; about half of them coarse. A line has at most so many trips each way."""
    coarse = draw(st.booleans())
    hours = [draw(shifts()) for _ in range(2 if draw(one_in(3)) else 1)]
    stops = [draw(point(coarse)) for _ in range(draw(st.integers(3, most_stops)))]
    places = [draw(place(f"k{i}", hours, stops, coarse)) for i in range(3)]
    request = {
        "date_of_monday": draw(st.sampled_from(MONDAYS)),
        "settings": draw(settings()),
        "people": [
            draw(person(f"p{i}", hours, stops, places, coarse))
            for i in range(draw(st.integers(1, 2)))
        ],
        "offers": [draw(offer(f"o{i}", shift, stops, coarse)) for i, shift in enumerate(hours)],
    }
    return World(draw(feed(stops, hours, coarse, most_lines, most_trips)), request)


@st.composite
def point(draw: Draw, coarse: bool) -> Point:
    """A point of the map; on a grid of 100 m by 80 m in a coarse world."""
    step = 100 if coarse else 1
    north, east = draw(st.integers(0, 2000 // step)), draw(st.integers(0, 2600 // step))
    return round(SOUTH + north * step * 1e-5, 5), round(WEST + east * step * 1e-5, 5)


@st.composite
def beside(draw: Draw, stops: list[Point], coarse: bool) -> Json:
    """A point near a stop, or on top of one; now and then anywhere."""
    if draw(one_in(8)):
        lat, lon = draw(point(coarse))
    else:
        lat, lon = draw(st.sampled_from(stops))
        step, reach = (100, 2) if coarse else (1, 250)
        near = st.just(0) | st.integers(-reach, reach)
        lat += draw(near) * step * 1e-5
        lon += draw(near) * step * 1e-5
    return {"lat": round(lat, 5), "lon": round(lon, 5)}


def one_in(count: int) -> st.SearchStrategy[bool]:
    """True once in so many times; False is the simpler."""
    return st.integers(1, count).map(lambda n: n == count)


@st.composite
def shifts(draw: Draw) -> tuple[int, int]:
    """Start and end, in seconds; early, by day, late, over midnight, or after it."""
    start, end = draw(st.sampled_from([(9, 17), (6, 13), (14, 22), (18, 25), (21, 28), (1, 5)]))
    jitter = st.integers(-20, 20).map(lambda minutes: minutes * 60)
    return start * 3600 + draw(jitter), end * 3600 + draw(jitter)


@st.composite
def offer(draw: Draw, name: str, shift: tuple[int, int], stops: list[Point], coarse: bool) -> Json:
    """An offer on one to three weekdays; an end after midnight is written 25:00 or 01:00.

    Now and then the hours of a day are unknown.
    """
    days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True))
    start, end = shift
    span = [hour(start), hour(end if draw(st.booleans()) else end % 86_400)]
    shifts = {day: None if draw(one_in(12)) else [span] for day in days}
    return {"id": name, **draw(beside(stops, coarse)), "shifts": shifts}


@st.composite
def person(
    draw: Draw,
    name: str,
    hours: list[tuple[int, int]],
    stops: list[Point],
    places: list[Json],
    coarse: bool,
) -> Json:
    """A person, with no, one or two children who may share places; limits bind now and then."""
    start, end = draw(st.sampled_from(hours))
    tight = draw(one_in(4))
    leave = max(start - draw(st.integers(0, 90)) * 60, 0) if tight else 0
    home = end + draw(st.integers(0, 90)) * 60 if tight else 30 * 3600 - 60
    return {
        "id": name,
        "home": draw(beside(stops, coarse)),
        "means": [] if draw(one_in(12)) else ["transit"],
        "walk_kmh": draw(st.sampled_from([4.5, 3, 4, 5.1, 6.3])),
        "max_walk_min": draw(st.sampled_from([6, 4, 5, 9, 15, 2, 7, 8])),
        "max_trip_min": draw(st.sampled_from([90, 120, 60, 45, 30, 20])),
        "earliest_leave": hour(leave),
        "latest_return": hour(home),
        "children": [
            draw(child(f"c{i}", places)) for i in range(draw(st.sampled_from([0, 1, 2, 2])))
        ],
    }


@st.composite
def place(
    draw: Draw, name: str, hours: list[tuple[int, int]], stops: list[Point], coarse: bool
) -> Json:
    """A place whose hours just cover a shift, or whole days."""
    start, end = draw(st.sampled_from(hours))
    opens = hour(max(start - draw(st.integers(0, 75)) * 60, 0))
    closes = hour(end + draw(st.integers(0, 75)) * 60)
    always = ["00:00", "24:00"]
    span = draw(st.sampled_from([always, [opens, closes], [opens, closes], [opens, "29:59"]]))
    closed = ["monday", "wednesday", "saturday"] if draw(one_in(6)) else []
    days = {day: span for day in WEEKDAYS if day not in closed}
    return {"id": name, **draw(beside(stops, coarse)), "hours": days}


@st.composite
def child(draw: Draw, name: str, places: list[Json]) -> Json:
    """A child with one or two places, in an order of its own, each with its own handover."""
    ranks = draw(st.lists(st.integers(0, len(places) - 1), min_size=1, max_size=2, unique=True))
    handovers = st.sampled_from([10, 0, 1, 5])
    chosen = [places[rank] | {"handover_min": draw(handovers)} for rank in ranks]
    return {"id": name, "places": chosen}


@st.composite
def settings(draw: Draw) -> Json:
    """The request's settings; the defaults often."""
    return {
        "arrival_margin_min": draw(st.sampled_from([5, 0, 1, 10])),
        "walk_detour": draw(st.sampled_from([1.3, 1, 2])),
        "max_stop_walk_m": draw(st.sampled_from([600, 0, 150, 300, 1500])),
        "min_change_s": draw(st.sampled_from([60, 0, 1, 90])),
    }


@st.composite
def feed(
    draw: Draw,
    stops: list[Point],
    hours: list[tuple[int, int]],
    coarse: bool,
    most_lines: int,
    most_trips: int,
) -> dict[str, list[Any]]:
    """The tables of a feed: every stop, one to five lines, services that run on some days."""
    names = [f"s{i}" for i in range(len(stops))]
    tables: dict[str, list[Any]] = {
        "stops": [gtfs.stop(n, *p) for n, p in zip(names, stops, strict=True)],
        "calendar": [draw(service(name)) for name in ("S", "T")],
        "trips": [],
        "stop_times": [],
        "frequencies": [],
        "transfers": draw(transfers(names)),
        "calendar_dates": draw(exceptions()),
    }
    some = st.lists(st.sampled_from(names), min_size=2, max_size=6)
    # The first line sees every stop, and two of them twice, so that days with rides are common.
    routes = [[*draw(st.permutations(names)), *draw(some)[:2]]]
    routes += [draw(some) for _ in range(draw(st.integers(0, most_lines - 1)))]
    for number, route in enumerate(routes):
        draw(add_line(tables, f"L{number}", route, hours, coarse, most_trips))
    optional = ("frequencies", "transfers", "calendar_dates")
    return {name: rows for name, rows in tables.items() if rows or name not in optional}


@st.composite
def service(draw: Draw, name: str) -> gtfs.Row:
    """A service that runs every day, or every day but some."""
    off = draw(st.sampled_from([[], [], [], ["saturday", "sunday"], ["monday"], ["tuesday"]]))
    return gtfs.service(name, "20260101", "20261231", **dict.fromkeys(off, 0))


@st.composite
def exceptions(draw: Draw) -> list[gtfs.Row]:
    """Days added to a service or taken from it."""
    dates = st.sampled_from(["20261123", "20261124", "20260329", "20260328", "20261025"])
    pairs = draw(st.lists(st.tuples(st.sampled_from("ST"), dates), max_size=2, unique=True))
    return [
        {"service_id": s, "date": date, "exception_type": draw(st.sampled_from([1, 2]))}
        for s, date in pairs
    ]


@st.composite
def transfers(draw: Draw, names: list[str]) -> list[gtfs.Row]:
    """Some pairs of stops, one and the same stop too, of every type, with or without a time."""
    stops = st.sampled_from(names)
    pairs = draw(st.lists(st.tuples(stops, stops), max_size=4, unique=True))
    return [
        {
            "from_stop_id": a,
            "to_stop_id": b,
            "transfer_type": draw(st.sampled_from([2, 3, 0, 1])),
            "min_transfer_time": draw(st.sampled_from([30, 0, 60, 61, 120, 300, ""])),
        }
        for a, b in pairs
    ]


@st.composite
def add_line(
    draw: Draw,
    tables: dict[str, list[Any]],
    line: str,
    stops: list[str],
    hours: list[tuple[int, int]],
    coarse: bool,
    most_trips: int,
) -> None:
    """A line along some stops: trips before a shift, and back after it."""
    start, end = draw(st.sampled_from(hours))
    step = 60 if coarse else 1
    for number in range(draw(st.integers(1, most_trips))):
        early = draw(st.integers(0, 4500 // step)) * step
        draw(add_trip(tables, f"{line}-{number}-out", stops, start - early, coarse))
        draw(add_trip(tables, f"{line}-{number}-back", stops[::-1], end + early // 2, coarse))


@st.composite
def add_trip(
    draw: Draw, tables: dict[str, list[Any]], name: str, stops: list[str], at: int, coarse: bool
) -> None:
    """One trip, at times of the day before or after, at times repeated."""
    if at < 0 or draw(one_in(6)):
        at += 86_400 if at < 6 * 3600 else -86_400 if at >= 86_400 else 0
    tables["trips"].append(gtfs.trip(name, draw(st.sampled_from("SST"))))
    tables["stop_times"] += draw(calls(name, stops, at, coarse))
    if draw(one_in(12)):
        tables["frequencies"].append(
            {
                "trip_id": name,
                "start_time": clock(at),
                "end_time": clock(at + draw(st.integers(1, 3000))),
                "headway_secs": draw(st.sampled_from([120, 300, 420, 601])),
            }
        )


@st.composite
def calls(draw: Draw, name: str, stops: list[str], at: int, coarse: bool) -> list[gtfs.Row]:
    """The stop times of a trip: hops of its own (so that trips overtake), some of zero seconds."""
    hops = st.sampled_from([60, 0, 120, 180]) if coarse else st.just(0) | st.integers(1, 300)
    waits = st.sampled_from([0, 0, 0, 60 if coarse else 1, 60])
    rows: list[gtfs.Row] = []
    for i, stop in enumerate(stops):
        at += draw(hops) if i else 0
        arrive, at = at, at + draw(waits)
        blank = 0 < i < len(stops) - 1 and draw(one_in(10))
        rows.append(
            {
                "trip_id": name,
                "arrival_time": "" if blank else clock(arrive),
                "departure_time": "" if blank else clock(at),
                "stop_id": stop,
                "stop_sequence": 2 * i + 1,
                "pickup_type": "1" if draw(one_in(12)) else draw(st.sampled_from(["", "0", "3"])),
                "drop_off_type": "1" if draw(one_in(12)) else "",
            }
        )
    return rows
