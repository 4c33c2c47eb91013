"""« Mes dossiers » and the first page of a file."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Child, Person
from jalon.web.words.plain import NBSP
from tests.factories import follow, make_person
from tests.web.conftest import sign_in


def enter(client: Client, slug: str) -> str:
    return client.post(reverse("enter_agent"), {"compte": slug}).get("Location", "")


@pytest.fixture
def files(nadia: Agent) -> Client:
    for number, name in enumerate(("Éloïse", "Zoé", "Aïssata", "Éric")):
        follow(nadia, make_person(name, f"p{number}"))
    return sign_in(nadia)


def names_in(page: str) -> list[str]:
    names = ("Aïssata", "Éloïse", "Éric", "Zoé")
    return sorted((name for name in names if f">{name}</a>" in page), key=page.index)


def search(client: Client, text: str) -> str:
    answer = client.post(reverse("caseload"), {"prenom": text})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_first_page_offers_the_agents_accounts_apart(nadia: Agent, alice: Person) -> None:
    page = Client().get("/").content.decode()
    before, after = page.split("Côté professionnels")
    assert "Alice cherche un emploi." in before
    assert "Nadia suit des personnes." in after
    assert "Référente de parcours, Département d’Essai" in after


def test_entering_opens_the_files(nadia: Agent, link: AccessLink) -> None:
    client = Client()
    assert enter(client, "referente") == reverse("caseload")
    assert "Alice" in client.get(reverse("caseload")).content.decode()
    assert "Voir mes dossiers" in client.get("/").content.decode()


@pytest.mark.parametrize("slug", ["", "nobody", "alice"])
def test_an_unknown_account_is_not_found(slug: str, nadia: Agent, alice: Person) -> None:
    assert Client().post(reverse("enter_agent"), {"compte": slug}).status_code == 404


def test_no_real_agent_can_be_entered(nadia: Agent) -> None:
    Agent.objects.update(is_fictional=False)
    assert Client().post(reverse("enter_agent"), {"compte": "referente"}).status_code == 404
    assert "Nadia" not in Client().get("/").content.decode()


def test_without_the_demo_there_is_no_door(nadia: Agent, alice: Person, settings: object) -> None:
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    assert Client().post(reverse("enter_agent"), {"compte": "referente"}).status_code == 404
    assert "Nadia" not in Client().get("/").content.decode()


def test_an_address_typed_by_hand_leads_home(nadia: Agent) -> None:
    assert Client().get(reverse("enter_agent"))["Location"] == "/"


def test_one_comes_back_to_the_page_asked_for_with_an_account_of_its_kind_only(
    nadia: Agent, alice: Person, link: AccessLink
) -> None:
    file = reverse("file", kwargs={"link": link.reference})
    client = Client()
    client.get(file)
    assert enter(client, "referente") == file
    other = Client()
    other.get(file)
    assert other.post(reverse("enter"), {"compte": "alice"})["Location"] == reverse("offers")
    third = Client()
    third.get(reverse("profile"))
    assert enter(third, "referente") == reverse("caseload")


def test_files_are_in_the_order_of_first_names_with_what_is_known(files: Client) -> None:
    page = files.get(reverse("caseload")).content.decode()
    assert names_in(page) == ["Aïssata", "Éloïse", "Éric", "Zoé"]
    assert "<strong>4 personnes</strong>" in page
    assert page.count("Parent seul avec enfant") == 4
    assert page.count("<td>Créteil</td>") == 4


def test_the_list_says_since_when(nadia: Agent, alice: Person) -> None:
    follow(nadia, alice, since=dt.date(2025, 3, 1))
    page = sign_in(nadia).get(reverse("caseload")).content.decode()
    assert f"1er{NBSP}mars 2025" in page
    assert "<strong>une personne</strong>" in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("é", ["Éloïse", "Éric", "Zoé"]),
        ("ELOI", ["Éloïse"]),
        ("  eric ", ["Éric"]),
        ("aissata", ["Aïssata"]),
        ("", ["Aïssata", "Éloïse", "Éric", "Zoé"]),
        ("   ", ["Aïssata", "Éloïse", "Éric", "Zoé"]),
        ("x" * 101, ["Aïssata", "Éloïse", "Éric", "Zoé"]),
        ("%", []),
        ("Créteil", []),
    ],
)
def test_a_search_is_by_first_name(files: Client, text: str, found: list[str]) -> None:
    assert names_in(search(files, text)) == found


def test_what_is_searched_is_in_no_address(files: Client) -> None:
    page = search(files, "Zoé")
    assert "?" not in "".join(part.split('"')[0] for part in page.split('href="')[1:])
    assert 'method="post"' in page
    assert names_in(files.get(reverse("caseload"), {"prenom": "Zoé"}).content.decode()) != ["Zoé"]


def test_a_search_without_a_result_says_so_and_leads_back(files: Client) -> None:
    page = search(files, "<script>")
    assert "Aucun de vos dossiers ne porte ce prénom." in page
    assert "Voir tous mes dossiers" in page
    assert "<script>" not in page


def test_an_agent_who_follows_nobody_is_told_so(omar: Agent) -> None:
    page = sign_in(omar).get(reverse("caseload")).content.decode()
    assert "Vous ne suivez encore personne." in page
    assert "Chercher" not in page


def test_many_files_take_few_questions(nadia: Agent, django_assert_num_queries: object) -> None:
    for number in range(30):
        follow(nadia, make_person("Zoé", f"p{number}"))
    client = sign_in(nadia)
    # The session, the user, the agent, the files and who disputes, however many there are.
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get(reverse("caseload"))


def test_a_file_says_who_the_person_is(nadia: Agent, alice: Person, link: AccessLink) -> None:
    today = timezone.localdate()
    Child.objects.create(person=alice, first_name="Marius", birth_date=today)
    Person.objects.filter(pk=alice.pk).update(birth_date=today.replace(year=today.year - 34, day=1))
    page = sign_in(nadia).get(reverse("file", kwargs={"link": link.reference})).content.decode()
    for said in ("Alice", f"34{NBSP}ans", "Créteil", "Parent seul avec enfant", "Inès"):
        assert said in page
    assert f"<strong>Marius</strong>, 0{NBSP}mois" in page


def test_a_file_without_children_says_so(nadia: Agent, bob: Person) -> None:
    link = follow(nadia, bob)
    page = sign_in(nadia).get(reverse("file", kwargs={"link": link.reference})).content.decode()
    assert "Aucun enfant n’est connu ici." in page


def test_a_name_is_shown_as_it_is_written(nadia: Agent) -> None:
    link = follow(nadia, make_person('<b>"', "p1"))
    client = sign_in(nadia)
    for address in (reverse("caseload"), reverse("file", kwargs={"link": link.reference})):
        page = client.get(address).content.decode()
        assert "&lt;b&gt;&quot;" in page
        assert "<b>" not in page
