"""Stations with pathways, by hand: platforms P and Q, entrances E and F, a node N, other stops.

On the equator, at 1.25 m/s: P and Q are 40 s apart; E is 80 s west of P, F 80 s east of Q.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import gtfs_feeds as gtfs
from tests.oracle.feed import Feed
from tests.oracle.selfcheck.by_hand import day_of, leave
from tests.oracle.walking import Ground, Walks
from tests.reach.desert import DEGREE_M, WEST_DEG, bus, lon, stops

METRES = {"P": 0, "Q": 49.6, "E": -99.6, "F": 149.2, "S": 399.6, "N": 19.8, "O": 40}
KINDS = {"G": 1, "E": 2, "F": 2, "N": 3, "A1": 4, "O": 0, "X": 3, "Y": 3}
COLUMNS = ("from_stop_id", "to_stop_id", "is_bidirectional")
Way = tuple[object, ...]


def way(ends: str, both: int, **measures: object) -> gtfs.Row:
    """A pathway between two ends, `P N`."""
    said = dict(zip(COLUMNS, (*ends.split(), both), strict=True))
    return {"pathway_id": ends, "pathway_mode": 1} | said | measures


def walks_of(folder: Path, *rows: gtfs.Row, minutes: int = 5) -> Walks:
    """The walks where these pathways are."""
    places = [
        gtfs.stop(name, 0, WEST_DEG + METRES[name] / DEGREE_M, location_type=KINDS.get(name, 0))
        | {"parent_station": "G" if name in "PQEFNO" else ""}
        for name in METRES
    ]
    places.append(gtfs.stop("G", 0, WEST_DEG + METRES["N"] / DEGREE_M, location_type=1))
    # A boarding area of Q; a node without coordinates, and one of no station either.
    places.append(gtfs.stop("A1", "", "", location_type=4, parent_station="Q"))
    places.append(gtfs.stop("X", "", "", location_type=3, parent_station="G"))
    places.append(gtfs.stop("Y", "", "", location_type=3))
    calls = gtfs.calls("T", ("P", "08:00:00"), ("Q", "08:10:00"), ("S", "08:20:00"))
    path = gtfs.write_feed(folder / "feed", stops=places, stop_times=calls, pathways=rows)
    settings = {"walk_detour": 1.0, "max_stop_walk_m": 500, "min_change_s": 30}
    return Walks(Ground([Feed(path)], settings), 4.5, minutes * 60)


@pytest.mark.parametrize(
    ("rows", "there", "back"),
    [
        # As ever: 40 s.
        ([], 40, 40),
        # Pathways take the place of the walk: longer, shorter (never under the shortest change).
        ([way("P Q", 1, traversal_time=240)], 240, 240),
        ([way("P Q", 1, traversal_time=5)], 30, 30),
        ([way("P N", 1, traversal_time=120), way("N Q", 1, traversal_time=120)], 240, 240),
        # The least; one way; only the other way there is none.
        ([way("P Q", 1, traversal_time=240), way("P Q", 0, traversal_time=90)], 90, 240),
        ([way("P Q", 0, traversal_time=90)], 90, None),
        # A boarding area is its platform.
        ([way("P A1", 1, traversal_time=90)], 90, 90),
        # The length at 1.25 m/s, rounded up; a second a stair; the time before both.
        ([way("P Q", 1, length="100.1")], 81, 81),
        ([way("P Q", 1, stair_count=-35)], 35, 35),
        ([way("P Q", 1, length=100, stair_count=35)], 80, 80),
        ([way("P Q", 1, length=100, traversal_time=70)], 70, 70),
        # As the crow flies, each rounded up: 16 s and 24 s; by X, which is where G is, too.
        ([way("P N", 1), way("N Q", 1)], 40, 40),
        ([way("P X", 1), way("X Q", 1)], 40, 40),
        # Without coordinates anywhere: nothing.
        ([way("P Y", 1, traversal_time=50), way("Y Q", 1)], 50, 50),
        # Ends that are unknown or stations are left out: as ever.
        ([way("P G", 1, traversal_time=90), way("G Q", 1, traversal_time=90)], 40, 40),
        ([way("P Z", 1, traversal_time=90)], 40, 40),
        # Neither leads to the other: as ever. So for stops without pathways.
        ([way("P N", 1, traversal_time=90), way("Q X", 1, traversal_time=90)], 40, 40),
        ([way("P N", 0, traversal_time=90), way("Q N", 0, traversal_time=90)], 40, 40),
    ],
)
def test_platform_to_platform(
    tmp_path: Path, rows: list[gtfs.Row], there: int | None, back: int | None
) -> None:
    changes = walks_of(tmp_path, *rows).changes
    found = changes["0/P"].get("0/Q"), changes["0/Q"].get("0/P")
    assert found == tuple(None if s is None else (s, s) for s in (there, back))


@pytest.mark.parametrize(
    ("rows", "there", "back"),
    [
        # From P to S, 400 m away: 320 s.
        ([], 320, 320),
        # Over E, 499.6 m of street and a minute inside.
        ([way("E P", 1, traversal_time=60)], 460, 460),
        # Over F: 250.8 m, 201 s.
        ([way("F P", 1, traversal_time=60)], 261, 261),
        # Over the better one each way.
        ([way("E P", 1, traversal_time=60), way("F P", 0, traversal_time=60)], 460, 261),
        # One way in: no way out.
        ([way("F P", 0, traversal_time=60)], None, 261),
        # By way of another platform and another entrance.
        ([way("F Q", 1, traversal_time=9), way("Q P", 1, traversal_time=60)], 270, 270),
        # Pathways between the two, so that S is inside too: the street is never shorter.
        ([way("F P", 1, traversal_time=60), way("P S", 1, traversal_time=100)], 100, 100),
        ([way("F P", 1, traversal_time=60), way("P S", 1, traversal_time=300)], 300, 300),
    ],
)
def test_to_and_from_the_street(
    tmp_path: Path, rows: list[gtfs.Row], there: int | None, back: int | None
) -> None:
    changes = walks_of(tmp_path, *rows).changes
    found = changes["0/P"].get("0/S"), changes["0/S"].get("0/P")
    assert found == tuple(None if s is None else (s, s) for s in (there, back))


def test_points_are_on_the_street(tmp_path: Path) -> None:
    # From a point 100 s west of E: to Q by E and the pathways, to E itself never.
    point = 0.0, WEST_DEG - 224.5 / DEGREE_M
    walks = walks_of(tmp_path, way("E Q", 0, traversal_time=200), minutes=5)
    assert walks.stops_from(point) == {"0/P": 180, "0/O": 212, "0/Q": 300}
    assert walks.stops_to(point) == {"0/P": 180, "0/O": 212}
    # A second more is too long a walk, seconds of pathways included.
    walks = walks_of(tmp_path, way("E Q", 0, traversal_time=201), minutes=5)
    assert walks.stops_from(point) == {"0/P": 180, "0/O": 212}


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        # Q2 is 80 s from B: off at 08:45, on at 08:47.
        ([], "08:38"),
        ([way("B Q2", 1, traversal_time=120)], "08:38"),
        ([way("B Q2", 1, traversal_time=121)], None),
        ([way("Q2 B", 0, traversal_time=10)], None),
    ],
)
def test_a_day_with_pathways(tmp_path: Path, rows: list[gtfs.Row], left: str | None) -> None:
    places = [gtfs.stop(name, 0, lon(name)) for name in "ABC"]
    places.append(gtfs.stop("Q2", 0, WEST_DEG + (3000 + 99.6) / DEGREE_M))
    out = [
        *bus("t1", "08:40", there="AB"),
        *gtfs.calls("t2", ("Q2", "08:47:00"), ("C", "08:52:00")),
    ]
    assert leave(day_of(tmp_path, out, stops=places, pathways=rows), left)


@pytest.mark.parametrize(
    ("said", "seconds"), [("2 50", 50), ("2 _", 240), ("3 _", None), ("0 300", 300)]
)
def test_transfers_win_where_they_say_a_time(
    tmp_path: Path, said: str, seconds: int | None
) -> None:
    kind, time = said.replace("_", "").split(" ")
    row = {"from_stop_id": "P", "to_stop_id": "Q", "transfer_type": kind}
    walks_of(tmp_path, way("P Q", 1, traversal_time=240))
    (tmp_path / "feed" / "transfers.txt").write_text(
        f"{','.join(row)},min_transfer_time\n{','.join(row.values())},{time}\n"
    )
    ground = Ground([Feed(tmp_path / "feed")], {"walk_detour": 1.0, "min_change_s": 30})
    found = Walks(ground, 4.5, 300).changes["0/P"].get("0/Q")
    assert found == (None if seconds is None else (seconds, seconds))


@pytest.mark.parametrize(("place", "left"), [((0.0, lon("A")), "08:37"), (("", ""), "08:38")])
def test_an_entrance_that_is_nowhere_makes_no_platform_inside(
    tmp_path: Path, place: tuple[float | str, float | str], left: str
) -> None:
    # A minute from E to A; where nobody knows the place of E, one walks to A as ever.
    entrance = gtfs.stop("E", *place, location_type=2)
    places = [row | {"location_type": 0} for row in stops()]
    ways = [way("A E", 1, traversal_time=60)]
    day = day_of(tmp_path, bus("t1", "08:40"), stops=[*places, entrance], pathways=ways)
    assert leave(day, left)
