"""Which week of each kind is asked about."""

from __future__ import annotations

import datetime as dt

import pytest

from jalon.matching.week_kinds import WeekKind, find_weeks, kind_of
from tests.gtfs_feeds import service, write_feed
from tests.reach.answers import compiled


@pytest.mark.parametrize(
    ("monday", "kind"),
    [
        (dt.date(2026, 12, 7), "term"),
        (dt.date(2026, 11, 9), "public_holiday"),  # 11 November is a Wednesday
        (dt.date(2026, 12, 21), "public_holiday"),  # Christmas is in the holidays too
        (dt.date(2027, 2, 8), "school_holidays"),  # zone C: 6 February to 22 February 2027
        (dt.date(2027, 2, 22), "term"),
        (dt.date(2027, 5, 3), "public_holiday"),  # Ascension, 6 May, and its bridge
        (dt.date(2035, 2, 12), "term"),  # no calendar is published so far ahead
    ],
)
def test_kinds(monday: dt.date, kind: WeekKind) -> None:
    assert kind_of(monday, "C") == kind


def test_zones_have_their_own_holidays() -> None:
    week = dt.date(2027, 2, 8)
    assert [kind_of(week, zone) for zone in "ABC"] == ["term", "term", "school_holidays"]


def test_the_next_week_of_each_kind_that_the_timetable_covers(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    feed = write_feed(folder / "feed.zip", calendar=[service("S", "20261101", "20270214")])
    network = compiled([feed], folder / "net")
    found = find_weeks(network, dt.date(2026, 11, 19), "C")
    assert found == {
        "term": dt.date(2026, 11, 23),
        "school_holidays": dt.date(2027, 2, 8),
        "public_holiday": dt.date(2026, 12, 21),
    }
    # Nothing is said of a week that the timetable covers in part.
    assert find_weeks(network, dt.date(2027, 1, 28), "C") == {
        "term": dt.date(2027, 2, 1),
        "school_holidays": dt.date(2027, 2, 8),
    }
    assert find_weeks(network, dt.date(2027, 2, 10), "C") == {}
