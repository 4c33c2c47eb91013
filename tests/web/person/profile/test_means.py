"""Days by bicycle and by car: shapes, words, and the page where one says what one has."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from jalon.people.actions.change_means import change_means
from jalon.people.models import Person
from jalon.reach import Day, Reason
from jalon.web.charts.ribbon_svg import ribbon_drawing, tell_ribbon
from jalon.web.charts.timeline import tell_day
from jalon.web.person.offers.cards import say_way
from jalon.web.words.legs import Names
from jalon.web.words.reasons import say_reason
from tests.web import days
from tests.web.conftest import sign_in
from tests.web.words.test_plain import flat

NAMES = Names({"petits-pas": "Crèche Les Petits Pas"}, {"c1": "Inès"})
RIDE = days.make_day(days.RIDE_OUT, days.RIDE_BACK, ("09:00", "16:30"), safe_min=0)
DRIVE = days.make_day(days.DRIVE_OUT, days.DRIVE_BACK, ("09:00", "16:30"), safe_min=0)


def drawn(day: Day) -> str:
    context = ribbon_drawing(day, "large", 0)
    return render_to_string("web/components/day_ribbon.html", context)


def test_each_vehicle_has_a_shape_and_a_pattern_of_its_own() -> None:
    ride, drive = (set(re.findall(r'class="(rb-[a-z]+)', drawn(day))) for day in (RIDE, DRIVE))
    assert {"rb-cycle", "rb-wheels", "rb-hubs"} <= ride
    assert {"rb-road", "rb-lane"} <= drive
    assert not ride & {"rb-ride", "rb-road", "rb-lane"}
    assert not drive & {"rb-ride", "rb-cycle", "rb-wheels"}


def test_the_day_is_told_by_bicycle() -> None:
    out, back = tell_day(RIDE, NAMES)
    told = [flat(f"{step.title} | {step.text}") for step in (*out.steps, *back.steps)]
    assert told[0] == "Partez de chez vous | 4 min à vélo jusqu’à la crèche Les Petits Pas"
    assert "Repartez | 14 min à vélo jusqu’au travail" in told
    assert "Quittez le travail | 14 min à vélo jusqu’à la crèche Les Petits Pas" in told
    assert "vélo, 14 min" in flat(tell_ribbon(RIDE))
    assert "voiture, 19 min" in flat(tell_ribbon(DRIVE))


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ([RIDE, RIDE], "à vélo"),
        ([DRIVE, days.creche_day()], "en voiture certains jours"),
        ([RIDE, DRIVE], "à vélo certains jours et en voiture certains jours"),
        ([days.creche_day()], ""),
    ],
)
def test_the_card_says_how_one_goes(week: list[Day], said: str) -> None:
    assert say_way(week) == said


def test_a_refusal_says_of_which_vehicle_it_is() -> None:
    detail: dict[str, str | int] = {
        "way": "out",
        "mean": "bicycle",
        "origin": "home",
        "target": "work",
        "at_least_min": 60,
        "max_trip_min": 30,
    }
    assert flat(say_reason(Reason("trip_too_long", "monday", detail), NAMES)) == (
        "À vélo. Entre chez vous et le travail, il faudrait plus de 30 min de vélo en une fois."
    )
    car: dict[str, str | int] = {"way": "back", "mean": "car", "trip_min": 70, "max_trip_min": 60}
    assert flat(say_reason(Reason("trip_too_long", "monday", car), NAMES)) == (
        "En voiture. Le retour prendrait 1 h 10 ; votre limite est de 1 h."
    )


def test_one_says_each_vehicle_by_itself(alice: Person) -> None:
    client = sign_in(alice)
    assert " checked" not in client.get(reverse("means")).content.decode()
    answer = client.post(reverse("means"), {"bicycle": "on"})
    assert answer["Location"] == reverse("profile")
    alice.refresh_from_db()
    assert alice.means == ["transit", "bicycle"]
    assert client.get(reverse("means")).content.decode().count(" checked") == 1
    client.post(reverse("means"), {"car": "on"})
    alice.refresh_from_db()
    assert alice.means == ["transit", "car"]
    client.post(reverse("means"), {})
    alice.refresh_from_db()
    assert alice.means == ["transit"]


def test_who_takes_no_bus_still_takes_none(alice: Person) -> None:
    alice.means = []
    change_means(alice, bicycle=True, car=True)
    alice.refresh_from_db()
    assert alice.means == ["bicycle", "car"]


def test_the_profile_leads_there(alice: Person) -> None:
    assert reverse("means") in sign_in(alice).get(reverse("profile")).content.decode()
