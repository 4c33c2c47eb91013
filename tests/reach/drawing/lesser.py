"""Worlds made lesser: what is added to a feed or refused that never makes an answer better."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from tests.oracle.feed.sphere import haversine_m
from tests.oracle.openings import clock_s
from tests.reach.drawing.dice import Dice, RandomDice, one_in, pick
from tests.reach.drawing.draft import Point
from tests.reach.drawing.lines import NO_TIME, WINDOW
from tests.reach.drawing.world import World

Json = dict[str, Any]
SEED = 11


def with_tables(world: World, **tables: Any) -> World:  # noqa: ANN401
    """The same world, some tables of its feed others."""
    return World(world.tables | tables, world.request)


def without_pathways(world: World) -> World:
    """All stops on the street."""
    return with_tables(world, pathways=None)


def with_slow_pathways(world: World) -> World:
    """Pathways of an hour in the place of walks, each stop in one at most, so that none chain."""
    settings = world.request["settings"]
    longest_m = settings["max_stop_walk_m"] / settings["walk_detour"]
    left = [row for row in world.tables["stops"] if row.get("location_type", "") in ("", 0)]
    walks = sorted(
        (haversine_m(located(one), located(other)), one["stop_id"], other["stop_id"])
        for one, other in combinations(left, 2)
    )
    rows: list[Json] = []
    taken: set[str] = set()
    for metres, one, other in walks:
        if metres <= longest_m and not taken & {one, other}:
            taken |= {one, other}
            rows.append(slow_pathway(one, other))
    return with_tables(world, pathways=rows or None)


def located(row: Json) -> Point:
    """Where a stop is."""
    return float(row["stop_lat"]), float(row["stop_lon"])


def slow_pathway(origin: str, target: str) -> Json:
    """An hour, both ways."""
    ends = {"from_stop_id": origin, "to_stop_id": target}
    said = {"pathway_mode": 1, "is_bidirectional": 1, "traversal_time": 3600}
    return {"pathway_id": f"{origin}-{target}"} | ends | said


def with_forbidden_changes(world: World) -> World:
    """Rows of type 3 of most pairs of routes, and of some trips, at each stop and to the others."""
    dice = RandomDice(SEED)
    stops = [row["stop_id"] for row in world.tables["stops"]]
    rows = [
        {"from_stop_id": one, "to_stop_id": other, "transfer_type": 3} | of_rides(dice, world)
        for one in stops
        for other in (one, one, one, one, *stops)
    ]
    return with_tables(world, transfers=[*world.tables.get("transfers", []), *rows])


def of_rides(dice: Dice, world: World) -> Json:
    """The routes of two trips, or one of the trips."""
    one, other = (pick(dice, world.tables["trips"]) for _ in range(2))
    if one_in(dice, 4):
        return {pick(dice, ["from_trip_id", "to_trip_id"]): one["trip_id"]}
    return {"from_route_id": one["route_id"], "to_route_id": other["route_id"]}


def without_blanks(world: World) -> World:
    """Trips whose every call has its times: none is interpolated between others."""
    rows = [row for row in world.tables["stop_times"] if row["arrival_time"]]
    return with_tables(world, stop_times=rows)


def with_windows(world: World) -> World:
    """One call of four a window, neither the first of its trip nor the last."""
    dice = RandomDice(SEED)
    rows = world.tables["stop_times"]
    inner = [
        before["trip_id"] == row["trip_id"] == after["trip_id"]
        for before, row, after in zip([rows[-1], *rows], rows, [*rows[1:], rows[0]], strict=False)
    ]
    changed = [
        row | NO_TIME | WINDOW if is_inner and one_in(dice, 4) else row
        for row, is_inner in zip(rows, inner, strict=True)
    ]
    return with_tables(world, stop_times=changed)


def with_seats(world: World) -> World:
    """Each trip goes on as the next two that leave some stop after its end, by rows of type 4."""
    ends: dict[str, tuple[int, int]] = {}
    for row in world.tables["stop_times"]:
        if row["arrival_time"]:
            first, _ = ends.get(row["trip_id"], (clock_s(row["departure_time"]), 0))
            ends[row["trip_id"]] = first, clock_s(row["arrival_time"])
    rows = []
    for name, (_, last) in ends.items():
        later = sorted((first, other) for other, (first, _) in ends.items() if first >= last)
        rows += [
            {"from_trip_id": name, "to_trip_id": other, "transfer_type": 4}
            for _, other in later[:2]
            if other != name
        ]
    return with_tables(world, transfers=[*world.tables.get("transfers", []), *rows])


def without_seats(world: World) -> World:
    """The same feed without its rows of type 4."""
    rows = [row for row in world.tables.get("transfers", []) if row["transfer_type"] != 4]
    return with_tables(world, transfers=rows or None)


def without_blocks(world: World) -> World:
    """The same feed without blocks: the next trip of a block would be another."""
    return with_tables(world, trips=[row | {"block_id": ""} for row in world.tables["trips"]])


def refusing(world: World) -> World:
    """Everybody refuses rides to be booked."""
    people = [person | {"booked_rides": False} for person in world.request["people"]]
    return World(world.tables, world.request | {"people": people})
