"""A firm asks with its SIRET, an agent approves, and its members see their own offers alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jalon.accounts.models import Account, AccountKind
from jalon.audit.models import Event
from jalon.jobs.company.link_companies import link_companies
from jalon.jobs.company.models import Company, Offer
from jalon.jobs.company.queries import list_offers_of_firm
from jalon.partners.models import Agent, Firm, FirmMember, FirmState
from jalon.partners.siret import DirectoryEntry, read_siret
from jalon.people.models import AccessLink, Person
from tests.factories import CRETEIL, make_agent, make_offer
from tests.web.conftest import sign_in
from tests.web.guards.matrix import AGENT, FILES, MANAGER, PERSONAL, address
from tests.web.sign_in.enter import (
    PASSWORD,
    code_in_mail,
    enter,
    forget_used_codes,
    make_ready,
    send_all,
    text_of,
)
from tests.web.words.test_plain import flat

pytestmark = pytest.mark.usefixtures("no_demo")

SIRET = "73282932000074"
ASKED = {
    "kind": "company",
    "siret": "732 829 320 00074",
    "name": "Atelier",
    "first_name": "Marc",
    "last_name": "Petit",
    "mail": "Marc@Atelier.fr",
}


@pytest.fixture
def agent(db: None) -> Agent:
    return make_agent("Agathe")


def ask(**changes: str) -> str:
    return text_of(Client().post(reverse("ask_firm"), ASKED | changes))


def answer(agent: Agent, how: str = "accepter") -> str:
    sent = {"structure": str(Firm.objects.latest("pk").pk), how: "1"}
    return text_of(sign_in(agent).post(reverse("firms"), sent, follow=True))


def join(code: str) -> Client:
    client = Client()
    client.post(reverse("welcome"), {"code": code})
    client.post(reverse("welcome_password"), {"password": PASSWORD, "again": PASSWORD})
    return client


@pytest.fixture
def first(agent: Agent) -> FirmMember:
    """The first member of a firm that was approved, with an account that is ready."""
    ask()
    answer(agent)
    send_all()
    join(code_in_mail())
    member = FirmMember.objects.select_related("user").get()
    assert member.user is not None
    make_ready(member.user.account)
    return member


def browser_of(member: FirmMember) -> Client:
    forget_used_codes()
    account = Account.objects.get(user=member.user)
    client = Client()
    client.force_login(account.user)
    return client


def test_a_request_waits_for_an_agent_and_the_invitation_leaves(agent: Agent) -> None:
    assert "La demande est partie" in ask()
    firm = Firm.objects.get()
    assert (firm.siret, firm.state) == (SIRET, FirmState.WAITING)
    page = text_of(sign_in(agent).get(reverse("firms")))
    assert "Marc Petit, marc@atelier.fr" in page
    assert "vérifiez-le dans le répertoire" in page
    assert mail.outbox == []
    assert "L’invitation part" in answer(agent)
    assert send_all() == ["accounts.send_invitation"]
    assert mail.outbox[-1].to == ["marc@atelier.fr"]
    client = join(code_in_mail())
    assert client.get(reverse("welcome_factor")).status_code == 200
    assert [event.verb for event in Event.objects.all()] == ["confirmed"]


def test_nobody_enters_before_an_agent_approved(agent: Agent) -> None:
    ask()
    answer(agent, "refuser")
    assert send_all() == []
    assert not Account.objects.filter(kind=AccountKind.FIRM).exists()
    assert "déjà répondu" in answer(agent)
    assert "La demande est partie" in ask()
    assert Firm.objects.count() == 2


def test_a_siret_has_one_account_and_the_answer_is_the_same(first: FirmMember) -> None:
    before = len(mail.outbox)
    assert "La demande est partie" in ask(mail="autre@atelier.fr")
    assert Firm.objects.count() == 1
    send_all()
    assert len(mail.outbox) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"siret": "73282932000075"},
        {"siret": "732829320"},
        {"siret": "abc"},
        {"mail": "marc"},
        {"kind": "roi"},
        {"name": ""},
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_asked_is_told_and_nothing_typed_is_lost(changes: dict[str, str]) -> None:
    answer = Client().post(reverse("ask_firm"), ASKED | changes)
    assert answer.status_code == 422
    assert 'value="Petit"' in answer.content.decode()
    assert not Firm.objects.exists()


def test_a_siret_has_a_key() -> None:
    assert read_siret("732 829 320 00074") == SIRET
    assert read_siret("35600000000048") == "35600000000048"  # La Poste has a rule of its own
    assert read_siret("73282932000084") == ""
    assert read_siret("") == ""


def know(number: str) -> DirectoryEntry | None:
    """A directory of the tests."""
    return DirectoryEntry("ATELIER DU LAC", is_open=number != "35600000000048")


def fail(_: str) -> DirectoryEntry | None:
    raise TimeoutError


def test_a_directory_names_firms_and_knows_those_that_are_closed(
    agent: Agent, settings: object
) -> None:
    settings.FIRM_DIRECTORY = f"{__name__}.know"  # type: ignore[attr-defined]
    assert "est fermé" in ask(siret="35600000000048")
    ask()
    assert "Le nom vient du répertoire" in text_of(sign_in(agent).get(reverse("firms")))
    assert Firm.objects.get().name == "ATELIER DU LAC"


@pytest.mark.django_db
def test_a_directory_that_does_not_answer_stops_nobody(settings: object) -> None:
    settings.FIRM_DIRECTORY = f"{__name__}.fail"  # type: ignore[attr-defined]
    assert "La demande est partie" in ask()
    assert not Firm.objects.get().named_by_directory


@pytest.mark.django_db
def test_one_place_asks_ten_times_a_day() -> None:
    for _ in range(10):
        ask()
    assert "Trop de demandes" in ask()


def test_members_see_their_own_offers_and_nobody_elses(first: FirmMember) -> None:
    own = Company.objects.create(name="Menuiserie", sector="Bois", firm=first.firm, **CRETEIL)
    make_offer("a", title="Menuiserie fine", company=own)
    make_offer("b", title="Cuisine de nuit")
    page = text_of(browser_of(first).get(reverse("firm_offers")))
    assert "Menuiserie fine" in page
    assert "Cuisine de nuit" not in page


def test_an_offer_of_theirs_says_its_hours_and_what_comes(first: FirmMember) -> None:
    own = Company.objects.create(name="Menuiserie", sector="Bois", firm=first.firm, **CRETEIL)
    offer = make_offer("a", title="Menuiserie fine", company=own, published_on=dt.date(2026, 11, 2))
    for weekday in (0, 1, 2):
        offer.shifts.create(weekday=weekday, start_s=6 * 3600, end_s=9 * 3600)
    client = browser_of(first)
    page = flat(text_of(client.get(reverse("firm_offer", args=["a"]))))
    for said in (
        *("Menuiserie fine", "En ligne, publiée le 2 novembre 2026", "Créteil"),
        *("Du lundi au mercredi, de 6 h à 9 h", "Les réponses ne passent pas encore par Jalon"),
    ):
        assert said in page
    Offer.objects.update(published_on=None)
    assert "n’est pas connu" in text_of(client.get(reverse("firm_offers")))


def test_another_firms_offer_is_not_found_as_one_that_is_not(first: FirmMember) -> None:
    other = Firm.objects.create(
        siret="73282932000082",
        kind="company",
        name="Atelier",
        state=FirmState.APPROVED,
        asked_at=timezone.now(),
    )
    company = Company.objects.create(name="Atelier", sector="Bois", firm=other, **CRETEIL)
    make_offer("b", company=company)
    make_offer("nobodys")
    client = browser_of(first)
    for slug in ("b", "nobodys", "none"):
        assert client.get(reverse("firm_offer", args=[slug])).status_code == 404


def test_a_firm_that_is_no_longer_approved_sees_nothing(first: FirmMember) -> None:
    own = Company.objects.create(name="Menuiserie", sector="Bois", firm=first.firm, **CRETEIL)
    make_offer("a", company=own)
    client = browser_of(first)
    for state in (FirmState.WAITING, FirmState.DECLINED):
        Firm.objects.update(state=state)
        for address_of in (reverse("firm_offers"), reverse("firm_offer", args=["a"])):
            assert client.get(address_of).status_code == 403


def test_an_agent_writes_the_reference_of_an_offer_and_the_worker_links_it(agent: Agent) -> None:
    company = Company.objects.create(name="Menuiserie", sector="Bois", **CRETEIL)
    make_offer("menuiserie-7", company=company)
    ask()
    firm = Firm.objects.get()
    client, sent = sign_in(agent), {"structure": str(firm.pk)}
    page = client.post(
        reverse("firms"), sent | {"accepter": "1", "offre": "pas un nom !"}, follow=True
    )
    assert "n’est pas celle d’une offre" in text_of(page)
    assert Firm.objects.get().state == FirmState.WAITING
    client.post(reverse("firms"), sent | {"accepter": "1", "offre": "menuiserie-7"})
    link_companies()
    assert company.offers.get() in list_offers_of_firm(firm)
    assert "Reliée par l’offre menuiserie-7" in text_of(client.get(reverse("firms")))
    client.post(reverse("firms"), sent | {"relier": "1", "offre": ""})
    link_companies()
    assert not list_offers_of_firm(firm).exists()
    assert [event.verb for event in Event.objects.all()] == ["changed", "confirmed", "changed"]


def test_an_offer_is_written_for_who_was_approved_alone(agent: Agent, nadia: Agent) -> None:
    ask()
    sent = {"structure": str(Firm.objects.get().pk), "relier": "1", "offre": "a"}
    assert "Rien n’a changé" in text_of(sign_in(agent).post(reverse("firms"), sent, follow=True))
    answer(agent)
    assert "démonstration" in text_of(sign_in(nadia).post(reverse("firms"), sent, follow=True))
    assert Firm.objects.get().offer_reference == ""


def test_a_firm_reads_nothing_of_anybody(
    first: FirmMember, link: AccessLink, alice: Person
) -> None:
    client = browser_of(first)
    for name in (*AGENT, *FILES, *PERSONAL, *MANAGER):
        answer = client.get(address(name, link))
        assert answer.status_code == 403
        assert "Alice" not in answer.content.decode()


def test_the_first_invites_a_colleague_who_enters_and_is_taken_away(first: FirmMember) -> None:
    client = browser_of(first)
    colleague = {"first_name": "Lina", "last_name": "Roy", "mail": "lina@atelier.fr"}
    assert client.post(reverse("firm_members"), colleague).status_code == 302
    assert client.post(reverse("firm_members"), colleague).status_code == 422
    send_all()
    join(code_in_mail())
    lina = FirmMember.objects.get(mail="lina@atelier.fr")
    assert lina.user is not None
    theirs = enter(make_ready(lina.user.account))
    assert theirs.get(reverse("firm_offers")).status_code == 200
    refused = theirs.post(reverse("firm_members"), colleague | {"mail": "x@atelier.fr"})
    assert "invite ses collègues" in text_of(refused)
    theirs.post(reverse("firm_members"), {"retirer": str(first.pk)})
    assert FirmMember.objects.count() == 2
    client.post(reverse("firm_members"), {"retirer": str(lina.pk)})
    assert theirs.get(reverse("firm_offers")).status_code == 302
    assert FirmMember.objects.count() == 1


def test_a_colleague_of_another_firm_is_nobodys_to_take_away(
    first: FirmMember, agent: Agent
) -> None:
    ask(siret="35600000000048", mail="autre@poste.fr")
    answer(agent)
    other = FirmMember.objects.get(mail="autre@poste.fr")
    browser_of(first).post(reverse("firm_members"), {"retirer": str(other.pk)})
    assert FirmMember.objects.filter(pk=other.pk).exists()


def test_a_demo_agent_approves_nobody(nadia: Agent, agent: Agent) -> None:
    ask()
    assert "n’accepte aucune demande" in answer(nadia)
    assert Firm.objects.get().state == FirmState.WAITING


def test_a_person_and_a_firm_approve_nobody(first: FirmMember, alice: Person) -> None:
    ask(siret="35600000000048", mail="autre@poste.fr")
    sent = {"structure": str(Firm.objects.latest("pk").pk), "accepter": "1"}
    for client in (browser_of(first), sign_in(alice)):
        assert client.post(reverse("firms"), sent).status_code == 403


def test_numbers_that_no_row_has_change_nothing(first: FirmMember, agent: Agent) -> None:
    for number in ("9" * 30, "9" * 5000, "\u0663"):
        page = browser_of(first).post(reverse("firm_members"), {"retirer": number}, follow=True)
        assert "Rien n’a changé" in text_of(page)
        client = Client()
        client.force_login(agent.user)
        page = client.post(reverse("firms"), {"structure": number, "accepter": "1"}, follow=True)
        assert "Rien n’a changé" in text_of(page)
