"""The compiler of facts, on a line written by hand and on the real feed."""

from __future__ import annotations

import filecmp
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

from jalon.demo import compile_facts as compiler
from jalon.demo.feed.trips import FeedTrip, read_trips
from jalon.demo.timetable import FACTS, read_timetable

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
RATP_FEED = SHARED / "gtfs-ratp-val-de-marne.zip"
SCHOOLS = SHARED / "schools-val-de-marne.csv"
TABLES = ("ratp_stops", "ratp_patterns", "ratp_calls", "ratp_departures")


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Line 104, one way: on Tuesdays at 7:00, 7:10, 7:30 and, after midnight, at 0:20.

    The night's trip runs on Wednesday's calendar: it belongs to Tuesday's night. From A to B the
    trips take 2, 2, 6 and 2 minutes. Line 999 is none of ours.
    """
    starts = {"a": "07:00", "b": "07:10", "c": "07:30", "n": "00:20", "x": "07:00"}
    ends = {"a": "07:02", "b": "07:12", "c": "07:36", "n": "00:22", "x": "07:05"}
    days = "monday,tuesday,wednesday,thursday,friday,saturday,sunday"
    tables = {
        "feed_info.txt": "feed_publisher_name,feed_publisher_url,feed_version\nP,https://p,1\n",
        "routes.txt": "route_id,route_short_name,route_type\nr,104,3\nz,999,3\n",
        "calendar.txt": f"service_id,{days}\ntue,0,1,0,0,0,0,0\nwed,0,0,1,0,0,0,0\n",
        "trips.txt": "route_id,service_id,trip_id,direction_id\n"
        + "".join(f"r,{'wed' if trip == 'n' else 'tue'},{trip},0\n" for trip in "abcn")
        + "z,tue,x,0\n",
        "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,stop_desc\n"
        "1,EGLISE DE CRETEIL,48.79,2.45,RUE - 94028\n2,LA SOURCE,48.78,2.46,RUE - 94028\n",
        "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        # The second stop comes first in the file: the order is that of stop_sequence.
        + "".join(f"{trip},{at}:00,{at}:00,2,2\n" for trip, at in ends.items())
        + "".join(f"{trip},{at}:00,{at}:00,1,1\n" for trip, at in starts.items()),
    }
    path = tmp_path / "feed.zip"
    with ZipFile(path, "w") as archive:
        for name, text in tables.items():
            archive.writestr(name, text)
    return path


def test_compile_a_line_by_hand(feed: Path, tmp_path: Path) -> None:
    compiler.compile_facts(feed, tmp_path)
    tables = {name: (tmp_path / f"{name}.csv").read_text("utf-8").splitlines() for name in TABLES}
    assert tables["ratp_stops"][1:] == [
        "eglise-de-creteil-1,Église de Créteil,48.79,2.45,94028",
        "la-source-1,La Source,48.78,2.46,94028",
    ]
    assert tables["ratp_patterns"][1:] == ["104:0:0,104,3,La Source"]
    # The median of 2, 2, 2 and 6 minutes.
    assert tables["ratp_calls"][1:] == ["104:0:0,eglise-de-creteil-1,0", "104:0:0,la-source-1,2"]
    assert tables["ratp_departures"][1:] == [
        # Gaps of 10 and 20 minutes: their median is 15.
        "104:0:0,weekday,morning_peak,07:00,07:30,15",
        "104:0:0,weekday,night,24:20,24:20,",
    ]


def test_a_wrong_command_line_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert compiler.main([]) == 2
    assert "FEED.zip" in capsys.readouterr().err


@pytest.mark.data
@pytest.mark.skipif(not RATP_FEED.exists(), reason="the real feed is not beside the checkout")
def test_the_committed_tables_are_those_of_the_feed(tmp_path: Path) -> None:
    assert compiler.main([str(RATP_FEED), str(tmp_path)]) == 0
    for table in (*(f"{name}.csv" for name in TABLES), "ratp_source.toml"):
        assert filecmp.cmp(tmp_path / table, FACTS / table, shallow=False), table


@pytest.mark.data
@pytest.mark.skipif(not SCHOOLS.exists(), reason="the directory of schools is not there")
def test_the_committed_schools_are_those_of_the_directory(tmp_path: Path) -> None:
    from jalon.demo.compile_schools import main

    assert main([str(SCHOOLS), str(tmp_path)]) == 0
    assert filecmp.cmp(tmp_path / "schools.csv", FACTS / "schools.csv", shallow=False)


@pytest.mark.data
@pytest.mark.skipif(not RATP_FEED.exists(), reason="the real feed is not beside the checkout")
def test_the_facts_keep_nearly_every_departure_of_the_feed() -> None:
    real = Counter(map(_line_day, read_trips(RATP_FEED, compiler.LINES)))
    kept: Counter[tuple[str, str]] = Counter()
    for pattern in read_timetable().patterns:
        for span in pattern.departures:
            kept[pattern.line, span.day_type] += span.count
    for key, trips in real.items():
        # Rare patterns are left out, and a median headway is a little under the mean one.
        assert 0.92 * trips <= kept[key] <= 1.13 * trips, (key, trips, kept[key])


def _line_day(trip: FeedTrip) -> tuple[str, str]:
    return trip.line, trip.day_type
