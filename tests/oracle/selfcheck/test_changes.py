"""Changes by route and by trip, by hand: which row of transfers.txt speaks of two rides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import gtfs_feeds as gtfs
from tests.oracle.feed import Feed
from tests.oracle.selfcheck.by_hand import day_of, leave
from tests.oracle.walking import Ground, Walks
from tests.reach.desert import bus, stops

NAMES = ("from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time")
IDS = ("from_route_id", "to_route_id", "from_trip_id", "to_trip_id")
TWO = [gtfs.trip("t1", route_id="R1"), gtfs.trip("t2", route_id="R2"), gtfs.trip("back")]
ROUTES = [gtfs.ROUTES[0] | {"route_id": name} for name in ("R", "R1", "R2")]
OUT = [*bus("t1", "08:40", there="AB"), *bus("t2", "08:47", there="BC")]


def row(said: str, *ids: str) -> gtfs.Row:
    """`B B 2 90` and the routes and trips named, `_` for none."""
    cells = (cell.replace("_", "") for cell in (*said.split(), *ids))
    return dict(zip((*NAMES, *IDS), cells, strict=False))


B2 = 149.6
"""Metres from B to B2: 120 s."""
ROUTE, TRIP = ("R1", "R2"), ("_", "_", "t1", "t2")


@pytest.mark.parametrize(
    ("rows", "at_b", "to_b2"),
    [
        ([], 60, 120),
        # Of the two routes, and of others.
        ([row("B B 3 _", "R1", "R2"), row("B B2 3 _", "R1", "R2")], None, None),
        ([row("B B 3 _", "R1", "R1"), row("B B2 3 _", "R2", "R1")], 60, 120),
        ([row("B B 3 _", "R1"), row("B B2 3 _", "_", "R2")], None, None),
        # A trip beats a route on its side: then the route is not looked at.
        ([row("B B 3 _", "R2", "R2", "t1"), row("B B2 3 _", "R2", "R1", "t1", "t2")], None, None),
        ([row("B B 3 _", "R1", "R2", "t9")], 60, 120),
        # Times: as they are at one stop, never under the shortest change between two.
        ([row("B B 2 20", "R1"), row("B B2 2 20", "R1")], 20, 60),
        ([row("B B 2 500", "R1"), row("B B2 2 500", "R1")], 500, 500),
        # Without a time; a vehicle that waits, where a route or a trip is named.
        ([row("B B 2 _", "R1"), row("B B2 2 _", "R1")], 60, 120),
        ([row("B B 1 _", "R1"), row("B B2 1 _", "R1")], 0, 120),
        ([row("B B 1 _"), row("B B2 1 _")], 60, 120),
        ([row("B B 1 45", "R1")], 45, 120),
        # Types 4 and 5 say nothing of seconds, and a blank type is 0.
        ([row("B B 4 300", *TRIP), row("B B 5 _", *TRIP)], 60, 120),
        ([row("B B _ 300", *TRIP)], 300, 120),
        # A row without both stops is left out.
        ([row("_ B 3 _", *TRIP), row("B _ 3 _", *TRIP)], 60, 120),
        # The most specific wins, whatever it says.
        ([row("B B 3 _"), row("B B 0 70", "R1")], 70, 120),
        ([row("B B 3 _", "R1"), row("B B 0 70", "R1", "R2")], 70, 120),
        ([row("B B 3 _", "R1", "R2"), row("B B 0 70", "_", "_", "t1")], 70, 120),
        ([row("B B 3 _", "_", "_", "_", "t2"), row("B B 0 70", "_", "R2", "t1")], 70, 120),
        ([row("B B 3 _", "_", "R2", "t1"), row("B B 0 70", *TRIP)], 70, 120),
        # Then the precise stops, then a forbidden one, then the longest time.
        ([row("G G 3 _"), row("B B 0 70"), row("B B2 0 70")], 70, 70),
        ([row("G G 0 70", "R1"), row("B B 3 _"), row("B B2 3 _")], 70, 70),
        ([row("B B2 0 70"), row("G B2 0 80"), row("B G 3 _")], None, 70),
        ([row("B B 0 70"), row("B B 3 _")], None, 120),
        ([row("B B 0 70"), row("B B 0 200"), row("B B 2 _")], 200, 120),
        ([row("G G 2 90")], 90, 90),
    ],
)
def test_the_row_that_speaks(
    tmp_path: Path, rows: list[gtfs.Row], at_b: int | None, to_b2: int | None
) -> None:
    # B2 is two minutes east of B, in the same station.
    places = [
        stop | ({"parent_station": "G"} if stop["stop_id"] in ("B", "B2") else {})
        for stop in stops(B2=3000 + B2, G=9000)
    ]
    places = [s | {"location_type": 1 if s["stop_id"] == "G" else 0} for s in places]
    path = gtfs.write_feed(
        tmp_path / "feed", stops=places, stop_times=OUT, trips=TWO[:2], transfers=rows
    )
    feed = Feed(path)
    walks = Walks(Ground([feed], {"walk_detour": 1.0}), 4.5, 900)
    left, boarded = feed.trips
    changes = [walks.change(left, "0/B", boarded, target) for target in ("0/B", "0/B2")]
    assert [change and change[0] for change in changes] == [at_b, to_b2]
    assert [change[1] for change in changes if change] == [
        walk for walk, known in ((0, at_b), (to_b2, to_b2)) if known is not None
    ]


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        # Off at 08:45, on again at 08:47.
        ([], "08:38"),
        ([row("B B 3 _", *ROUTE)], None),
        ([row("B B 3 _", *TRIP)], None),
        ([row("B B 2 120", *ROUTE)], "08:38"),
        ([row("B B 2 121", *ROUTE)], None),
        ([row("B B 2 121", "R2", "R1")], "08:38"),
        ([row("B B 3 _"), row("B B 1 _", *ROUTE)], "08:38"),
    ],
)
def test_a_change_by_route(tmp_path: Path, rows: list[gtfs.Row], left: str | None) -> None:
    assert leave(day_of(tmp_path, OUT, trips=TWO, routes=ROUTES, transfers=rows), left)


def test_a_vehicle_that_waits(tmp_path: Path) -> None:
    at_once = [*bus("t1", "08:40", there="AB"), *bus("t2", "08:45", there="BC")]
    for kind, left in (("1 _", "08:38"), ("0 _", None), ("2 0", "08:38"), ("2 1", None)):
        rows = [row(f"B B {kind}", *ROUTE)]
        day = day_of(tmp_path, at_once, trips=TWO, routes=ROUTES, transfers=rows)
        assert leave(day, left)
