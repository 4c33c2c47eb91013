"""The oracle's unlocks, by hand in the desert.

K is 60 s east of B. By bus one leaves at 08:18 for a handover from 08:34 on; in the evening it ends
at 17:26, and one is home at 17:42: 84 minutes in all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests import gtfs_feeds as gtfs
from tests.oracle import oracle_unlocks
from tests.oracle.unlocks import other_places, shift_moved, with_place_hours
from tests.reach.desert import BOTH_WAYS, ask, bus, child, east, place, stops

Json = dict[str, Any]
YEAR = [gtfs.service("S", "20260101", "20261231")]


def unlocked(tmp_path: Path, request: Json, stop_times: list[gtfs.Row] = BOTH_WAYS) -> list[Json]:
    """What is said of the pairs."""
    feed = gtfs.write_feed(tmp_path / "f.zip", stops=stops(), stop_times=stop_times, calendar=YEAR)
    return oracle_unlocks([feed], request)


def test_a_place_that_closes_too_early(tmp_path: Path) -> None:
    # From 16:30 one takes the 16:40 of C: the handover ends at 16:56; from 16:45 at 17:06. By car
    # it would end at 17:19:18.
    request = ask(child("c", place("k", east("B", 60), "07:00", "17:00")))
    request["other_places"] = [
        place("late", east("B", 60), "08:35", "18:00"),
        place("m", east("B", 60), "07:00", "18:00"),
    ]
    (pair,) = unlocked(tmp_path, request)
    assert pair["unlocks"] == [
        {"change": "place_closes_later", "place": "k", "by_min": 30, "week_s": 84 * 60},
        {"change": "other_place", "child": "c", "place": "m", "week_s": 84 * 60},
        {"change": "shift_moved", "by_min": -30, "week_s": 84 * 60},
    ]


def test_a_place_that_opens_too_late(tmp_path: Path) -> None:
    # An hour earlier is 08:25, half an hour 08:55. With the shift an hour later all is an hour
    # later, and the place opens at 09:25, before 09:34.
    request = ask(child("c", place("k", east("B", 60), "09:25", "20:00")))
    (pair,) = unlocked(tmp_path, request)
    assert [(one["change"], one["by_min"]) for one in pair["unlocks"]] == [
        ("place_opens_earlier", 60),
        ("shift_moved", 60),
    ]


def test_a_vehicle_where_no_bus_runs(tmp_path: Path) -> None:
    # Leave to start and end to home: 31:30 and 26:30 by bicycle, 20:45 and 15:45 by car, twice.
    request = ask(days=("monday", "friday"))
    (pair,) = unlocked(tmp_path, request, bus("T", "03:00"))
    assert pair["unlocks"] == [
        {"change": "bicycle", "week_s": 2 * 58 * 60},
        {"change": "car", "week_s": 2 * 36 * 60 + 60},
    ]
    request["people"][0]["means"] = ["car"]
    assert unlocked(tmp_path, request, bus("T", "03:00")) == []


def test_only_offers_whose_hours_are_known(tmp_path: Path) -> None:
    request = ask(max_trip_min=20)
    assert len(unlocked(tmp_path, request)) == 1
    request["offers"][0]["shifts"]["tuesday"] = None
    assert unlocked(tmp_path, request) == []
    request["offers"][0]["shifts"] = {"tuesday": []}
    assert unlocked(tmp_path, request) == []


def test_a_shift_never_starts_on_another_day() -> None:
    offer = {"id": "o", "shifts": {"monday": [["23:44", "02:00"]], "tuesday": [["00:30", "05:00"]]}}
    moved = shift_moved(offer, 15 * 60)
    assert moved is not None
    assert moved["shifts"] == {
        "monday": [["23:59:00", "26:15:00"]],
        "tuesday": [["00:45:00", "05:15:00"]],
    }
    assert shift_moved(offer, 30 * 60) is None
    assert shift_moved(offer, -30 * 60) is not None
    assert shift_moved(offer, -60 * 60) is None


def test_a_place_opens_and_closes_within_its_day() -> None:
    (person,) = ask(child("c", place("k", east("B", 60), "00:20", "29:40")))["people"]
    (changed,) = with_place_hours(person, "k", 1800, 1800)["children"][0]["places"]
    assert changed["hours"]["sunday"] == ["00:00:00", "29:59:00"]
    assert with_place_hours(person, "other", 1800, 1800) == person


def test_the_five_nearest_places_that_the_child_has_not() -> None:
    request = ask(child("c", place("p2", east("A", 2), "07:00", "18:00")))
    request["other_places"] = [
        place(f"p{i}", east("A", i), "1:00", "2:00") for i in range(9, 0, -1)
    ]
    (person,) = request["people"]
    told = [told["place"] for told, _ in other_places(request, person)]
    assert told == ["p1", "p3", "p4", "p5", "p6"]
    changed = [
        changed["children"][0]["places"][0]["id"] for _, changed in other_places(request, person)
    ]
    assert changed == told
