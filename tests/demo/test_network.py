"""The feed written from the facts, read back, and the network built from it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from jalon.core.time import parse_clock
from jalon.demo.network import build_demo_network, write_feed
from jalon.demo.timetable import Timetable, read_timetable
from jalon.reach import read_manifest
from jalon.sources.gtfs import read_feed
from jalon.sources.gtfs.types import Feed


@pytest.fixture(scope="module")
def timetable() -> Timetable:
    return read_timetable()


@pytest.fixture(scope="module")
def feed(timetable: Timetable, tmp_path_factory: pytest.TempPathFactory) -> Feed:
    folder = tmp_path_factory.mktemp("facts") / "feed"
    write_feed(timetable, folder)
    return read_feed(folder)


def test_nothing_is_wrong_with_the_feed(feed: Feed) -> None:
    assert feed.notices == []
    assert feed.timezone == "Europe/Paris"


def test_every_departure_of_the_facts_is_a_trip(feed: Feed, timetable: Timetable) -> None:
    spans = [span for pattern in timetable.patterns for span in pattern.departures]
    assert len(feed.trips.ids) == sum(span.count for span in spans)
    assert set(feed.routes.short_names) == set(timetable.lines)


@pytest.mark.parametrize(
    ("date", "day_type"),
    [
        (dt.date(2026, 11, 24), "weekday"),
        (dt.date(2026, 11, 28), "saturday"),
        (dt.date(2026, 11, 29), "sunday"),
        # Bastille Day on a Tuesday, Christmas on a Friday, All Saints' Day on a Sunday.
        (dt.date(2026, 7, 14), "sunday"),
        (dt.date(2026, 12, 25), "sunday"),
        (dt.date(2026, 11, 1), "sunday"),
        # 8 May 2027 is a Saturday.
        (dt.date(2027, 5, 8), "sunday"),
        (dt.date(2030, 12, 31), "weekday"),
    ],
)
def test_one_service_runs_on_each_date(feed: Feed, date: dt.date, day_type: str) -> None:
    day = (date - feed.services.first_day).days
    runs = feed.services.active[:, day]
    assert [feed.services.ids[service] for service in np.flatnonzero(runs)] == [day_type]


def test_the_first_and_last_metro_leave_pointe_du_lac_when_they_do(feed: Feed) -> None:
    # Line 8 in the feed of March 2019, on Tuesdays: the first at 5:30, the last at 0:24.
    departures = _departures(feed, "8", "weekday", "Créteil – Pointe du Lac")
    assert departures[0] == parse_clock("05:30")
    assert 0 <= parse_clock("24:24") - departures[-1] < 60


def _departures(feed: Feed, line: str, service: str, stop_name: str) -> list[int]:
    """Departures of the line's trips that begin at stops of that name, in order."""
    trips = [
        trip
        for trip in range(len(feed.trips.ids))
        if feed.routes.short_names[feed.trips.route[trip]] == line
        and feed.services.ids[feed.trips.service[trip]] == service
    ]
    first = [int(feed.trips.start[trip]) for trip in trips]
    return sorted(
        int(feed.stop_times.departure_s[call])
        for call in first
        if feed.stops.names[feed.stop_times.stop[call]] == stop_name
    )


def test_the_same_facts_build_the_same_network(tmp_path: Path) -> None:
    manifests = []
    for name in ("one", "two"):
        build_demo_network(tmp_path / name)
        manifests.append(read_manifest(tmp_path / name))
    assert [manifest["warnings"] for manifest in manifests] == [[], []]
    assert manifests[0]["feeds"] == manifests[1]["feeds"]
    assert manifests[0]["counts"] == manifests[1]["counts"]
