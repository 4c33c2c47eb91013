"""Bicycle and car, derived by hand in the desert (see desert.py).

From home (149.5 m west of A) to work (224.5 m east of C) are 6,374 m. By bicycle, at 15 km/h:
1,529.76 s, so 1,530, and 60 to park: 26:30. By car, at 30 km/h: 764.88 s, so 765, and 180 to park:
15:45. By bus one leaves at 08:38 and is home at 17:22.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import gtfs_feeds as gtfs
from tests.reach.asking import Asker, kinds, times
from tests.reach.desert import ask, at, child, clocks, east, place

Json = dict[str, Any]
NO_BUS = [
    *gtfs.calls("T1", ("A", "03:00:00"), ("B", "03:10:00")),
    *gtfs.calls("T2", ("B", "03:20:00"), ("C", "03:30:00")),
]


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def with_settings(request: Json, **settings: float) -> Json:
    return request | {"settings": request["settings"] | settings}


def test_a_bicycle_for_the_whole_way(asker: Asker) -> None:
    day = asker.day(ask(means=["bicycle"]))
    assert times(day) == clocks("08:28:30", "08:55", "17:00", "17:26:30")
    assert (day.out_s, day.back_s) == (31 * 60 + 30, 26 * 60 + 30)
    assert (day.rides, day.walk_s, day.slack_s) == (0, 0, 5 * 60)
    assert day.safe_leave_s == day.leave_home_s, "a vehicle misses nothing"
    assert [(leg.way, leg.kind, leg.origin, leg.target) for leg in day.legs] == [
        ("out", "bicycle", "home", "work"),
        ("back", "bicycle", "work", "home"),
    ]
    assert day.legs[0].arrive_s == at("08:55"), "a ride ends when it is parked"


def test_the_way_to_move_that_leaves_last_is_shown(asker: Asker) -> None:
    # The car leaves at 08:39:15, the bus at 08:38, the bicycle at 08:28:30.
    by_car = asker.day(ask(means=["transit", "bicycle", "car"]))
    assert times(by_car) == clocks("08:39:15", "08:55", "17:00", "17:15:45")
    assert kinds(by_car) == ["car", "car"]
    by_bus = asker.day(ask(means=["transit", "bicycle"]))
    assert times(by_bus) == clocks("08:38", "08:53", "17:00", "17:22")


def test_among_those_that_leave_as_late_the_one_that_is_home_first(asker: Asker) -> None:
    # Parking 75 s longer, the car leaves at 08:38 as the bus does, and is home at 17:17, before
    # the bus at 17:22. Without a bus back until 17:30 nothing changes for the car.
    day = asker.day(with_settings(ask(means=["transit", "car"]), car_park_s=255))
    assert times(day) == clocks("08:38", "08:55", "17:00", "17:17")
    assert kinds(day) == ["car", "car"]


def test_among_equals_on_foot_then_bicycle_then_car(asker: Asker) -> None:
    # At home where one works, with nothing to park, all leave at 08:55 and are home at 17:00.
    here = with_settings(
        ask(means=["car", "bicycle"], work=east("A", -120)), bicycle_park_s=0, car_park_s=0
    )
    assert kinds(asker.day(here)) == ["walk", "walk"]
    far = with_settings(ask(means=["car", "bicycle"]), car_kmh=15, car_park_s=60)
    assert kinds(asker.day(far)) == ["bicycle", "bicycle"]


def test_to_the_same_point_there_is_only_the_parking(asker: Asker) -> None:
    # The child's place is where one works: a ride of 1,590 s, a handover of 600, parking for 60.
    crib = child("c", place("k", east("C", 180), "07:00", "18:00"))
    day = asker.day(ask(crib, means=["bicycle"]))
    # 08:55 less 2,250 s; and 17:00 plus as much.
    assert times(day) == clocks("08:17:30", "08:55", "17:00", "17:37:30")
    assert kinds(day) == ["bicycle", "handover", "bicycle"] * 2


def test_the_bicycle_goes_along_to_the_childs_place(asker: Asker) -> None:
    # Home to the place, 75.75 m east of B: 3,225.25 m, 775 + 60 s. From there to work: 3,148.75 m,
    # 756 + 60 s. Leave by 08:55 - 816 - 600 - 835 = 08:17:29; the handover begins at 08:31:24.
    # In the evening it ends at 17:23:36, home at 17:37:31.
    for opens, closes, slack_s in [
        ("08:31", "17:24", 24),
        ("08:31:24", "17:23:36", 0),
        ("08:31:25", "18:00", None),
        ("08:31", "17:23:35", None),
    ]:
        crib = child("c", place("k", east("B", 61), opens, closes))
        day = asker.day(ask(crib, means=["bicycle"]))
        assert day.slack_s == slack_s
        if slack_s is not None:
            assert times(day) == clocks("08:17:29", "08:55", "17:00", "17:37:31")


def test_of_two_orders_back_the_one_with_the_greatest_slack(asker: Asker) -> None:
    # Two places at one point. L first ends the handover at K at 17:23:36 + 660 s = 17:34:36, 84 s
    # before it closes; K first leaves both plenty, and the morning's five minutes count.
    cribs = [
        child("c", place("l", east("B", 61), "07:00", "18:00")),
        child("d", place("k", east("B", 61), "07:00", "17:36")),
    ]
    day = asker.day(ask(*cribs, means=["bicycle"]))
    assert day.slack_s == 5 * 60
    evening = [leg.target for leg in day.legs if leg.way == "back" and leg.kind == "handover"]
    assert evening == ["place:k", "place:l"]


def test_a_ride_by_bicycle_is_as_long_as_allowed_and_no_longer(asker: Asker) -> None:
    # 1,530 s are 25.5 min; parking does not count.
    request = ask(means=["bicycle"])
    assert asker.day(with_settings(request, max_bicycle_min=25.5)).holdable is True
    day = asker.day(with_settings(request, max_bicycle_min=25))
    assert day.holdable is False
    # On foot it would be 85 min instead of 15: the bicycle comes nearer, and is what is told.
    assert [reason.code for reason in day.reasons] == ["trip_too_long", "trip_too_long"]
    assert day.reasons[0].detail == {
        "way": "out",
        "origin": "home",
        "target": "work",
        "trip_min": 26,
        "max_trip_min": 25,
        "mean": "bicycle",
    }


def test_a_ride_to_the_childs_place_that_is_too_long(asker: Asker) -> None:
    # From home to the place are 774.06 s, so 775; from there to work 756.
    crib = child("c", place("k", east("B", 61), "07:00", "18:00"))
    request = ask(crib, means=["bicycle"])
    assert asker.day(with_settings(request, max_bicycle_min=775 / 60)).holdable is True
    reasons = asker.day(with_settings(request, max_bicycle_min=774 / 60)).reasons
    ends = [(one.detail["way"], one.detail["origin"], one.detail["target"]) for one in reasons]
    assert ends == [("out", "home", "place:k"), ("back", "place:k", "home")]
    assert {one.detail["trip_min"] for one in reasons} == {13}


def test_the_longest_trip_bounds_a_car(asker: Asker) -> None:
    # Out: 945 s and five minutes ahead, 20:45. Back: 15:45.
    request = ask(means=["car"], max_trip_min=20.75)
    assert asker.day(request).holdable is True
    day = asker.day(ask(means=["car"], max_trip_min=20))
    assert [(reason.code, reason.detail) for reason in day.reasons] == [
        ("trip_too_long", {"way": "out", "trip_min": 21, "max_trip_min": 20, "mean": "car"})
    ]


def test_reasons_are_of_the_way_to_move_that_comes_nearest(asker: Asker) -> None:
    # By bus one leaves at 08:38, by bicycle at 08:28:30: of an earliest leave at 08:39 the bus
    # lacks one minute.
    (reason,) = asker.day(ask(means=["transit", "bicycle"], earliest_leave="08:39")).reasons
    assert (reason.code, reason.detail["leave_s"]) == ("before_earliest_leave", at("08:38"))
    assert "mean" not in reason.detail
    # Without a bus it is the bicycle.
    (reason,) = asker.day(
        ask(means=["transit", "bicycle"], earliest_leave="08:39"), stop_times=NO_BUS
    ).reasons
    assert (reason.detail["leave_s"], reason.detail["mean"]) == (at("08:28:30"), "bicycle")


def test_each_day_has_its_own_way_to_move_and_the_week_one_place(asker: Asker) -> None:
    # The bus runs on Mondays only. NEAR is open on Monday alone; AFAR, where one works, on both
    # days, and is taken for both.
    near = place("near", east("B", 60), "07:00", "18:00", hours={"monday": ["07:00", "18:00"]})
    afar = place("afar", east("C", 180), "07:00", "18:00")
    request = ask(child("c", near, afar), days=("monday", "tuesday"), means=["transit", "bicycle"])
    weekly = {day: int(day == "monday") for day in gtfs.EVERY_DAY}
    days = asker.days(request, calendar=[gtfs.service("S", "20260101", "20261231", **weekly)])
    assert [day.places for day in days] == [{"c": "afar"}] * 2
    # By bus: begin by 08:45, at C by 08:42: the 08:40 there, left A at 08:30.
    assert times(days[0]) == clocks("08:28", "08:53", "17:00", "17:32")
    assert times(days[1]) == clocks("08:17:30", "08:55", "17:00", "17:37:30")
    assert [day.holdable for day in days] == [True, True]
