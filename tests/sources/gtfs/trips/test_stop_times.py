"""Trips and their calls: order, times, and what drops a row or a trip."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.sources.gtfs import (
    BOOKED_DROP_OFF,
    BOOKED_PICKUP,
    DRIVER_DROP_OFF,
    DRIVER_PICKUP,
    NO_DROP_OFF,
    NO_PICKUP,
    Feed,
)
from tests.gtfs_feeds import calls, trip
from tests.sources.gtfs.helpers import calls_of, codes, notice, read

GOOD = calls("GOOD", ("A", "07:00:00"), ("C", "07:30:00"))


def read_times(tmp_path: Path, *places: tuple[str, ...]) -> Feed:
    """A feed of the trip T with these calls, and a good one."""
    return read(tmp_path, stop_times=[*calls("T", *places), *GOOD])


def test_times_beyond_midnight(tmp_path: Path) -> None:
    feed = read_times(tmp_path, ("A", "23:59:50", "24:00:10"), ("B", "25:35:00"), ("C", "101:0:0"))
    assert feed.trips.ids == ["GOOD"]  # 101:0:0 is not HHH:MM:SS
    feed = read_times(
        tmp_path, ("A", "23:59:50", "24:00:10"), ("B", "25:35:00"), ("C", "101:00:00")
    )
    assert feed.stop_times.arrival_s.tolist()[:3] == [86_390, 92_100, 363_600]
    assert feed.stop_times.departure_s.tolist()[:3] == [86_410, 92_100, 363_600]


def test_a_single_digit_hour(tmp_path: Path) -> None:
    feed = read_times(tmp_path, ("A", "7:05:00"), ("B", "07:15:00"))
    assert calls_of(feed, "T")[0] == ("A", "07:05:00", "07:05:00")


def test_trips_keep_the_order_of_trips_txt(tmp_path: Path) -> None:
    rows = calls("T1", ("A", "08:00:00"), ("B", "08:10:00"))
    feed = read(tmp_path, trips=[trip("GOOD"), trip("T1")], stop_times=[*rows, *GOOD])
    assert feed.trips.ids == ["GOOD", "T1"]
    assert feed.trips.start.tolist() == [0, 2, 4]
    assert calls_of(feed, "T1")[0] == ("A", "08:00:00", "08:00:00")


def test_rows_in_any_order(tmp_path: Path) -> None:
    """Trips interleaved, sequences descending and with gaps, as text that would sort otherwise."""
    first = calls("T1", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00"))
    numbers = {"T1": (2, 10, 5_000_000_000), "GOOD": (0, 3_000_000_000)}
    rows = [
        row | {"stop_sequence": numbers[str(row["trip_id"])][place]}
        for trip_rows in (first, GOOD)
        for place, row in enumerate(trip_rows)
    ]
    mixed = [rows[4], rows[2], rows[0], rows[3], rows[1]]
    feed = read(tmp_path, trips=[trip("T1"), trip("GOOD")], stop_times=mixed)
    assert [stop_id for stop_id, _, _ in calls_of(feed, "T1")] == ["A", "B", "C"]
    assert [stop_id for stop_id, _, _ in calls_of(feed, "GOOD")] == ["A", "C"]
    assert feed.notices == []


def test_blank_times_are_interpolated_by_stop_count(tmp_path: Path) -> None:
    """From 08:00:30 (departure) to 08:10:40 (arrival): 610 s over 3 hops.

    610 / 3 = 203.33 -> 203 s: 08:03:53; 1220 / 3 = 406.67 -> 406 s: 08:07:16.
    """
    feed = read_times(
        tmp_path,
        ("A", "08:00:00", "08:00:30"),
        ("B", ""),
        ("C", ""),
        ("A", "08:10:40", "08:11:00"),
        ("B", ""),
        ("C", "08:11:01"),
    )
    assert calls_of(feed, "T") == [
        ("A", "08:00:00", "08:00:30"),
        ("B", "08:03:53", "08:03:53"),
        ("C", "08:07:16", "08:07:16"),
        ("A", "08:10:40", "08:11:00"),
        ("B", "08:11:00", "08:11:00"),  # half of one second, rounded down
        ("C", "08:11:01", "08:11:01"),
    ]
    # Two kilometres in the last second are told of; the blank stops between are not.
    told = [(note.code, note.line) for note in feed.notices]
    assert told == [("fast_travel_between_consecutive_stops", 7)]


def test_interpolation_does_not_cross_trips(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        stop_times=[
            *calls("T1", ("A", "08:00:00"), ("B", ""), ("C", "08:20:00")),
            *calls("T2", ("A", "10:00:00"), ("B", ""), ("C", "10:40:00")),
        ],
    )
    assert calls_of(feed, "T1")[1][1] == "08:10:00"
    assert calls_of(feed, "T2")[1][1] == "10:20:00"


def test_interpolation_counts_only_the_rows_that_are_kept(tmp_path: Path) -> None:
    """The row of the unknown stop is left out first: 20 minutes over two hops, not three."""
    feed = read_times(tmp_path, ("A", "08:00:00"), ("NOWHERE", ""), ("B", ""), ("C", "08:20:00"))
    assert calls_of(feed, "T")[1] == ("B", "08:10:00", "08:10:00")


def test_one_time_stands_for_both(tmp_path: Path) -> None:
    feed = read_times(tmp_path, ("A", "", "08:00:00"), ("B", "08:10:00", ""), ("C", "08:20:00", ""))
    assert calls_of(feed, "T") == [
        ("A", "08:00:00", "08:00:00"),
        ("B", "08:10:00", "08:10:00"),
        ("C", "08:20:00", "08:20:00"),
    ]
    found = notice(feed, "stop_time_with_only_arrival_or_departure_time")
    assert (found.count, found.line) == (3, 2)


@pytest.mark.parametrize(
    ("places", "code", "line"),
    [
        ((("A", ""), ("B", "08:10:00"), ("C", "08:20:00")), "missing_trip_edge", 2),
        ((("A", "08:00:00"), ("B", "08:10:00"), ("C", "")), "missing_trip_edge", 4),
        ((("A", ""), ("B", ""), ("C", "")), "missing_trip_edge", 2),
        ((("A", "08:00:00"), ("B", "8h10"), ("C", "08:20:00")), "invalid_time", 3),
        ((("A", "08:00:00"), ("B", "08:10"), ("C", "08:20:00")), "invalid_time", 3),
        ((("A", "08:00:00"), ("B", "08:10:00", "08:60:00"), ("C", "09:20:00")), "invalid_time", 3),
        ((("A", "08:00:00"), ("B", "-8:10:00"), ("C", "08:20:00")), "invalid_time", 3),
        ((("A", "08:00:00"), ("B", "٠٨:١٠:٠٠"), ("C", "08:20:00")), "invalid_time", 3),
        (
            (("A", "08:00:00"), ("B", "07:59:59"), ("C", "08:20:00")),
            "stop_time_with_arrival_before_previous_departure_time",
            3,
        ),
        (
            (("A", "08:00:00"), ("B", ""), ("C", "07:59:00")),
            "stop_time_with_arrival_before_previous_departure_time",
            3,
        ),
        (
            (("A", "08:00:00"), ("B", "08:10:00", "08:09:59"), ("C", "08:20:00")),
            "stop_time_with_departure_before_arrival_time",
            3,
        ),
        ((("A", "08:00:00"),), "unusable_trip", 2),
        ((("A", ""),), "unusable_trip", 2),
        ((("A", "08:00:00"), ("NOWHERE", "08:10:00")), "unusable_trip", 2),
    ],
)
def test_trips_that_are_dropped(
    tmp_path: Path, places: tuple[tuple[str, ...], ...], code: str, line: int
) -> None:
    feed = read_times(tmp_path, *places)
    assert feed.trips.ids == ["GOOD"]
    assert calls_of(feed, "GOOD") == [("A", "07:00:00", "07:00:00"), ("C", "07:30:00", "07:30:00")]
    assert feed.stop_times.stop.size == 2
    assert notice(feed, code).line == line


def test_equal_times_are_no_fault(tmp_path: Path) -> None:
    feed = read_times(tmp_path, ("A", "08:00:00"), ("B", "08:00:00"), ("C", "08:00:00"))
    assert len(calls_of(feed, "T")) == 3
    assert feed.notices == []


@pytest.mark.parametrize("number", ["", "first", "-1", "1.5"])
def test_a_sequence_that_cannot_be_read_drops_the_trip(tmp_path: Path, number: str) -> None:
    rows = calls("T", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00"))
    feed = read(tmp_path, stop_times=[*rows[:2], rows[2] | {"stop_sequence": number}, *GOOD])
    assert feed.trips.ids == ["GOOD"]
    assert notice(feed, "invalid_integer").line == 4


def test_a_sequence_written_as_a_decimal(tmp_path: Path) -> None:
    rows = [row | {"stop_sequence": f"{row['stop_sequence']}.0"} for row in GOOD]
    assert read(tmp_path, stop_times=rows).notices == []


def test_the_first_of_two_rows_with_one_sequence_is_kept(tmp_path: Path) -> None:
    rows = calls("T", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00"))
    again = rows[1] | {"stop_id": "C", "arrival_time": "08:15:00"}
    feed = read(tmp_path, stop_times=[rows[2], rows[1], again, rows[0], *GOOD])
    assert calls_of(feed, "T") == [
        ("A", "08:00:00", "08:00:00"),
        ("B", "08:10:00", "08:10:00"),
        ("C", "08:20:00", "08:20:00"),
    ]
    found = notice(feed, "duplicate_key")
    assert (found.file, found.count, found.line) == ("stop_times.txt", 1, 4)


def test_the_first_row_is_kept_in_a_long_trip_in_disorder(tmp_path: Path) -> None:
    """Sixty numbers, each three times, from the last to the first: long enough to sort in earnest.

    The first row of each number says the minute, the two others a quarter of an hour later.
    """
    rows = [
        f"T,{minute // 60 + 8:02}:{minute % 60:02}:00,,{'ABC'[copy]},{number}"
        for number in range(59, -1, -1)
        for copy, minute in enumerate((number, number + 15, number + 15))
    ]
    header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence"
    feed = read(tmp_path, trips=[trip("T")], stop_times="\n".join([header, *rows]))
    assert calls_of(feed, "T") == [("A", f"08:{n:02}:00", f"08:{n:02}:00") for n in range(60)]
    assert notice(feed, "duplicate_key").count == 120


@pytest.mark.parametrize(
    ("pickup", "drop_off", "flags", "code"),
    [
        ("", "", 0, None),
        ("0", "0", 0, None),
        ("1", "0", NO_PICKUP, None),
        ("0", "1", NO_DROP_OFF, None),
        ("1", "1", NO_PICKUP | NO_DROP_OFF, None),
        ("2", "0", BOOKED_PICKUP, "conditional_boarding"),
        ("3", "1", BOOKED_PICKUP | DRIVER_PICKUP | NO_DROP_OFF, "conditional_boarding"),
        ("0", "2", BOOKED_DROP_OFF, "conditional_boarding"),
        ("0", "3", BOOKED_DROP_OFF | DRIVER_DROP_OFF, "conditional_boarding"),
        ("9", "0", 0, "unexpected_enum_value"),
        ("0", "no", 0, "unexpected_enum_value"),
    ],
)
def test_boarding_and_leaving(
    tmp_path: Path, pickup: str, drop_off: str, flags: int, code: str | None
) -> None:
    rows = calls("T", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00"))
    rows = [row | {"pickup_type": "", "drop_off_type": ""} for row in rows]
    rows[1] = rows[1] | {"pickup_type": pickup, "drop_off_type": drop_off}
    feed = read(tmp_path, stop_times=rows)
    assert feed.stop_times.flags.tolist() == [0, flags, 0]
    assert codes(feed) == ({code} if code else set())


def test_flags_follow_their_calls_when_rows_are_sorted(tmp_path: Path) -> None:
    rows = calls("T", ("A", "08:00:00"), ("B", "08:10:00"), ("C", "08:20:00"))
    rows = [row | {"pickup_type": place} for row, place in zip(rows, (0, 0, 1), strict=True)]
    feed = read(tmp_path, stop_times=rows[::-1])
    assert feed.stop_times.flags.tolist() == [0, 0, NO_PICKUP]


def test_overtaking_trips_keep_their_own_times(tmp_path: Path) -> None:
    """The express leaves after the omnibus and arrives before it."""
    feed = read(
        tmp_path,
        stop_times=[
            *calls("SLOW", ("A", "08:00:00"), ("B", "08:20:00"), ("C", "08:40:00")),
            *calls("FAST", ("A", "08:05:00"), ("B", "08:10:00"), ("C", "08:15:00")),
        ],
    )
    assert calls_of(feed, "SLOW")[2][1] == "08:40:00"
    assert calls_of(feed, "FAST")[2][1] == "08:15:00"
    assert feed.notices == []


def test_a_pattern_that_visits_a_stop_twice(tmp_path: Path) -> None:
    feed = read_times(
        tmp_path, ("A", "08:00:00"), ("B", "08:10:00"), ("A", "08:20:00"), ("C", "08:30:00")
    )
    assert [stop_id for stop_id, _, _ in calls_of(feed, "T")] == ["A", "B", "A", "C"]
    assert feed.notices == []
