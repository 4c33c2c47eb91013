"""Whose answers they are: kept through a visit that ends, erased, seen by nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from jalon.people.models import Child, Person
from jalon.web.guards.kept_form import seal
from tests.web.conftest import sign_in

if TYPE_CHECKING:
    pass
from tests.web.person.rights.conversation import (
    ALONE_WITH_A_CHILD,
    UNSURE,
    at,
    read,
    said,
    say,
    text_of,
)


def test_everything_is_erased_only_when_it_is_meant(alice: Person) -> None:
    say(alice, housing="owner")
    client = sign_in(alice)
    assert "Effacer toutes vos réponses" in client.get(reverse("rights_forget")).content.decode()
    assert said(alice) == {"housing": "owner"}
    answer = client.post(reverse("rights_forget"), follow=True)
    assert answer.redirect_chain == [(reverse("rights"), 302)]
    assert "vos réponses sont effacées" in answer.content.decode()
    assert said(alice) == {}


def test_what_was_sent_after_the_visit_ended_is_kept(alice: Person) -> None:
    say(alice, housing="tenant")
    client = Client()
    fields = {"answer": "410,50", "sceau": seal(alice), "retour": "reponses"}
    assert client.post(at("loyer"), fields)["Location"] == "/"
    assert said(alice) == {"housing": "tenant"}
    back = client.post(reverse("enter"), {"compte": "alice"})
    assert back["Location"] == at("loyer")
    page = text_of(client.get(at("loyer")))
    assert "Nous avons gardé ce que vous aviez répondu." in page
    assert 'value="410,50"' in page
    assert '<input type="hidden" name="retour" value="reponses">' in page
    assert "Nous avons gardé" not in client.get(at("loyer")).content.decode()


def test_what_alice_wrote_is_never_shown_to_bob(alice: Person, bob: Person) -> None:
    client = Client()
    client.post(at("situation"), {"answer": "disabled_aah", "sceau": seal(alice)})
    client.post(reverse("enter"), {"compte": "bob"})
    page = text_of(client.get(at("situation")))
    assert "Nous avons gardé" not in page
    assert not re.search(r"<input[^>]*checked", page)


def test_i_do_not_know_sent_too_late_is_no_mistake(alice: Person) -> None:
    client = Client()
    client.post(at("situation"), {"sceau": seal(alice), **UNSURE})
    client.post(reverse("enter"), {"compte": "alice"})
    page = client.get(at("situation")).content.decode()
    assert "Erreur" not in page
    assert "à corriger" not in page


def test_answers_are_of_one_person_alone(alice: Person, bob: Person) -> None:
    say(alice, housing="tenant", rent=417.31, situation="disabled_aah")
    for name in ("rights", "rights_answers", "rights_result"):
        page = read(bob, reverse(name))
        assert "417,31" not in page
        assert "AAH" not in page
    assert not re.search(r"<input[^>]*checked", read(bob, at("situation")))
    sign_in(bob).post(at("situation"), {"answer": "none", "person": str(alice.pk)})
    assert said(alice)["situation"] == "disabled_aah"


def addresses(page: str) -> Iterator[str]:
    yield from re.findall(r'(?:href|action)="(/mes-droits/[^"]*)"', page)


def test_no_address_says_anything_of_the_person(alice: Person, ines: Child) -> None:
    say(alice, situation="disabled_aah", housing="tenant", rent=417.31)
    client = sign_in(alice)
    pages = [reverse("rights"), reverse("rights_answers"), *(at(c) for c in ALONE_WITH_A_CHILD)]
    found = {url for page in pages for url in addresses(client.get(page).content.decode())}
    assert len(found) > len(ALONE_WITH_A_CHILD)
    told = re.compile(r"aah|417|tenant|unknown|In%C3%A8s|\d{3,}", re.IGNORECASE)
    assert not [url for url in found if told.search(url)]
    posted = re.findall(r'name="([^"]+)"', client.get(at("pension-alimentaire")).content.decode())
    assert str(ines.pk) not in posted
