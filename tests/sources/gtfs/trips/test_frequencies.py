"""Services by headway become trips of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.core.errors import FeedError
from jalon.sources.gtfs import NO_PICKUP
from tests.gtfs_feeds import Row, calls, trip
from tests.sources.gtfs.helpers import calls_of, codes, notice, read

PATTERN = calls("P", ("A", "00:00:00"), ("B", "00:04:00", "00:05:00"), ("C", "00:12:30"))
PLAIN = calls("PLAIN", ("A", "07:00:00"), ("C", "07:30:00"))


def window(
    start: str, end: str, headway: object, trip_id: str = "P", exact_times: object = 1
) -> Row:
    return {
        "trip_id": trip_id,
        "start_time": start,
        "end_time": end,
        "headway_secs": headway,
        "exact_times": exact_times,
    }


def test_departures_from_start_strictly_before_end(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        stop_times=[*PATTERN, *PLAIN],
        frequencies=[window("08:00:00", "08:30:00", 600)],
    )
    # 08:30 would be the fourth; it is not strictly before the end. The pattern does not run.
    assert feed.trips.ids == ["P@08:00:00", "P@08:10:00", "P@08:20:00", "PLAIN"]
    assert feed.trips.start.tolist() == [0, 3, 6, 9, 11]
    assert calls_of(feed, "P@08:10:00") == [
        ("A", "08:10:00", "08:10:00"),
        ("B", "08:14:00", "08:15:00"),
        ("C", "08:22:30", "08:22:30"),
    ]
    assert calls_of(feed, "PLAIN")[0] == ("A", "07:00:00", "07:00:00")
    assert feed.trips.headway_s.tolist() == [0, 0, 0, 0]
    assert feed.trips.repeated.tolist() == [True, True, True, False]
    assert feed.notices == []


@pytest.mark.parametrize("exact", ["", 0])
def test_no_minute_is_promised(tmp_path: Path, exact: object) -> None:
    """Every ten minutes from 08:00 to 08:13: who joins until 08:03 is sure of a whole headway."""
    windows = [window("08:00:00", "08:13:00", 600, exact_times=exact)]
    feed = read(tmp_path, stop_times=PATTERN, frequencies=windows)
    assert feed.trips.ids == ["P@08:00:00", "P@08:01:00", "P@08:02:00", "P@08:03:00"]
    assert feed.trips.headway_s.tolist() == [600] * 4
    # One leaves B (five minutes on) at the moment of joining, and is at C a headway later than
    # somebody who had not waited: 08:02 + 12:30 + 10:00.
    times = feed.stop_times
    assert times.departure_s[6:9].tolist() == [28_920, 29_220, 29_670]
    assert times.arrival_s[7:9].tolist() == [29_160 + 600, 29_670 + 600]
    told = notice(feed, "headway_without_minutes")
    assert (told.file, told.count, told.line) == ("frequencies.txt", 1, 2)


def test_a_window_shorter_than_its_headway_is_joined_once(tmp_path: Path) -> None:
    windows = [window("08:00:00", "08:05:00", 600, exact_times=0)]
    assert read(tmp_path, stop_times=PATTERN, frequencies=windows).trips.ids == ["P@08:00:00"]


def test_of_two_headways_at_one_moment_the_longer_counts(tmp_path: Path) -> None:
    windows = [
        window("08:00:00", "08:11:00", 600, exact_times=0),
        window("08:00:00", "08:21:00", 1200, exact_times=0),
        window("08:01:00", "08:01:01", 60, exact_times=1),
    ]
    feed = read(tmp_path, stop_times=PATTERN, frequencies=windows)
    assert feed.trips.ids == ["P@08:00:00", "P@08:01:00"]
    # A vehicle of a promised minute at 08:01 is better than both.
    assert feed.trips.headway_s.tolist() == [1200, 0]


def test_an_unknown_kind_promises_nothing(tmp_path: Path) -> None:
    windows = [window("08:00:00", "08:05:00", 300, exact_times="yes")]
    feed = read(tmp_path, stop_times=PATTERN, frequencies=windows)
    assert feed.trips.headway_s.tolist() == [300]
    assert notice(feed, "unexpected_enum_value").file == "frequencies.txt"


def test_one_second_more_lets_one_more_leave(tmp_path: Path) -> None:
    feed = read(tmp_path, stop_times=PATTERN, frequencies=[window("08:00:00", "08:20:01", 600)])
    assert feed.trips.ids == ["P@08:00:00", "P@08:10:00", "P@08:20:00"]


def test_the_departure_of_the_first_stop_counts(tmp_path: Path) -> None:
    """The pattern arrives at 09:58 and leaves at 10:00; shifted by minus two hours."""
    pattern = calls("P", ("A", "09:58:00", "10:00:00"), ("B", ""), ("C", "10:21:00"))
    feed = read(tmp_path, stop_times=pattern, frequencies=[window("08:00:00", "08:00:01", 3600)])
    assert calls_of(feed, "P@08:00:00") == [
        ("A", "07:58:00", "08:00:00"),
        ("B", "08:10:30", "08:10:30"),
        ("C", "08:21:00", "08:21:00"),
    ]


def test_several_windows_of_a_trip_and_several_trips(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        trips=[trip("Q", trip_headsign="Est"), trip("P", trip_headsign="Ouest"), trip("PLAIN")],
        stop_times=[*PATTERN, *PLAIN, *calls("Q", ("C", "00:00:00"), ("A", "00:10:00"))],
        frequencies=[
            window("23:50:00", "24:20:00", 1200),
            window("06:00:00", "06:30:00", 900),
            window("05:00:00", "05:01:00", 30, trip_id="Q"),
        ],
    )
    assert feed.trips.ids == [
        "Q@05:00:00", "Q@05:00:30",
        "P@06:00:00", "P@06:15:00", "P@23:50:00", "P@24:10:00",
        "PLAIN",
    ]  # fmt: skip
    assert feed.trips.headsigns == ["Est", "Est", "Ouest", "Ouest", "Ouest", "Ouest", ""]
    assert calls_of(feed, "P@24:10:00")[2] == ("C", "24:22:30", "24:22:30")


def test_windows_that_meet_do_not_overlap(tmp_path: Path) -> None:
    windows = [window("08:00:00", "08:20:00", 600), window("08:20:00", "08:40:00", 1200)]
    feed = read(tmp_path, stop_times=PATTERN, frequencies=windows)
    assert feed.trips.ids == ["P@08:00:00", "P@08:10:00", "P@08:20:00"]
    assert feed.notices == []


def test_a_departure_of_two_windows_runs_once(tmp_path: Path) -> None:
    windows = [window("08:00:00", "08:20:01", 600), window("08:20:00", "08:40:00", 1200)]
    feed = read(tmp_path, stop_times=PATTERN, frequencies=windows)
    assert feed.trips.ids == ["P@08:00:00", "P@08:10:00", "P@08:20:00"]
    assert notice(feed, "overlapping_frequency").line == 3


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (window("08:00:00", "09:00:00", 0), "number_out_of_range"),
        (window("08:00:00", "09:00:00", -600), "number_out_of_range"),
        (window("08:00:00", "09:00:00", ""), "number_out_of_range"),
        (window("08:00:00", "09:00:00", "ten"), "number_out_of_range"),
        (window("8h", "09:00:00", 600), "invalid_time"),
        (window("08:00:00", "", 600), "invalid_time"),
        (window("09:00:00", "08:00:00", 600), "start_and_end_range_out_of_order"),
        (window("09:00:00", "09:00:00", 600), "start_and_end_range_out_of_order"),
        (window("08:00:00", "09:00:00", 600, trip_id="NOBODY"), "foreign_key_violation"),
        (window("08:00:00", "09:00:00", 600, trip_id=""), "missing_required_field"),
    ],
)
def test_a_window_that_cannot_be_used(tmp_path: Path, bad: Row, code: str) -> None:
    good = window("10:00:00", "10:00:01", 600)
    feed = read(tmp_path, stop_times=PATTERN, trips=[trip("P")], frequencies=[good, bad])
    assert feed.trips.ids == ["P@10:00:00"]
    assert (notice(feed, code).file, notice(feed, code).line) == ("frequencies.txt", 3)


def test_a_pattern_without_a_usable_window_does_not_run(tmp_path: Path) -> None:
    """Its times are those of a pattern; nobody leaves at midnight."""
    bad = window("08:00:00", "09:00:00", 0)
    feed = read(tmp_path, stop_times=[*PATTERN, *PLAIN], frequencies=[bad])
    assert feed.trips.ids == ["PLAIN"]


def test_a_window_of_a_trip_that_was_dropped(tmp_path: Path) -> None:
    broken = calls("P", ("A", "00:10:00"), ("B", "00:00:00"))
    feed = read(
        tmp_path,
        stop_times=[*broken, *PLAIN],
        frequencies=[window("08:00:00", "09:00:00", 600)],
    )
    assert feed.trips.ids == ["PLAIN"]
    assert codes(feed) == {"stop_time_with_arrival_before_previous_departure_time"}


def test_flags_are_repeated(tmp_path: Path) -> None:
    rows = [row | {"pickup_type": 1 if row["stop_id"] == "C" else 0} for row in PATTERN]
    feed = read(tmp_path, stop_times=rows, frequencies=[window("08:00:00", "08:20:00", 600)])
    assert feed.stop_times.flags.tolist() == [0, 0, NO_PICKUP] * 2


@pytest.mark.parametrize("headway", [1, 5])
def test_a_flood_is_refused(tmp_path: Path, headway: int) -> None:
    """At one second: 250 windows of 999 hours are 899 million departures; at five, 180 million."""
    windows = [window("00:00:00", "999:00:00", headway) for _ in range(250)]
    with pytest.raises(FeedError, match=r"frequencies\.txt would make .* mend headway_secs"):
        read(tmp_path, stop_times=PATTERN, frequencies=windows)


def test_a_flood_of_calls_is_refused(tmp_path: Path) -> None:
    """3.6 million departures, in themselves few, of a trip with 40 calls."""
    long = calls("P", *[("A", f"00:{minute:02d}:00") for minute in range(40)])
    with pytest.raises(FeedError, match="would make 143,856,000 stop times"):
        read(tmp_path, stop_times=long, frequencies=[window("00:00:00", "999:00:00", 1)])
