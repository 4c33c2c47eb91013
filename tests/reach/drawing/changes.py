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
    # Along a corridor all changes are where its trips are cut, on the way out or back.
    half = len(names) // 2
    middle = [names[half], names[-1 - half]] if draft.corridor else names
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
    """Routes and trips of either side, or none; often those of one trip that was cut in two."""
    dice = draft.dice
    trips = draft.tables["trips"]
    ends = [trip for trip in trips if trip["trip_id"].endswith("-a")] or trips
    before = pick(dice, ends)
    rest = [trip for trip in trips if trip["trip_id"] == before["trip_id"][:-1] + "b"]
    after = rest[0] if rest and not one_in(dice, 3) else pick(dice, trips)
    found: gtfs.Row = {}
    for side, trip in (("from", before), ("to", after)):
        by = pick(dice, ["route", "route", "trip", "both", ""])
        found[f"{side}_route_id"] = trip["route_id"] if by in ("route", "both") else ""
        found[f"{side}_trip_id"] = trip["trip_id"] if by in ("trip", "both") else ""
    return found
