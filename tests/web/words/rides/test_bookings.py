from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.reach import Booking, Leg
from jalon.web.words.rides.bookings import say_booked, say_booking, say_delay
from jalon.web.words.rides.promises import say_headway
from tests.web import days
from tests.web.words.test_plain import flat


@pytest.mark.parametrize(
    ("notice_min", "days_before", "until_s", "said"),
    [
        (30, None, None, "au moins 30 min avant"),
        (90, None, None, "au moins 1 h 30 avant"),
        (0, None, None, ""),
        (None, 1, 61_200, "la veille avant 17 h"),
        (None, 0, 30_600, "le jour même avant 8 h 30"),
        (None, None, 30_600, "le jour même avant 8 h 30"),
        (None, 2, 43_200, "l’avant-veille avant 12 h"),
        (None, 3, 43_200, "3 jours avant, avant 12 h"),
        (None, 1, None, "la veille au plus tard"),
        (None, None, None, ""),
    ],
)
def test_the_delay_is_said_as_the_feed_says_it(
    notice_min: int | None, days_before: int | None, until_s: int | None, said: str
) -> None:
    booking = Booking(
        with_driver=False, notice_min=notice_min, days_before=days_before, until_s=until_s
    )
    assert flat(say_delay(booking)) == said


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("01 99 00 12 34", "0199001234"),
        ("01.99.00.12.34", "0199001234"),
        ("+33 (0)1 99 00 12 34", "+33199001234"),
        ("0 800 10 20 20 (gratuit)", "0800102020"),
        ("01 99 00 12 34 / 06 39 98 00 00", "0199001234"),
        ("3949", "3949"),
        ("Tél. 01 99 00 12 34, de 8 h à 18 h", "0199001234"),
        # Rather no link than a wrong number.
        ("01 99 00 12 34 8h-18h", ""),
        ("au bureau, depuis 2019", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_whole_or_not_at_all(phone: str, dialled: str) -> None:
    assert say_booking(Booking(with_driver=False, phone=phone)).dialled == dialled


@pytest.mark.parametrize(
    ("url", "site", "link"),
    [
        ("https://www.example.org/a", "example.org", "https://www.example.org/a"),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("www.example.org", "www.example.org", ""),
        ("http://[", "http://[", ""),
        ("https:///a", "https:///a", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, site: str, link: str) -> None:
    words = say_booking(Booking(with_driver=False, url=url))
    assert (words.site, words.url) == (site, link)


@pytest.mark.parametrize(
    ("headway_s", "said"),
    [
        (60, "passage environ toutes les minutes"),
        (480, "passage environ toutes les 8 min"),
        (500, "passage environ toutes les 9 min"),
        (3600, "passage environ toutes les heures"),
        (5400, "passage environ toutes les 1 h 30"),
    ],
)
def test_a_headway_is_said_in_minutes_begun(headway_s: int, said: str) -> None:
    leg = Leg("out", "ride", "stop:a", "stop:b", 0, 9000, headway_s=headway_s)
    assert flat(say_headway(leg)) == said


def test_a_card_has_one_sign_for_rides_to_be_booked() -> None:
    demand, creche = days.demand_day(), days.creche_day("tuesday")
    assert say_booked([demand]) == "trajet à réserver"
    assert say_booked([demand, creche]) == "trajet à réserver certains jours"
    assert say_booked([creche]) == ""
    by_driver = replace(demand, legs=tuple(leg for leg in demand.legs if leg.line != "F"))
    assert say_booked([by_driver]) == "trajet à demander au conducteur"
