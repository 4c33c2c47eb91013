"""Stations: platforms close to one another, boarding areas, entrances, nodes and pathways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests import gtfs_feeds as gtfs
from tests.reach.drawing.dice import Dice, one_in, pick, some
from tests.reach.drawing.draft import Draft, Point


def close(dice: Dice, where: Point, coarse: bool) -> Point:
    """A point within some 150 m of another."""
    step, reach = (100, 1) if coarse else (1, 120)
    north, east = (dice.between(-reach, reach) * step * 1e-5 for _ in range(2))
    return round(where[0] + north, 5), round(where[1] + east, 5)


def first_platform(count: int, corridor: bool) -> int:
    """The number of the stop where the first station begins: the middle of a corridor."""
    return max(count // 2 - 1, 0) if corridor else 0


def gathered(dice: Dice, stops: list[Point], coarse: bool, corridor: bool) -> list[Point]:
    """The same stops, some close to the one before: those that may be of one station."""
    size = pick(dice, [2, 2, 3])
    first = first_platform(len(stops), corridor)
    found: list[Point] = []
    for i, where in enumerate(stops):
        of_station = i > first and (i - first) % size
        found.append(close(dice, found[-1], coarse) if of_station else where)
    return found


def add_stations(draft: Draft, names: list[str]) -> None:
    """Some stops are platforms of a station: those in the middle of a corridor, or the first.

    Now and then the last ones are platforms of another.
    """
    size = draft.dice.between(2, 3)
    first = first_platform(len(names), draft.corridor)
    add_station(draft, "G", names[first : first + size])
    if len(names) >= 2 * size + first and one_in(draft.dice, 2):
        add_station(draft, "H", names[-size:])


def add_station(draft: Draft, name: str, platforms: list[str]) -> None:
    """A station, and most often what is inside."""
    dice = draft.dice
    rows = [row for row in draft.tables["stops"] if row["stop_id"] in platforms]
    for row in rows:
        row |= {"location_type": pick(dice, ["", 0]), "parent_station": name}
    where = rows[0]["stop_lat"], rows[0]["stop_lon"]
    draft.add("stops", gtfs.stop(name, *where, location_type=1))
    for platform in some(dice, platforms, 0, 1):
        draft.add(
            "stops", gtfs.stop(f"{platform}x", "", "", location_type=4, parent_station=platform)
        )
    if "stations" not in draft.said or one_in(dice, 8):
        return
    entrances = [f"{name}e{i}" for i in range(dice.between(0, 2))]
    nodes = [f"{name}n{i}" for i in range(dice.between(0, 2))]
    for end in [*entrances, *nodes]:
        kind = 2 if end in entrances else 3
        spot = ("", "") if kind == 3 and one_in(dice, 2) else close(dice, where, draft.coarse)
        draft.add("stops", gtfs.stop(end, *spot, location_type=kind, parent_station=name))
    draft.add("pathways", *pathways(dice, name, platforms, entrances, nodes))
    if one_in(dice, 3):
        add_levels(draft, [*platforms, *entrances, *nodes])


def add_levels(draft: Draft, ends: list[str]) -> None:
    """Some ends are on a level, some on none, one on a level that is not told."""
    if "levels" not in draft.tables:
        heights = (("up", 1), ("down", -2.5))
        draft.add("levels", *({"level_id": n, "level_index": h} for n, h in heights))
    for row in draft.tables["stops"]:
        if row["stop_id"] in ends:
            row["level_id"] = pick(draft.dice, ["up", "down", "", "lost"])


def pathways(
    dice: Dice, name: str, platforms: list[str], entrances: list[str], nodes: list[str]
) -> Iterator[gtfs.Row]:
    """From most platforms and entrances to a hub; some between platforms; some that are broken."""
    hubs = [*nodes, *entrances, *platforms]
    for end in [*platforms, *entrances]:
        if not one_in(dice, 6):
            yield pathway(dice, end, hubs[0])
    for one, other in pairwise(nodes):
        yield pathway(dice, one, other)
    ends = [*hubs, *hubs, name, "nowhere"]
    for _ in range(dice.between(0, 3)):
        yield pathway(dice, pick(dice, ends), pick(dice, ends))


def pathway(dice: Dice, origin: str, target: str) -> gtfs.Row:
    """A pathway of any measure, most often both ways; it may be longer than the walk."""
    ends = (target, origin) if one_in(dice, 4) else (origin, target)
    row: gtfs.Row = dict.fromkeys(("traversal_time", "length", "stair_count"), "")
    measure = pick(dice, ["traversal_time", "traversal_time", "length", "stair_count", ""])
    if measure == "traversal_time":
        row[measure] = pick(dice, [60, 20, 90, 150, 300, 1])
    elif measure:
        row[measure] = pick(dice, [40, 12.5, 80, 200] if measure == "length" else [30, -30, 75])
    said = {"pathway_id": f"{origin}-{target}", "pathway_mode": pick(dice, [1, 2, 4, 5])}
    both = {"is_bidirectional": 0 if one_in(dice, 5) else 1}
    return said | dict(zip(("from_stop_id", "to_stop_id"), ends, strict=True)) | both | row
