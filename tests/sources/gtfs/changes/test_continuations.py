"""Who stays seated, as the reader gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.sources.gtfs import Feed
from tests.gtfs_feeds import Row, calls, stop, trip
from tests.sources.gtfs.helpers import codes, notice, read

STOPS = [
    stop("A", 48.79, 2.45),
    stop("B", 48.80, 2.46, parent_station="G"),
    stop("OPPOSITE", 48.8017, 2.46),  # 189 m north of B
    stop("DEPOT", 48.8019, 2.46),  # 211 m
    stop("FAR", 48.82, 2.46, parent_station="G"),
    stop("G", 48.81, 2.46, location_type=1),
]
FIRST = calls("T", ("A", "08:00:00"), ("B", "08:20:00"))


def then(name: str, start: str, end: str, at: str = "B") -> list[Row]:
    return calls(name, (at, start), ("A", end))


def pairs_of(feed: Feed) -> set[tuple[str, str]]:
    ids = feed.trips.ids
    seats = feed.continuations
    both = zip(seats.origin.tolist(), seats.target.tolist(), strict=True)
    return {(ids[a], ids[b]) for a, b in both}


def in_block(*names: str, service: str = "S") -> list[Row]:
    return [trip(name, service, block_id="K") for name in names]


def seat(origin: str, target: str, kind: int = 4) -> Row:
    return {"from_trip_id": origin, "to_trip_id": target, "transfer_type": kind}


def test_the_next_trip_of_the_block(tmp_path: Path) -> None:
    times = [*FIRST, *then("LATER", "09:00:00", "09:20:00"), *then("NEXT", "08:20:00", "08:40:00")]
    feed = read(tmp_path, stops=STOPS, stop_times=times, trips=in_block("T", "LATER", "NEXT"))
    # NEXT ends at A; LATER begins at B, more than two kilometres away.
    assert pairs_of(feed) == {("T", "NEXT")}
    assert notice(feed, "block_continuation").count == 1
    assert notice(feed, "block_goes_elsewhere").line == 4


@pytest.mark.parametrize(
    ("at", "start", "goes_on"),
    [
        ("B", "08:20:00", True),
        ("B", "08:19:59", False),
        ("OPPOSITE", "08:25:00", True),
        ("DEPOT", "08:25:00", False),
        ("FAR", "08:25:00", True),
    ],
)
def test_where_and_when_the_next_one_begins(
    tmp_path: Path, at: str, start: str, goes_on: bool
) -> None:
    times = [*FIRST, *then("NEXT", start, "08:40:00", at)]
    feed = read(tmp_path, stops=STOPS, stop_times=times, trips=in_block("T", "NEXT"))
    assert pairs_of(feed) == ({("T", "NEXT")} if goes_on else set())


def test_a_block_is_of_one_service_and_has_a_name(tmp_path: Path) -> None:
    services = [
        {"service_id": name, "date": "20261102", "exception_type": 1} for name in ("S", "W")
    ]
    times = [*FIRST, *then("NEXT", "08:20:00", "08:40:00")]
    other = [*in_block("T"), *in_block("NEXT", service="W")]
    tables = {"stops": STOPS, "stop_times": times, "calendar": None, "calendar_dates": services}
    assert pairs_of(read(tmp_path, trips=other, **tables)) == set()
    unnamed = [trip("T", block_id=""), trip("NEXT", block_id="")]
    assert pairs_of(read(tmp_path, trips=unnamed, **tables)) == set()


@pytest.mark.parametrize("kind", [3, 5])
def test_a_row_that_makes_one_get_off(tmp_path: Path, kind: int) -> None:
    times = [*FIRST, *then("NEXT", "08:20:00", "08:40:00")]
    row = seat("T", "NEXT", kind) | {"from_stop_id": "B", "to_stop_id": "B"}
    feed = read(
        tmp_path, stops=STOPS, stop_times=times, trips=in_block("T", "NEXT"), transfers=[row]
    )
    assert pairs_of(feed) == set()


def test_rows_of_type_4(tmp_path: Path) -> None:
    """However far; to several; but neither back in time nor to a trip that is not there."""
    times = [
        *FIRST,
        *then("NEXT", "08:20:00", "08:40:00"),
        *then("FAR", "08:50:00", "09:00:00", "FAR"),
        *then("SOON", "08:10:00", "08:40:00"),
    ]
    rows = [seat("T", name) for name in ("NEXT", "FAR", "SOON", "GONE")]
    feed = read(tmp_path, stops=STOPS, stop_times=times, transfers=rows)
    assert pairs_of(feed) == {("T", "NEXT"), ("T", "FAR")}
    assert notice(feed, "in_seat_transfer").count == 2
    left_out = notice(feed, "in_seat_transfer_left_out")
    assert (left_out.count, left_out.line) == (2, 4)


def test_what_is_repeated_goes_on_as_nothing(tmp_path: Path) -> None:
    window = {
        "trip_id": "NEXT", "start_time": "08:20:00", "end_time": "08:20:01", "headway_secs": 600,
        "exact_times": 1,
    }  # fmt: skip
    feed = read(
        tmp_path,
        stops=STOPS,
        stop_times=[*FIRST, *then("NEXT", "08:20:00", "08:40:00")],
        trips=in_block("T", "NEXT"),
        frequencies=[window],
        transfers=[seat("T", "NEXT")],
    )
    assert pairs_of(feed) == set()
    assert codes(feed) == {"in_seat_transfer_left_out"}


@pytest.mark.parametrize("exact", [0, 1])
def test_a_repeated_trip_has_its_place_in_the_block(tmp_path: Path, exact: int) -> None:
    """The next trip of T is OFTEN, on which nobody stays: the one after it is not the next."""
    window = {
        "trip_id": "OFTEN", "start_time": "08:20:00", "end_time": "09:20:00", "headway_secs": 600,
        "exact_times": exact,
    }  # fmt: skip
    feed = read(
        tmp_path,
        stops=STOPS,
        stop_times=[
            *FIRST,
            *then("OFTEN", "08:20:00", "08:30:00"),
            *then("LAST", "08:40:00", "09:00:00"),
        ],
        trips=in_block("T", "OFTEN", "LAST"),
        frequencies=[window],
    )
    assert pairs_of(feed) == set()
