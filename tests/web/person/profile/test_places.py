"""Possible places of a child: what is offered, added and removed, and by whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from jalon.partners.models import CarePlace
from jalon.people.actions.add_care_option import MOST_PLACES, TooManyPlacesError, add_care_option
from jalon.people.models import CareOption, Child, Person
from jalon.web.words.legs import Names, say_choices
from tests.factories import make_place
from tests.web.conftest import sign_in
from tests.web.words.test_plain import flat

PAGE = "/mon-profil/enfants/1/lieux/"


def place(slug: str, lat: float = 48.791, **changes: object) -> CarePlace:
    values: dict[str, object] = {"hours": {"monday": ["07:00", "19:00"]}, "free_places": 2}
    return make_place(slug, lat=lat, **(values | changes))


def read(person: Person) -> str:
    answer = sign_in(person).get(PAGE)
    assert answer.status_code == 200
    return flat(answer.content.decode())


def slugs(person: Person) -> list[str]:
    child = person.children.get()
    return [option.place.slug for option in child.care_options.all()]


def test_places_with_room_near_home_are_offered_the_nearest_first(alice: Person) -> None:
    place("loin", lat=48.80)
    place("pres")
    place("pleine", free_places=0)
    place("ailleurs", lat=49.0)
    place("ecole", kind="school")
    page = read(alice)
    assert "Ces lieux ont une place libre près de chez vous" in page
    assert page.index("Crèche Pres") < page.index("Crèche Loin")
    # 0.001 degree of latitude is 111 m, 0.01 is 1 112 m.
    assert "2 places libres, à 100 m de chez vous" in page
    assert "2 places libres, à 1,1 km de chez vous" in page
    for missing in ("Crèche Pleine", "Crèche Ailleurs", "Crèche Ecole"):
        assert missing not in page


def test_one_adds_and_takes_back(alice: Person) -> None:
    place("pres")
    client = sign_in(alice)
    page = client.post(PAGE, {"ajouter": "pres"}, follow=True).content.decode()
    assert "C’est noté" in page
    assert slugs(alice) == ["petits-pas", "pres"]
    assert 'name="ajouter"' not in page
    client.post(PAGE, {"retirer": "pres"})
    assert slugs(alice) == ["petits-pas"]


def test_the_place_that_the_child_attends_stays(alice: Person) -> None:
    sign_in(alice).post(PAGE, {"retirer": "petits-pas"})
    assert slugs(alice) == ["petits-pas"]
    assert 'name="retirer"' not in read(alice)


@pytest.mark.parametrize("asked", ["pleine", "nulle-part", "", "ecole"])
def test_a_place_that_is_not_free_is_not_added(alice: Person, asked: str) -> None:
    place("pleine", free_places=0)
    place("ecole", kind="school")
    page = sign_in(alice).post(PAGE, {"ajouter": asked}, follow=True).content.decode()
    assert "n’a plus de place libre" in page
    assert slugs(alice) == ["petits-pas"]


def test_a_first_candidate_is_not_the_place_attended(alice: Person) -> None:
    CareOption.objects.all().delete()
    added = place("pres")
    add_care_option(alice.children.get(), added)
    add_care_option(alice.children.get(), added)
    assert [option.rank for option in CareOption.objects.all()] == [1]
    sign_in(alice).post(PAGE, {"retirer": "pres"})
    assert slugs(alice) == []


def test_at_most_four_places_are_compared(alice: Person) -> None:
    more = [place(f"lieu{rank}") for rank in range(MOST_PLACES)]
    child = alice.children.get()
    for one in more[:-1]:
        add_care_option(child, one)
    with pytest.raises(TooManyPlacesError):
        add_care_option(child, more[-1])
    assert "Quatre lieux sont comparés au plus" in read(alice)


def test_a_child_at_school_has_no_such_page(alice: Person) -> None:
    child = Child.objects.create(person=alice, first_name="Zoé", birth_date=dt.date(2019, 1, 1))
    school = place("ecole", kind="school", free_places=0)
    CareOption.objects.create(child=child, place=school)
    client = sign_in(alice)
    numbers = {1: 404, 2: 200, 3: 404, 0: 404}  # Zoé is the elder
    for number, status in numbers.items():
        assert client.get(reverse("places", args=[number])).status_code == status
    assert client.get(reverse("profile")).content.decode().count("Voir les places libres") == 1


def test_nobody_adds_a_place_for_somebody_elses_child(alice: Person, bob: Person) -> None:
    place("pres")
    child = alice.children.get()
    answer = sign_in(bob).post(PAGE, {"ajouter": "pres", "child": str(child.pk)})
    assert answer.status_code == 404
    assert slugs(alice) == ["petits-pas"]


def test_an_offer_says_which_place_the_day_uses() -> None:
    names = Names(
        {"a": "Crèche Les Lilas", "b": "Multi-accueil Tournesol"},
        {"c1": "Inès", "c2": "Léo", "c3": "Ana"},
        {"c1": "a", "c2": "a"},
    )
    said = say_choices({"c1": "a", "c2": "b", "c3": "a"}, names)
    assert [flat(sentence) for sentence in said] == [
        "Inès va à la crèche Les Lilas, comme aujourd’hui.",
        "Léo irait au multi-accueil Tournesol.",
    ]
