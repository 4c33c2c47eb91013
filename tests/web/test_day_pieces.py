from itertools import pairwise

import pytest

from jalon.core.time import parse_clock
from jalon.web.day_pieces import list_stretches, read_times
from tests.web import days


def test_a_day_that_holds_has_its_times() -> None:
    times = read_times(days.creche_day())
    # 63 min before 9 h: 7 + 3 + 10 + 4 + 3 + 13 + 2 + 9 + 5 minutes of legs and waits, 7 early.
    assert times.leave_home_s == parse_clock("07:57")
    assert times.return_home_s == parse_clock("17:27")
    assert times.travel_s == (63 + 57) * 60


def test_a_day_that_does_not_hold_has_none() -> None:
    with pytest.raises(ValueError, match="leave_home_s"):
        read_times(days.refused_day("monday"))


def test_stretches_follow_one_another_from_leaving_to_being_home() -> None:
    day = days.creche_day()
    stretches = list_stretches(day)
    assert stretches[0].start_s == day.leave_home_s
    assert stretches[-1].end_s == day.return_home_s
    for one, following in pairwise(stretches):
        assert one.end_s == following.start_s


def test_waits_are_stretches_and_empty_ones_are_not() -> None:
    kinds = [stretch.kind for stretch in list_stretches(days.creche_day())]
    out = ["walk", "wait", "handover", "walk", "wait", "ride", "wait", "ride", "walk", "wait"]
    back = ["walk", "wait", "ride", "wait", "ride", "walk", "handover", "walk"]
    assert kinds == [*out, "work", *back]


@pytest.mark.parametrize(("slack_min", "fragile"), [(4, True), (5, False)])
def test_under_five_minutes_a_day_is_fragile(slack_min: int, fragile: bool) -> None:
    assert read_times(days.creche_day(slack_min=slack_min)).is_fragile is fragile
