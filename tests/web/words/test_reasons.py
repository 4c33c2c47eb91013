from typing import get_args

import pytest

from jalon.core.time import parse_clock
from jalon.reach import Reason, ReasonCode, Request
from jalon.web.minutes import ADVANCE_S
from jalon.web.words.legs import Names
from jalon.web.words.reasons import missing_s, say_reason, say_reasons
from tests.web import days
from tests.web.words.test_plain import flat

NAMES = Names({"petits-pas": "Crèche Les Petits Pas"}, {"c1": "Inès"})


def clock(text: str) -> int:
    return parse_clock(text)


CASES: dict[ReasonCode, tuple[dict[str, str | int], str, int | None]] = {
    "too_far_on_foot": (
        {"origin": "home", "target": "place:petits-pas", "walk_min": 41, "max_walk_min": 15},
        "Pas d’arrêt assez près entre chez vous et la crèche Les Petits Pas : il faudrait marcher "
        "41 min en une fois. Votre limite est de 15 min.",
        26 * 60,
    ),
    "no_service_early_enough": (
        {"needed_s": clock("05:55"), "first_arrival_s": clock("06:20")},
        "Aucun trajet n’arrive assez tôt : il faudrait être au travail à 5 h 55, "
        "5 minutes avant le début. Au plus tôt, vous seriez au travail à 6 h 20.",
        25 * 60,
    ),
    "before_earliest_leave": (
        {"leave_s": clock("04:20"), "earliest_leave_s": clock("05:00")},
        "Il faudrait partir de chez vous à 4 h 20 ; votre limite est 5 h.",
        40 * 60,
    ),
    "place_not_open_yet": (
        {"place": "petits-pas", "needed_s": clock("06:10"), "opens_s": clock("07:30")},
        "La crèche Les Petits Pas ouvre à 7 h 30 ; il faudrait y être à 6 h 10.",
        80 * 60,
    ),
    "last_service_gone": (
        {"ends_s": clock("24:15"), "last_leave_s": clock("23:40")},
        "Le travail finit le lendemain à 0 h 15 ; plus aucun trajet ne vous ramène à temps. "
        "Il faudrait quitter le travail à 23 h 40 au plus tard.",
        35 * 60,
    ),
    "place_closed_before_return": (
        {"place": "petits-pas", "ready_s": clock("18:42"), "closes_s": clock("18:30")},
        "La crèche Les Petits Pas ferme à 18 h 30 ; vous en sortiriez à 18 h 42.",
        12 * 60,
    ),
    "after_latest_return": (
        {"return_s": clock("22:15"), "latest_return_s": clock("21:00")},
        "Vous seriez chez vous à 22 h 15 ; votre limite est 21 h.",
        75 * 60,
    ),
    "trip_too_long": (
        {"way": "back", "trip_min": 82, "max_trip_min": 60},
        "Le retour prendrait 1 h 22 ; votre limite est de 1 h.",
        22 * 60,
    ),
    "off_the_streets": (
        {"origin": "place:petits-pas", "metres": 400},
        "La crèche Les Petits Pas est à 400 m de la rue la plus proche que nous connaissons.",
        None,
    ),
}


def test_every_code_has_its_sentence() -> None:
    assert set(CASES) == set(get_args(ReasonCode))


@pytest.mark.parametrize("code", CASES)
def test_reasons_say_the_times(code: ReasonCode) -> None:
    detail, sentence, _ = CASES[code]
    assert flat(say_reason(Reason(code, "monday", detail), NAMES)) == sentence


@pytest.mark.parametrize("code", CASES)
def test_what_is_missing_is_counted(code: ReasonCode) -> None:
    detail, _, gap_s = CASES[code]
    assert missing_s([days.refused_day("monday", Reason(code, "monday", detail))]) == gap_s


def test_a_place_closed_all_day_has_no_measure() -> None:
    reason = Reason("place_not_open_yet", "monday", {"place": "petits-pas", "closed_all_day": 1})
    assert say_reason(reason, NAMES) == "La crèche Les Petits Pas n’ouvre pas ce jour-là."
    assert missing_s([days.refused_day("monday", reason)]) is None


def test_a_trip_longer_than_was_looked_for_says_at_least_how_long() -> None:
    detail: dict[str, str | int] = {"way": "back", "at_least_min": 90, "max_trip_min": 60}
    reason = Reason("trip_too_long", "monday", detail)
    assert flat(say_reason(reason, NAMES)) == (
        "Le retour prendrait plus de 1 h 30 ; votre limite est de 1 h."
    )
    assert missing_s([days.refused_day("monday", reason)]) is None


def test_who_lives_off_the_streets_is_told_so() -> None:
    home = Reason("off_the_streets", "monday", {"origin": "home", "metres": 312})
    nowhere = Reason("off_the_streets", "monday", {"origin": "work"})
    said = [flat(say_reason(reason, NAMES)) for reason in (home, nowhere)]
    assert said == [
        "Vous habitez à 312 m de la rue la plus proche que nous connaissons.",
        "Le travail est loin de toutes les rues que nous connaissons.",
    ]


def test_points_without_a_way_between_them_are_told_without_a_time() -> None:
    detail: dict[str, str | int] = {"origin": "home", "target": "work", "max_walk_min": 15}
    said = say_reason(Reason("too_far_on_foot", "monday", detail), NAMES)
    assert flat(said) == "Nous ne connaissons pas de chemin à pied entre chez vous et le travail."


def test_the_worst_gap_counts_and_an_unmeasured_reason_hides_the_rest() -> None:
    near = Reason("trip_too_long", "monday", {"way": "out", "trip_min": 65, "max_trip_min": 60})
    far = Reason("trip_too_long", "monday", {"way": "out", "trip_min": 90, "max_trip_min": 60})
    unknown = Reason("last_service_gone", "monday", {"ends_s": 80_000})
    assert missing_s([days.refused_day("monday", near, far)]) == 30 * 60
    assert missing_s([days.refused_day("monday", near, unknown)]) is None


@pytest.mark.parametrize(
    ("code", "detail", "sentence"),
    [
        (
            "before_earliest_leave",
            {"leave_s": -600, "earliest_leave_s": 0, "first_arrival_s": clock("00:20")},
            "Il faudrait partir de chez vous la veille à 23 h 50 ; votre limite est 0 h.",
        ),
        (
            "no_service_early_enough",
            {"needed_s": -180, "first_arrival_s": -30},
            "Aucun trajet n’arrive assez tôt : il faudrait être au travail la veille à 23 h 57, "
            "5 minutes avant le début. Au plus tôt, vous seriez au travail à 0 h. "
            "Ce serait à l’heure, mais Jalon compte 5 minutes d’avance.",
        ),
        (
            "place_not_open_yet",
            {"place": "petits-pas", "needed_s": clock("00:10"), "opens_s": -7200},
            "La crèche Les Petits Pas ouvre la veille à 22 h ; il faudrait y être à 0 h 10.",
        ),
        (
            "after_latest_return",
            {"return_s": clock("24:20"), "latest_return_s": clock("24:00")},
            "Vous seriez chez vous le lendemain à 0 h 20 ; votre limite est 0 h le lendemain.",
        ),
    ],
)
def test_the_evening_before_and_the_next_day_are_said(
    code: ReasonCode, detail: dict[str, str | int], sentence: str
) -> None:
    assert flat(say_reason(Reason(code, "tuesday", detail), NAMES)) == sentence


START = clock("09:00")


@pytest.mark.parametrize(
    ("code", "detail", "starts_s", "end"),
    [
        (
            "no_service_early_enough",
            {"needed_s": clock("08:55"), "first_arrival_s": clock("08:57")},
            [],
            "être au travail à 8 h 55, 5 minutes avant le début. Au plus tôt, vous seriez au "
            "travail à 8 h 57. Ce serait à l’heure, mais Jalon compte 5 minutes d’avance.",
        ),
        (
            "no_service_early_enough",
            {"needed_s": clock("08:55"), "first_arrival_s": clock("09:00:01")},
            [START],
            "Au plus tôt, vous seriez au travail à 9 h 01.",
        ),
        (
            "before_earliest_leave",
            {
                "leave_s": clock("07:57"),
                "earliest_leave_s": clock("08:00"),
                "first_arrival_s": clock("08:58"),
            },
            [START],
            "votre limite est 8 h. Au plus tôt, vous seriez au travail à 8 h 58. "
            "Ce serait à l’heure, mais Jalon compte 5 minutes d’avance.",
        ),
        (
            "place_not_open_yet",
            {
                "place": "petits-pas",
                "needed_s": clock("07:27"),
                "opens_s": clock("07:30"),
                "first_arrival_s": clock("08:58"),
            },
            [START],
            "Au plus tôt, vous seriez au travail à 8 h 58. "
            "Ce serait à l’heure, mais Jalon compte 5 minutes d’avance.",
        ),
        (
            "trip_too_long",
            {"way": "out", "trip_min": 64, "max_trip_min": 60},
            [START],
            "L’aller prendrait 1 h 04, 5 minutes d’avance au travail comprises ; votre limite "
            "est de 1 h.",
        ),
        (
            "trip_too_long",
            {"way": "out", "trip_min": 66, "max_trip_min": 60},
            [START],
            "L’aller prendrait 1 h 06 ; votre limite est de 1 h.",
        ),
        (
            "trip_too_long",
            {"way": "back", "trip_min": 64, "max_trip_min": 60},
            [START],
            "Le retour prendrait 1 h 04 ; votre limite est de 1 h.",
        ),
    ],
)
def test_the_minutes_before_the_start_are_said_where_a_day_fails_by_them(
    code: ReasonCode, detail: dict[str, str | int], starts_s: list[int], end: str
) -> None:
    assert flat(say_reason(Reason(code, "monday", detail), NAMES, starts_s)).endswith(end)


def test_they_are_those_of_the_engine() -> None:
    assert Request.__dataclass_fields__["margin_s"].default == ADVANCE_S


def test_a_reason_of_all_days_is_said_once() -> None:
    reason = Reason("trip_too_long", "monday", {"way": "out", "trip_min": 72, "max_trip_min": 60})
    week = [days.refused_day(day, reason) for day in days.WORK_WEEK]
    (said,) = say_reasons(week, NAMES)
    assert said.when == ""


def test_a_reason_of_some_days_names_them() -> None:
    reason = Reason("trip_too_long", "monday", {"way": "out", "trip_min": 72, "max_trip_min": 60})
    week = [days.refused_day("monday", reason), days.creche_day("tuesday")]
    (said,) = say_reasons(week, NAMES)
    assert said.when == "Lundi"


def test_an_unknown_place_has_kind_words() -> None:
    reason = Reason("place_not_open_yet", "monday", {"place": "x", "opens_s": 27_000})
    assert flat(say_reason(reason, Names())) == "Le lieu d’accueil ouvre à 7 h 30."


def test_arrivals_round_up_and_departures_down() -> None:
    detail: dict[str, str | int] = {
        "place": "p",
        "ready_s": clock("18:31:01"),
        "closes_s": clock("18:30"),
    }
    said = flat(say_reason(Reason("place_closed_before_return", "monday", detail), Names()))
    assert said == "Le lieu d’accueil ferme à 18 h 30 ; vous en sortiriez à 18 h 32."
