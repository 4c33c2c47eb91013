"""Days in a desert, derived by hand: what the engine and the oracle must both say.

Home is 120 s west of A, work 180 s east of C; buses A-B-C leave A every ten minutes on the hour,
five minutes a hop; C-B-A likewise. The shift is 09:00-17:00, so one is at work by 08:55.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import gtfs_feeds as gtfs
from tests.reach.answers import WHO
from tests.reach.desert import BOTH_WAYS, ask, at, bus, child, east, lon, place, stops

Json = dict[str, Any]
YEAR = [gtfs.service("S", "20260101", "20261231")]


class Desert:
    """Asks the engine or the oracle on a feed of the desert."""

    def __init__(self, who: str, folder: Path) -> None:
        self.says = WHO[who]
        self.feed = folder / "desert.zip"

    def of_feeds(self, request: Json, *feeds: Json) -> Json:
        """The only day, on several feeds."""
        paths = [
            gtfs.write_feed(self.feed.with_stem(f"feed{i}"), **{"calendar": YEAR, **tables})
            for i, tables in enumerate(feeds)
        ]
        (day,) = self.says(paths, request)
        return day

    def days(self, request: Json, **tables: Any) -> list[Json]:  # noqa: ANN401
        """The days, on buses every ten minutes unless `tables` say otherwise."""
        tables = {"stops": stops(), "stop_times": BOTH_WAYS, "calendar": YEAR} | tables
        return self.says([gtfs.write_feed(self.feed, **tables)], request)

    def day(self, request: Json, **tables: Any) -> Json:  # noqa: ANN401
        """The only day."""
        (day,) = self.days(request, **tables)
        return day


@pytest.fixture(params=WHO)
def desert(request: pytest.FixtureRequest, tmp_path: Path) -> Desert:
    return Desert(request.param, tmp_path)


def times(day: Json) -> tuple[int, int, int, int]:
    """Leave home, be at work, leave work, be home."""
    return (
        day["leave_home_s"],
        day["arrive_work_s"],
        day["leave_work_s"],
        day["return_home_s"],
    )


def clocks(*said: str) -> tuple[int, ...]:
    return tuple(at(clock) for clock in said)


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
        {"trip_id": "T1", "start_time": "08:00:00", "end_time": "08:40:00", "headway_secs": 600}
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


def test_hours_unknown_and_no_hours(desert: Desert) -> None:
    request = ask()
    request["offers"][0]["shifts"] |= {"tuesday": None, "wednesday": []}
    monday, tuesday = desert.days(request)
    assert monday["holdable"] is True
    assert tuesday["holdable"] is None
    assert tuesday["leave_home_s"] is None
