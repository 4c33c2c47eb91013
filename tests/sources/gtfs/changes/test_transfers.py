"""The changes that the feed names."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.core.errors import FeedError
from jalon.sources.gtfs import FORBIDDEN, UNTIMED
from jalon.sources.gtfs.changes import rows
from tests.gtfs_feeds import Row, stop
from tests.sources.gtfs.helpers import codes, notice, read, transfers_of

STOPS = [
    stop("HALL", 48.80, 2.46, location_type=1),
    stop("A", 48.79, 2.45, location_type=0),
    stop("B", 48.80, 2.46),
    stop("C", 48.81, 2.47),
    stop("H1", 48.80, 2.46, parent_station="HALL"),
    stop("H2", 48.80, 2.46, location_type=0, parent_station="HALL"),
    stop("DOOR", 48.80, 2.46, location_type=2, parent_station="HALL"),
    stop("EMPTY", 48.80, 2.46, location_type=1),
]


def row(origin: str, target: str, kind: object = 2, time: object = "", **more: object) -> Row:
    return {
        "from_stop_id": origin,
        "to_stop_id": target,
        "transfer_type": kind,
        "min_transfer_time": time,
    } | more


def read_rows(tmp_path: Path, *rows: Row) -> tuple[dict[tuple[str, str], int], set[str]]:
    feed = read(tmp_path, stops=STOPS, transfers=list(rows))
    return transfers_of(feed), codes(feed)


@pytest.mark.parametrize(
    ("kind", "time", "seconds"),
    [
        ("", "", UNTIMED),
        (0, "", UNTIMED),
        (1, "", UNTIMED),
        (2, "", UNTIMED),
        (0, 90, 90),
        (1, 90, 90),
        (2, 90, 90),
        (2, 0, 0),
        ("", 90, 90),
        (3, "", FORBIDDEN),
        (3, 90, FORBIDDEN),
    ],
)
def test_types_and_times(tmp_path: Path, kind: object, time: object, seconds: int) -> None:
    assert read_rows(tmp_path, row("A", "B", kind, time)) == ({("A", "B"): seconds}, set())


def test_a_pair_is_directed_and_a_stop_may_be_both(tmp_path: Path) -> None:
    found, _ = read_rows(tmp_path, row("A", "B", 2, 100), row("C", "C", 2, 30))
    assert found == {("A", "B"): 100, ("C", "C"): 30}


def test_no_file_and_no_row(tmp_path: Path) -> None:
    assert transfers_of(read(tmp_path)) == {}
    assert transfers_of(read(tmp_path, transfers="from_stop_id,to_stop_id,transfer_type\n")) == {}


def test_a_station_stands_for_its_stops(tmp_path: Path) -> None:
    """For H1 and H2: not for its door, not for itself."""
    found, noticed = read_rows(tmp_path, row("A", "HALL", 2, 120), row("HALL", "B", 3))
    assert found == {
        ("A", "H1"): 120,
        ("A", "H2"): 120,
        ("H1", "B"): FORBIDDEN,
        ("H2", "B"): FORBIDDEN,
    }
    assert noticed == set()


def test_from_station_to_the_same_station(tmp_path: Path) -> None:
    found, _ = read_rows(tmp_path, row("HALL", "HALL", 2, 200))
    assert found == {(a, b): 200 for a in ("H1", "H2") for b in ("H1", "H2")}


def test_a_station_without_stops_stands_for_itself(tmp_path: Path) -> None:
    assert read_rows(tmp_path, row("A", "EMPTY", 2, 60))[0] == {("A", "EMPTY"): 60}


@pytest.mark.parametrize("precise", [10, 900])
@pytest.mark.parametrize("first", [True, False])
def test_precise_stops_win_over_stations(tmp_path: Path, precise: int, first: bool) -> None:
    rows = [row("A", "H1", 2, precise), row("A", "HALL", 3), row("HALL", "HALL", 2, 50)]
    found, noticed = read_rows(tmp_path, *(rows if first else rows[::-1]))
    assert found[("A", "H1")] == precise
    assert found[("A", "H2")] == FORBIDDEN
    assert noticed == set()


def test_two_rows_by_stations_for_one_pair(tmp_path: Path) -> None:
    """(H1, EMPTY) and (HALL, EMPTY) both come from a station: the longest time."""
    found, _ = read_rows(tmp_path, row("H1", "EMPTY", 2, 40), row("HALL", "EMPTY", 2, 70))
    assert found[("H1", "EMPTY")] == 70


@pytest.mark.parametrize(
    ("rows", "seconds"),
    [
        ([row("A", "B", 2, 90), row("A", "B", 2, 60)], 90),
        ([row("A", "B", 2, 60), row("A", "B", 2, 90)], 90),
        ([row("A", "B", 0), row("A", "B", 2, 0)], 0),
        ([row("A", "B", 2, 90), row("A", "B", 3), row("A", "B", 2, 86_400)], FORBIDDEN),
    ],
)
def test_several_rows_for_one_pair(tmp_path: Path, rows: list[Row], seconds: int) -> None:
    feed = read(tmp_path, stops=STOPS, transfers=[row("B", "A", 2, 1), *rows])
    assert transfers_of(feed) == {("B", "A"): 1, ("A", "B"): seconds}
    found = notice(feed, "duplicate_key")
    assert (found.count, found.line) == (len(rows) - 1, 4)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (row("A", "B", 4), "in_seat_transfer_left_out"),
        (row("", "", 5, from_trip_id="T1", to_trip_id="T1"), "in_seat_transfer_not_allowed"),
        (row("A", "B", 2, 60, from_trip_id="T1"), "change_by_line_or_trip"),
        (row("A", "B", 2, 60, to_trip_id="T1"), "change_by_line_or_trip"),
        (row("A", "B", 2, 60, from_route_id="R"), "change_by_line_or_trip"),
        (row("A", "B", 2, 60, to_route_id="R"), "change_by_line_or_trip"),
        (row("A", "B", 2, 60, to_route_id="GONE"), "foreign_key_violation"),
        (row("A", "B", 2, 60, from_trip_id="GONE", from_route_id="R"), "foreign_key_violation"),
        (row("A", "B", 6), "unexpected_enum_value"),
        (row("A", "B", "walk"), "unexpected_enum_value"),
        (row("A", "NOWHERE", 2, 60), "foreign_key_violation"),
        (row("NOWHERE", "B", 2, 60), "foreign_key_violation"),
        (row("", "B", 2, 60), "missing_required_field"),
    ],
)
def test_rows_that_are_no_change_for_all(tmp_path: Path, bad: Row, code: str) -> None:
    feed = read(tmp_path, stops=STOPS, transfers=[row("C", "C", 2, 30), bad])
    assert transfers_of(feed) == {("C", "C"): 30}
    assert {(n.code, n.file, n.line) for n in feed.notices} == {(code, "transfers.txt", 3)}


@pytest.mark.parametrize("time", ["-1", "soon", "86401"])
def test_a_time_that_cannot_be_read(tmp_path: Path, time: str) -> None:
    found, noticed = read_rows(tmp_path, row("A", "B", 2, time))
    assert (found, noticed) == ({("A", "B"): UNTIMED}, {"number_out_of_range"})


def test_a_file_about_trips_only(tmp_path: Path) -> None:
    table = "from_trip_id,to_trip_id,transfer_type\nT1,T1,4\n"
    feed = read(tmp_path, transfers=table)
    assert transfers_of(feed) == {}
    assert codes(feed) == {"in_seat_transfer_left_out"}


def test_too_many_pairs_of_stations_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two stops by two, and two by one.
    pairs = [row("HALL", "HALL"), row("HALL", "EMPTY")]
    monkeypatch.setattr(rows, "MAX_PAIRS", 6)
    assert len(read_rows(tmp_path, *pairs)[0]) == 6
    monkeypatch.setattr(rows, "MAX_PAIRS", 5)
    with pytest.raises(FeedError, match=r"transfers\.txt makes more than 5 pairs of stops"):
        read_rows(tmp_path, *pairs)
