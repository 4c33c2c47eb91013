from dataclasses import replace

import pytest

from jalon.core.time import parse_clock
from jalon.reach import Leg
from jalon.web.charts.ribbon_svg import tell_ribbon
from jalon.web.charts.timeline import DayStep, tell_day
from jalon.web.words.chances import say_margin, say_safe_leave
from jalon.web.words.legs import Names, say_mode, say_the, say_to, say_until
from tests.web import days
from tests.web.words.test_plain import flat

NAMES = Names({"petits-pas": "Crèche Les Petits Pas"}, {"c1": "Inès"})


def lines(steps: tuple[DayStep, ...]) -> list[str]:
    return [flat(f"{step.at} | {step.title} | {step.text}") for step in steps]


def test_the_day_is_told_step_by_step() -> None:
    out, back = tell_day(days.creche_day(), NAMES)
    assert (out.title, back.title) == ("Pour y aller", "Pour rentrer")
    assert lines(out.steps) == [
        "7 h 57 | Partez de chez vous | 7 min à pied jusqu’à la crèche Les Petits Pas",
        "8 h 04 | Attendez l’ouverture | 3 min",
        "8 h 07 | Crèche Les Petits Pas | Vous confiez Inès : 10 min",
        "8 h 17 | Marchez | 4 min jusqu’à l’arrêt Créteil – Préfecture",
        "8 h 21 | Attendez le métro | 3 min",
        "8 h 24 | Métro | Descendez à Maisons-Alfort – Stade, 13 min plus tard",
        "8 h 37 | Attendez le bus | 2 min",
        "8 h 39 | Bus | Descendez à Église d'Alfortville, 9 min plus tard",
        "8 h 48 | Marchez | 5 min jusqu’au travail",
        "8 h 53 | Vous êtes en avance | 7 min",
        "9 h | Travail | jusqu’à 16 h 30",
    ]
    assert lines(back.steps)[0].startswith("16 h 30 | Quittez le travail | 5 min à pied")
    assert lines(back.steps)[-3:] == [
        "17 h 10 | Crèche Les Petits Pas | Vous retrouvez Inès : 10 min",
        "17 h 20 | Marchez | 7 min jusque chez vous",
        "17 h 27 | Vous êtes chez vous | ",
    ]


def test_rides_say_their_direction() -> None:
    ride = next(s for s in tell_day(days.creche_day(), NAMES)[0].steps if s.kind == "ride")
    assert ride.toward == "direction Balard"


@pytest.mark.parametrize(
    ("name", "said", "to"),
    [
        ("Crèche Les Lilas", "la crèche Les Lilas", "à la crèche Les Lilas"),
        ("École Jules Ferry", "l’école Jules Ferry", "à l’école Jules Ferry"),
        ("Multi-accueil Tournesol", "le multi-accueil Tournesol", "au multi-accueil Tournesol"),
        ("Les Bambins", "Les Bambins", "à Les Bambins"),
    ],
)
def test_places_have_their_article(name: str, said: str, to: str) -> None:
    assert say_the(name) == said
    assert say_to("place:p", "", Names({"p": name})) == to


def test_one_goes_until_somewhere() -> None:
    assert say_until("chez vous") == "jusque chez vous"
    assert say_until("au travail") == "jusqu’au travail"


@pytest.mark.parametrize(
    ("route_type", "line", "mode"),
    [(1, "8", "métro"), (3, "107", "bus"), (6, "C1", "câble"), (2, "A", "RER"), (2, "R", "train")],
)
def test_vehicles_have_the_names_people_use(route_type: int, line: str, mode: str) -> None:
    leg = Leg("out", "ride", "stop:a", "stop:b", 0, 60, line=line, route_type=route_type)
    assert say_mode(leg) == mode


def test_the_safe_leave_says_what_may_be_missed() -> None:
    assert flat(say_safe_leave(days.creche_day())) == (
        "Pour ne rien risquer, partez à 7 h 47 : vous pouvez manquer le premier métro."
    )


def test_without_a_safe_leave_the_page_says_so() -> None:
    day = replace(days.creche_day(), safe_leave_s=None)
    assert flat(say_safe_leave(day)) == (
        "Ne manquez pas le premier métro : même en partant plus tôt, dans vos limites, vous "
        "arriveriez trop tard."
    )


@pytest.mark.parametrize(
    ("leave", "safe", "told", "said"),
    [
        # Half a minute earlier and one may miss it: that is the one hour told.
        ("05:29:37", "05:29:07", "5 h 29", "En partant à 5 h 29, vous pouvez manquer"),
        ("07:54:07", "07:53:37", "7 h 53", "En partant à 7 h 53, vous pouvez manquer"),
        ("07:54:00", "07:54:00", "7 h 54", "En partant à 7 h 54, vous pouvez manquer"),
        ("07:54:00", "07:53:00", "7 h 54", "Pour ne rien risquer, partez à 7 h 53"),
        ("07:54:59", "07:53:59", "7 h 54", "Pour ne rien risquer, partez à 7 h 53"),
    ],
)
def test_one_hour_to_leave_is_told_and_another_only_from_a_minute_on(
    leave: str, safe: str, told: str, said: str
) -> None:
    day = days.creche_day()
    early_s = (day.leave_home_s or 0) - parse_clock(leave)
    walk = replace(day.legs[0], depart_s=parse_clock(leave), arrive_s=day.legs[0].arrive_s)
    day = replace(
        day,
        leave_home_s=parse_clock(leave),
        safe_leave_s=parse_clock(safe),
        out_s=(day.out_s or 0) + early_s,
        legs=(walk, *day.legs[1:]),
    )
    assert flat(tell_day(day, NAMES)[0].steps[0].at) == told
    assert flat(tell_ribbon(day)).startswith(f"Votre journée : départ à {told} ;")
    assert flat(say_safe_leave(day)).startswith(said)


def test_on_foot_nothing_can_be_missed() -> None:
    day = days.make_day(days.WALK_OUT, days.WALK_BACK, ("09:00", "17:00"), safe_min=None)
    assert say_safe_leave(day) == ""


def test_the_margin_says_where_the_day_is_tight() -> None:
    at_work = days.creche_day(slack_min=7)
    at_closing = days.creche_day(slack_min=3)
    assert flat(say_margin(at_work)) == "Il vous reste au moins 7 minutes, en arrivant au travail."
    assert flat(say_margin(at_closing)) == (
        "Cette journée tient à 3 minutes près, en reprenant votre enfant avant la fermeture."
    )
