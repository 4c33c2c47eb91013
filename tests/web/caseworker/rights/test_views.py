"""« Droits et ressources du foyer » in a file: what is known, what may be claimed, the year."""

import html
import logging
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jalon.audit.models import Event
from jalon.audit.queries import events_about
from jalon.partners.models import Agent
from jalon.people.household import keys, law_work
from jalon.people.models import AccessLink, Person
from jalon.rights import questions, warm_systems
from jalon.web.caseworker.rights import study
from jalon.web.words.openings import PAGES
from jalon.web.words.plain import NBSP
from tests.factories import follow
from tests.web.conftest import sign_in
from tests.web.household_answers import answer, month, usual_answers

TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """The tax-benefit system is built once for all these tests."""
    warm_systems()


def read(client: Client, link: AccessLink, name: str = "file_rights", **query: str) -> str:
    page = client.get(reverse(name, kwargs={"link": link.reference}), query)
    assert page.status_code == 200
    return html.unescape(page.content.decode())


def text_of(page: str) -> str:
    """The words of a page, with plain spaces."""
    return " ".join(TAG.sub(" ", page).split())


@pytest.fixture
def answered(alice: Person) -> Person:
    answer(alice, usual_answers(alice))
    return alice


def test_the_file_leads_to_it(nadia: Agent, link: AccessLink) -> None:
    address = reverse("file_rights", kwargs={"link": link.reference})
    assert f'href="{address}"' in read(sign_in(nadia), link, "file")


def test_everything_that_was_answered_is_there(
    nadia: Agent, link: AccessLink, answered: Person
) -> None:
    page = text_of(read(sign_in(nadia), link))
    for said in (
        "Inès", "Sans emploi", "Locataire d’un logement social", "420,50 € par mois",
        "RSA 573,49 €", "prime d’activité 0,00 €", "Aucun de", "Crèche",
        "130 h avec un emploi", "a répondu, la dernière fois le", "peut changer ses réponses",
    ):  # fmt: skip
        assert said in page, said
    assert "inconnu (" not in page


def test_what_is_unknown_says_so_and_why(nadia: Agent, link: AccessLink, alice: Person) -> None:
    answer(alice, usual_answers(alice, rent=keys.UNKNOWN, resources=None))
    page = text_of(read(sign_in(nadia), link))
    assert "Loyer sans les charges inconnu (« je ne sais pas »)" in page
    assert "inconnu (pas encore de réponse)" in page
    # The aid that is paid goes on; nothing was paid to somebody else, whose aid is unknown.
    answer(alice, usual_answers(alice, rent=keys.UNKNOWN, benefits=keys.UNKNOWN))
    page = read(sign_in(nadia), link)
    assert page.count('data-label="Logement"><span class="soft">inconnu</span>') == 12
    assert "Le total ne compte pas ce qui est inconnu." in page


def test_what_may_be_claimed_stands_beside_what_was_paid(
    nadia: Agent, link: AccessLink, answered: Person
) -> None:
    page = read(sign_in(nadia), link)
    claims = page.split('id="droits"')[1].split('id="annee"')[0]
    rows = {
        row.split("</th>")[0].split(">")[-1].strip(): text_of(row)
        for row in claims.split('<th scope="row">')[1:]
    }
    asf = next(text for name, text in rows.items() if "soutien familial" in name)
    assert "Droit probable non versé" in asf
    assert "201 € 0 €" in asf
    assert "CAF ou MSA" in asf
    assert "À demander peut-être" in claims
    rsa = next(text for name, text in rows.items() if "RSA" in name)
    assert "573 €" in rsa
    assert "Une pièce d’identité" in rsa


def test_whether_it_is_paid_may_be_unknown_and_nothing_is_said_to_be_forgotten(
    nadia: Agent, link: AccessLink, alice: Person
) -> None:
    answer(alice, usual_answers(alice, benefits=keys.UNKNOWN))
    page = text_of(read(sign_in(nadia), link))
    assert "Versé ou non, on ne sait pas : Revenu de solidarité active (RSA)" in page
    assert "rien ne semble oublié" not in page


def test_no_agent_is_made_to_ask_about_health(
    nadia: Agent, link: AccessLink, answered: Person
) -> None:
    page = text_of(read(sign_in(nadia), link))
    assert "Allocation aux adultes handicapés" in page
    assert questions()["disability"].ask not in page


def test_the_question_that_would_settle_is_the_one_to_ask(
    nadia: Agent, link: AccessLink, alice: Person
) -> None:
    answer(alice, usual_answers(alice, child_support=keys.UNKNOWN, isolated_since=keys.UNKNOWN))
    assert "« Quelle pension alimentaire l’autre parent verse-t-il pour chaque enfant" in text_of(
        read(sign_in(nadia), link)
    )


def test_every_month_is_there_and_every_figure_opens(
    nadia: Agent, link: AccessLink, answered: Person
) -> None:
    client = sign_in(nadia)
    page = read(client, link)
    figures = re.findall(r'href="([^"]+/chiffre/\?[^"]+)">([^<]+)', page)
    assert len({address.split("mois=")[1] for address, _ in figures}) == 12
    assert len(figures) >= 12 * 6
    for address, shown in figures[:8]:
        opened = client.get(html.unescape(address))
        assert opened.status_code == 200
        body = html.unescape(opened.content.decode())
        assert "Comment ce chiffre est fait" in body
        whole = re.search(r"soit ([^<]*) dans le tableau|<strong>([^<]*),00", body)
        assert whole is not None
        assert (whole[1] or f"{whole[2]}{NBSP}€") == shown


def test_the_opened_figure_tells_its_sum(nadia: Agent, link: AccessLink, answered: Person) -> None:
    page = text_of(read(sign_in(nadia), link, "file_rights_figure", part="rsa", mois=month(4)))
    for said in (
        "Montant forfaitaire majoré du parent seul",
        "Forfait logement",
        "R. 262-9 CASF",
        "Moyenne des mois regardés",
        "RSA calculé, arrondi au centime",
        "Barèmes",
        "La CAF décide ; Jalon estime",
    ):
        assert said in page, said


@pytest.mark.parametrize(
    "query",
    [
        {"part": "rsa", "mois": "2019-01"},
        {"part": "rsa", "mois": "hier"},
        {"part": "dette", "mois": "2027-02"},
        {"part": "rsa"},
        {"mois": "2027-02"},
    ],
)
def test_a_figure_that_is_not_there_is_not_found(
    query: dict[str, str], nadia: Agent, link: AccessLink, answered: Person
) -> None:
    address = reverse("file_rights_figure", kwargs={"link": link.reference})
    assert sign_in(nadia).get(address, query).status_code == 404


def test_without_a_figure_one_is_led_to_where_to_choose_and_nothing_was_opened(
    nadia: Agent, link: AccessLink, answered: Person
) -> None:
    address = reverse("file_rights_figure", kwargs={"link": link.reference})
    led = sign_in(nadia).get(address)
    rights = reverse("file_rights", kwargs={"link": link.reference})
    assert (led.status_code, led["Location"]) == (302, f"{rights}#annee")
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", ["file", "file_rights", "file_rights_figure"])
def test_the_head_of_a_page_alone_is_no_opening(
    name: str, nadia: Agent, link: AccessLink, answered: Person
) -> None:
    address = reverse(name, kwargs={"link": link.reference})
    query = {"part": "rsa", "mois": month(2)} if name == "file_rights_figure" else {}
    assert sign_in(nadia).head(address, query).status_code == 200
    assert not Event.objects.exists()
    sign_in(nadia).get(address, query)
    assert Event.objects.count() == 1


@pytest.mark.parametrize("name", ["file_rights", "file_rights_figure"])
def test_somebody_who_answered_nothing_is_not_estimated(
    name: str, nadia: Agent, link: AccessLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "ask_year", lambda *_: pytest.fail("computed"))
    page = read(sign_in(nadia), link, name)
    assert "n’a pas encore répondu" in page
    assert "<table" not in page


def test_an_answer_without_which_nothing_can_be_counted_is_named(
    nadia: Agent, link: AccessLink, alice: Person
) -> None:
    answer(alice, usual_answers(alice, couple="couple"))
    page = text_of(read(sign_in(nadia), link))
    assert "Il manque une réponse pour estimer : Âge de l’autre adulte" in page
    assert "Locataire" in page


@pytest.mark.parametrize("name", ["file_rights", "file_rights_figure"])
def test_before_the_worker_answers_the_page_waits_kindly(
    name: str,
    nadia: Agent,
    link: AccessLink,
    answered: Person,
    law_waits: Callable[[], list[str]],
) -> None:
    assert "Le calcul se prépare." in read(sign_in(nadia), link, name, part="rsa", mois=month(1))
    assert "people.ask_short_law" in law_waits()
    page = read(sign_in(nadia), link, name, part="rsa", mois=month(1))
    assert "Le calcul se prépare." not in page


def test_a_calculation_that_fails_is_no_error_page_and_no_log_of_somebody(
    nadia: Agent,
    link: AccessLink,
    answered: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise ArithmeticError("Alice earns 420.5")

    monkeypatch.setattr(law_work, "tell_year", fail)
    with caplog.at_level(logging.DEBUG):
        page = read(sign_in(nadia), link)
    assert "n’a pas pu faire ce calcul" in page
    assert "ArithmeticError" in caplog.text
    assert "Alice" not in caplog.text
    assert "420" not in caplog.text


@pytest.mark.parametrize("situation", ["disabled_aah", "retired", "self_employed"])
def test_what_is_not_computed_is_said_and_asks_nothing_of_the_engine(
    situation: str,
    nadia: Agent,
    link: AccessLink,
    alice: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(study, "ask_year", lambda *_: pytest.fail("computed"))
    monkeypatch.setattr(study, "check_household", lambda *_: None)
    answer(alice, usual_answers(alice, situation=situation, income=keys.UNKNOWN))
    for name in ("file_rights", "file_rights_figure"):
        page = read(sign_in(nadia), link, name)
        assert "ne sait pas encore compter" in page
        assert 'class="months' not in page


def test_a_check_that_takes_long_is_awaited_and_the_year_is_there(
    nadia: Agent, link: AccessLink, answered: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "check_household", lambda *_: None)
    page = read(sign_in(nadia), link)
    assert "Le calcul se prépare." in page
    assert 'class="months' in page


def test_each_view_is_one_event_that_the_person_reads_in_french(
    nadia: Agent, link: AccessLink, answered: Person
) -> None:
    client = sign_in(nadia)
    read(client, link)
    read(client, link, "file_rights_figure", part="rsa", mois=month(2))
    pages = [event.detail["page"] for event in events_about(answered.pk).order_by("pk")]
    assert pages == ["rights", "rights_figure"]
    assert Event.objects.count() == 2
    mine = html.unescape(sign_in(answered).get(reverse("watchers")).content.decode())
    assert PAGES["rights"] in mine
    assert PAGES["rights_figure"] in mine


def test_another_household_is_not_in_it(
    nadia: Agent, link: AccessLink, answered: Person, bob: Person
) -> None:
    other = follow(nadia, bob)
    answer(bob, usual_answers(bob, rent=611.0))
    client = sign_in(nadia)
    assert f"611,00{NBSP}€" not in read(client, link)
    assert f"420,50{NBSP}€" not in read(client, other)


def test_no_address_holds_anything_of_the_household(
    nadia: Agent, link: AccessLink, answered: Person
) -> None:
    page = read(sign_in(nadia), link)
    for address in re.findall(r'(?:href|action)="([^"#]*)', page):
        query = address.partition("?")[2]
        assert re.fullmatch(r"(part=[a-z]+&mois=\d{4}-\d{2})?", query), address


def test_without_a_script_everything_is_there(
    nadia: Agent, link: AccessLink, answered: Person
) -> None:
    page = read(sign_in(nadia), link)
    assert "<script" not in page
    assert not re.search(r"\son[a-z]+=|style=", page)


Count = Callable[..., object]


def test_few_questions_are_asked_of_the_database(
    nadia: Agent, link: AccessLink, answered: Person, django_assert_max_num_queries: Count
) -> None:
    client = sign_in(nadia)
    read(client, link)  # asks the law
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        read(client, link)
