"""Trips cut in two, whose passengers stay seated, or do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests import gtfs_feeds as gtfs
from tests.reach.drawing.dice import Dice, one_in, pick
from tests.reach.drawing.draft import Draft

Json = dict[str, Any]


def cut(draft: Draft, vehicle: Json, routes: Sequence[str]) -> tuple[list[Json], list[gtfs.Row]]:
    """Two trips that are one vehicle, by block or by a row of transfers.txt, and such rows.

    Now and then the second begins elsewhere, is of another service, or a row says that nobody
    stays seated. A block may be of the whole line, whose trips mix.
    """
    dice = draft.dice
    times = vehicle["times"]
    at = dice.between(1, len(times) - 2)
    stop, arrive, depart = times[at]
    begins = pick(dice, times)[0] if one_in(dice, 4) else stop
    line = str(vehicle["name"]).split("-")[0]
    by_block = not one_in(dice, 3)
    block = (line if one_in(dice, 3) else vehicle["name"]) if by_block else ""
    first = vehicle | {"name": f"{vehicle['name']}-a", "block": block, "times": times[: at + 1]}
    second = vehicle | {
        "name": f"{vehicle['name']}-b",
        "block": block,
        "times": [(begins, max(arrive, depart), depart), *times[at + 1 :]],
        "route": pick(dice, routes),
    }
    if one_in(dice, 8):
        second["service"] = pick(dice, "ST")
    return [first, second], seat_rows(
        dice, (first["name"], second["name"]), (stop, begins), by_block
    )


def seat_rows(
    dice: Dice, trips: tuple[str, str], stops: tuple[str, str], by_block: bool
) -> list[gtfs.Row]:
    """Rows of types 4 and 5, and one that forbids, of two trips."""
    kinds = [] if by_block and not one_in(dice, 6) else [4]
    if one_in(dice, 5):
        kinds.append(pick(dice, [5, 3]))
    return [
        {
            "from_stop_id": "" if kind == 4 and one_in(dice, 3) else stops[0],
            "to_stop_id": stops[1],
            "from_trip_id": trips[0],
            "to_trip_id": trips[1],
            "transfer_type": kind,
            "min_transfer_time": "",
        }
        for kind in kinds
    ]
