"""The facts of the timetable: every line is there, whole, at plausible hours."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path

import pytest

from jalon.demo.geography import Point, distance_m
from jalon.demo.timetable import FACTS, Pattern, Timetable, read_timetable
from jalon.demo.towns import TOWNS

RATP_LINES = {
    *("8", "TVM", "104", "107", "117", "172", "181", "217", "281", "308", "317", "393"),
    *("103", "125", "325", "182"),
}
OTHER_LINES = {"C1", "K", "J1", "J2", "A", "D"}


@pytest.fixture(scope="module")
def timetable() -> Timetable:
    return read_timetable()


def test_every_line_is_there_and_says_what_is_approximate(timetable: Timetable) -> None:
    assert set(timetable.lines) == RATP_LINES | OTHER_LINES
    assert {name for name, line in timetable.lines.items() if line.approximate} == OTHER_LINES


def test_every_line_runs_both_ways_every_day_type(timetable: Timetable) -> None:
    runs: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for pattern in timetable.patterns:
        way = pattern.id.split(":")[1]
        runs[pattern.line] |= {(way, departures.day_type) for departures in pattern.departures}
    for line, ways in runs.items():
        assert len(ways) == 6, line


def test_every_town_is_served(timetable: Timetable) -> None:
    used = {stop for pattern in timetable.patterns for stop in pattern.stops}
    assert used == set(timetable.stops)
    assert set(TOWNS) <= {stop.commune_code for stop in timetable.stops.values()}


def test_first_and_last_departures_are_plausible(timetable: Timetable) -> None:
    first, last = defaultdict(list), defaultdict(list)
    for pattern in timetable.patterns:
        for span in pattern.departures:
            first[pattern.line, span.day_type].append(span.first_s)
            last[pattern.line, span.day_type].append(span.last_s)
    for (line, day_type), starts in first.items():
        earliest, latest = min(starts) / 3600, max(last[line, day_type]) / 3600
        # No bus before 4:30; on weekdays none starts after 6:30; all go on to 20:00 at least.
        assert 4.5 <= earliest <= (6.5 if day_type == "weekday" else 8.5), (line, day_type)
        assert 20 <= latest <= 27, (line, day_type)


def test_runs_are_neither_standing_nor_flying(timetable: Timetable) -> None:
    for pattern in timetable.patterns:
        assert pattern.offsets_s[0] == 0
        speeds = list(_speeds_kmh(pattern, timetable))
        assert all(speed < 110 for speed in speeds), pattern.id
        assert list(pattern.offsets_s) == sorted(pattern.offsets_s), pattern.id
        whole = _length_m(pattern, timetable) / pattern.offsets_s[-1] * 3.6
        assert 8 <= whole <= 60, (pattern.id, whole)


def test_departures_spread_evenly_from_the_first_to_the_last(timetable: Timetable) -> None:
    for pattern in timetable.patterns:
        for span in pattern.departures:
            assert span.last_s >= span.first_s
            reached = span.first_s + span.gap_s * (span.count - 1)
            # Whole seconds between departures: the last comes at most a minute or so early.
            assert 0 <= span.last_s - reached < span.count
            assert reached > span.last_s - 61 or span.every_s < 60


def test_the_cable_takes_eighteen_minutes(timetable: Timetable) -> None:
    cable = [pattern for pattern in timetable.patterns if pattern.line == "C1"]
    assert [len(pattern.stops) for pattern in cable] == [5, 5]
    assert all(pattern.offsets_s[-1] == 18 * 60 for pattern in cable)
    assert {span.gap_s for pattern in cable for span in pattern.departures} == {30}


def test_the_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in Path(FACTS).iterdir()) < 400_000


def _legs(pattern: Pattern, timetable: Timetable) -> list[float]:
    stops = [timetable.stops[stop] for stop in pattern.stops]
    return [
        distance_m(Point(a.lat, a.lon), Point(b.lat, b.lon)) for a, b in itertools.pairwise(stops)
    ]


def _length_m(pattern: Pattern, timetable: Timetable) -> float:
    return sum(_legs(pattern, timetable))


def _speeds_kmh(pattern: Pattern, timetable: Timetable) -> list[float]:
    """Speeds between stops at least two minutes apart; shorter legs are rounded to the minute."""
    gaps = [after - before for before, after in itertools.pairwise(pattern.offsets_s)]
    legs = _legs(pattern, timetable)
    return [leg / gap * 3.6 for leg, gap in zip(legs, gaps, strict=True) if gap >= 120]
