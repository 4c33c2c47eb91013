"""Rows that name what is not there, twice, or nothing: what is left out, and what still runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.core.errors import FeedError
from tests.gtfs_feeds import STOPS, Row, calls, stop, trip
from tests.sources.gtfs.helpers import calls_of, notice, read

GOOD = calls("GOOD", ("A", "07:00:00"), ("C", "07:30:00"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"trip_id": "NOBODY"}, "foreign_key_violation"),
        ({"stop_id": "NOWHERE"}, "foreign_key_violation"),
        ({"trip_id": ""}, "missing_required_field"),
        ({"stop_id": ""}, "missing_required_field"),
    ],
)
def test_rows_that_name_nothing_are_left_out(
    tmp_path: Path, change: dict[str, str], code: str
) -> None:
    rows = calls("T", ("A", "08:00:00"), ("B", "not read"), ("C", "08:20:00"))
    feed = read(tmp_path, trips=[trip("T")], stop_times=[rows[0], rows[1] | change, rows[2]])
    assert [stop_id for stop_id, _, _ in calls_of(feed, "T")] == ["A", "C"]
    assert (notice(feed, code).count, notice(feed, code).line) == (1, 3)
    assert len(feed.notices) == 1


def test_trips_of_an_unknown_service_never_run(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        trips=[trip("T", service_id="GONE"), trip("GOOD")],
        stop_times=[*calls("T", ("A", "08:00:00"), ("B", "oops")), *GOOD],
    )
    assert feed.trips.ids == ["GOOD"]
    found = notice(feed, "foreign_key_violation")
    assert (found.file, found.line) == ("trips.txt", 2)
    assert len(feed.notices) == 1  # its stop times are not remarked as well


def test_a_trip_of_an_unknown_line_runs(tmp_path: Path) -> None:
    feed = read(tmp_path, trips=[trip("GOOD", route_id="GONE")], stop_times=GOOD)
    assert feed.trips.route.tolist() == [-1]
    assert notice(feed, "foreign_key_violation").file == "trips.txt"


def test_a_feed_without_routes_runs(tmp_path: Path) -> None:
    feed = read(tmp_path, routes=None)
    assert feed.trips.route.tolist() == [-1]
    assert notice(feed, "missing_required_file").file == "routes.txt"


def test_duplicate_ids_keep_the_first(tmp_path: Path) -> None:
    route: Row = {"route_id": "R", "route_short_name": "1", "route_long_name": "", "route_type": 1}
    feed = read(
        tmp_path,
        stops=[*STOPS, stop("A", 40.0, 1.0)],
        routes=[route, route | {"route_short_name": "2"}],
        trips=[trip("GOOD", trip_headsign="here"), trip("GOOD", trip_headsign="there")],
        stop_times=GOOD,
    )
    assert feed.stops.lat[feed.stops.ids.index("A")] == 48.79
    assert (feed.routes.short_names, feed.trips.headsigns) == (["1"], ["here"])
    found = {(n.file, n.line) for n in feed.notices if n.code == "duplicate_key"}
    assert found == {("stops.txt", 5), ("routes.txt", 3), ("trips.txt", 3)}


def test_a_call_at_a_station_is_kept_and_said(tmp_path: Path) -> None:
    stops = [*STOPS, stop("HALL", 48.80, 2.46, location_type=1)]
    rows = calls("T", ("A", "08:00:00"), ("HALL", "08:10:00"))
    feed = read(tmp_path, stops=stops, stop_times=rows)
    assert calls_of(feed, "T")[1][0] == "HALL"
    assert notice(feed, "location_with_unexpected_stop_time").line == 3


def test_a_calls_stop_may_have_no_place(tmp_path: Path) -> None:
    feed = read(tmp_path, stops=[*STOPS[:2], stop("C", "", "")])
    assert [stop_id for stop_id, _, _ in calls_of(feed, "T1")] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({"stop_times": calls("T", ("A", "08:00:00"))}, "trips.txt, line 2: A trip has fewer"),
        (
            {"stop_times": calls("T", ("A", "08:00:00"), ("B", ""))},
            "stop_times.txt, line 3: The first or the last stop",
        ),
        ({"stop_times": GOOD, "trips": [trip("GOOD", service_id="GONE")]}, "service_id is not in"),
        ({"stop_times": GOOD, "stops": "stop_id,stop_lat,stop_lon\n"}, "stop_id is not in"),
        ({"stop_times": GOOD, "trips": "route_id,service_id,trip_id\n"}, "trip_id is not in"),
        (
            {
                "trips": [trip("T")],
                "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n",
            },
            "no trip of trips.txt can be used",
        ),
    ],
)
def test_no_usable_trip_at_all(tmp_path: Path, tables: dict[str, object], sentence: str) -> None:
    with pytest.raises(FeedError, match=sentence) as refusal:
        read(tmp_path, **tables)
    assert str(refusal.value).startswith("feed.zip: no trip of trips.txt can be used")
