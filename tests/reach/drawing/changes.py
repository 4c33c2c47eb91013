"""The rows of transfers.txt that speak of seconds."""

from __future__ import annotations

from tests import gtfs_feeds as gtfs
from tests.reach.drawing.dice import Dice, one_in, pick
from tests.reach.drawing.draft import Draft

TIMES = (30, 0, 60, 61, 120, 300, "")


def transfers(draft: Draft, names: list[str]) -> list[gtfs.Row]:
    """Some pairs of stops, one and the same stop too, of every type, with or without a time.

    Where the world has changes by route and by trip, several rows speak of one pair.
    """
    dice = draft.dice
    if "changes" not in draft.said:
        pairs = {(pick(dice, names), pick(dice, names)) for _ in range(dice.between(0, 4))}
        return [row(dice, a, b) for a, b in sorted(pairs)]
    stations = {
        str(stop["stop_id"]): str(stop.get("parent_station") or "")
        for stop in draft.tables["stops"]
    }
    # Along a corridor all changes are where its trips are cut.
    middle = names[len(names) // 2 - 1 : len(names) // 2 + 1] if draft.corridor else names
    rows = []
    for _ in range(dice.between(2, 6)):
        a = pick(dice, middle)
        b = a if one_in(dice, 2) else pick(dice, middle)
        for _ in range(dice.between(1, 3)):
            said = row(dice, *(named(dice, stop, stations) for stop in (a, b)))
            rows.append(said | of_rides(draft))
    return rows


def row(dice: Dice, origin: str, target: str) -> gtfs.Row:
    """A row of two stops."""
    return {
        "from_stop_id": origin,
        "to_stop_id": target,
        "transfer_type": pick(dice, [2, 3, 0, 1]),
        "min_transfer_time": pick(dice, TIMES),
    }


def named(dice: Dice, stop: str, stations: dict[str, str]) -> str:
    """The stop, its station or its boarding area."""
    others = [other for other in (stations[stop], f"{stop}x") if other in stations]
    return pick(dice, others) if others and one_in(dice, 3) else stop


def of_rides(draft: Draft) -> gtfs.Row:
    """Routes and trips of either side, or none."""
    dice = draft.dice
    found: gtfs.Row = dict.fromkeys(
        ("from_route_id", "to_route_id", "from_trip_id", "to_trip_id"), ""
    )
    for side in ("from", "to"):
        if not one_in(dice, 3):
            found[f"{side}_route_id"] = pick(dice, draft.tables["trips"])["route_id"]
        if one_in(dice, 4):
            found[f"{side}_trip_id"] = pick(dice, draft.tables["trips"])["trip_id"]
    return found
