"""What the pages say, as they are served."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.core import exceptions
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from jalon.jobs.person.week import OfferDays
from jalon.people.models import Person
from jalon.reach import Reason
from tests.web import days
from tests.web.conftest import sign_in
from tests.web.words.test_plain import flat

Space = Callable[[Sequence[OfferDays]], list[Person]]
LATE = Reason("trip_too_long", "monday", {"way": "back", "trip_min": 72, "max_trip_min": 60})


def read(person: Person, name: str, *args: str, query: str = "") -> str:
    answer = sign_in(person).get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return flat(answer.content.decode())


def week(slug: str = "o1", **changes: int) -> OfferDays:
    held = tuple(days.creche_day(day, **changes) for day in days.WORK_WEEK)
    return days.gather(days.make_offer(slug), held)


def refused(slug: str) -> OfferDays:
    return days.gather(days.make_offer(slug), (days.refused_day("monday", LATE),))


def unknown(slug: str) -> OfferDays:
    return days.gather(days.make_offer(slug), ())


def test_the_list_says_how_many_hold_and_draws_them(alice: Person, space: Space) -> None:
    space([week("a"), week("b", slack_min=3), refused("c"), unknown("d")])
    page = read(alice, "offers")
    assert "<strong>2 offres tiennent</strong>" in page
    assert page.count('class="ribbon ribbon--compact"') == 2
    assert page.count('aria-label="Légende de la journée"') == 1
    assert page.count("à 3 minutes près") == 1
    assert "<strong>7 h 57</strong>" in page
    assert "<strong>17 h 27</strong>" in page
    counts = re.findall(r"(Ça tient|Pourquoi pas&nbsp;\?|Horaires inconnus) <strong>(\d+)", page)
    assert [count for _, count in counts] == ["2", "1", "1"]


def test_the_list_has_pages_that_keep_the_order(alice: Person, space: Space) -> None:
    space([week(f"o{rank:02}") for rank in range(23)])
    first, second = (read(alice, "offers", query=f"?tri=debut&page={n}") for n in (1, 2))
    assert first.count("<article") == 20
    assert second.count("<article") == 3
    assert 'href="?tri=debut&amp;page=2"' in first
    assert "Page 2 sur 2" in second


@pytest.mark.parametrize("query", ["?page=999", "?page=zut", "?tri=%3Cscript%3E", "?page=-1"])
def test_a_strange_query_still_shows_the_list(alice: Person, space: Space, query: str) -> None:
    space([week()])
    page = read(alice, "offers", query=query)
    assert "<article" in page
    assert "<script" not in page


def test_when_nothing_holds_the_page_says_what_to_do(alice: Person, space: Space) -> None:
    space([refused("c")])
    page = read(alice, "offers")
    assert "aucune offre ne tient" in page
    assert reverse("why_not") in page
    assert reverse("limits") in page


def test_without_any_offer_every_page_still_speaks(alice: Person, space: Space) -> None:
    space([])
    assert "aucune offre ne tient" in read(alice, "offers")
    assert "Aucune offre n’est bloquée." in read(alice, "why_not")
    assert "Tous les employeurs ont donné leurs horaires." in read(alice, "unknown_hours")


def test_the_offer_draws_the_whole_day(alice: Person, space: Space) -> None:
    space([week("o1")])
    page = read(alice, "offer", "o1")
    assert "Votre journée, du lundi au vendredi" in page
    assert page.count('class="ribbon ribbon--large"') == 1
    assert "Pour ne rien risquer, partez à 7 h 47 : vous pouvez manquer le premier métro." in page
    assert "7 min à pied jusqu’à la crèche Les Petits Pas" in page
    assert "la ligne droite, multipliée par 1,3" in page
    assert "Matériel fourni." in page


def test_days_that_differ_are_drawn_apart(alice: Person, space: Space) -> None:
    five = [days.creche_day(day) for day in days.WORK_WEEK]
    five[2] = days.make_day(days.CRECHE_OUT, days.CRECHE_BACK, ("09:30", "16:00"), "wednesday")
    space([days.gather(days.make_offer("o1"), tuple(five))])
    page = read(alice, "offer", "o1")
    assert "Votre journée, lundi, mardi, jeudi et vendredi" in page
    assert "<h3>Mercredi</h3>" in page
    assert "<summary>Pas à pas, mercredi</summary>" in page


def test_the_list_and_the_page_draw_the_same_day(alice: Person, space: Space) -> None:
    five = [days.creche_day(day) for day in days.WORK_WEEK]
    five[2] = days.make_day(
        days.CRECHE_OUT, days.CRECHE_BACK, ("09:30", "16:00"), "wednesday", slack_min=6
    )
    space([days.gather(days.make_offer("o1"), tuple(five))])
    card, page = read(alice, "offers"), read(alice, "offer", "o1")
    assert "Journée dessinée : mercredi" in card
    assert "<strong>8 h 27</strong>" in card
    drawn, others = page.split("Les autres jours")
    assert "Votre journée, mercredi" in drawn
    assert "<strong>8 h 27</strong>" in drawn
    assert "<h3>Lundi, mardi, jeudi et vendredi</h3>" in others
    space([week("o1")])
    assert "Journée dessinée" not in read(alice, "offers")


@pytest.mark.parametrize(
    ("sort", "figure"),
    [
        ("trajet", "10 h de trajet par semaine, 2 h par jour"),
        ("depart", "Départ à 7 h 57"),
        ("marge", "7 min de marge"),
        ("debut", "10 h de trajet par semaine, 2 h par jour"),
    ],
)
def test_a_card_shows_first_what_the_list_is_sorted_by(
    alice: Person, space: Space, sort: str, figure: str
) -> None:
    space([week("o1")])
    page = read(alice, "offers", query=f"?tri={sort}")
    assert f"<p><strong>{figure}</strong>" in page
    assert "dès le 1er décembre 2026" in page


def test_an_offer_that_does_not_hold_says_why_on_its_page(alice: Person, space: Space) -> None:
    space([refused("c")])
    page = read(alice, "offer", "c")
    assert "Cette offre ne tient pas dans votre journée." in page
    assert "Le retour prendrait 1 h 12 ; votre limite est de 1 h." in page
    assert "ribbon--large" not in page


def test_an_offer_that_holds_on_some_days_shows_them(alice: Person, space: Space) -> None:
    mixed = (days.refused_day("monday", LATE), days.creche_day("tuesday"))
    space([days.gather(days.make_offer("o1"), mixed)])
    page = read(alice, "offer", "o1")
    assert "Cette offre ne tient pas lundi." in page
    assert "Votre journée, mardi" in page


def test_hours_that_nobody_gave_are_never_guessed(alice: Person, space: Space) -> None:
    space([unknown("d")])
    assert "L’employeur n’a pas donné les horaires." in read(alice, "offer", "d")
    page = read(alice, "unknown_hours")
    assert "ce n’est ni oui, ni non" in page
    assert "<article" not in read(alice, "why_not")


def test_an_offer_that_is_gone_is_not_found(alice: Person, space: Space) -> None:
    space([])
    answer = sign_in(alice).get(reverse("offer", args=["gone"]))
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.content.decode()


def test_what_an_employer_writes_stays_text(alice: Person, space: Space) -> None:
    evil = "<script>alert(1)</script>"
    held = tuple(days.creche_day(day) for day in days.WORK_WEEK)
    space([days.gather(days.make_offer("o1", title=evil, description=evil), held)])
    for page in (read(alice, "offers"), read(alice, "offer", "o1")):
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_the_profile_shows_what_the_computation_uses(alice: Person) -> None:
    page = read(alice, "profile")
    for words in (
        "Créteil",
        "À pied et en transports en commun",
        "Inès",
        "Crèche Les Petits Pas",
        "Lundi, mardi, jeudi et vendredi, de 7 h 30 à 18 h 30 ; mercredi, de 8 h à 18 h",
        "15 min en une fois",
        "4,5 km/h",
    ):
        assert words in page


@pytest.mark.django_db
def test_the_home_page_teaches_how_to_read_a_day() -> None:
    page = flat(Client().get("/").content.decode())
    assert "Un emploi qui tient dans la journée." in page
    assert "ribbon--large" in page
    assert "Votre journée : départ à 7 h 24" in page


@pytest.mark.django_db
def test_sources_are_credited() -> None:
    page = Client().get(reverse("sources")).content.decode()
    assert "données ouvertes de la RATP" in page
    assert "ODbL" in page
    assert "qu’à peu près" in page


def test_every_page_of_the_demo_says_that_it_is_fictional(alice: Person, space: Space) -> None:
    space([week("o1"), refused("c"), unknown("d")])
    client = sign_in(alice)
    for name, args in (
        *((name, []) for name in ("home", "sources", "offers", "why_not", "unknown_hours")),
        *((name, []) for name in ("profile", "limits")),
        ("offer", ["o1"]),
    ):
        assert "entreprises inventées" in client.get(reverse(name, args=args)).content.decode()
    assert "entreprises inventées" in client.get("/nulle-part/").content.decode()


def test_a_failure_of_ours_has_a_page_without_a_context() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Ce n’est pas votre faute." in answer.content.decode()


def test_a_refusal_has_a_page(agathe: object) -> None:
    client = Client()
    client.force_login(agathe)  # type: ignore[arg-type]
    answer = client.get(reverse("profile"))
    assert answer.status_code == 403
    assert "Cette page n’est pas pour ce compte" in answer.content.decode()
    assert exceptions.PermissionDenied.__name__ not in answer.content.decode()


@pytest.mark.parametrize("name", ["offers", "why_not", "unknown_hours"])
def test_without_a_timetable_the_page_says_neither_yes_nor_no(
    alice: Person, settings: object, tmp_path: Path, name: str
) -> None:
    settings.JALON_NETWORK_DIR = tmp_path / "nothing"  # type: ignore[attr-defined]
    answer = sign_in(alice).get(reverse(name))
    assert answer.status_code == 503
    assert "ce n’est pas un non" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_ride_to_be_booked_is_a_sign_on_the_card_and_told_on_the_page(
    alice: Person, space: Space
) -> None:
    demand = days.gather(days.make_offer("d"), (days.demand_day(),))
    space([week("a"), demand])
    assert read(alice, "offers").count("trajet à réserver</span>") == 1
    page = read(alice, "offer", "d")
    assert page.count("trajet à réserver</span>") == 1
    assert f'<a href="{reverse("limits")}">Changez vos limites</a>' in page
    assert 'href="tel:0199001234"' in page
    assert "passage environ toutes les 8 min" in page
    assert "trajet à réserver" not in read(alice, "offer", "a")


def test_a_ride_to_be_booked_on_one_day_is_a_sign_of_that_day(alice: Person, space: Space) -> None:
    both = (days.creche_day("monday"), days.demand_day("tuesday"))
    space([days.gather(days.make_offer("d"), both)])
    assert "trajet à réserver certains jours</span>" in read(alice, "offers")
    first, others = read(alice, "offer", "d").split("Les autres jours")
    assert "trajet à réserver</span>" not in first
    assert others.count("trajet à réserver</span>") == 1


def test_how_one_goes_without_a_timetable_is_said_whatever_it_is(
    alice: Person, space: Space
) -> None:
    def page_of(out: tuple[days.Line, ...], back: tuple[days.Line, ...]) -> str:
        day = days.make_day(out, back, ("09:00", "16:30"))
        space([days.gather(days.make_offer("o1"), (day,))])
        return read(alice, "offer", "o1")

    assert "Les chemins à vélo sont estimés" in page_of(days.RIDE_OUT, days.RIDE_BACK)
    assert "Les chemins en voiture sont estimés" in page_of(days.DRIVE_OUT, days.DRIVE_BACK)
    space([week("o1")])
    assert "Les chemins à pied sont estimés" in read(alice, "offer", "o1")
