"""Trips cut in two: one stays seated where they meet, or changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests import gtfs_feeds as gtfs
from tests.reach.drawing.dice import Dice, one_in, pick
from tests.reach.drawing.draft import Draft

Json = dict[str, Any]


def cut(draft: Draft, vehicle: Json, routes: Sequence[str]) -> tuple[list[Json], list[gtfs.Row]]:
    """Two trips in the place of one, and rows of transfers.txt that say who stays seated.

    Where the world has stations the second may begin at another platform, and now and then
    elsewhere; along a corridor all trips are cut at the same stop.
    """
    dice = draft.dice
    times = vehicle["times"]
    at = len(times) // 2 if draft.corridor else dice.between(1, len(times) - 2)
    stop, arrive, _ = times[at]
    seats = "seats" in draft.said and not one_in(dice, 4)
    pause = pick(dice, [0, 30, 10, 59, 60] if seats else [60, 61, 90, 120, 30, 200, 300])
    begins = beginning(draft, stop, [other for other, _, _ in times])
    later = [(s, a + pause, d + pause) for s, a, d in times[at + 1 :]]
    first = vehicle | {"name": f"{vehicle['name']}-a", "times": times[: at + 1]}
    second = vehicle | {
        "name": f"{vehicle['name']}-b",
        "times": [(begins, arrive + pause, times[at][2] + pause), *later],
        "route": pick(dice, routes),
    }
    rows = seated(dice, first, second) if seats else []
    return [first, second], rows


def beginning(draft: Draft, stop: str, others: list[str]) -> str:
    """Where the second trip begins: where the first ends, at another platform, or elsewhere."""
    dice = draft.dice
    station = {str(s["stop_id"]): s.get("parent_station") for s in draft.tables["stops"]}
    mates = [other for other in others if other != stop and station[other] == station[stop]]
    if mates and station[stop] and one_in(dice, 2):
        return pick(dice, mates)
    return pick(dice, others) if one_in(dice, 8) else stop


def seated(dice: Dice, first: Json, second: Json) -> list[gtfs.Row]:
    """Makes two trips one vehicle, by block or by a row of type 4; the rows.

    A block may be of the whole line, whose trips mix; now and then the second trip is of another
    service, or a row says that nobody stays seated.
    """
    by_block = not one_in(dice, 3)
    if by_block:
        name = first["name"]
        block = name.split("-")[0] if one_in(dice, 4) else name
        first["block"], second["block"] = block, block
    if one_in(dice, 8):
        second["service"] = pick(dice, "ST")
    kinds = [] if by_block and not one_in(dice, 8) else [4]
    if one_in(dice, 3):
        kinds.append(pick(dice, [5, 3]))
    return [seat_row(dice, first, second, kind) for kind in kinds]


def seat_row(dice: Dice, first: Json, second: Json, kind: int) -> gtfs.Row:
    """A row of two trips; one of type 4 may name no stop."""
    return {
        "from_stop_id": "" if kind == 4 and one_in(dice, 3) else first["times"][-1][0],
        "to_stop_id": second["times"][0][0],
        "from_trip_id": first["name"],
        "to_trip_id": second["name"],
        "transfer_type": kind,
        "min_transfer_time": "",
    }
