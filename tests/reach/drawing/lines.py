"""Lines: trips before a shift and back after it, repeated, cut in two, with windows or booked."""

from __future__ import annotations

from typing import NamedTuple

from tests import gtfs_feeds as gtfs
from tests.reach.drawing.dice import Dice, one_in, pick
from tests.reach.drawing.draft import Draft, Span
from tests.reach.drawing.seats import cut
from tests.reach.drawing.world import clock

ROUTES = ("R", "R1", "R2")
WINDOW = {"start_pickup_drop_off_window": "05:00:00", "end_pickup_drop_off_window": "22:00:00"}
NO_TIME = {"arrival_time": "", "departure_time": ""}


class Vehicle(NamedTuple):
    """A trip before it is written: (stop, arrival, departure) of each call."""

    name: str
    route: str
    service: str
    block: str
    times: list[tuple[str, int, int]]


def add_line(draft: Draft, line: str, stops: list[str], spans: list[Span]) -> None:
    """A line along some stops: trips before a shift, and back after it."""
    dice, most_trips = draft.dice, draft.size.trips
    (start, _), (_, end) = pick(dice, spans), pick(dice, spans)
    step = 60 if draft.coarse else 1
    route = pick(dice, ROUTES)
    for number in range(dice.between(min(2, most_trips), most_trips)):
        # A corridor is long: who leaves late is late.
        soonest = 1800 if draft.corridor else 600
        early, late = dice.between(soonest // step, 4200 // step), dice.between(0, 2700 // step)
        there = stops[::-1] if one_in(dice, 3) and not draft.corridor else stops
        out, back = f"{line}-{number}-out", f"{line}-{number}-back"
        add_trip(draft, out, route, there, start - early * step)
        add_trip(draft, back, route, there[::-1], end + late * step)


def add_trip(draft: Draft, name: str, route: str, stops: list[str], at: int) -> None:
    """One trip, at times of the day before or after, at times repeated or cut in two."""
    dice = draft.dice
    if at < 0 or one_in(dice, 6):
        at += 86_400 if at < 6 * 3600 else -86_400 if at >= 86_400 else 0
    times = timed(dice, stops, at, draft.coarse)
    vehicle = Vehicle(name, route, pick(dice, "SST"), "", times)
    vehicles = [vehicle]
    cuts = {"seats", "changes", "stations"} & set(draft.said)
    if cuts and len(stops) > 2 and (draft.corridor or one_in(dice, 3)):
        parts, rows = cut(draft, vehicle._asdict(), ROUTES)
        vehicles = [Vehicle(**part) for part in parts]
        draft.add("transfers", *rows)
    for one in vehicles:
        write(draft, one)


def write(draft: Draft, vehicle: Vehicle) -> None:
    """The rows of a trip."""
    name, route, service, block, times = vehicle
    draft.add("trips", gtfs.trip(name, service, route, block_id=block))
    draft.add("stop_times", *calls(draft, name, times))
    draft.add("frequencies", *headways(draft, name, times[0][2]))


def timed(dice: Dice, stops: list[str], at: int, coarse: bool) -> list[tuple[str, int, int]]:
    """Hops of the trip's own (so that trips overtake), some of zero seconds."""
    times = []
    for i, stop in enumerate(stops):
        if i:
            at += pick(dice, [60, 0, 120, 180]) if coarse else _hop(dice)
        arrive, at = at, at + pick(dice, [0, 0, 0, 60 if coarse else 1, 60])
        times.append((stop, arrive, at))
    return times


def _hop(dice: Dice) -> int:
    return 0 if one_in(dice, 8) else dice.between(1, 240)


def calls(draft: Draft, name: str, times: list[tuple[str, int, int]]) -> list[gtfs.Row]:
    """The stop times of a trip; some blank, some windows, some booked."""
    dice = draft.dice
    windows = [i for i in range(len(times)) if "windows" in draft.said and one_in(dice, 4)]
    kept = [i for i in range(len(times)) if i not in windows]
    if len(kept) < 2:
        windows, kept = [], list(range(len(times)))
    areas = {str(row["stop_id"]) for row in draft.tables["stops"] if row.get("location_type") == 4}
    by_telephone = "booked" in draft.said and one_in(dice, 5)
    rows: list[gtfs.Row] = []
    for i, (stop, arrive, depart) in enumerate(times):
        row: gtfs.Row = {
            "trip_id": name,
            "arrival_time": clock(arrive),
            "departure_time": clock(depart),
            "stop_id": f"{stop}x" if f"{stop}x" in areas and one_in(dice, 2) else stop,
            "stop_sequence": 2 * i + 1,
            **allowed(draft, by_telephone),
        }
        if i in windows:
            row |= without_promise(dice)
        elif kept[0] < i < kept[-1] and one_in(dice, 10):
            row |= NO_TIME
        rows.append(row)
    return rows


def without_promise(dice: Dice) -> gtfs.Row:
    """A window, or a zone with its window, or one of a group of stops."""
    row: gtfs.Row = {**NO_TIME, **WINDOW}
    zone = pick(dice, ["", "", "location_id", "location_group_id"])
    return row | {"stop_id": "", zone: "z"} if zone else row


def allowed(draft: Draft, by_telephone: bool) -> gtfs.Row:
    """Whether one may board and get off at a call, and whether one must book."""
    dice = draft.dice
    closed = 30 if draft.corridor else 12
    if by_telephone:
        return {"pickup_type": "2", "drop_off_type": "2"}
    if "booked" in draft.said:
        usual = ["", "0", "", "0", "", "0", "2", "3"]
        pickup, drop_off = pick(dice, usual), pick(dice, usual)
    else:
        pickup, drop_off = pick(dice, ["", "0", "3"]), ""
    return {
        "pickup_type": "1" if one_in(dice, closed) else pickup,
        "drop_off_type": "1" if one_in(dice, closed) else drop_off,
    }


def headways(draft: Draft, name: str, at: int) -> list[gtfs.Row]:
    """Rows of frequencies.txt; without a promise of minutes where the world has such services."""
    dice = draft.dice
    if "headways" not in draft.said:
        return [headway(dice, name, at, 4500, 1)] if one_in(dice, 8) else []
    count = pick(dice, [0, 0, 1, 1, 2])
    return [headway(dice, name, at, 1800, pick(dice, ["", 0, 1])) for _ in range(count)]


def headway(dice: Dice, name: str, at: int, longest: int, exact: object) -> gtfs.Row:
    """A row that begins with the trip or some minutes before it."""
    start = max(at - pick(dice, [0, 0, 60, 300, 631]), 0)
    return {
        "trip_id": name,
        "start_time": clock(start),
        "end_time": clock(start + dice.between(1, longest)),
        "headway_secs": pick(dice, [120, 300, 420, 601]),
        "exact_times": exact,
    }
