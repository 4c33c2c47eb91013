"""Who stays seated, by hand in the desert: t1 from A is at B at 08:45, t2 leaves B for C then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import gtfs_feeds as gtfs
from tests.oracle.selfcheck.by_hand import day_of, leave
from tests.oracle.selfcheck.test_changes import TRIP, row
from tests.reach.desert import at, bus, stops

Blocks = dict[str, str]
BLOCK = {"t1": "K", "t2": "K"}
OUT = [*bus("t1", "08:40", there="AB"), *bus("t2", "08:45", there="BC")]


def trips(rows: list[gtfs.Row], blocks: Blocks, services: Blocks | None = None) -> list[gtfs.Row]:
    """The trips of some rows and the one back."""
    names = [*dict.fromkeys(str(row["trip_id"]) for row in rows), "back"]
    return [
        gtfs.trip(name, (services or {}).get(name, "S"), block_id=blocks.get(name, ""))
        for name in names
    ]


@pytest.mark.parametrize(
    ("blocks", "rows", "left"),
    [
        ({}, [], None),
        (BLOCK, [], "08:38"),
        ({"t1": "K", "t2": "L"}, [], None),
        ({}, [row("B B 4 _", *TRIP)], "08:38"),
        ({}, [row("_ _ 4 _", *TRIP)], "08:38"),
        ({}, [row("B B 4 _", "_", "_", "t2", "t1")], None),
        # A row that forbids, or says that one gets off, is above block and row.
        (BLOCK, [row("B B 5 _", *TRIP)], None),
        (BLOCK, [row("B B 3 _", *TRIP)], None),
        ({}, [row("B B 4 _", *TRIP), row("B B 5 _", *TRIP)], None),
        # Of one trip or of routes: nothing is said of both trips.
        (BLOCK, [row("B B 3 _", "_", "_", "t1"), row("B B 3 _", "R1", "R2")], "08:38"),
        # Who stays seated does not change: no least time.
        (BLOCK, [row("B B 2 900", *TRIP)], "08:38"),
    ],
)
def test_blocks_and_rows(
    tmp_path: Path, blocks: Blocks, rows: list[gtfs.Row], left: str | None
) -> None:
    day = day_of(tmp_path, OUT, trips=trips(OUT, blocks), transfers=rows)
    assert leave(day, left)
    # One ride out, and one back.
    assert day["rides"] == (2 if left else None)


def test_who_gets_off_changes_like_everybody(tmp_path: Path) -> None:
    # t2 leaves at 08:46: with a minute to change one boards it, in two rides or in one.
    later = [*bus("t1", "08:40", there="AB"), *bus("t2", "08:46", there="BC")]
    for blocks, rides in (({}, 3), (BLOCK, 2)):
        assert day_of(tmp_path, later, trips=trips(later, blocks))["rides"] == rides


def test_only_the_next_trip_of_the_block_and_of_the_service(tmp_path: Path) -> None:
    between = [*OUT, *bus("t3", "08:45", there="BA")]
    every = {**BLOCK, "t3": "K"}
    # t2 is before t3 in the file, so it is the next; then it is the other way round.
    assert leave(day_of(tmp_path, between, trips=trips(between, every)), "08:38")
    turned = [*bus("t1", "08:40", there="AB"), *between[4:], *between[2:4]]
    assert leave(day_of(tmp_path, turned, trips=trips(turned, every)), None)
    calendar = [gtfs.service(name, "20260101", "20261231") for name in "ST"]
    other = trips(OUT, BLOCK, {"t2": "T"})
    assert leave(day_of(tmp_path, OUT, trips=other, calendar=calendar), None)
    # A row of type 4 joins services, on days on which both run.
    rows = [row("B B 4 _", *TRIP)]
    day = day_of(tmp_path, OUT, trips=other, calendar=calendar, transfers=rows)
    assert leave(day, "08:38")
    calendar[1] = gtfs.service("T", "20260101", "20261231", monday=0)
    day = day_of(tmp_path, OUT, trips=other, calendar=calendar, transfers=rows)
    assert leave(day, None)


@pytest.mark.parametrize(
    ("metres", "stations", "left"),
    [(199.9, ("", ""), "08:38"), (200.1, ("", ""), None), (900, ("G", "G"), "08:38")],
)
def test_where_the_next_trip_begins(
    tmp_path: Path, metres: float, stations: tuple[str, str], left: str | None
) -> None:
    rows = [
        *bus("t1", "08:40", there="AB"),
        *gtfs.calls("t2", ("N", "08:45:00"), ("C", "08:50:00")),
    ]
    places = stops(N=3000 + metres, G=3000)
    for stop in places:
        parent = dict(zip("BN", stations, strict=True)).get(str(stop["stop_id"]), "")
        stop |= {"location_type": int(stop["stop_id"] == "G"), "parent_station": parent}
    day = day_of(tmp_path, rows, stops=places, trips=trips(rows, BLOCK))
    assert leave(day, left)


def test_the_next_trip_leaves_after_the_arrival_and_is_no_service_by_headway(
    tmp_path: Path,
) -> None:
    early = [*bus("t1", "08:40", there="AB"), *bus("t2", "08:44", there="BC")]
    rows = [row("B B 4 _", *TRIP)]
    assert leave(day_of(tmp_path, early, trips=trips(early, BLOCK), transfers=rows), None)
    repeated = {"trip_id": "t2", "start_time": "08:45:00", "end_time": "08:46:00"}
    repeated |= {"headway_secs": "600", "exact_times": "1"}
    day = day_of(tmp_path, OUT, trips=trips(OUT, BLOCK), frequencies=[repeated])
    assert leave(day, None)


def test_several_continue_one_and_one_several(tmp_path: Path) -> None:
    # t1 goes on as t2, to C, and as t3, which goes nowhere; t4 goes on as t2 too.
    rows = [*OUT, *bus("t3", "08:45", there="BA"), *bus("t4", "08:30", there="AB")]
    pairs = [("t1", "t2"), ("t1", "t3"), ("t4", "t2")]
    seats = [row("B B 4 _", "_", "_", *pair) for pair in pairs]
    day = day_of(tmp_path, rows, trips=trips(rows, {}), transfers=seats)
    assert leave(day, "08:38")
    assert day["safe_leave_s"] == at("08:28")


def test_a_chain_of_three_is_one_ride(tmp_path: Path) -> None:
    # From A to B, back to A where nobody may get on or off, and on to C.
    chain = [
        *bus("t1", "08:30", there="AB"),
        *gtfs.calls("t2", ("B", "08:35:00"), ("A", "08:40:00"), pickup_type=1, drop_off_type=1),
        *gtfs.calls("t3", ("A", "08:40:00"), ("C", "08:50:00"), pickup_type=1),
    ]
    day = day_of(tmp_path, chain, trips=trips(chain, {"t1": "K", "t2": "K", "t3": "K"}))
    assert leave(day, "08:28")
    assert day["rides"] == 2
    day = day_of(tmp_path, chain, trips=trips(chain, {"t1": "K", "t2": "K"}))
    assert leave(day, None)


def test_on_the_next_trip_one_gets_off_after_its_first_stop(tmp_path: Path) -> None:
    # t2 begins at C itself: whoever stays seated is on board there, like whoever boards.
    rows = [*bus("t1", "08:40", there="AB"), *bus("t2", "08:45", there="CA")]
    seats = [row("B C 4 _", *TRIP)]
    assert leave(day_of(tmp_path, rows, trips=trips(rows, {}), transfers=seats), None)
