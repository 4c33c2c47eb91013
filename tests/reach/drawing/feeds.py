"""Random feeds of a few stops, with trips around the hours of the offers."""

from __future__ import annotations

from typing import Any

from tests import gtfs_feeds as gtfs
from tests.reach.drawing.changes import transfers
from tests.reach.drawing.dice import Dice, pick, shuffled, some
from tests.reach.drawing.draft import Draft, Point, Span
from tests.reach.drawing.lines import ROUTES, add_line
from tests.reach.drawing.stations import add_stations

SOUTH, WEST = 48.78, 2.44
WEEKEND = ["saturday", "sunday"]
WORKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]


def point(dice: Dice, coarse: bool) -> Point:
    """A point of the map; on a grid of 100 m by 80 m in a coarse world."""
    step = 100 if coarse else 1
    north, east = dice.between(0, 2000 // step), dice.between(0, 2600 // step)
    return round(SOUTH + north * step * 1e-5, 5), round(WEST + east * step * 1e-5, 5)


def feed(draft: Draft, stops: list[Point], spans: list[Span]) -> dict[str, list[Any]]:
    """The tables of a feed: every stop, some lines, services that run on some days."""
    dice = draft.dice
    names = [f"s{i}" for i in range(len(stops))]
    draft.add("stops", *(gtfs.stop(n, *p) for n, p in zip(names, stops, strict=True)))
    draft.add("calendar", *(service(dice, name) for name in ("S", "T")))
    draft.add("calendar_dates", *exceptions(dice))
    draft.add("routes", *(gtfs.ROUTES[0] | {"route_id": name} for name in ROUTES))
    if {"stations", "changes"} & set(draft.said):
        add_stations(draft, names)
    for number, line in enumerate(lines(draft, names)):
        add_line(draft, f"L{number}", line, spans)
    draft.add("transfers", *transfers(draft, names))
    return {name: rows for name, rows in draft.tables.items() if rows}


def lines(draft: Draft, names: list[str]) -> list[list[str]]:
    """The stops of each line.

    The first one sees every stop, and two of them twice, so that days with rides are common. It
    runs in both directions at all hours, so that most homes and workplaces are joined. Along a
    corridor it sees them in order, and the others are parts of it.
    """
    dice = draft.dice
    if draft.corridor:
        parts = [sorted(some(dice, names, 2, 4)) for _ in range(dice.between(0, 1))]
        return [names, names, *parts]
    first = [*shuffled(dice, names), pick(dice, names), pick(dice, names)]
    others = [
        [pick(dice, names) for _ in range(dice.between(2, 6))]
        for _ in range(dice.between(0, draft.size.lines - 1))
    ]
    return [first, first[::-1], *others]


def along(dice: Dice, count: int, coarse: bool) -> list[Point]:
    """Stops one after another eastwards, too far apart for a short walk."""
    step = 100 if coarse else 1
    found = []
    east = 0
    for _ in range(count):
        north = dice.between(0, 100 // step) * step
        found.append((round(SOUTH + north * 1e-5, 5), round(WEST + east * 1e-5, 5)))
        east += dice.between(800 // step, 1200 // step) * step
    return found


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
