"""What the oracle reads in a feed, against what one reads by eye."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests import gtfs_feeds as gtfs
from tests.oracle.feed import Feed
from tests.oracle.feed.sphere import haversine_m
from tests.oracle.timetable import Clock, timetable
from tests.oracle.walking import Ground, Walks

PARIS = ZoneInfo("Europe/Paris")


def test_blank_times_are_spread_by_number_of_stops_and_rounded_down(tmp_path: Path) -> None:
    blank = [gtfs.calls("T1", ("B", ""))[0] | {"stop_sequence": 5}]
    blank += [gtfs.calls("T1", ("C", ""))[0] | {"stop_sequence": 6}]
    first = gtfs.calls("T1", ("A", "08:00:00", "08:01:00"))
    last = gtfs.calls("T1", ("A", "08:03:00", "08:04:00"))[0] | {"stop_sequence": 10}
    path = gtfs.write_feed(tmp_path / "feed", stop_times=[last, *blank, *first])
    (trip,) = Feed(path).trips
    # From 08:01:00 to 08:03:00 in three hops of forty seconds.
    assert [(call.arrive - 28800, call.depart - 28800) for call in trip.calls] == [
        (0, 60),
        (100, 100),
        (140, 140),
        (180, 240),
    ]
    assert [call.stop for call in trip.calls] == ["0/A", "0/B", "0/C", "0/A"]


def test_frequencies_start_at_the_first_departure_and_stop_before_the_end(tmp_path: Path) -> None:
    row = {"trip_id": "T1", "start_time": "10:00:00", "end_time": "10:20:00"}
    path = gtfs.write_feed(
        tmp_path / "feed.zip",
        stop_times=gtfs.calls("T1", ("A", "07:59:00", "08:00:00"), ("B", "08:10:00")),
        frequencies=[row | {"headway_secs": 600, "exact_times": 1}],
    )
    departs = [trip.calls[0].depart for trip in Feed(path).trips]
    assert departs == [36000, 36600]


def test_exceptions_are_above_the_calendar(tmp_path: Path) -> None:
    path = gtfs.write_feed(
        tmp_path / "feed",
        calendar=[gtfs.service("S", "20261102", "20261130", sunday=0)],
        calendar_dates=[
            {"service_id": "S", "date": "20261129", "exception_type": 1},
            {"service_id": "S", "date": "20261124", "exception_type": 2},
            {"service_id": "X", "date": "20261225", "exception_type": 1},
        ],
    )
    feed = Feed(path)
    runs = [day for day in range(1, 31) if feed.runs("S", dt.date(2026, 11, day))]
    assert runs == [d for d in range(2, 31) if d not in (8, 15, 22, 24)]
    assert not feed.runs("S", dt.date(2026, 12, 1))
    assert feed.runs("X", dt.date(2026, 12, 25))


@pytest.mark.parametrize(
    ("date", "shown", "axis"),
    [
        # The Sunday of spring has eleven hours before noon: its 01:00 is ten hours before noon, so
        # two hours after noon minus twelve. That of autumn has thirteen.
        (dt.date(2026, 3, 29), 1 * 3600, 2 * 3600),
        (dt.date(2026, 3, 29), 4 * 3600, 4 * 3600),
        (dt.date(2026, 10, 25), 1 * 3600, 0),
        (dt.date(2026, 10, 25), 4 * 3600, 4 * 3600),
        (dt.date(2026, 11, 23), 25 * 3600, 25 * 3600),
        # The Saturday of spring: three o'clock of Sunday is two hours after midnight.
        (dt.date(2026, 3, 28), 27 * 3600, 26 * 3600),
    ],
)
def test_clock_and_axis(date: dt.date, shown: int, axis: int) -> None:
    clock = Clock(date, PARIS)
    assert clock.axis(shown) == axis
    assert clock.shown(axis) == shown


def test_trips_of_the_days_around_are_there(tmp_path: Path) -> None:
    path = gtfs.write_feed(
        tmp_path / "feed",
        stop_times=gtfs.calls("T1", ("A", "25:30:00"), ("B", "25:40:00")),
        calendar=[gtfs.service("S", "20261123", "20261123")],
    )
    tuesday = timetable([Feed(path)], dt.date(2026, 11, 24), PARIS, True)
    assert [boarding.depart for boarding in tuesday.boardings("0/A", -86_400, 86_400)] == [5400]
    assert tuesday.next_departure("0/A", 5399) == 5400
    assert tuesday.next_departure("0/A", 5400) is None


def test_walks_and_changes(tmp_path: Path) -> None:
    said = [("A", "A", 2, 30), ("A", "B", 2, 20), ("B", "A", 3, ""), ("A", "C", 0, "")]
    fields = ("from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time")
    path = gtfs.write_feed(
        tmp_path / "feed",
        # 0.001 degree of the equator is 111.195 m.
        stops=[gtfs.stop(n, 0, lon) for n, lon in [("A", 10), ("B", 10.001), ("C", 10.01)]],
        transfers=[dict(zip(fields, row, strict=True)) for row in said],
    )
    changes = Walks(Ground([Feed(path)], {"walk_detour": 1.0}), 4.5, 900).changes
    # Thirty seconds at A as the feed says; twenty to B are under the floor of 60; C is named
    # without a time: 1111.95 m at 1.25 m/s, though it is farther than 600 m.
    assert changes["0/A"] == {"0/A": (30, 0), "0/B": (60, 60), "0/C": (890, 890)}
    assert changes["0/B"] == {"0/B": (60, 0)}
    assert changes["0/C"] == {"0/C": (60, 0)}


def test_haversine_of_known_arcs() -> None:
    quarter = 6_371_008.8 * 3.141592653589793 / 2
    assert haversine_m((0, 0), (0, 90)) == pytest.approx(quarter)
    assert haversine_m((0, 0), (90, 12)) == pytest.approx(quarter)
    assert haversine_m((48.8, 2.4), (48.8, 2.4)) == 0
