"""Rides that promise no minute, or ask for more, on every telling of a day."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from jalon.reach import Booking, Day, GoesOn
from jalon.web.charts.ribbon import draw_ribbon
from jalon.web.charts.ribbon_pieces import list_kinds
from jalon.web.charts.ribbon_svg import ribbon_drawing, tell_ribbon
from jalon.web.charts.timeline import DayStep, tell_day
from jalon.web.templatetags.jalon import ribbon_legend
from jalon.web.words.legs import Names
from tests.web import days
from tests.web.words.test_plain import flat


def step_of(line: str, day: Day | None = None) -> DayStep:
    parts = tell_day(day or days.demand_day(), Names())
    return next(s for part in parts for s in part.steps if s.leg and s.leg.line == line)


def drawn(day: Day, size: str = "large") -> str:
    return render_to_string("web/components/day_ribbon.html", ribbon_drawing(day, size, 0))


def told(day: Day) -> str:
    page = render_to_string("web/components/timeline.html", {"parts": tell_day(day, Names())})
    return flat(page.replace("&nbsp;", " "))


def with_leg(line: str, **changes: object) -> Day:
    day = days.demand_day()
    legs = (replace(leg, **changes) if leg.line == line else leg for leg in day.legs)  # type: ignore[arg-type]
    return replace(day, legs=tuple(legs))


def test_no_minute_of_departure_is_told_where_none_is_promised() -> None:
    step = step_of("23")
    assert [flat(note) for note in step.notes] == [
        "Soyez à l’arrêt à 8 h 10 ; passage environ toutes les 8 min."
    ]
    # From 8 h 10, eight minutes in which it comes and twelve aboard.
    assert flat(step.text) == "Descendez à Pointe du Lac, à 8 h 30 au plus tard"


def test_less_than_a_minute_at_such_a_stop_is_no_wait() -> None:
    day = days.demand_day()
    legs = list(day.legs)
    legs[0] = replace(legs[0], arrive_s=legs[0].arrive_s - 40)
    kinds = [step.kind for step in tell_day(replace(day, legs=tuple(legs)), Names())[0].steps]
    assert kinds[:2] == ["walk", "ride"]
    legs[0] = replace(legs[0], arrive_s=legs[0].arrive_s - 60)
    kinds = [step.kind for step in tell_day(replace(day, legs=tuple(legs)), Names())[0].steps]
    assert kinds[:3] == ["walk", "wait", "ride"]


def test_a_ride_to_be_booked_says_how() -> None:
    page = told(days.demand_day())
    assert "<strong>À réserver</strong>, la veille avant 17 h : " in page
    assert '<a class="booking__call" href="tel:0199001234">01 99 00 12 34</a> ou ' in page
    assert (
        '<a href="https://www.example.org/reserver?ligne=F" rel="noreferrer">example.org</a>'
        in page
    )
    assert "« Dites où vous montez et où vous descendez. »" in page
    assert "<strong>À réserver, en le disant au conducteur</strong>.</p>" in page


def test_what_the_feed_writes_stays_text() -> None:
    bad = Booking(False, "<b>01", "javascript:alert(1)", "<script>alert(1)</script>")
    page = told(with_leg("F", booking=bad))
    assert "<script" not in page
    assert "<b>" not in page
    assert 'href="java' not in page
    assert "tel:" not in page
    assert "javascript:alert(1)" in page


def test_a_feed_that_does_not_say_how_is_said_so() -> None:
    page = told(with_leg("F", booking=Booking(with_driver=False)))
    assert "<strong>À réserver</strong>. L’horaire publié ne dit pas comment" in page


def test_one_stays_on_board_where_the_vehicle_becomes_another() -> None:
    assert [flat(note) for note in step_of("12").notes] == [
        "Le bus devient la ligne 2 à Mairie : restez à bord, direction Cerisiers."
    ]
    same = GoesOn("stop:mairie", "Mairie", 60_900, "12", "")
    day = with_leg("12", goes_on=(same,))
    assert [flat(note) for note in step_of("12", day).notes] == [
        "Le bus continue après Mairie : restez à bord."
    ]
    assert "joined" not in list_kinds(day)


def test_the_ribbon_says_it_to_those_who_hear_it() -> None:
    said = flat(tell_ribbon(days.demand_day()))
    assert "bus 23, passage environ toutes les 8 min, à l’arrêt à 8 h 10, 20 min au plus ;" in said
    assert "bus F, à réserver, 14 min ;" in said
    assert "bus 12, qui devient la ligne 2 à Mairie, 26 min ;" in said
    assert "bus D, à demander au conducteur, 9 min ;" in said


def test_the_ribbon_draws_them_by_shape_and_pattern() -> None:
    blocks = draw_ribbon(days.demand_day()).blocks
    headway, aboard = blocks[1:3]
    assert [headway.kind, aboard.kind, aboard.text] == ["headway", "ride", "23"]
    # Eight minutes in which it comes, twelve aboard.
    assert headway.width / aboard.width == pytest.approx(8 / 12)
    rides = [block for block in blocks if block.kind == "ride"]
    assert [block.is_booked for block in rides] == [False, True, False, False, True]
    assert [block.is_joined for block in rides] == [False, False, False, True, False]
    page = drawn(days.demand_day())
    assert page.count('fill="url(#rb-often)"') == 1
    assert page.count('class="rb-ride rb-ride--booked"') == 2
    assert page.count('class="rb-notch"') == 4
    assert page.count('class="rb-seam"') == 1
    assert not re.findall(r' (?:x|y|x1|x2|y1|y2|width|height|cx|cy|r)="[^"]*,', page)


def test_the_other_days_are_drawn_as_before() -> None:
    assert not re.findall("rb-often|booked|rb-notch|rb-seam", drawn(days.creche_day()))
    assert list_kinds(days.creche_day()) == {"walk", "wait", "handover", "ride", "work"}


def test_the_legend_tells_them_where_they_are_drawn() -> None:
    legend = "web/components/ribbon_legend.html"
    rare = ("à réserver", "passage sans minute promise", "change de ligne, restez à bord")
    with_them = render_to_string(legend, ribbon_legend([days.demand_day()]))
    without = render_to_string(legend, ribbon_legend([days.creche_day()]))
    assert [words in with_them for words in rare] == [True, True, True]
    assert [words in without for words in rare] == [False, False, False]


def test_a_headway_longer_than_the_ride_leaves_no_hole() -> None:
    blocks = draw_ribbon(with_leg("23", headway_s=40 * 60)).blocks
    assert min(block.width for block in blocks) > 0
    assert sum(block.width for block in blocks) == pytest.approx(100)
