"""Speeds that no vehicle has are told of, and the trips run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gtfs_feeds import ROUTES, calls, stop
from tests.sources.gtfs.helpers import calls_of, codes, notice, read

CODE = "fast_travel_between_consecutive_stops"
KM_DEG = 1 / 111.1951  # of latitude


def line(kind: object) -> list[dict[str, object]]:
    return [ROUTES[0] | {"route_type": kind}]


def test_six_kilometres_in_no_time(tmp_path: Path) -> None:
    feed = read(
        tmp_path,
        stops=[stop("H", 48.8, 2.4), stop("W", 48.8, 2.4819191)],
        stop_times=[
            *calls("t", ("H", "08:55:00"), ("W", "08:55:00")),
            *calls("b", ("W", "17:10:00"), ("H", "17:10:00")),
        ],
    )
    said = notice(feed, CODE)
    assert (said.file, said.line, said.count, said.lost) == ("stop_times.txt", 3, 2, False)
    assert calls_of(feed, "t") == [("H", "08:55:00", "08:55:00"), ("W", "08:55:00", "08:55:00")]


@pytest.mark.parametrize(
    ("kind", "most_kmh"),
    [
        *((0, 100), (1, 150), (2, 500), (3, 150), (4, 80), (5, 30), (6, 50), (7, 50)),
        *((11, 150), (12, 150), (8, 200), (700, 200), (-5, 200), ("", 200), ("bus", 200)),
    ],
)
def test_each_kind_of_line_has_its_limit(tmp_path: Path, kind: object, most_kmh: int) -> None:
    """A tenth of a second's way beside the limit, over an hour (61 minutes when rounded)."""
    for km, expected in ((most_kmh * 61 / 60 - 0.01, False), (most_kmh * 61 / 60 + 0.01, True)):
        stops = [stop("A", 40.0, 2.0), stop("B", 40.0 + km * KM_DEG, 2.0)]
        times = calls("T", ("A", "08:00:00"), ("B", "09:00:00"))
        feed = read(tmp_path, stops=stops, stop_times=times, routes=line(kind))
        assert (CODE in codes(feed)) is expected


def test_times_to_the_second_have_no_room(tmp_path: Path) -> None:
    """3 km: 150 km/h in 72 s."""
    stops = [stop("A", 48.0, 2.0), stop("B", 48.0 + 3 * KM_DEG, 2.0)]
    for arrival, expected in (("08:01:11", True), ("08:01:13", False), ("08:01:00", False)):
        feed = read(tmp_path, stops=stops, stop_times=calls("T", ("A", "08:00:00"), ("B", arrival)))
        assert (CODE in codes(feed)) is expected


def test_a_wait_at_a_stop_is_no_travel(tmp_path: Path) -> None:
    stops = [stop("A", 48.0, 2.0), stop("B", 48.0 + 5 * KM_DEG, 2.0)]
    times = calls("T", ("A", "07:50:00", "08:00:01"), ("B", "08:01:01"))
    assert notice(read(tmp_path, stops=stops, stop_times=times), CODE).line == 3


def test_stops_without_a_time_or_a_place_say_nothing(tmp_path: Path) -> None:
    """B would be 20 km from A after a third of the time; X is nowhere."""
    stops = [
        *(stop("A", 48.0, 2.0), stop("B", 48.0 + 20 * KM_DEG, 2.0)),
        *(stop("C", 48.0 + 21 * KM_DEG, 2.0), stop("X", "", "")),
    ]
    times = calls("T", ("A", "08:00:00"), ("B", ""), ("X", "08:10:00"), ("C", "08:20:00"))
    assert CODE not in codes(read(tmp_path, stops=stops, stop_times=times))


@pytest.mark.parametrize("lat", [-0.01, 48.0, -48.0, 0.0])
def test_on_both_sides_of_the_equator(tmp_path: Path, lat: float) -> None:
    stops = [stop("A", lat, 2.0), stop("B", lat + 0.02, 2.1)]
    times = calls("T", ("A", "08:00:00"), ("B", "08:01:00"))
    assert notice(read(tmp_path, stops=stops, stop_times=times), CODE).count == 1


def test_trips_are_not_joined(tmp_path: Path) -> None:
    """One ends where the other is far from beginning."""
    stops = [stop("A", 48.0, 2.0), stop("B", 48.01, 2.0), stop("C", 49.0, 2.0), stop("D", 49.01, 2)]
    times = [
        *calls("T", ("A", "08:00:00"), ("B", "08:10:00")),
        *calls("U", ("C", "08:10:00"), ("D", "08:20:00")),
    ]
    assert CODE not in codes(read(tmp_path, stops=stops, stop_times=times))
