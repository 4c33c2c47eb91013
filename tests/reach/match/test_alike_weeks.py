"""Which weeks run alike, so that what one of them answers is answered for the other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jalon.reach import Network, run_alike
from tests.gtfs_feeds import calls, service, trip, write_feed
from tests.reach.answers import compiled
from tests.reach.desert import stops

MONDAY = dt.date(2026, 11, 23)
NEXT = MONDAY + dt.timedelta(days=7)
AT_EIGHT = calls("always", ("A", "08:00:00"), ("C", "08:20:00"))
AT_TEN = calls("now and then", ("A", "10:00:00"), ("C", "10:20:00"))


def network(folder: Path, *left_out: dt.date) -> Network:
    """Two buses a day until the end of April, the second one not on some dates."""
    gone = [f"now,{date:%Y%m%d},2" for date in left_out]
    feed = write_feed(
        folder / "feed.zip",
        stops=stops(),
        stop_times=[*AT_EIGHT, *AT_TEN],
        trips=[trip("always"), trip("now and then", "now")],
        calendar=[service(name, "20261101", "20270430") for name in ("S", "now")],
        calendar_dates="\n".join(["service_id,date,exception_type", *gone, ""]),
    )
    return compiled([feed], folder / "net")


def test_weeks_of_the_same_trips_run_alike(tmp_path: Path) -> None:
    assert run_alike(network(tmp_path), MONDAY, NEXT)


@pytest.mark.parametrize("weekday", [0, 3, 6])
def test_one_trip_less_on_one_day_is_another_week(tmp_path: Path, weekday: int) -> None:
    less = network(tmp_path, NEXT + dt.timedelta(days=weekday))
    assert not run_alike(less, MONDAY, NEXT)
    assert not run_alike(less, NEXT, MONDAY)
    later = NEXT + dt.timedelta(days=7)
    assert run_alike(less, later, later + dt.timedelta(days=7))


def test_a_week_in_which_clocks_change_is_another_week(tmp_path: Path) -> None:
    assert not run_alike(network(tmp_path), MONDAY, dt.date(2027, 3, 22))


def test_a_week_beyond_the_timetable_is_another_week(tmp_path: Path) -> None:
    assert not run_alike(network(tmp_path), MONDAY, dt.date(2027, 5, 3))
