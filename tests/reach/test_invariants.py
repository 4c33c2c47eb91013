"""What must hold whatever the timetable: more never makes worse, and company changes nothing."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.requests import draw_request
from jalon.core.time import DayClock
from jalon.reach import Day, Network, build_network, load_network, parse_request, plan_days
from jalon.reach.travel import latest_leaves
from jalon.reach.travel import timetable as timetable_module
from tests.gtfs_feeds import Row, calls, stop, write_feed

MONDAY = dt.date(2026, 11, 23)
SIDE = 6


def grid() -> list[Row]:
    """6 x 6 stops, about 700 m apart."""
    return [
        stop(f"{row}{column}", 48.78 + 0.0063 * row, 2.44 + 0.0095 * column)
        for row in range(SIDE)
        for column in range(SIDE)
    ]


def lines(rng: np.random.Generator, count: int) -> list[Row]:
    """Straight lines of the grid, both ways, at irregular times from 5:30 to 21:00."""
    rows: list[Row] = []
    for number in range(count):
        line, across, back = rng.integers(SIDE), bool(rng.integers(2)), bool(rng.integers(2))
        names = [f"{line}{i}" if across else f"{i}{line}" for i in range(SIDE)]
        start = int(rng.integers(5 * 3600 + 1800, 20 * 3600))
        step = int(rng.integers(70, 200))
        places = [
            (name, f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}")
            for i, name in enumerate(reversed(names) if back else names)
            for at in [start + i * step]
        ]
        rows += calls(f"T{number}", *places)
    return rows


def built(folder: Path, stop_times: list[Row]) -> Network:
    feed = write_feed(folder / "feed.zip", stops=grid(), stop_times=stop_times)
    build_network([feed], folder / "net")
    return load_network(folder / "net")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Network, dict[str, Any]]:
    network = built(tmp_path_factory.mktemp("world"), lines(np.random.default_rng(3), 600))
    return network, draw_request(network, 12, 10, MONDAY, seed=4)


def answers(network: Network, request: dict[str, Any]) -> list[Day]:
    return list(plan_days(network, parse_request(request)))


def test_the_world_has_both_kinds_of_days(world: tuple[Network, dict[str, Any]]) -> None:
    verdicts = [day.holdable for day in answers(*world)]
    assert 50 < verdicts.count(True) < len(verdicts) - 50


def test_company_changes_nothing(world: tuple[Network, dict[str, Any]]) -> None:
    network, request = world
    together = {(day.person, day.offer, day.weekday): day for day in answers(network, request)}
    for person in request["people"]:
        for offer in request["offers"][:3]:
            alone = answers(network, request | {"people": [person], "offers": [offer]})
            assert alone == [together[day.person, day.offer, day.weekday] for day in alone]


def test_patient_company_changes_no_reason(world: tuple[Network, dict[str, Any]]) -> None:
    # Somebody who travels for hours, from dawn to dawn, makes the search look farther for all.
    network, request = world
    patient = request["people"][0] | {"id": "patient", "max_trip_min": 300, "children": []}
    patient |= {"earliest_leave": "00:00", "latest_return": "29:59"}
    usual = answers(network, request)
    joined = answers(network, request | {"people": [*request["people"], patient]})
    assert [day for day in joined if day.person != "patient"] == usual


def test_blocks_and_threads_change_nothing(
    world: tuple[Network, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    network, request = world
    usual = answers(network, request)
    monkeypatch.setattr("jalon.reach.days.PAIRS_AT_ONCE", 30)
    monkeypatch.setattr(latest_leaves, "THREADS", 7)
    monkeypatch.setattr("jalon.reach.plan.trace.FIRST_CAPACITY", 1)
    assert answers(network, request) == usual


def test_more_trips_never_make_anything_worse(tmp_path: Path) -> None:
    every = lines(np.random.default_rng(8), 500)
    few = [row for row in every if int(str(row["trip_id"])[1:]) % 3]
    (tmp_path / "few").mkdir()
    (tmp_path / "all").mkdir()
    less, more = built(tmp_path / "few", few), built(tmp_path / "all", every)
    request = draw_request(more, 12, 10, MONDAY, seed=9)
    better = 0
    for before, after in zip(answers(less, request), answers(more, request), strict=True):
        assert after.holdable or not before.holdable
        # Another choice of places may hold on more days and start earlier on this one.
        if before.holdable and before.places == after.places:
            assert after.leave_home_s is not None
            assert before.leave_home_s is not None
            assert after.leave_home_s >= before.leave_home_s
            assert after.return_home_s <= before.return_home_s  # type: ignore[operator]
        better += bool(after.holdable) and not before.holdable
    assert better > 0


def test_the_same_kind_of_day_gives_the_same_day(world: tuple[Network, dict[str, Any]]) -> None:
    by_offer: dict[tuple[str, str], set[object]] = {}
    for day in answers(*world):
        plan = (day.holdable, day.leave_home_s, day.arrive_work_s, day.return_home_s, day.legs)
        by_offer.setdefault((day.person, day.offer), set()).add(plan)
    assert {len(plans) for plans in by_offer.values()} == {1}


def test_the_legs_of_a_plan_are_its_times(world: tuple[Network, dict[str, Any]]) -> None:
    network, request = world
    for day in answers(network, request):
        if not day.holdable:
            continue
        out = [leg for leg in day.legs if leg.way == "out"]
        back = [leg for leg in day.legs if leg.way == "back"]
        assert (out[0].depart_s, out[-1].arrive_s) == (day.leave_home_s, day.arrive_work_s)
        assert (back[0].depart_s, back[-1].arrive_s) == (day.leave_work_s, day.return_home_s)
        for way in (out, back):
            for one, other in pairwise(way):
                assert one.target == other.origin
                assert one.arrive_s <= other.depart_s
                assert not (one.kind == other.kind == "walk")


def test_a_mirror_turned_twice_is_the_timetable(world: tuple[Network, dict[str, Any]]) -> None:
    network, _ = world
    table = timetable_module.build_timetable(network, DayClock(MONDAY, network.zone), 0, 86_400)
    twice = timetable_module.mirrored(timetable_module.mirrored(table.out.by_run))
    for column, again in zip(table.out.by_run, twice, strict=True):
        assert np.array_equal(np.asarray(column), np.asarray(again))
