"""A day in the desert, derived by hand: what the engine and the oracle must both say.

Home is 120 s west of A, work 180 s east of C; buses A-B-C leave A every ten minutes on the hour,
five minutes a hop; C-B-A likewise. The shift is 09:00-17:00, so one is at work by 08:55.
"""

from __future__ import annotations

from typing import Any

from tests.reach.desert import ask, at, bus, child, clocks, east, place
from tests.reach.desert_days import Desert, times


def test_no_child(desert: Desert) -> None:
    day = desert.day(ask())
    # At C by 08:52, three minutes before 08:55: the bus that arrives at 08:50 left A at 08:40;
    # two minutes before, 08:38. At work 08:53. Back: at C 17:03, bus 17:10, A 17:20, home 17:22.
    assert times(day) == clocks("08:38", "08:53", "17:00", "17:22")
    assert (day["out_s"], day["back_s"]) == (22 * 60, 22 * 60)
    assert (day["rides"], day["walk_s"]) == (2, 2 * (120 + 180))
    assert day["slack_s"] == 7 * 60
    # Who misses the 08:30 takes the 08:40: leave by 08:28.
    assert day["safe_leave_s"] == at("08:28")


def test_the_trip_is_as_long_as_allowed_and_no_longer(desert: Desert) -> None:
    # 22 minutes from 08:38 to the start at 09:00, and from 17:00 to 17:22.
    assert desert.day(ask(max_trip_min=22))["holdable"] is True
    assert desert.day(ask(max_trip_min=21))["holdable"] is False


def test_bounds_of_the_day(desert: Desert) -> None:
    assert desert.day(ask(earliest_leave="08:38", latest_return="17:22"))["holdable"] is True
    assert desert.day(ask(earliest_leave="08:39"))["holdable"] is False
    assert desert.day(ask(latest_return="17:21"))["holdable"] is False
    # The leave that survives a missed bus, 08:28, is before the earliest leave: there is none.
    assert desert.day(ask(earliest_leave="08:30"))["safe_leave_s"] is None


def test_an_opening_that_makes_one_wait(desert: Desert) -> None:
    # The place is 60 s from B. The 08:45 at B is the last that is in time (08:50 at C): leave the
    # place by 08:44, begin by 08:34, be at B by 08:33: the 08:25, which left A at 08:20.
    # So at the place at 08:26, wait until 08:30, done 08:40, B 08:41, 08:45, C 08:50, work 08:53.
    crib = child("c", place("k", east("B", 60), "08:30", "17:30"))
    day = desert.day(ask(crib))
    # Back: C 17:03, 17:10, B 17:15, place 17:16-17:26, B 17:27, 17:35, A 17:40, home 17:42.
    assert times(day) == clocks("08:18", "08:53", "17:00", "17:42")
    assert (day["rides"], day["walk_s"]) == (4, 2 * (120 + 60 + 60 + 180))
    assert day["slack_s"] == 4 * 60, "the handover ends at 17:26, four minutes before the closing"
    assert day["safe_leave_s"] == at("08:08")
    assert day["places"] == {"c": "k"}


def test_an_opening_too_late_for_the_last_bus(desert: Desert) -> None:
    # A handover that begins at 08:34 is the last that catches the 08:45 at B.
    for opens, holds in [("08:34", True), ("08:35", False)]:
        crib = child("c", place("k", east("B", 60), opens, "18:00"))
        assert desert.day(ask(crib))["holdable"] is holds


def test_a_closing_breaks_the_day(desert: Desert) -> None:
    # The evening handover ends at 17:26 at the earliest.
    for closes, holds, slack_s in [("17:26", True, 0), ("17:25", False, None)]:
        crib = child("c", place("k", east("B", 60), "07:00", closes))
        day = desert.day(ask(crib))
        assert (day["holdable"], day["slack_s"]) == (holds, slack_s)


def test_nobodys_child_sleeps_in_a_closed_place(desert: Desert) -> None:
    # A night from 21:00 to 05:30, buses at 20:30 and at 05:40 of the next day. Home by 06:00.
    night = {
        "stop_times": [*bus("T1", "20:30"), *bus("T2", "29:40", there="CBA")],
    }
    for hours, holds in [(["00:00", "24:00"], True), (["06:00", "23:59"], False)]:
        crib = place("k", east("A", -120), *hours, handover_min=1)
        person: dict[str, Any] = {"latest_return": "29:59", "max_trip_min": 60}
        request = ask(child("c", crib), shift=("21:00", "05:30"), **person)
        assert desert.day(request, **night)["holdable"] is holds


def test_two_children_in_two_places_where_the_order_matters(desert: Desert) -> None:
    # K is 60 s west of B and closes at 17:30; L is 100 s east of B and opens at 08:30; 160 s from
    # one to the other. Out, for the 08:45 at B. L last: leave L by 08:43:20, begin by 08:33:20,
    # leave K by 08:30:40, begin by 08:20:40, be at B by 08:19:40: the 08:15, which left A at
    # 08:10. K last: leave K by 08:44, begin by 08:34, leave L by 08:31:20, begin by 08:21:20,
    # when L is closed.
    # Back, at B at 17:15. K first: 17:16-17:26, L 17:28:40-17:38:40, B 17:40:20, the 17:45,
    # A 17:50, home 17:52. L first: 17:16:40-17:26:40, K 17:29:20, done after its closing.
    day = desert.day(
        ask(
            child("c", place("k", east("B", -60), "07:00", "17:30")),
            child("d", place("l", east("B", 100), "08:30", "18:00")),
        )
    )
    assert times(day) == clocks("08:08", "08:53", "17:00", "17:52")
    assert day["slack_s"] == 4 * 60
    assert (day["rides"], day["walk_s"]) == (4, 2 * (120 + 60 + 160 + 100 + 180))
    assert day["safe_leave_s"] == at("07:58")
    assert day["places"] == {"c": "k", "d": "l"}


def test_two_children_at_one_place_share_the_longer_handover(desert: Desert) -> None:
    # As with one child and an opening at 08:00: at the place 08:26, done 08:36.
    short, long = (
        place("k", east("B", 60), "08:00", "18:00", handover_min=minutes) for minutes in (2, 10)
    )
    day = desert.day(ask(child("c", short), child("d", long)))
    assert times(day) == clocks("08:18", "08:53", "17:00", "17:42")
    # With two minutes for both: leave the place by 08:44, begin by 08:42, B by 08:41: the 08:35.
    # Back: the place 17:16-17:18, B 17:19, the 17:25, A 17:30, home 17:32.
    day = desert.day(ask(child("c", short), child("d", short)))
    assert times(day) == clocks("08:28", "08:53", "17:00", "17:32")


def test_of_two_candidate_places_the_one_that_takes_less_time(desert: Desert) -> None:
    # FAR is 300 s from B: leave it by 08:40, begin by 08:30, B by 08:25: the 08:25 itself, so the
    # way out is the same. Back: 17:20-17:30, B 17:35: the 17:35 itself, so the day is the same,
    # and the first of the request is taken. One second farther and it misses both buses.
    near = place("near", east("B", 60), "07:00", "18:00")
    for walk_s, chosen in [(300, "far"), (301, "near")]:
        far = place("far", east("B", walk_s), "07:00", "18:00")
        day = desert.day(ask(child("c", far, near)))
        assert day["places"] == {"c": chosen}
        assert times(day) == clocks("08:18", "08:53", "17:00", "17:42")


def test_of_two_candidate_places_the_one_that_holds_on_more_days(desert: Desert) -> None:
    # FAR misses the buses (ten minutes more each way) but is open on Tuesday as well.
    near = place("near", east("B", 60), "07:00", "18:00", hours={"monday": ["07:00", "18:00"]})
    far = place("far", east("B", 301), "07:00", "18:00")
    days = desert.days(ask(child("c", near, far), days=("monday", "tuesday")))
    # For FAR: begin by 08:29:59, B by 08:24:58: the 08:15, which left A at 08:10. Back: FAR
    # 17:20:01-17:30:01, B 17:35:02, the 17:45, A 17:50, home 17:52.
    for day in days:
        assert times(day) == clocks("08:08", "08:53", "17:00", "17:52")
        assert day["places"] == {"c": "far"}


def test_a_walk_all_the_way_is_better_than_a_bus(desert: Desert) -> None:
    # Home 120 s west of A, work 500 s east of A: 620 s on foot, from 08:44:40 to 08:55.
    day = desert.day(ask(work=east("A", 500)))
    assert times(day) == clocks("08:44:40", "08:55", "17:00", "17:10:20")
    assert (day["rides"], day["walk_s"], day["slack_s"]) == (0, 2 * 620, 5 * 60)
    assert day["safe_leave_s"] == at("08:44:40"), "who takes no bus misses none"
    # Not in one go of ten minutes; but from A to B by bus, back to A, and 500 s on foot. By
    # 08:46:40 at A: the 08:35 of B-A is there at 08:40, after the 08:20 of A-B, at B at 08:25.
    day = desert.day(ask(work=east("A", 500), max_walk_min=10))
    assert (day["leave_home_s"], day["rides"]) == (at("08:18"), 4)
    assert desert.day(ask(work=east("A", 500), max_walk_min=8))["holdable"] is False


def test_hours_unknown_and_no_hours(desert: Desert) -> None:
    request = ask()
    request["offers"][0]["shifts"] |= {"tuesday": None, "wednesday": []}
    monday, tuesday = desert.days(request)
    assert monday["holdable"] is True
    assert tuesday["holdable"] is None
    assert tuesday["leave_home_s"] is None
