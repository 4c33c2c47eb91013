"""Random feeds of a few stops, with trips around the hours of the offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests import gtfs_feeds as gtfs
from tests.reach.drawing.dice import Dice, one_in, pick, shuffled, some
from tests.reach.drawing.world import clock

Point = tuple[float, float]
Span = tuple[int, int]
SOUTH, WEST = 48.78, 2.44
WEEKEND = ["saturday", "sunday"]
WORKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]


@dataclass(frozen=True)
class Size:
    """How large a feed is at most; a line has at most so many trips each way."""

    stops: int = 7
    lines: int = 4
    trips: int = 6


def point(dice: Dice, coarse: bool) -> Point:
    """A point of the map; on a grid of 100 m by 80 m in a coarse world."""
    step = 100 if coarse else 1
    north, east = dice.between(0, 2000 // step), dice.between(0, 2600 // step)
    return round(SOUTH + north * step * 1e-5, 5), round(WEST + east * step * 1e-5, 5)


def feed(
    dice: Dice, stops: list[Point], spans: list[Span], coarse: bool, size: Size
) -> dict[str, list[Any]]:
    """The tables of a feed: every stop, some lines, services that run on some days."""
    names = [f"s{i}" for i in range(len(stops))]
    tables: dict[str, list[Any]] = {
        "stops": [gtfs.stop(n, *p) for n, p in zip(names, stops, strict=True)],
        "calendar": [service(dice, name) for name in ("S", "T")],
        "trips": [],
        "stop_times": [],
        "frequencies": [],
        "transfers": transfers(dice, names),
        "calendar_dates": exceptions(dice),
    }
    # The first line sees every stop, and two of them twice, so that days with rides are common.
    routes = [[*shuffled(dice, names), pick(dice, names), pick(dice, names)]]
    for _ in range(dice.between(0, size.lines - 1)):
        routes.append([pick(dice, names) for _ in range(dice.between(2, 6))])
    # It runs in both directions at all hours, so that most homes and workplaces are joined.
    routes.insert(1, routes[0][::-1])
    for number, route in enumerate(routes):
        add_line(dice, tables, f"L{number}", route, spans, coarse, size.trips)
    optional = ("frequencies", "transfers", "calendar_dates")
    return {name: rows for name, rows in tables.items() if rows or name not in optional}


def service(dice: Dice, name: str) -> gtfs.Row:
    """A service that runs every day, or every day but some."""
    off = pick(dice, [[], [], [], WEEKEND, ["monday"], ["tuesday"], WORKDAYS])
    return gtfs.service(name, "20260101", "20261231", **dict.fromkeys(off, 0))


def exceptions(dice: Dice) -> list[gtfs.Row]:
    """Days added to a service or taken from it."""
    dates = ["20261123", "20261124", "20260329", "20260328", "20261025"]
    pairs = some(dice, [(s, date) for s in "ST" for date in dates], 0, 2)
    return [
        {"service_id": s, "date": date, "exception_type": pick(dice, [1, 2])} for s, date in pairs
    ]


def transfers(dice: Dice, names: list[str]) -> list[gtfs.Row]:
    """Some pairs of stops, one and the same stop too, of every type, with or without a time."""
    pairs = {(pick(dice, names), pick(dice, names)) for _ in range(dice.between(0, 4))}
    return [
        {
            "from_stop_id": a,
            "to_stop_id": b,
            "transfer_type": pick(dice, [2, 3, 0, 1]),
            "min_transfer_time": pick(dice, [30, 0, 60, 61, 120, 300, ""]),
        }
        for a, b in sorted(pairs)
    ]


def add_line(
    dice: Dice,
    tables: dict[str, list[Any]],
    line: str,
    stops: list[str],
    spans: list[Span],
    coarse: bool,
    most_trips: int,
) -> None:
    """A line along some stops: trips before a shift, and back after it."""
    (start, _), (_, end) = pick(dice, spans), pick(dice, spans)
    step = 60 if coarse else 1
    for number in range(dice.between(min(2, most_trips), most_trips)):
        early, late = dice.between(600 // step, 4200 // step), dice.between(0, 2700 // step)
        there = stops[::-1] if one_in(dice, 3) else stops
        add_trip(dice, tables, f"{line}-{number}-out", there, start - early * step, coarse)
        add_trip(dice, tables, f"{line}-{number}-back", there[::-1], end + late * step, coarse)


def add_trip(
    dice: Dice, tables: dict[str, list[Any]], name: str, stops: list[str], at: int, coarse: bool
) -> None:
    """One trip, at times of the day before or after, at times repeated."""
    if at < 0 or one_in(dice, 6):
        at += 86_400 if at < 6 * 3600 else -86_400 if at >= 86_400 else 0
    tables["trips"].append(gtfs.trip(name, pick(dice, "SST")))
    tables["stop_times"] += calls(dice, name, stops, at, coarse)
    if one_in(dice, 8):
        tables["frequencies"].append(
            {
                "trip_id": name,
                "start_time": clock(at),
                "end_time": clock(at + dice.between(1, 4500)),
                "headway_secs": pick(dice, [120, 300, 420, 601]),
            }
        )


def calls(dice: Dice, name: str, stops: list[str], at: int, coarse: bool) -> list[gtfs.Row]:
    """The stop times of a trip: hops of its own (so that trips overtake), some of zero seconds."""
    rows: list[gtfs.Row] = []
    for i, stop in enumerate(stops):
        if i:
            at += pick(dice, [60, 0, 120, 180]) if coarse else _hop(dice)
        arrive, at = at, at + pick(dice, [0, 0, 0, 60 if coarse else 1, 60])
        blank = 0 < i < len(stops) - 1 and one_in(dice, 10)
        rows.append(
            {
                "trip_id": name,
                "arrival_time": "" if blank else clock(arrive),
                "departure_time": "" if blank else clock(at),
                "stop_id": stop,
                "stop_sequence": 2 * i + 1,
                "pickup_type": "1" if one_in(dice, 12) else pick(dice, ["", "0", "3"]),
                "drop_off_type": "1" if one_in(dice, 12) else "",
            }
        )
    return rows


def _hop(dice: Dice) -> int:
    return 0 if one_in(dice, 8) else dice.between(1, 240)
