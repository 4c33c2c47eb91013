"""Stops with a window and no time, and zones: no scheduled ride, nothing interpolated there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gtfs_feeds import Row, calls, stop
from tests.sources.gtfs.helpers import calls_of, codes, notice, read

STOPS = [stop(name, 48.80, 2.40 + n / 100) for n, name in enumerate("ABCD")]


def row(sequence: int, stop_id: str, **more: object) -> Row:
    blank = {"arrival_time": "", "departure_time": ""}
    return {"trip_id": "T", "stop_sequence": sequence, "stop_id": stop_id} | blank | more


def timed(sequence: int, stop_id: str, time: str) -> Row:
    return row(sequence, stop_id, arrival_time=time, departure_time=time)


def windowed(sequence: int, stop_id: str, **more: object) -> Row:
    window = {
        "start_pickup_drop_off_window": "08:05:00",
        "end_pickup_drop_off_window": "08:50:00",
        "pickup_type": 2,
        "drop_off_type": 2,
    }
    return row(sequence, stop_id, **(window | more))


def test_nothing_is_interpolated_where_a_window_is(tmp_path: Path) -> None:
    rows = [timed(1, "A", "08:00:00"), windowed(2, "B"), timed(3, "C", "08:50:00")]
    feed = read(tmp_path, stops=STOPS, stop_times=rows)
    assert calls_of(feed, "T") == [("A", "08:00:00", "08:00:00"), ("C", "08:50:00", "08:50:00")]
    said = notice(feed, "pickup_drop_off_window")
    assert (said.file, said.line, said.count) == ("stop_times.txt", 3, 1)


def test_the_timed_part_stays_where_windows_follow(tmp_path: Path) -> None:
    rows = [
        *(timed(1, "A", "08:00:00"), timed(2, "B", "08:20:00")),
        *(windowed(3, "C"), windowed(4, "D", pickup_type=1)),
    ]
    feed = read(tmp_path, stops=STOPS, stop_times=rows)
    assert calls_of(feed, "T") == [("A", "08:00:00", "08:00:00"), ("B", "08:20:00", "08:20:00")]
    assert "missing_trip_edge" not in codes(feed)


def test_a_blank_stop_beside_a_window_keeps_its_place_among_the_timed(tmp_path: Path) -> None:
    rows = [
        *(timed(1, "A", "08:00:00"), row(2, "B"), windowed(3, "C")),
        timed(4, "D", "08:30:00"),
    ]
    feed = read(tmp_path, stops=STOPS, stop_times=rows)
    assert [call[:2] for call in calls_of(feed, "T")] == [
        *(("A", "08:00:00"), ("B", "08:15:00"), ("D", "08:30:00")),
    ]


@pytest.mark.parametrize("zone", ["location_id", "location_group_id"])
def test_a_zone_is_no_broken_key(zone: str, tmp_path: Path) -> None:
    rows = [timed(1, "A", "08:00:00"), windowed(2, "", **{zone: "Z"}), timed(3, "C", "08:50:00")]
    feed = read(tmp_path, stops=STOPS, stop_times=rows)
    assert [call[0] for call in calls_of(feed, "T")] == ["A", "C"]
    assert notice(feed, "on_demand_zone").count == 1
    assert not {"foreign_key_violation", "missing_required_field"} & codes(feed)


def test_a_time_beside_a_window_counts(tmp_path: Path) -> None:
    both = windowed(2, "B", arrival_time="08:30:00", departure_time="08:30:00")
    feed = read(tmp_path, stops=STOPS, stop_times=[timed(1, "A", "08:00:00"), both])
    assert [call[0] for call in calls_of(feed, "T")] == ["A", "B"]


def test_a_trip_of_windows_alone_does_not_run(tmp_path: Path) -> None:
    rows = [windowed(1, "A"), windowed(2, "B"), *calls("U", ("A", "09:00:00"), ("B", "09:10:00"))]
    feed = read(tmp_path, stops=STOPS, stop_times=rows)
    assert feed.trips.ids == ["U"]
    assert notice(feed, "unusable_trip").count == 1
