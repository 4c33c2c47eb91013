"""What would open offers: in words, summed, and on the pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from jalon.jobs.person.week import OfferDays
from jalon.matching.queries import Opened
from jalon.partners.models import CarePlace
from jalon.people.models import Person
from jalon.reach import Reason, Unlock, UnlockKind
from jalon.web.person.offers.single_changes import (
    MOST_CHANGES,
    find_change,
    key_of,
    list_changes,
    open_with,
)
from jalon.web.words.legs import Names
from jalon.web.words.offers.windows import say_windows
from jalon.web.words.unlocks import Speaker
from tests.web import days
from tests.web.conftest import sign_in
from tests.web.space import make_opened, numbered
from tests.web.words.test_plain import flat

WEEK = {day: ["07:30", "18:30"] for day in days.WORK_WEEK}
PLACES = {
    "lilas": CarePlace(slug="lilas", name="Crèche Les Lilas", hours=WEEK),
    "ferry": CarePlace(
        slug="ferry", name="École Jules Ferry", hours=WEEK | {"wednesday": ["08:00", "18:00"]}
    ),
    "soleil": CarePlace(slug="soleil", name="Multi-accueil Soleil", hours=WEEK),
}
SPEAKER = Speaker(
    Names({slug: place.name for slug, place in PLACES.items()}, {"c1": "Inès"}), PLACES
)
EARLY_30 = Unlock("place_opens_earlier", 6 * 3600, place="lilas", by_min=30)
EARLY_60 = Unlock("place_opens_earlier", 6 * 3600, place="lilas", by_min=60)
BICYCLE, CAR = Unlock("bicycle", 5 * 3600), Unlock("car", 4 * 3600)
LATE = Reason("trip_too_long", "monday", {"way": "back", "trip_min": 72, "max_trip_min": 60})


@pytest.mark.parametrize(
    ("change", "place", "child", "by_min", "said"),
    [
        ("bicycle", None, None, None, "Avec un vélo"),
        ("car", None, None, None, "Avec une voiture et le permis"),
        ("place_opens_earlier", "lilas", None, 60, "Avec la crèche Les Lilas ouverte à 6 h 30"),
        ("place_opens_earlier", "soleil", None, 30, "Avec le multi-accueil Soleil ouvert à 7 h"),
        ("place_closes_later", "lilas", None, 30, "Avec la crèche Les Lilas ouverte jusqu’à 19 h"),
        # Wednesdays have other hours: one hour would be wrong on one of the days.
        (
            "place_opens_earlier",
            "ferry",
            None,
            30,
            "Avec l’école Jules Ferry ouverte 30 minutes plus tôt",
        ),
        (
            "place_closes_later",
            "ferry",
            None,
            60,
            "Avec l’école Jules Ferry ouverte une heure de plus le soir",
        ),
        (
            "other_place",
            "soleil",
            "c1",
            None,
            "Si Inès allait au multi-accueil Soleil, qui a une place libre",
        ),
        (
            "shift_moved",
            None,
            None,
            30,
            "Si le travail commençait et finissait 30 minutes plus tard",
        ),
        (
            "shift_moved",
            None,
            None,
            -60,
            "Si le travail commençait et finissait une heure plus tôt",
        ),
    ],
)
def test_a_change_in_words(
    change: UnlockKind, place: str | None, child: str | None, by_min: int | None, said: str
) -> None:
    unlock = Unlock(change, 3600, place, child, by_min)
    assert flat(SPEAKER.say(unlock).text) == said
    assert flat(SPEAKER.say(unlock).travel) == "1 h de trajet par semaine"
    assert "devriez" not in said


def opened(**opening: tuple[Unlock, ...]) -> tuple[Opened, ...]:
    return make_opened(numbered(refused(slug) for slug in opening), opening)


def test_an_hour_opens_what_half_an_hour_opens() -> None:
    found = opened(a=(EARLY_30, CAR), b=(EARLY_60, BICYCLE, CAR), c=(CAR,), d=())
    told = [(flat(change.text), change.count) for change in list_changes(found, SPEAKER)]
    assert told == [
        ("Avec la crèche Les Lilas ouverte à 6 h 30", 2),
        ("Avec la crèche Les Lilas ouverte à 7 h", 1),
        ("Avec un vélo", 1),
        # The car opens the most and is told last.
        ("Avec une voiture et le permis", 3),
    ]
    numbers = [open_with(found, f"ouvre-{by_min}-lilas") for by_min in (60, 30)]
    assert [sorted(one.rows.tolist()) for one in numbers if one] == [[1, 2], [1]]


def test_the_hour_is_left_out_where_it_opens_no_more() -> None:
    changes = list_changes(opened(a=(EARLY_30,)), SPEAKER)
    assert [change.key for change in changes] == ["ouvre-30-lilas"]


def test_what_opens_nothing_is_not_told() -> None:
    moved = Unlock("shift_moved", 3600, by_min=30)
    assert list_changes(opened(a=(), b=(moved,)), SPEAKER) == []
    assert key_of(moved) == ""


def test_the_list_is_short() -> None:
    many = tuple(Unlock("place_closes_later", 60, place=f"p{rank}", by_min=30) for rank in range(9))
    assert len(list_changes(opened(a=(*many, CAR)), SPEAKER)) == MOST_CHANGES + 1


@pytest.mark.parametrize("key", ["", "voiture", "ouvre-60-ailleurs", "<script>"])
def test_an_unknown_change_is_nothing(key: str) -> None:
    assert find_change(opened(a=(EARLY_60,)), key, SPEAKER) is None


def refused(slug: str) -> OfferDays:
    return days.gather(days.make_offer(slug), (days.refused_day("monday", LATE),))


def held(slug: str) -> OfferDays:
    return days.gather(days.make_offer(slug), tuple(map(days.creche_day, days.WORK_WEEK)))


def read(person: Person, name: str, *args: str, query: str = "") -> str:
    answer = sign_in(person).get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return flat(answer.content.decode())


def test_the_list_leads_to_the_offers_of_each_change(
    alice: Person, space: Callable[..., list[Person]]
) -> None:
    early = Unlock("place_opens_earlier", 3600, place="petits-pas", by_min=60)
    space([held("a"), refused("b"), refused("c")], {"b": (BICYCLE,), "c": (early, BICYCLE)})
    page = read(alice, "offers")
    links = re.findall(r'href="([^"]+changement=[^"]+)">([^<]+)', page)
    assert [said for _, said in links] == ["1 offre de plus", "2 offres de plus"][::-1]
    # Wednesdays have other hours at the Petits Pas.
    assert "Avec la crèche Les Petits Pas ouverte une heure plus tôt" in page
    opened = flat(sign_in(alice).get(links[0][0]).content.decode())
    assert "<h1>Avec un vélo</h1>" in opened
    assert opened.count("<article") == 2
    assert reverse("means") in opened


def test_nothing_is_shown_where_nothing_opens(
    alice: Person, space: Callable[..., list[Person]]
) -> None:
    space([held("a"), refused("b")], {"b": ()})
    for name, args in (("offers", ()), ("why_not", ()), ("offer", ("b",))):
        page = read(alice, name, *args)
        assert "ouvrirait" not in page
        assert "suffirait" not in page
    assert "n’ouvre pas d’offre" in read(alice, "opened", query="?changement=velo")


def test_each_refusal_says_what_would_do(alice: Person, space: Callable[..., list[Person]]) -> None:
    space([refused("b")], {"b": (BICYCLE, CAR)})
    for name, args in (("why_not", ()), ("offer", ("b",))):
        page = read(alice, name, *args)
        assert page.index("Avec un vélo") < page.index("Avec une voiture et le permis")
        assert "5 h de trajet par semaine" in page


def test_an_offer_that_holds_says_no_change(
    alice: Person, space: Callable[..., list[Person]]
) -> None:
    space([held("a")], {"a": (BICYCLE,)})
    assert "Avec un vélo" not in read(alice, "offer", "a")


def test_windows_in_words() -> None:
    week = [days.unknown_day(day, ("08:15", "09:30")) for day in days.WORK_WEEK[:4]]
    friday = days.unknown_day("friday", ("08:15", "08:15"), ("14:00", "15:30"))
    said = say_windows([*week, friday, days.unknown_day("saturday")], 420)
    assert [flat(f"{one.when}. {one.text}") for one in said] == [
        "Du lundi au jeudi. Votre journée tient si vous commencez entre 8 h 15 et 9 h 30. "
        "C’est compté pour 7 h de travail par jour.",
        "Vendredi. Votre journée tient si vous commencez à 8 h 15 ou entre 14 h et 15 h 30. "
        "C’est compté pour 7 h de travail par jour.",
        "Samedi. Aucune heure de début ne tient, pour 7 h de travail par jour.",
    ]


def test_without_a_length_only_the_way_out_was_looked_at() -> None:
    some = days.unknown_day("monday", ("08:15", "18:00"), known=False)
    none = days.unknown_day("tuesday", known=False)
    said = [flat(one.text) for one in say_windows([some, none], None)]
    assert said == [
        "Vous arriveriez à temps en commençant entre 8 h 15 et 18 h. L’employeur ne dit pas "
        "combien de temps dure le travail : Jalon n’a regardé que l’aller.",
        "Aucun aller n’arrive à temps, quelle que soit l’heure de début.",
    ]


def test_many_windows_are_cut_to_the_longest() -> None:
    starts = ("06:00", "08:00", "10:00", "12:00", "14:00")
    windows = [(start, f"{start[:2]}:{15 * rank:02}") for rank, start in enumerate(starts[:4])]
    said = say_windows([days.unknown_day("monday", *windows)], 60)[0].text
    assert "entre 8 h et 8 h 15, entre 10 h et 10 h 30, entre 12 h et 12 h 45 ou à quelques" in (
        flat(said)
    )


def test_the_page_of_unknown_hours_says_when_to_start(
    alice: Person, space: Callable[..., list[Person]]
) -> None:
    week = tuple(days.unknown_day(day, ("08:15", "09:30")) for day in days.WORK_WEEK)
    space(
        [
            days.gather(
                days.make_offer("d", duration_min=420, unknown_weekdays=[0, 1, 2, 3, 4]), week
            )
        ]
    )
    for page in (read(alice, "unknown_hours"), read(alice, "offer", "d")):
        assert "Votre journée tient si vous commencez entre 8 h 15 et 9 h 30" in page
        assert "Du lundi au vendredi." in page
