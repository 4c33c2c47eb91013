import datetime as dt
from decimal import Decimal

import pytest

from jalon.core.time import WEEKDAYS, parse_clock
from jalon.web.words import plain


def flat(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("clock", "said", "said_up"),
    [
        ("07:42", "7 h 42", "7 h 42"),
        ("09:00", "9 h", "9 h"),
        ("07:42:30", "7 h 42", "7 h 43"),
        ("08:59:01", "8 h 59", "9 h"),
        ("00:05", "0 h 05", "0 h 05"),
        ("24:30", "0 h 30 le lendemain", "0 h 30 le lendemain"),
        ("23:59:30", "23 h 59", "0 h le lendemain"),
    ],
)
def test_hours(clock: str, said: str, said_up: str) -> None:
    assert flat(plain.say_time(parse_clock(clock))) == said
    assert flat(plain.say_time(parse_clock(clock), up=True)) == said_up


def test_the_eve() -> None:
    assert flat(plain.say_time(-600)) == "23 h 50 la veille"
    assert flat(plain.say_at(-600)) == "la veille à 23 h 50"
    assert flat(plain.say_at(-30, up=True)) == "à 0 h"
    assert flat(plain.say_at(88_200)) == "le lendemain à 0 h 30"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 min"), (1, "1 min"), (360, "6 min"), (3600, "1 h"), (6720, "1 h 52"), (3601, "1 h 01")],
)
def test_durations_count_a_minute_begun(seconds: int, said: str) -> None:
    assert flat(plain.say_duration(seconds)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "sans une minute de marge"),
        (59, "sans une minute de marge"),
        (60, "à 1 minute près"),
        (239, "à 3 minutes près"),
    ],
)
def test_slack_counts_whole_minutes(seconds: int, said: str) -> None:
    assert flat(plain.say_slack(seconds)) == said


@pytest.mark.parametrize(
    ("weekdays", "said"),
    [
        (WEEKDAYS[:5], "du lundi au vendredi"),
        (WEEKDAYS, "tous les jours"),
        (("wednesday", "monday", "saturday"), "lundi, mercredi et samedi"),
        (("monday", "tuesday"), "lundi et mardi"),
        (("sunday",), "dimanche"),
    ],
)
def test_weekdays(weekdays: tuple[str, ...], said: str) -> None:
    assert plain.say_weekdays(weekdays) == said


def test_amounts_and_dates() -> None:
    assert flat(plain.say_euros(Decimal("12.3"))) == "12,30 €"
    assert plain.say_number(Decimal("30.0")) == "30"
    assert plain.say_number(Decimal("17.5")) == "17,5"
    assert flat(plain.say_date(dt.date(2026, 12, 1))) == "1er décembre 2026"
    assert flat(plain.say_date(dt.date(2027, 2, 11))) == "11 février 2027"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("08:14:30", "08:17:50", "3 min"),
        ("08:14:50", "08:15:10", "1 min"),
        # Never "1 min": the next step is told at the same 8 h 14.
        ("08:14", "08:14:40", "moins d’une minute"),
    ],
)
def test_between_two_hours_minutes_add_up(start: str, end: str, said: str) -> None:
    assert flat(plain.say_between(parse_clock(start), parse_clock(end))) == said


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        ((2026, 11, 24), "0 mois"),
        ((2026, 10, 25), "0 mois"),
        ((2026, 10, 24), "1 mois"),
        ((2024, 11, 25), "23 mois"),
        ((2024, 11, 24), "2 ans"),
        ((1994, 11, 25), "31 ans"),
        ((1994, 11, 24), "32 ans"),
        ((2027, 1, 2), "à naître"),
    ],
)
def test_ages_are_whole(birth: tuple[int, int, int], said: str) -> None:
    assert flat(plain.say_age(dt.date(*birth), dt.date(2026, 11, 24))) == said


def test_moments_are_on_the_clocks_of_paris() -> None:
    winter = dt.datetime(2026, 11, 30, 23, 5, tzinfo=dt.UTC)
    assert flat(plain.say_moment(winter)) == "1er décembre 2026 à 0 h 05"
    summer = dt.datetime(2026, 7, 2, 12, 0, tzinfo=dt.UTC)
    assert flat(plain.say_moment(summer)) == "2 juillet 2026 à 14 h"
