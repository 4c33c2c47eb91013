"""The oracle by bicycle, by car, over several shifts and of unknown hours, by hand in the desert.

Home to work are 149.5 + 6,000 + 224.5 = 6,374 m. By bicycle, at 15 km/h: 1,529.76 s, so 1,530, and
60 to park: 26:30. By car, at 30 km/h: 765 s and 180 to park: 15:45. By bus one leaves at 08:38, is
at work at 08:53 and home at 17:22.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import gtfs_feeds as gtfs
from tests.oracle import oracle_days
from tests.oracle.windows import joined
from tests.reach.desert import BOTH_WAYS, ask, at, bus, child, east, place, stops

Json = dict[str, Any]
YEAR = [gtfs.service("S", "20260101", "20261231")]
MORNING = [*bus("out", "08:40"), *bus("back", "12:10", there="CBA")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def judged(folder: Path, request: Json, stop_times: list[gtfs.Row] = BOTH_WAYS) -> Json:
    """The only day."""
    feed = gtfs.write_feed(folder / "f.zip", stops=stops(), stop_times=stop_times, calendar=YEAR)
    (day,) = oracle_days([feed], request)
    return day


def with_settings(request: Json, **settings: float) -> Json:
    return request | {"settings": request["settings"] | settings}


def split(*shifts: tuple[str, str], **person: Any) -> Json:  # noqa: ANN401
    """A Monday of several shifts."""
    request = ask(**person)
    request["offers"][0]["shifts"] = {"monday": [list(shift) for shift in shifts]}
    return request


def times(day: Json) -> list[int]:
    """Leave home, be at work, leave work, be home."""
    names = ("leave_home_s", "arrive_work_s", "leave_work_s", "return_home_s")
    return [day[name] for name in names]


def clocks(*said: str) -> list[int]:
    return [at(clock) for clock in said]


def test_a_bicycle_goes_along_to_the_place(folder: Path) -> None:
    # 3,225.25 m to the place, 75.75 m east of B: 775 + 60 s; 3,148.75 m from there to work: 756 +
    # 60 s. 08:55 - 816 - 600 - 835 s = 08:17:29. Back, the handover ends at 17:00 + 816 + 600 s.
    request = ask(child("c", place("k", east("B", 61), "08:31", "17:25")), means=["bicycle"])
    day = judged(folder, request)
    assert times(day) == clocks("08:17:29", "08:55", "17:00", "17:37:31")
    assert (day["slack_s"], day["rides"], day["walk_s"]) == (84, 0, 0)
    assert day["safe_leave_s"] == day["leave_home_s"]
    # The handover begins at 08:31:24.
    place_hours = request["people"][0]["children"][0]["places"][0]["hours"]
    for opens, holds in [("08:31:24", True), ("08:31:25", False)]:
        place_hours["monday"] = [opens, "18:00"]
        assert judged(folder, request)["holdable"] is holds


def test_one_ride_is_as_long_as_allowed_without_its_parking(folder: Path) -> None:
    # 1,530 s are 25.5 minutes.
    for minutes, holds in [(25.5, True), (25.4, False)]:
        request = with_settings(ask(means=["bicycle"]), max_bicycle_min=minutes)
        assert judged(folder, request)["holdable"] is holds


def test_the_way_to_move_that_leaves_last_then_is_home_first_is_shown(folder: Path) -> None:
    # By car 08:55 - 15:45 = 08:39:15. Parking 255 s it is 08:38, as by bus, and home at 17:17.
    means = ["bicycle", "car", "transit"]
    by_car = judged(folder, ask(means=means))
    assert (by_car["by"], by_car["leave_home_s"]) == (["car"], at("08:39:15"))
    tied = judged(folder, with_settings(ask(means=means), car_park_s=255))
    assert (tied["by"], times(tied)) == (["car"], clocks("08:38", "08:55", "17:00", "17:17"))
    by_bus = judged(folder, with_settings(ask(means=means), car_park_s=256))
    assert by_bus["by"] == ["foot"]
    # Nothing to park, as fast, and from home to home: all are equal, and one walks.
    here = with_settings(ask(means=means, work=east("A", -120)), car_park_s=0, bicycle_park_s=0)
    assert judged(folder, here)["by"] == ["foot"]


def test_staying_is_one_way_out_and_one_way_back(folder: Path) -> None:
    day = judged(folder, split(("14:00", "17:00"), ("09:00", "12:00")))
    assert times(day) == clocks("08:38", "08:53", "17:00", "17:22")
    assert (day["out_s"], day["back_s"], day["home_between"]) == (22 * 60, 22 * 60, False)


def test_coming_home_between_by_another_way_to_move(folder: Path) -> None:
    # By bus there is no way back at 17:00; by bicycle one would leave at 08:28:30, too early. So
    # the bus at first, home at 12:22, and the bicycle for the second, 31:30 before its start.
    person: Json = {"means": ["transit", "bicycle"], "earliest_leave": "08:29"}
    for start, holds in [("14:00", True), ("12:53:30", True), ("12:53:29", False)]:
        request = split(("09:00", "12:00"), (start, "17:00"), **person)
        day = judged(folder, request, MORNING)
        assert (day["holdable"], day["home_between"]) == (holds, holds)
        if holds:
            assert times(day) == clocks("08:38", "08:53", "17:00", "17:26:30")
            assert day["out_s"] == 22 * 60 + 31 * 60 + 30
            assert day["back_s"] == 22 * 60 + 26 * 60 + 30
            assert (day["rides"], day["walk_s"], day["slack_s"]) == (2, 600, 300)
            assert (day["by"], day["safe_leave_s"]) == (["foot", "bicycle"], None)


def test_the_starts_that_hold(folder: Path) -> None:
    # The first bus that one can take is the 05:10, at C at 05:20: starts from 05:28 on. Home by
    # 21:00 is the 20:40 of C: ends by 20:37. Without a length: the last bus is at C at 22:00, left
    # home at 21:48, and waiting counts, up to 75 minutes: starts to 23:03.
    request = split()
    request["offers"][0] |= {"shifts": {"monday": None}, "duration_min": 480}
    day = judged(folder, request)
    assert (day["holdable"], day["start_windows_for"]) == (None, "day")
    assert day["start_windows"] == [(at("05:30"), at("12:30"))]
    del request["offers"][0]["duration_min"]
    day = judged(folder, with_settings(request, start_step_min=1))
    assert day["start_windows"] == [(at("05:28"), at("23:03"))]
    assert day["start_windows_for"] == "way_out"


def test_starts_that_follow_one_another_are_one_window() -> None:
    assert joined([0, 900, 2700, 3600, 9000], 900) == [(0, 900), (2700, 3600), (9000, 9000)]
    assert joined([], 900) == []
