"""Entering, leaving, and coming back after a session that ended."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from jalon.partners.models import Agent
from jalon.people.actions.enter_demo_account import enter_demo_account
from jalon.people.models import Person
from tests.factories import make_person
from tests.web.conftest import sign_in

LIMITS = {
    "max_walk_min": "7",
    "max_trip_min": "45",
    "earliest_leave": "06:00",
    "latest_return": "20:00",
    "walk_kmh": "4.5",
}


def enter(client: Client, slug: str) -> str:
    return client.post(reverse("enter"), {"compte": slug}).get("Location", "")


def test_the_first_page_offers_the_demo_accounts(alice: Person, bob: Person) -> None:
    page = Client().get("/").content.decode()
    assert "Alice cherche un emploi." in page
    assert 'value="bob"' in page


def test_entering_opens_the_offers(alice: Person) -> None:
    client = Client()
    assert enter(client, "alice") == reverse("offers")
    assert client.get(reverse("profile")).status_code == 200


def test_an_account_without_a_user_gets_one_without_a_password(db: None) -> None:
    make_person("Chloé", "chloe", user=None)
    user = enter_demo_account("chloe")
    assert enter_demo_account("chloe") == user
    assert not user.has_usable_password()


@pytest.mark.parametrize("slug", ["", "nobody", "1' OR '1'='1"])
def test_an_unknown_account_is_not_found(slug: str, alice: Person) -> None:
    assert Client().post(reverse("enter"), {"compte": slug}).status_code == 404


def test_nobody_real_can_be_entered(db: None) -> None:
    make_person("Réelle", "reelle", is_fictional=False)
    assert Client().post(reverse("enter"), {"compte": "reelle"}).status_code == 404
    assert "Réelle" not in Client().get("/").content.decode()


def test_without_the_demo_there_is_no_door(alice: Person, settings: object) -> None:
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    assert Client().post(reverse("enter"), {"compte": "alice"}).status_code == 404
    page = Client().get("/").content.decode()
    assert "Alice" not in page
    assert "Vous n’avez pas encore de compte" in page
    assert "entreprises inventées" not in page


def test_entering_needs_the_token_of_the_page(alice: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("enter"), {"compte": "alice"})
    assert answer.status_code == 403
    assert "Votre page était trop ancienne" in answer.content.decode()


def test_an_address_typed_by_hand_leads_home(alice: Person) -> None:
    assert Client().get(reverse("enter"))["Location"] == "/"
    assert Client().get(reverse("leave"))["Location"] == "/"


def test_a_page_of_agents_asked_for_before_does_not_open_for_a_person(alice: Person) -> None:
    client = Client()
    client.get(reverse("caseload"))
    assert enter(client, "alice") == reverse("offers")


def test_a_page_of_persons_asked_for_before_does_not_open_for_an_agent(nadia: Agent) -> None:
    client = Client()
    client.get(reverse("profile"))
    answer = client.post(reverse("enter_agent"), {"compte": nadia.demo_slug})
    assert answer["Location"] == reverse("caseload")


def test_leaving_closes_the_visit(alice: Person) -> None:
    client = sign_in(alice)
    client.post(reverse("leave"))
    assert client.get(reverse("profile")).status_code == 302
    assert User.objects.filter(username="demo-alice").exists()


def test_another_account_sees_nothing_of_the_first(alice: Person, bob: Person) -> None:
    client = sign_in(alice)
    enter(client, "bob")
    assert "Inès" not in client.get(reverse("profile")).content.decode()


def test_a_first_visit_is_told_to_choose_an_account(alice: Person) -> None:
    page = Client().get(reverse("profile"), follow=True).content.decode()
    assert "choisissez d’abord un compte" in page


def test_a_visit_that_ended_leads_home_with_a_kind_sentence_and_back(alice: Person) -> None:
    client = sign_in(alice)
    client.session.flush()
    page = client.get(reverse("profile"), follow=True).content.decode()
    assert "Votre visite s’est terminée" in page
    assert enter(client, "alice") == reverse("profile")


def test_a_form_sent_after_the_end_is_not_lost(alice: Person) -> None:
    client = sign_in(alice)
    seal = client.get(reverse("limits")).context["form"].seal
    client.session.flush()
    client.post(reverse("limits"), LIMITS | {"sceau": seal})
    assert enter(client, "alice") == reverse("limits")
    page = client.get(reverse("limits")).content.decode()
    assert 'name="max_walk_min" value="7"' in page
    assert "Nous avons gardé ce que vous aviez écrit" in page
    alice.refresh_from_db()
    assert alice.max_walk_min == 15
    assert 'value="15"' in client.get(reverse("limits")).content.decode()


def test_a_form_kept_is_shown_to_nobody_else(alice: Person, bob: Person) -> None:
    client = sign_in(alice)
    seal = client.get(reverse("limits")).context["form"].seal
    client.session.flush()
    client.post(reverse("limits"), LIMITS | {"sceau": seal})
    enter(client, "bob")
    page = client.get(reverse("limits")).content.decode()
    assert 'name="max_walk_min" value="15"' in page


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("offers", "?tri=marge&page=3"),
        ("why_not", "?tri=depart&depuis=2&page=2"),
        ("opened", "?changement=ouvre-30-la-cr%C3%A8che&depuis=2"),
        ("rights_answers", ""),
    ],
)
def test_after_a_visit_that_ended_one_comes_back_to_the_very_page(
    name: str, query: str, alice: Person
) -> None:
    client = sign_in(alice)
    client.session.flush()
    page = client.get(reverse(name) + query, follow=True).content.decode()
    assert "vous reviendrez à la page où vous étiez" in page
    assert enter(client, "alice") == reverse(name) + query
