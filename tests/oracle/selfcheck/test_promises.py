"""Windows, services by headway and rides to be booked, by hand in the desert."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import gtfs_feeds as gtfs
from tests.oracle.feed import Feed
from tests.oracle.selfcheck.by_hand import BACK, day_of, feed_of, leave, with_rows
from tests.reach.desert import ask, at, bus, clock, east

WINDOW = {"start_pickup_drop_off_window": "08:00:00", "end_pickup_drop_off_window": "09:30:00"}
BLANK = {"arrival_time": "", "departure_time": ""}
Shown = tuple[str, str, str]


def shown(path: Path, trip: str = "T") -> list[Shown]:
    """The calls of a trip: stop, arrival, departure."""
    (found,) = (one for one in Feed(path).trips if one.name == f"0/{trip}")
    return [(c.stop.removeprefix("0/"), clock(c.arrive), clock(c.depart)) for c in found.calls]


def test_nothing_is_interpolated_at_a_window(tmp_path: Path) -> None:
    home = ask(home=east("B", -120))
    blank = with_rows(bus("T", "08:40"), "B", **BLANK)
    assert leave(day_of(tmp_path, blank, home), "08:43")
    assert leave(day_of(tmp_path, with_rows(blank, "B", **WINDOW), home), None)


def test_the_timed_part_of_a_trip_stays(tmp_path: Path) -> None:
    rows = with_rows(bus("T", "08:40", there="ABCA"), "C", **BLANK, **WINDOW)
    rows[3] |= BLANK | {"stop_id": "", "location_id": "zone"}
    assert shown(feed_of(tmp_path, rows)) == [
        ("A", "08:40:00", "08:40:00"),
        ("B", "08:45:00", "08:45:00"),
    ]


def test_a_window_is_no_hop_of_interpolation(tmp_path: Path) -> None:
    # Of four rows B is a window: from A 08:40 to A 08:55 C is the only one between.
    rows = with_rows(bus("T", "08:40", there="ABCA"), "B", **BLANK, **WINDOW)
    path = feed_of(tmp_path, with_rows(rows, "C", **BLANK))
    assert [times[1] for times in shown(path)] == ["08:40:00", "08:47:30", "08:55:00"]


def test_a_window_with_a_time_is_a_scheduled_stop(tmp_path: Path) -> None:
    path = feed_of(tmp_path, with_rows(bus("T", "08:40"), "B", **WINDOW))
    assert [times[0] for times in shown(path)] == ["A", "B", "C"]


def headway(start: str, end: str, seconds: int, exact: object = "") -> gtfs.Row:
    """A row of frequencies.txt."""
    row = {"trip_id": "T", "start_time": f"{start}:00", "end_time": f"{end}:00"}
    return row | {"headway_secs": seconds, "exact_times": exact}


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        # Ten minutes of ride and ten of headway to be at C at 08:52: joined at 08:32.
        ([headway("06:00", "10:00", 600)], "08:30"),
        ([headway("06:00", "10:00", 600, 0)], "08:30"),
        # With exact times 08:30 and 08:40: at C at 08:50.
        ([headway("06:00", "10:00", 600, 1)], "08:38"),
        # A whole headway is left before the end: 08:25 is the last one that is joined.
        ([headway("06:00", "08:35", 600)], "08:23"),
        # The start is joined always; nothing else is.
        ([headway("08:20", "08:21", 600)], "08:18"),
        ([headway("08:33", "08:59", 600)], None),
        # Joined at 08:20, 08:21 and 08:22 with either headway: the longer counts.
        ([headway("06:00", "10:00", 600), headway("08:20", "10:00", 1200)], "08:20"),
        ([headway("06:00", "10:00", 600), headway("08:23", "10:00", 1200)], "08:20"),
        # 45 minutes: 07:57 is joined by whoever is at A at 07:57.
        ([headway("05:00", "10:00", 2700)], "07:55"),
    ],
)
def test_a_whole_headway_is_counted(tmp_path: Path, rows: list[gtfs.Row], left: str | None) -> None:
    assert leave(day_of(tmp_path, bus("T", "03:00"), frequencies=rows), left)


def test_moments_are_whole_minutes_after_the_start_at_each_stop(tmp_path: Path) -> None:
    # From 06:00:30 on, a bus that waits 20 s at B: joined there 320 s later, at every :50.
    trip = gtfs.calls("T", ("A", "03:00:00"), ("B", "03:05:00", "03:05:20"), ("C", "03:10:00"))
    row = headway("06:00", "10:00", 600) | {"start_time": "06:00:30"}
    day = day_of(tmp_path, trip, ask(home=east("B", -120)), frequencies=[row])
    # To C 280 s and 600 s: joined by 08:37:20, so at 08:36:50; at C at 08:51:30.
    assert leave(day, "08:34:50")
    assert day["arrive_work_s"] == at("08:54:30")


def test_staying_on_board_adds_nothing_more(tmp_path: Path) -> None:
    path = feed_of(tmp_path, bus("T", "03:00"), frequencies=[headway("06:00", "06:01", 600)])
    assert shown(path) == [
        ("A", "06:10:00", "06:00:00"),
        ("B", "06:15:00", "06:05:00"),
        ("C", "06:20:00", "06:10:00"),
    ]


@pytest.mark.parametrize(
    ("scheduled", "safe"),
    [
        # The last that helps is joined at 08:32: a headway before it, 08:22.
        ([], "08:20"),
        # A bus a minute before it, or with it, or after it.
        (bus("U", "08:31"), "08:29"),
        (bus("U", "08:32"), "08:20"),
        (bus("U", "08:36"), "08:24"),
        (bus("U", "08:42"), "08:30"),
    ],
)
def test_a_ride_by_headway_is_missed_for_a_headway(
    tmp_path: Path, scheduled: list[gtfs.Row], safe: str
) -> None:
    rows = [headway("06:00", "10:00", 600)]
    day = day_of(tmp_path, [*bus("T", "03:00"), *scheduled], frequencies=rows)
    assert day["safe_leave_s"] == at(safe)


@pytest.mark.parametrize(
    ("stop", "said", "holds"),
    [
        ("A", {"pickup_type": 2}, False),
        ("A", {"pickup_type": 3}, False),
        ("C", {"drop_off_type": 2}, False),
        ("C", {"drop_off_type": 3}, False),
        # Passing through is nothing, nor is getting off where one would have to book to board.
        ("B", {"pickup_type": 2, "drop_off_type": 2}, True),
        ("C", {"pickup_type": 2}, True),
        ("A", {"drop_off_type": 3}, True),
    ],
)
def test_a_person_may_refuse_rides_to_be_booked(
    tmp_path: Path, stop: str, said: gtfs.Row, holds: bool
) -> None:
    rows = with_rows(bus("T", "08:40"), stop, **said)
    assert leave(day_of(tmp_path, rows), "08:38")
    assert leave(day_of(tmp_path, rows, ask(booked_rides=True)), "08:38")
    refusing = day_of(tmp_path, rows, ask(booked_rides=False))
    assert leave(refusing, "08:38" if holds else None)


def test_the_way_back_is_booked_too(tmp_path: Path) -> None:
    rows = [*bus("T", "08:40"), *with_rows(bus("U", "17:05", there="CBA"), "C", pickup_type=2)]
    assert day_of(tmp_path, rows)["return_home_s"] == at("17:17")
    assert day_of(tmp_path, rows, ask(booked_rides=False))["return_home_s"] == at("17:22")
    assert BACK[0]["stop_id"] == "C"
