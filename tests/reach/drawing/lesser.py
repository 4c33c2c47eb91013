"""Worlds made lesser: what is added to a feed or refused that never makes an answer better."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from tests.oracle.feed.sphere import haversine_m
from tests.oracle.openings import clock_s
from tests.reach.drawing.dice import Dice, RandomDice, one_in, pick
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
    rows: list[Json] = []
    for one, other in combinations(left, 2):
        points = [(float(row["stop_lat"]), float(row["stop_lon"])) for row in (one, other)]
        names = one["stop_id"], other["stop_id"]
        taken = {row[end] for row in rows for end in ("from_stop_id", "to_stop_id")}
        if haversine_m(*points) <= longest_m and not taken & set(names):
            rows.append(slow_pathway(*names))
    return with_tables(world, pathways=rows or None)


def slow_pathway(origin: str, target: str) -> Json:
    """An hour, both ways."""
    ends = {"from_stop_id": origin, "to_stop_id": target}
    said = {"pathway_mode": 1, "is_bidirectional": 1, "traversal_time": 3600}
    return {"pathway_id": f"{origin}-{target}"} | ends | said


def with_forbidden_changes(world: World) -> World:
    """Rows of type 3 by route and by trip, at every stop."""
    dice = RandomDice(SEED)
    stops = [row["stop_id"] for row in world.tables["stops"]]
    rows = [forbidden(dice, world, stop, pick(dice, [stop, *stops])) for stop in stops * 2]
    return with_tables(world, transfers=[*world.tables.get("transfers", []), *rows])


def forbidden(dice: Dice, world: World, origin: str, target: str) -> Json:
    """A row of type 3 of two rides, or of one."""
    one, other = (pick(dice, world.tables["trips"]) for _ in range(2))
    row = {"from_stop_id": origin, "to_stop_id": target, "transfer_type": 3}
    if one_in(dice, 2):
        return row | {"from_route_id": one["route_id"], "to_route_id": other["route_id"]}
    return row | {pick(dice, ["from_trip_id", "to_trip_id"]): one["trip_id"]}


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
