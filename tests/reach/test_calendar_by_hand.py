"""Midnight, service days and clocks that change, by hand, for the engine and for the oracle.

Home is 120 s west of A, work 180 s east of C; buses A-B-C leave A every ten minutes on the hour,
five minutes a hop; C-B-A likewise. The shift is 09:00-17:00, so one is at work by 08:55.
"""

from __future__ import annotations

from typing import Any

from tests import gtfs_feeds as gtfs
from tests.reach.desert import BOTH_WAYS, ask, at, bus, clocks
from tests.reach.desert_days import Desert, times


def test_a_shift_that_ends_after_midnight(desert: Desert) -> None:
    # 18:00-01:00: by 17:52 at C, the 17:40. At C at 25:03, the 25:10 of the same service day.
    buses = [*BOTH_WAYS, *bus("late", "25:10", there="CBA")]
    for end in ("01:00", "25:00"):
        request = ask(shift=("18:00", end), latest_return="25:22")
        day = desert.day(request, stop_times=buses)
        assert times(day) == clocks("17:38", "17:53", "25:00", "25:22")
    assert desert.day(ask(shift=("18:00", "01:00")), stop_times=buses)["holdable"] is False


def test_a_shift_that_ends_after_midnight_and_a_bus_of_the_next_day(desert: Desert) -> None:
    # The 01:10 of Tuesday's service is the 25:10 of Monday's evening.
    buses = [*BOTH_WAYS, *bus("early", "01:10", there="CBA")]
    day = desert.day(ask(shift=("18:00", "01:00"), latest_return="26:00"), stop_times=buses)
    assert times(day) == clocks("17:38", "17:53", "25:00", "25:22")


def test_a_bus_of_the_day_before_after_midnight(desert: Desert) -> None:
    # The 25:30 of Monday's service leaves A on Tuesday at 01:30, and nothing runs on Sunday: the
    # shift of 02:00 holds on Tuesday, not on Monday.
    weekdays = gtfs.service("S", "20260101", "20261231", sunday=0)
    buses = [*bus("T1", "25:30"), *bus("T2", "06:40", there="CBA")]
    request = ask(shift=("02:00", "06:30"), days=("monday", "tuesday"), earliest_leave="00:00")
    monday, tuesday = desert.days(request, stop_times=buses, calendar=[weekdays])
    assert monday["holdable"] is False
    assert times(tuesday) == clocks("01:28", "01:43", "06:30", "06:52")
    assert tuesday["safe_leave_s"] is None


def test_frequencies_stop_before_their_end(desert: Desert) -> None:
    # From 08:00, every ten minutes, before 08:40: the last leaves A at 08:30, not at 08:40.
    buses = [*bus("T1", "03:00"), *bus("T2", "17:10", there="CBA")]
    repeated = [
        {
            "trip_id": "T1",
            "start_time": "08:00:00",
            "end_time": "08:40:00",
            "headway_secs": 600,
            "exact_times": 1,
        }
    ]
    day = desert.day(ask(), stop_times=buses, frequencies=repeated)
    assert times(day) == clocks("08:28", "08:43", "17:00", "17:22")
    assert day["slack_s"] == 17 * 60
    assert day["safe_leave_s"] == at("08:18")
    repeated[0]["end_time"] = "08:40:01"
    assert desert.day(ask(), stop_times=buses, frequencies=repeated)["leave_home_s"] == at("08:38")


def test_clocks_go_forward(desert: Desert) -> None:
    # On Sunday 29 March 2026 02:00 becomes 03:00. The 25:40 of Saturday leaves A at 01:40; at C
    # at 01:50, at work at 01:53: 17 minutes before 03:10, which is 10 minutes after 02:00. Leave
    # at 01:38: 32 minutes, though the clocks say an hour and a half.
    buses = [*bus("T1", "25:40"), *bus("T2", "11:10", there="CBA")]
    request = ask(
        shift=("03:10", "11:00"), days=("sunday",), monday="2026-03-23", earliest_leave="00:00"
    )
    day = desert.day(request, stop_times=buses)
    assert times(day) == clocks("01:38", "01:53", "11:00", "11:22")
    assert (day["out_s"], day["back_s"], day["slack_s"]) == (32 * 60, 22 * 60, 17 * 60)


def test_clocks_go_back(desert: Desert) -> None:
    # On Sunday 25 October 2026 03:00 becomes 02:00. The 25:40 of Saturday leaves A at 01:40, before
    # the change; leave at 01:38. The start at 03:00 is 2 h 22 min later, though the clocks say
    # 1 h 22. Sunday's own 08:40 is by the clock of the morning after.
    buses = [*bus("T1", "25:40"), *bus("T2", "08:40", there="CBA")]
    for max_trip_min, holds in [(142, True), (141, False)]:
        request = ask(
            shift=("03:00", "08:30"),
            days=("sunday",),
            monday="2026-10-19",
            earliest_leave="00:00",
            max_trip_min=max_trip_min,
        )
        day = desert.day(request, stop_times=buses)
        assert day["holdable"] is holds
    # With 142 minutes.
    day = desert.day(ask(**_autumn()), stop_times=buses)
    assert times(day) == clocks("01:38", "01:53", "08:30", "08:52")
    assert day["out_s"] == 142 * 60


def _autumn() -> dict[str, Any]:
    return {
        "shift": ("03:00", "08:30"),
        "days": ("sunday",),
        "monday": "2026-10-19",
        "earliest_leave": "00:00",
        "max_trip_min": 142,
    }
