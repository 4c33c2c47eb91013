"""An invitation, step by step: nothing opens before all is shown, and nobody else sees it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from jalon.accounts.models import AccountKind, Invitation, Visit
from jalon.accounts.second_factor.passkeys import list_passkeys
from jalon.accounts.second_factor.state import has_second_factor
from jalon.partners.models import AccountManager
from jalon.web.sign_in import passkey_views
from tests.web.sign_in.enter import (
    PASSWORD,
    SECRET,
    enter,
    forget_used_codes,
    invite,
    make_manager,
    text_of,
    totp_code,
    try_password,
)

CHOICE = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def manager(db: None) -> AccountManager:
    return make_manager("Hélène", ready=False)


def begin(manager: AccountManager) -> Client:
    client = Client()
    code = invite(manager.user, AccountKind.MANAGER)
    assert client.post(reverse("welcome"), {"code": code.lower()}).status_code == 302
    return client


def secret_on(client: Client, name: str = "welcome_factor") -> str:
    page = client.get(reverse(name)).content.decode()
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    return found.group(1).replace(" ", "")


def test_code_password_application_and_the_codes_on_paper_once(manager: AccountManager) -> None:
    client = begin(manager)
    client.post(reverse("welcome_password"), CHOICE)
    assert not has_second_factor(manager.user)
    answer = client.post(reverse("welcome_factor"), {"code": totp_code(secret_on(client))})
    page = text_of(answer)
    assert len(re.findall(r"\b\d{4} \d{4}\b", page)) == 10
    assert client.get(reverse("accounts")).status_code == 200
    assert Visit.objects.get().means == "invitation"
    assert client.get(reverse("welcome_factor")).status_code == 302
    manager.user.refresh_from_db()
    assert manager.user.check_password(PASSWORD)


def test_the_code_is_good_once_and_until_all_is_shown(manager: AccountManager) -> None:
    code = invite(manager.user, AccountKind.MANAGER)
    for _ in range(2):  # who stops on the way begins again
        client = Client()
        client.post(reverse("welcome"), {"code": code})
        client.post(reverse("welcome_password"), CHOICE)
    client.post(reverse("welcome_factor"), {"code": totp_code(secret_on(client))})
    assert Invitation.objects.get().used_at is not None
    assert "n’ouvre rien" in text_of(Client().post(reverse("welcome"), {"code": code}))


def test_of_two_who_have_the_same_code_one_enters(manager: AccountManager) -> None:
    code = invite(manager.user, AccountKind.MANAGER)
    clients = [Client(), Client()]
    for client in clients:
        client.post(reverse("welcome"), {"code": code})
        client.post(reverse("welcome_password"), CHOICE)
    codes = [totp_code(secret_on(client)) for client in clients]
    for client, code, entered in zip(clients, codes, (True, False), strict=True):
        client.post(reverse("welcome_factor"), {"code": code})
        assert (client.get(reverse("accounts")).status_code == 200) == entered


def test_no_step_opens_without_the_one_before(manager: AccountManager) -> None:
    for name in ("welcome_password", "welcome_factor"):
        for send in (Client().get, Client().post):
            assert send(reverse(name))["Location"] == reverse("welcome")
    assert Client().post(reverse("welcome_challenge")).status_code == 403
    assert Client().post(reverse("welcome_passkey"))["Location"] == reverse("welcome")
    client = begin(manager)
    assert client.get(reverse("welcome_factor"))["Location"] == reverse("welcome")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("court", "court", "au moins douze signes"),
        (PASSWORD, "un autre mot de passe", "ne sont pas les mêmes"),
        ("password1234", "password1234", "Beaucoup de gens"),
        ("", "", "Écrivez votre mot de passe"),
    ],
)
def test_a_poor_password_is_told_in_one_sentence(
    first: str, second: str, said: str, manager: AccountManager
) -> None:
    answer = begin(manager).post(reverse("welcome_password"), {"password": first, "again": second})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_code_tried_ten_thousand_times_is_closed_after_thirty(manager: AccountManager) -> None:
    code = invite(manager.user, AccountKind.MANAGER)
    client = Client()
    for _ in range(30):
        assert "n’ouvre rien" in text_of(client.post(reverse("welcome"), {"code": "2" * 12}))
    for typed in ("2" * 12, code):
        assert "trop d’essais" in text_of(client.post(reverse("welcome"), {"code": typed}))


@pytest.mark.django_db
def test_a_new_access_takes_away_all_that_opened_before() -> None:
    manager = make_manager("Hélène")
    before = enter(manager.user.account)
    assert before.get(reverse("accounts")).status_code == 200
    client = begin(manager)
    client.post(
        reverse("welcome_password"),
        {"password": "un autre, tout neuf", "again": "un autre, tout neuf"},
    )
    secret = secret_on(client)
    client.post(reverse("welcome_factor"), {"code": totp_code(secret)})
    assert before.get(reverse("accounts")).status_code == 302
    forget_used_codes()
    page = text_of(try_password(Client(), "helene@essai.fr", PASSWORD))
    assert "n’ouvrent aucun compte" in page
    assert secret != SECRET


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", "nul", '{"id": "x"}', '{"response": null}', "x" * 30_000]
)
def test_what_is_no_passkey_is_refused_in_one_sentence(sent: str, manager: AccountManager) -> None:
    client = begin(manager)
    client.post(reverse("welcome_password"), CHOICE)
    assert client.post(reverse("welcome_challenge")).json()["publicKey"]["rp"]["id"] == "testserver"
    page = client.post(reverse("welcome_passkey"), {"credential": sent}, follow=True)
    assert "n’a pas été gardée" in text_of(page)
    assert not list_passkeys(manager.user).exists()
    page = Client().post(reverse("enter_with_passkey"), {"credential": sent}, follow=True)
    assert "n’ouvre aucun compte ici" in text_of(page)


@pytest.mark.django_db
def test_challenges_are_refused_to_who_tried_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().post(reverse("passkey_challenge")).status_code == 200
    monkeypatch.setattr(passkey_views, "is_closed", lambda *_: True)
    assert Client().post(reverse("passkey_challenge")).status_code == 429
