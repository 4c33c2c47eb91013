"""Days cut in two, by every part of the pages that draws or tells a day."""

from __future__ import annotations

import pytest

from jalon.reach import Day
from jalon.web.charts.ribbon import MIN_EACH_PCT, draw_ribbon
from jalon.web.charts.ribbon_svg import ribbon_drawing, tell_ribbon
from jalon.web.charts.timeline import tell_day
from jalon.web.day_pieces import list_arrivals, list_shifts, list_stretches, read_times
from jalon.web.person.offers.cards import say_hours
from jalon.web.person.offers.offer_page import say_between_shifts
from jalon.web.words.chances import say_margin
from jalon.web.words.legs import Names
from tests.web import days
from tests.web.words.test_plain import flat


def kinds(home_between: bool) -> list[str]:
    day = days.home_between_day() if home_between else days.stay_day()
    return [piece.kind for piece in list_stretches(day)]


def test_one_stays_or_comes_home() -> None:
    assert kinds(home_between=False) == ["walk", "wait", "work", "pause", "work", "walk"]
    there_and_back = ["walk", "wait", "work", "walk"]
    assert kinds(home_between=True) == [*there_and_back, "home", *there_and_back]


@pytest.mark.parametrize("day", [days.stay_day(), days.home_between_day(), days.creche_day()])
def test_stretches_follow_one_another_from_home_to_home(day: Day) -> None:
    stretches, times = list_stretches(day), read_times(day)
    ends = [times.leave_home_s, *(piece.end_s for piece in stretches)]
    assert [piece.start_s for piece in stretches] == ends[:-1]
    assert ends[-1] == times.return_home_s
    worked = [(piece.start_s, piece.end_s) for piece in stretches if piece.kind == "work"]
    assert tuple(worked) == list_shifts(day)


@pytest.mark.parametrize("day", [days.stay_day(), days.home_between_day()])
def test_what_is_not_to_scale_shares_the_rest(day: Day) -> None:
    still = [b for b in draw_ribbon(day).blocks if b.kind in ("work", "pause", "home")]
    assert len(still) == 3
    assert len({round(block.width, 6) for block in still}) == 1
    assert min(block.width for block in still) >= MIN_EACH_PCT - 1e-9
    assert sum(block.width for block in draw_ribbon(day).blocks) == pytest.approx(100)


def test_both_shifts_are_written() -> None:
    drawing = ribbon_drawing(days.home_between_day(), "compact", 0)
    assert flat(drawing["shift"]) == "6 h 30 – 9 h et 17 h 30 – 20 h"
    assert flat(say_hours([days.stay_day()])) == "lundi de 6 h 30 à 9 h, puis de 17 h 30 à 20 h"
    told = flat(tell_ribbon(days.home_between_day()))
    assert "travail, 2 h 30 ; marche, 12 min ; chez vous, 7 h 59" in told


def test_the_page_says_whether_one_comes_home() -> None:
    assert flat(say_between_shifts(days.stay_day())) == (
        "Entre deux horaires, vous restez près du travail de 9 h à 17 h 30."
    )
    # Home at 9 h 12; at work 7 minutes early after 12 minutes on foot: leave at 17 h 11.
    assert flat(say_between_shifts(days.home_between_day())) == (
        "Entre deux horaires, vous êtes chez vous de 9 h 12 à 17 h 11."
    )
    assert say_between_shifts(days.creche_day()) == ""


def test_each_departure_begins_a_part() -> None:
    parts = tell_day(days.home_between_day(), Names())
    assert [part.title for part in parts] == [
        "Pour y aller",
        "Pour rentrer",
        "Pour y retourner",
        "Pour rentrer",
    ]
    home = parts[1].steps[-1]
    assert flat(f"{home.at} {home.title} {home.text}") == (
        "9 h 12 Vous êtes chez vous jusqu’à 17 h 11"
    )
    stay = tell_day(days.stay_day(), Names())
    assert [part.title for part in stay] == ["Pour y aller", "Pour rentrer"]
    assert [step.title for step in stay[0].steps[-3:]] == ["Travail", "Pause", "Travail"]


def test_the_margin_is_that_of_every_way_out() -> None:
    day = days.home_between_day()
    assert [start_s - at_s for at_s, start_s in list_arrivals(day)] == [420, 420]
    assert "en arrivant au travail" in say_margin(day)


def test_a_night_after_an_evening_shift() -> None:
    day = days.make_day(days.WALK_OUT, days.WALK_BACK, ("21:00", "29:00"))
    assert flat(say_hours([day])) == "lundi de 21 h à 5 h le lendemain"
    assert [piece.kind for piece in list_stretches(day)][-2:] == ["work", "walk"]
