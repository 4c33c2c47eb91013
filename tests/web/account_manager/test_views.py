"""Two managers for each account, and none of them reads a file."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jalon.accounts.models import Account, AccountKind, Invitation
from jalon.accounts.opening import make_account
from jalon.audit.models import Event
from jalon.partners.actions.create_manager import create_manager
from jalon.partners.models import AccountManager, AccountRequest, Agent, RequestState
from jalon.people.models import AccessLink, Person
from jalon.worker import run_waiting
from tests.factories import make_agent
from tests.web.conftest import sign_in
from tests.web.guards.matrix import AGENT, FILES, PERSONAL, address
from tests.web.sign_in.enter import code_in_mail, make_manager, text_of

pytestmark = pytest.mark.usefixtures("no_demo")

ASKED = {
    "asked_for": "agent",
    "first_name": "Omar",
    "last_name": "Diallo",
    "title": "référent de parcours",
    "mail": "Omar.Diallo@Essai.fr",
}


@pytest.fixture
def helene(db: None) -> AccountManager:
    return make_manager("Hélène")


@pytest.fixture
def igor(db: None) -> AccountManager:
    return make_manager("Igor")


def browser_of(manager: AccountManager) -> Client:
    client = Client()
    client.force_login(manager.user)
    return client


def ask(manager: AccountManager, **changes: str) -> AccountRequest:
    form = ASKED | {"organisation": str(manager.organisation_id)} | changes
    assert browser_of(manager).post(reverse("ask_account"), form).status_code == 302
    return AccountRequest.objects.latest("pk")


def answer(manager: AccountManager, asked: AccountRequest, how: str = "confirmer") -> str:
    path = reverse("answer_account", kwargs={"pk": asked.pk})
    return text_of(browser_of(manager).post(path, {how: "1"}, follow=True))


def test_one_asks_another_confirms_and_the_invitation_leaves(
    helene: AccountManager, igor: AccountManager
) -> None:
    asked = ask(helene)
    assert not Account.objects.filter(mail="omar.diallo@essai.fr").exists()
    assert "L’invitation part" in answer(igor, asked)
    agent = Agent.objects.get()
    assert (agent.full_name, agent.title) == ("Omar Diallo", "référent de parcours")
    assert not agent.user.has_usable_password()
    run_waiting()
    to = sorted(address for sent in mail.outbox for address in sent.to)
    assert to == ["helene@essai.fr", "igor@essai.fr", "omar.diallo@essai.fr"]
    mail.outbox.sort(key=lambda sent: "omar" in sent.to[0])
    assert "Omar" not in mail.outbox[-1].body
    started = Client().post(reverse("welcome"), {"code": code_in_mail()})
    assert started["Location"] == reverse("welcome_password")
    assert [event.verb for event in Event.objects.order_by("sequence")] == ["asked", "confirmed"]


def test_who_asked_does_not_confirm(helene: AccountManager) -> None:
    asked = ask(helene)
    assert "un autre gestionnaire confirme" in answer(helene, asked)
    assert not Agent.objects.exists()
    asked.refresh_from_db()
    assert asked.state == RequestState.WAITING


def test_the_database_refuses_it_too(helene: AccountManager) -> None:
    asked = ask(helene)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountRequest.objects.filter(pk=asked.pk).update(state="confirmed", answered_by=helene)


def test_an_answer_is_given_once(helene: AccountManager, igor: AccountManager) -> None:
    asked = ask(helene)
    answer(igor, asked)
    assert "déjà répondu" in answer(igor, asked)
    assert "déjà répondu" in answer(igor, asked, "refuser")
    assert Agent.objects.count() == 1


def test_a_request_is_declined_or_taken_back(helene: AccountManager, igor: AccountManager) -> None:
    for manager, mail_of in ((igor, "a@essai.fr"), (helene, "b@essai.fr")):
        assert "Aucun compte n’est ouvert" in answer(manager, ask(helene, mail=mail_of), "refuser")
    assert not Agent.objects.exists()


def test_an_address_has_one_account_and_one_request(helene: AccountManager) -> None:
    ask(helene)
    for taken in (ASKED["mail"], "HELENE@essai.fr"):
        form = ASKED | {"organisation": str(helene.organisation_id), "mail": taken}
        page = browser_of(helene).post(reverse("ask_account"), form)
        assert page.status_code == 422
        assert "a déjà cette adresse" in text_of(page)
        assert 'value="Diallo"' in page.content.decode()


@pytest.mark.parametrize(
    "changes", [{"mail": "omar"}, {"title": ""}, {"organisation": "0"}, {"asked_for": "roi"}]
)
def test_what_cannot_be_asked_is_told(changes: dict[str, str], helene: AccountManager) -> None:
    form = ASKED | {"organisation": str(helene.organisation_id)} | changes
    assert browser_of(helene).post(reverse("ask_account"), form).status_code == 422
    assert not AccountRequest.objects.exists()


def test_a_new_access_takes_two_and_takes_away_the_old_one(
    helene: AccountManager, igor: AccountManager
) -> None:
    answer(igor, ask(helene))
    agent = Agent.objects.get()
    agent.user.set_password("le chat dort sur le toit")
    agent.user.save()
    number = agent.user.account.number
    browser_of(helene).post(reverse("change_access"), {"compte": number, "renouveler": "1"})
    asked = AccountRequest.objects.latest("pk")
    assert "un autre gestionnaire" in answer(helene, asked)
    answer(igor, asked)
    agent.user.refresh_from_db()
    assert not agent.user.has_usable_password()


def test_one_is_enough_to_close_and_nobody_closes_their_own(
    helene: AccountManager, igor: AccountManager
) -> None:
    open_browser = browser_of(igor)
    client = browser_of(helene)
    close = {"compte": igor.user.account.number, "fermer": "1"}
    assert "L’accès est fermé" in text_of(client.post(reverse("change_access"), close, follow=True))
    assert open_browser.get(reverse("accounts")).status_code == 302
    own = {"compte": helene.user.account.number, "fermer": "1"}
    assert "votre propre accès" in text_of(client.post(reverse("change_access"), own, follow=True))
    assert client.post(reverse("change_access"), {"compte": "1"}).status_code == 404


def test_who_manages_accounts_reads_no_file(
    helene: AccountManager, nadia: Agent, link: AccessLink, alice: Person
) -> None:
    client = browser_of(helene)
    for name in (*AGENT, *FILES, *PERSONAL):
        page = client.get(address(name, link))
        assert page.status_code == 403
        assert "Alice" not in page.content.decode()
    assert "Alice" not in client.get(reverse("accounts")).content.decode()
    assert not Event.objects.exists()


def test_who_would_be_both_manages_nothing(helene: AccountManager) -> None:
    make_agent("Hélène", user=helene.user)
    assert browser_of(helene).get(reverse("accounts")).status_code == 403


def test_an_agent_and_a_person_manage_no_account(
    helene: AccountManager, igor: AccountManager, nadia: Agent, alice: Person
) -> None:
    asked = ask(helene)
    path = reverse("answer_account", kwargs={"pk": asked.pk})
    for who in (nadia, alice):
        assert sign_in(who).post(path, {"confirmer": "1"}).status_code == 403
        assert sign_in(who).get(reverse("accounts")).status_code == 403


def test_a_demo_manager_looks_and_changes_nothing(
    helene: AccountManager, igor: AccountManager
) -> None:
    asked = ask(helene)
    AccountManager.objects.filter(pk=igor.pk).update(is_fictional=True)
    igor.refresh_from_db()
    assert "ne change aucun compte" in answer(igor, asked)
    close = {"compte": helene.user.account.number, "fermer": "1"}
    browser_of(igor).post(reverse("change_access"), close)
    helene.user.refresh_from_db()
    assert helene.user.is_active
    assert "helene@essai.fr" not in text_of(browser_of(igor).get(reverse("accounts")))


@pytest.mark.django_db
def test_the_first_two_are_made_on_the_machine_and_no_third() -> None:
    from jalon.core.errors import WrongInputError

    for name in ("Hélène", "Igor"):
        code = create_manager(name, "Roux", f"{name}@essai.fr", "Département d’Essai")
        assert Client().post(reverse("welcome"), {"code": code}).status_code == 302
    with pytest.raises(WrongInputError, match="Two people"):
        create_manager("Jo", "Roux", "jo@essai.fr", "Département d’Essai")
    assert AccountManager.objects.count() == 2


@pytest.mark.django_db
def test_invitations_that_ended_unused_close_the_site_to_nobody() -> None:
    """Both are on holiday: nobody could enter, and no account could be confirmed."""
    from jalon.core.errors import WrongInputError

    for name in ("helene", "igor"):
        create_manager(name, "Roux", f"{name}@essai.fr", "Département d’Essai")
    Invitation.objects.update(expires_at="2026-01-01 00:00Z")
    code = create_manager("helene", "Roux", "Helene@essai.fr", "Département d’Essai")
    assert Client().post(reverse("welcome"), {"code": code}).status_code == 302
    assert AccountManager.objects.count() == 2
    create_manager("Jo", "Roux", "jo@essai.fr", "Département d’Essai")
    with pytest.raises(WrongInputError, match="Two people"):
        create_manager("igor", "Roux", "igor@essai.fr", "Département d’Essai")


@pytest.mark.django_db
def test_the_first_is_not_made_at_the_address_of_another_account() -> None:
    from jalon.core.errors import WrongInputError

    make_account(AccountKind.AGENT, "pris@essai.fr")
    with pytest.raises(WrongInputError, match="this address"):
        create_manager("Jo", "Roux", "pris@essai.fr", "Département d’Essai")


def test_an_address_taken_meanwhile_is_told_and_nothing_is_confirmed(
    helene: AccountManager, igor: AccountManager
) -> None:
    asked = ask(helene)
    make_account(AccountKind.FIRM, "omar.diallo@essai.fr")
    assert "a pris cette adresse" in answer(igor, asked)
    asked.refresh_from_db()
    assert asked.state == RequestState.WAITING
    assert not Agent.objects.exists()
