"""A feed that cannot be used is refused for its true cause, with the file and the line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jalon.core.errors import FeedError
from tests.gtfs_feeds import CALENDAR, STOPS, Row, calls, service, stop, trip
from tests.sources.gtfs.helpers import notice, read

HEADER = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type\n"
BACKWARDS = calls("T", ("A", "08:30:00"), ("B", "08:15:00"))
HEADWAY = {"trip_id": "T", "start_time": "08:00:00", "end_time": "09:00:00", "headway_secs": 600}
CHANGE = {"from_stop_id": "A", "to_stop_id": "B", "transfer_type": 2, "min_transfer_time": 60}
GOOD = calls("T", ("A", "08:00:00"), ("B", "08:10:00"))


def refusal(tmp_path: Path, **tables: Any) -> str:  # noqa: ANN401  (any table of write_feed)
    with pytest.raises(FeedError) as refused:
        read(tmp_path, **tables)
    return str(refused.value)


def windows(*trips: str) -> list[Row]:
    return [
        row | {"start_pickup_drop_off_window": "08:00:00", "end_pickup_drop_off_window": "09:00:00"}
        for name in trips
        for row in calls(name, ("A", ""), ("B", ""))
    ]


def test_times_that_run_backwards_and_not_the_columns(tmp_path: Path) -> None:
    """Rows are shorter than the header as well: nothing is lost by that."""
    rows = "t,08:30:00,08:30:00,A,1\nt,08:15:00,08:15:00,B,2\n"
    said = refusal(tmp_path, trips=[trip("t")], stop_times=HEADER + rows)
    assert "stop_times.txt, line 3: Times run backwards" in said
    assert "values as the header" not in said


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (
            {"calendar": [service("S", "2026-11-23", "2026-11-29")]},
            "calendar.txt, line 2: Dates are not YYYYMMDD ('2026-11-23', '2026-11-29')",
        ),
        (
            {
                "calendar": None,
                "calendar_dates": [{"service_id": "S", "date": "23/11/2026", "exception_type": 1}],
            },
            "calendar_dates.txt, line 2: Dates are not YYYYMMDD ('23/11/2026')",
        ),
        (
            {"calendar": [service("S", "20261108", "20261101")]},
            "calendar.txt, line 2: start_date is after end_date",
        ),
        (
            {"calendar": [service("S", "20261107", "20261108", saturday=0, sunday=0)]},
            "calendar.txt, line 2: Services run on no day at all",
        ),
        (
            {"calendar": [CALENDAR[0] | dict.fromkeys(("monday", "tuesday"), "yes")]}
            | {"trips": [trip("T1", "OTHER")]},
            "trips.txt, line 2: service_id is not in calendar.txt or calendar_dates.txt ('OTHER')",
        ),
        (
            {"stops": [stop("A", "48,79", "2,45"), stop("B", "48,80", "2,46")], "stop_times": GOOD},
            "stops.txt, line 2: stop_lat or stop_lon is not a number ('48,79', '2,45')",
        ),
        (
            {"stops": "stop_id,stop_lat,stop_lon\nA,48,79,2,45\nB,48,8,2,46\n", "stop_times": GOOD},
            "stops.txt, line 2: Rows have not 3 values",
        ),
        (
            {"stops": [stop("A", "", ""), stop("B", "", "")], "stop_times": GOOD},
            "stops.txt, line 2: stop_lat or stop_lon is blank",
        ),
        (
            {"stop_times": calls("T", ("A", "8:00:00 AM"), ("B", "8:10:00 AM"))},
            "stop_times.txt, line 2: arrival_time or departure_time is not HH:MM:SS "
            "('8:00:00 AM', '8:00:00 AM')",
        ),
        (
            {"stop_times": calls("T", ("a", "08:00:00"), ("b", "08:10:00"))},
            "stop_times.txt, line 2: stop_id is not in stops.txt ('a')",
        ),
        (
            {"stop_times": GOOD, "trips": [trip("t")]},
            "stop_times.txt, line 2: trip_id is not in trips.txt ('T')",
        ),
        (
            {"stop_times": GOOD, "trips": [trip("T", ""), trip("U", "")]},
            "trips.txt, line 2: service_id is blank",
        ),
        (
            {"stop_times": [*windows("T"), *calls("U", ("A", "08:00:00"))]},
            "1 of 2 by stop_times.txt, line 2: Pickup or drop-off within a window",
        ),
        (
            {"stop_times": GOOD, "frequencies": [HEADWAY | {"start_time": "8 h"}]},
            "frequencies.txt, line 2: start_time or end_time is not HH:MM:SS ('8 h', '09:00:00')",
        ),
        (
            {"stop_times": GOOD, "frequencies": [HEADWAY | {"headway_secs": 0}]},
            "frequencies.txt, line 2: headway_secs is not a whole number above 0 ('0')",
        ),
        (
            {"stop_times": [*GOOD, *calls("U", ("A", "noon"), ("B", "13:00:00"))]}
            | {"frequencies": [HEADWAY | {"end_time": "07:00:00"}]},
            "1 of 2 by frequencies.txt, line 2: start_time is not before end_time",
        ),
        (
            {"calendar": [service("S", "", "")]},
            "calendar.txt, line 2: Dates are not YYYYMMDD ('', '')",
        ),
        (
            {"stop_times": HEADER, "trips": [trip("T")]},
            "trips.txt, line 2: A trip has fewer than two stop times; the trips are dropped; "
            "stop_times.txt has no row under its header",
        ),
        (
            {"stops": "stop_id,stop_lat,stop_lon\n", "stop_times": GOOD},
            "stops.txt has no row under its header",
        ),
        (
            {"trips": "route_id,service_id,trip_id\n", "stop_times": GOOD},
            "trips.txt has no row under its header",
        ),
        (
            {"calendar": ",".join(CALENDAR[0]) + "\n"},
            "calendar.txt has no row under its header",
        ),
        (
            {"stops": "stop_id;stop_lat;stop_lon\nA;48.8;2.4\n"},
            "its values are separated by semicolons); separate them by commas",
        ),
    ],
)
def test_the_cause_is_named(tmp_path: Path, tables: dict[str, Any], said: str) -> None:
    assert said in refusal(tmp_path, **tables)


def test_no_trip_runs_for_the_dates_of_its_service(tmp_path: Path) -> None:
    """Another service is right, and has no trip."""
    calendar = [service("OTHER", "20261101", "20261130"), service("S", "2026-11-23", "20261130")]
    said = refusal(tmp_path, calendar=calendar)
    assert said.startswith("feed.zip: no trip runs on any day (calendar.txt, line 3: Dates are not")


def test_a_remark_on_many_rows_is_no_cause(tmp_path: Path) -> None:
    """Ten trips of a service that is there lose a row each, and are dropped for their times."""
    rows = [
        row
        for n in range(10)
        for row in calls(f"T{n}", ("NOWHERE", "08:00:00"), ("A", "08:30:00"), ("B", "08:15:00"))
    ]
    said = refusal(tmp_path, stop_times=rows)
    assert "stop_times.txt, line 4: Times run backwards" in said
    assert "NOWHERE" not in said


def test_several_causes_are_counted(tmp_path: Path) -> None:
    rows = [*BACKWARDS, *calls("U", ("A", "noon"), ("B", "13:00:00")), *calls("V", ("A", "x"))]
    rows += calls("W", ("A", "noon"), ("B", "13:00:00"))
    said = refusal(tmp_path, stop_times=rows)
    assert "(2 of 4 by stop_times.txt, line 4: arrival_time or departure_time is not" in said
    assert "1 of 4 by stop_times.txt, line 3: Times run backwards" in said
    assert "1 of 4 by trips.txt, line 4: A trip has fewer" in said


@pytest.mark.parametrize(
    ("tables", "code", "lost"),
    [
        ({"stop_times": [*GOOD, *calls("U", ("A", "9h"), ("B", "10h"))]}, "invalid_time", True),
        ({"stops": [*STOPS, stop("D", "", "")]}, "stop_without_location", True),
        ({"trips": [trip("T1", route_id="GONE")]}, "foreign_key_violation", False),
        ({"transfers": [CHANGE | {"transfer_type": 9}]}, "unexpected_enum_value", True),
        ({"transfers": [CHANGE, CHANGE]}, "duplicate_key", True),
        ({"transfers": [CHANGE | {"to_stop_id": "Z"}]}, "foreign_key_violation", True),
        ({"transfers": [CHANGE | {"from_trip_id": "Z"}]}, "foreign_key_violation", True),
        ({"transfers": [CHANGE | {"min_transfer_time": "x"}]}, "number_out_of_range", False),
        ({"stops": [*STOPS, stop(" D", 48.8, 2.5)]}, "leading_or_trailing_whitespaces", False),
    ],
)
def test_a_notice_knows_whether_something_was_lost(
    tmp_path: Path, tables: dict[str, Any], code: str, lost: bool
) -> None:
    assert notice(read(tmp_path, **tables), code).lost is lost


@pytest.mark.parametrize(("row", "lost"), [("C,48.8", False), ("C,48,8,2,4", True)])
def test_rows_that_are_too_long_are_lost(tmp_path: Path, row: str, lost: bool) -> None:
    stops = f"stop_id,stop_lat,stop_lon\nA,48.8,2.4\nB,48.8,2.5\n{row}\n"
    feed = read(tmp_path, stops=stops, stop_times=GOOD)
    assert notice(feed, "invalid_row_length").lost is lost


def test_a_feed_of_rides_on_demand_alone_is_read(tmp_path: Path) -> None:
    """Nothing of it is wrong, and it says whom to telephone: no ride is counted."""
    feed = read(tmp_path, stop_times=windows("T"))
    assert feed.trips.ids == []
    told = notice(feed, "no_scheduled_ride")
    assert (told.file, told.line, told.count) == ("stop_times.txt", 2, len(windows("T")))
