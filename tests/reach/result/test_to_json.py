"""A reason that speaks of the evening before says so: no hour is below zero."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from jalon.reach import Day, Reason, day_line
from tests import gtfs_feeds as gtfs
from tests.reach.asking import Asker

WORK_LON = 2.4819191  # 6 km from home
STOPS = [gtfs.stop("H", 48.8, 2.4), gtfs.stop("W", 48.8, WORK_LON)]
BUSES = [
    *gtfs.calls("t", ("H", "08:30:00"), ("W", "08:55:00")),
    *gtfs.calls("b", ("W", "20:30:00"), ("H", "21:00:00")),
    *gtfs.calls("x", ("H", "23:50:00"), ("W", "24:20:00")),
]


def ask(start: str) -> dict[str, Any]:
    return {
        "date_of_monday": "2026-11-23",
        "people": [
            {
                "id": "p",
                "home": {"lat": 48.8, "lon": 2.4},
                "means": ["transit"],
                "max_walk_min": 5,
                "max_trip_min": 120,
                "earliest_leave": "00:00",
                "latest_return": "29:59",
            }
        ],
        "offers": [
            {
                "id": "o",
                "lat": 48.8,
                "lon": WORK_LON,
                "shifts": {"tuesday": [[start, "20:30"]]},
            }
        ],
    }


def test_the_bus_of_the_evening_before(tmp_path: Path) -> None:
    day = Asker(tmp_path).day(ask("00:25"), stops=STOPS, stop_times=BUSES)
    (reason,) = day_line(day, in_seconds=False)["reasons"]
    assert reason["code"] == "before_earliest_leave"
    assert day_line(day, in_seconds=False)["date"] == "2026-11-24"
    assert reason["detail"]["leave"] == "23:50"
    assert reason["detail"]["leave_day"] == "the day before"
    assert reason["detail"]["earliest_leave"] == "00:00"
    (exact,) = day_line(day, in_seconds=True)["reasons"]
    assert exact["detail"]["leave"] == "23:50:00"
    assert exact["detail"]["leave_day"] == "the day before"


@pytest.mark.parametrize(
    ("name", "clock_s", "in_seconds", "told"),
    [
        ("leave_s", -1, False, {"leave": "23:59", "leave_day": "the day before"}),
        ("leave_s", 0, False, {"leave": "00:00"}),
        ("first_arrival_s", -1, False, {"first_arrival": "00:00"}),
        (
            "first_arrival_s",
            -60,
            False,
            {"first_arrival": "23:59"} | {"first_arrival_day": "the day before"},
        ),
        (
            "first_arrival_s",
            -1,
            True,
            {"first_arrival": "23:59:59"} | {"first_arrival_day": "the day before"},
        ),
        ("return_s", 87_600, False, {"return": "24:20"}),
        ("return_s", 86_399, False, {"return": "24:00"}),
    ],
)
def test_times_are_rounded_before_their_day_is_said(
    name: str, clock_s: int, in_seconds: bool, told: dict[str, str]
) -> None:
    reason = Reason("before_earliest_leave", "monday", {name: clock_s})
    day = Day("p", "o", "monday", False, date=dt.date(2026, 11, 23), reasons=(reason,))
    (line,) = day_line(day, in_seconds=in_seconds)["reasons"]
    assert line["detail"] == told
