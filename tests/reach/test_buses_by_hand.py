"""Changes, walks between stops, boarding and two feeds, by hand, for engine and oracle.

Home is 120 s west of A, work 180 s east of C; buses A-B-C leave A every ten minutes on the hour,
five minutes a hop; C-B-A likewise. The shift is 09:00-17:00, so one is at work by 08:55.
"""

from __future__ import annotations

import pytest

from tests import gtfs_feeds as gtfs
from tests.reach.desert import ask, at, bus, clocks, lon, stops
from tests.reach.desert_days import Desert, Json, times


@pytest.mark.parametrize(("arrives", "leave"), [("08:29:00", "08:18"), ("08:29:01", "07:58")])
def test_a_change_of_a_minute_just_made_and_just_missed(
    desert: Desert, arrives: str, leave: str
) -> None:
    # One bus A-B that leaves A at 08:20 and, twenty minutes before, one that is surely in time;
    # one bus B-C at 08:30, at C at 08:35.
    buses = [
        *gtfs.calls("T1", ("A", "08:20:00"), ("B", arrives)),
        *gtfs.calls("T0", ("A", "08:00:00"), ("B", "08:09:00")),
        *gtfs.calls("T2", ("B", "08:30:00"), ("C", "08:35:00")),
        *bus("T3", "17:10", there="CBA"),
    ]
    day = desert.day(ask(), stop_times=buses)
    assert times(day) == clocks(leave, "08:38", "17:00", "17:22")
    # Two rides out, one back.
    assert day["rides"] == 3


def test_the_feed_says_otherwise_of_a_change(desert: Desert) -> None:
    # Thirty seconds between two buses at B: not enough, but the feed says that twenty are.
    buses = [
        *gtfs.calls("T1", ("A", "08:20:00"), ("B", "08:29:30")),
        *gtfs.calls("T2", ("B", "08:30:00"), ("C", "08:35:00")),
        *bus("T3", "17:10", there="CBA"),
    ]
    assert desert.day(ask(), stop_times=buses)["holdable"] is False
    for seconds, holds in [(20, True), (31, False)]:
        said = {"from_stop_id": "B", "to_stop_id": "B", "transfer_type": 2}
        transfers = [said | {"min_transfer_time": seconds}]
        day = desert.day(ask(), stop_times=buses, transfers=transfers)
        assert day["holdable"] is holds


def test_a_walk_between_stops_and_one_that_the_feed_forbids(desert: Desert) -> None:
    # D is 99.5 m from B: 79.6 s of walk, so 80. The bus A-B of 08:20 is at B at 08:25; the bus
    # D-C leaves D at 08:26:20, just in time, and is at C at 08:31. The bus A-C of 08:00 is slower.
    buses = [
        *gtfs.calls("T1", ("A", "08:20:00"), ("B", "08:25:00")),
        *gtfs.calls("T2", ("D", "08:26:20"), ("C", "08:31:00")),
        *gtfs.calls("T0", ("A", "08:00:00"), ("C", "08:40:00")),
        *gtfs.calls("T3", ("C", "17:10:00"), ("D", "17:15:00")),
        *gtfs.calls("T4", ("B", "17:16:20"), ("A", "17:21:00")),
        *gtfs.calls("T5", ("C", "17:20:00"), ("A", "17:40:00")),
    ]
    places = {"stops": stops(D=3099.5), "stop_times": buses}
    day = desert.day(ask(), **places)
    assert times(day) == clocks("08:18", "08:34", "17:00", "17:23")
    assert (day["rides"], day["walk_s"]) == (4, 2 * (120 + 80 + 180))
    # Forbidden from B to D: the slow bus out. From D to B nothing was said: the same way back.
    forbidden = {"from_stop_id": "B", "to_stop_id": "D", "transfer_type": 3}
    day = desert.day(ask(), **places, transfers=[forbidden | {"min_transfer_time": ""}])
    assert times(day) == clocks("07:58", "08:43", "17:00", "17:23")
    assert day["rides"] == 3
    # A time in the feed stands in for the walk: 81 s from B to D misses the bus at D.
    timed = {"from_stop_id": "B", "to_stop_id": "D", "transfer_type": 2, "min_transfer_time": 81}
    assert desert.day(ask(), **places, transfers=[timed])["leave_home_s"] == at("07:58")


def test_no_boarding_and_no_getting_off(desert: Desert) -> None:
    # The 08:40 takes nobody at A; the 08:30 does. The 17:10 lets nobody off at A.
    buses = [
        *gtfs.calls("T1", ("A", "08:40:00"), ("C", "08:50:00"), pickup_type=1),
        *bus("T2", "08:30"),
        *gtfs.calls("T3", ("C", "17:10:00"), ("A", "17:20:00"), drop_off_type=1),
        *bus("T4", "17:30", there="CBA"),
    ]
    day = desert.day(ask(), stop_times=buses)
    assert times(day) == clocks("08:28", "08:43", "17:00", "17:42")


def test_two_feeds_never_mix_their_ids(desert: Desert) -> None:
    # Both feeds have a stop X and a trip T: in one it is at B, in the other at C. From B of the one
    # to B of the other there is no distance, but a minute all the same.
    def west(arrives: str) -> Json:
        return {
            "stops": [gtfs.stop("A", 0.0, lon("A")), gtfs.stop("X", 0.0, lon("B"))],
            "stop_times": [
                *gtfs.calls("T", ("A", "08:20:00"), ("X", arrives)),
                *gtfs.calls("U", ("X", "17:16:00"), ("A", "17:21:00")),
            ],
        }

    rest = {
        "stops": [gtfs.stop("A", 0.0, lon("B")), gtfs.stop("X", 0.0, lon("C"))],
        "stop_times": [
            *gtfs.calls("T", ("A", "08:26:00"), ("X", "08:31:00")),
            *gtfs.calls("U", ("X", "17:10:00"), ("A", "17:15:00")),
        ],
    }
    day = desert.of_feeds(ask(), west("08:25:00"), rest)
    assert times(day) == clocks("08:18", "08:34", "17:00", "17:23")
    assert (day["rides"], day["walk_s"]) == (4, 2 * (120 + 60 + 180))
    assert desert.of_feeds(ask(), west("08:25:01"), rest)["holdable"] is False


def test_one_changes_at_a_stop_that_is_nowhere_but_does_not_walk_there(desert: Desert) -> None:
    # M has no coordinates: a change at M from 08:25 to 08:26, none on foot between M and N.
    buses = [
        *gtfs.calls("T1", ("A", "08:20:00"), ("M", "08:25:00")),
        *gtfs.calls("T2", ("M", "08:26:00"), ("C", "08:31:00")),
        *gtfs.calls("T3", ("M", "08:30:00"), ("A", "08:35:00")),
        *bus("T4", "17:10", there="CBA"),
    ]
    nowhere = [*stops(), gtfs.stop("M", "", ""), gtfs.stop("N", "", "")]
    day = desert.day(ask(), stops=nowhere, stop_times=buses)
    assert times(day) == clocks("08:18", "08:34", "17:00", "17:22")
    elsewhere = [*buses[:2], {**buses[2], "stop_id": "N"}, *buses[3:]]
    assert desert.day(ask(), stops=nowhere, stop_times=elsewhere)["holdable"] is False
