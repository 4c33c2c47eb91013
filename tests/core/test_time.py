"""Clock and axis agree on ordinary days, and on the two days a year when clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from jalon.core.time import DAY_S, DayClock, format_clock, parse_clock

PARIS = ZoneInfo("Europe/Paris")
HOUR = 3600


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("00:00", 0), ("8:05", 29_100), ("08:05:09", 29_109), ("24:00", DAY_S), ("29:59:59", 107_999)],
)
def test_a_clock_time_is_seconds_since_midnight(text: str, seconds: int) -> None:
    assert parse_clock(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "8", "30:00", "12:60", "-1:00", "08:00:60", "08h00", " 08:00"]
)
def test_what_is_no_clock_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        parse_clock(text)


def test_minutes_shown_stay_feasible() -> None:
    assert format_clock(28_859) == "08:00"  # leave: down
    assert format_clock(28_859, up=True) == "08:01"  # arrive: up
    assert format_clock(28_860, up=True) == "08:01"
    assert format_clock(90_061, seconds=True) == "25:01:01"


def test_an_ordinary_day_has_one_clock_and_one_axis() -> None:
    clock = DayClock(dt.date(2026, 11, 23), PARIS)
    assert clock.is_plain
    for second in (0, 8 * HOUR, 25 * HOUR, 29 * HOUR):
        assert clock.axis(second) == clock.clock(second) == second
    assert clock.axis_of_day(dt.date(2026, 11, 22)) == -DAY_S


def test_the_day_of_25_hours() -> None:
    # Sunday 25 October 2026: 03:00 summer time is 02:00 winter time. Noon is 11:00 UTC; the axis
    # begins twelve hours before, 23:00 UTC on Saturday, which is 01:00 on the (summer) clock.
    clock = DayClock(dt.date(2026, 10, 25), PARIS)
    assert not clock.is_plain
    assert clock.axis(1 * HOUR) == 0
    assert clock.axis(0) == -HOUR
    assert clock.axis(8 * HOUR) == 8 * HOUR
    assert clock.clock(8 * HOUR) == 8 * HOUR
    # Saturday's axis begins 12 hours before Saturday's noon (10:00 UTC), 25 hours before Sunday's.
    assert clock.axis_of_day(dt.date(2026, 10, 24)) == -25 * HOUR


def test_the_day_of_23_hours() -> None:
    # Sunday 29 March 2026: 02:00 is 03:00. Noon is 10:00 UTC, the axis begins at 22:00 UTC on
    # Saturday, 23:00 on the (winter) clock.
    clock = DayClock(dt.date(2026, 3, 29), PARIS)
    assert clock.axis(0) == HOUR
    assert clock.axis(9 * HOUR) == 9 * HOUR
    # A trip of Saturday at 25:30 runs at 01:30 on Sunday's clock, winter time, 00:30 UTC.
    saturday = clock.axis_of_day(dt.date(2026, 3, 28))
    assert clock.clock(saturday + 25 * HOUR + 1800) == HOUR + 1800
    # At 26:30 of Saturday the clock already shows 03:30.
    assert clock.clock(saturday + 26 * HOUR + 1800) == 3 * HOUR + 1800


def test_the_evening_before_a_change_reaches_into_it() -> None:
    clock = DayClock(dt.date(2026, 3, 28), PARIS)
    assert not clock.is_plain
    assert clock.axis(30 * HOUR) == 29 * HOUR  # 06:00 on Sunday: one hour was jumped
    assert clock.clock(29 * HOUR) == 30 * HOUR
