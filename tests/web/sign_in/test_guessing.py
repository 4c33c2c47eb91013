"""What is guessed, counted and told: tries that would be more than they look like."""

from __future__ import annotations

import datetime as dt
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jalon.accounts.limits import CODES_FROM_ONE_ADDRESS, CODES_OF_ALL, Rule
from jalon.accounts.models import Account, AccountKind, Limit, Visit
from jalon.accounts.opening import make_account, set_contact
from jalon.accounts.second_factor.recovery import make_recovery_codes
from jalon.audit.models import Event
from jalon.people.models import Person
from tests.factories import make_agent, make_person
from tests.web.sign_in.enter import (
    PASSWORD,
    enter,
    forget_used_codes,
    invite,
    make_manager,
    make_ready,
    send_all,
    text_of,
    totp_code,
    try_password,
)
from tests.web.sign_in.test_welcome import CHOICE, secret_on

pytestmark = pytest.mark.usefixtures("no_demo")

SECOND, CODE = "/connexion/verifier/", "/connexion/code/"
CLOSED = "Attendez une heure"


@pytest.fixture
def account(db: None) -> Account:
    account = make_ready(make_account(AccountKind.AGENT, "agathe@essai.fr"))
    make_agent("Agathe", user=account.user)
    return account


@pytest.fixture
def alice(db: None) -> Account:
    account = make_account(AccountKind.PERSON)
    set_contact(account, "alice@essai.fr")
    make_person("Alice", user=account.user, is_fictional=False)
    return account


def test_a_number_is_counted_however_it_is_written_whoever_has_it(alice: Account) -> None:
    """Else ten failures under one form would tell, under the other, whether somebody has it."""
    for number in (alice.number, "000000001"):
        spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
        for _ in range(10):
            try_password(Client(), spaced, "faux", "personne")
        assert CLOSED in text_of(try_password(Client(), number, "faux", "personne"))


def test_a_door_asks_as_much_of_anybody(account: Account) -> None:
    """Of an account, of one that nothing opens yet, and of nobody: their time tells nothing."""
    make_account(AccountKind.AGENT, "omar@essai.fr")
    told = set()
    for name in (account.mail, account.number, "omar@essai.fr", "personne@essai.fr", "000000001"):
        with CaptureQueriesContext(connection) as asked:
            try_password(Client(), name, "faux")
        told.add(len(asked))
    assert len(told) == 1


def test_nine_failures_close_nothing_and_a_right_password_is_none(account: Account) -> None:
    for _ in range(9):
        try_password(Client(), account.mail, "faux")
    for _ in range(3):  # a professional whose telephone is in another room
        assert try_password(Client(), account.mail, PASSWORD)["Location"] == SECOND
    client = Client()
    try_password(client, account.mail, PASSWORD)
    assert client.post(SECOND, {"code": totp_code()}).status_code == 302
    assert send_all() == []


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_have_ten_tries_and_the_holder_one_mail() -> None:
    account = make_ready(make_account(AccountKind.AGENT, "agathe@essai.fr"))
    make_agent("Agathe", user=account.user)

    def attempt(_: int) -> bool:
        try:
            return CLOSED in text_of(try_password(Client(), "agathe@essai.fr", "faux"))
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(attempt, range(50))) == 40
    assert [event.verb for event in Event.objects.all()] == ["locked"]
    assert send_all() == ["accounts.send_notice"]


@pytest.mark.django_db(transaction=True)
def test_a_code_on_paper_opens_one_of_those_who_show_it_at_once() -> None:
    account = make_ready(make_account(AccountKind.AGENT, "agathe@essai.fr"))
    make_agent("Agathe", user=account.user)
    code = make_recovery_codes(account.user)[0]
    clients = [Client() for _ in range(8)]
    for client in clients:
        try_password(client, account.mail, PASSWORD)

    def attempt(client: Client) -> int:
        try:
            return int(client.post(SECOND, {"code": code}).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, clients)) == [302] + [422] * 7


def test_the_holder_is_told_of_wrong_codes_after_the_right_password(account: Account) -> None:
    """Nine an hour would close nothing, and be found one day."""
    for _ in range(5):
        assert send_all() == []
        client = Client()
        try_password(client, account.mail, PASSWORD)
        client.post(SECOND, {"code": "00000"})
        Limit.objects.filter(until__lt=timezone.now() + dt.timedelta(hours=2)).delete()
    assert send_all() == ["accounts.send_notice"]
    (sent,) = mail.outbox
    assert "connaît peut-être votre mot de passe" in sent.subject
    forget_used_codes()
    assert client.post(SECOND, {"code": totp_code()}).status_code == 302
    assert send_all() == []


def test_a_visit_says_by_what_one_entered_first(alice: Account) -> None:
    """Who reads their visits would not know one that began with a code in their mail box."""
    make_ready(alice)
    client = Client()
    client.post(CODE, {"name": alice.number})
    send_all()
    found = re.search(r"\d{4} \d{4}", str(mail.outbox[-1].body))
    assert found
    client.post(reverse("enter_code"), {"code": found.group()})
    client.post(SECOND, {"code": totp_code()})
    assert Visit.objects.get().means == "sent_code"


def test_a_code_told_to_be_early_does_not_open_when_its_time_comes(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who guesses one of the forty that are looked at would only have to wait."""
    early = totp_code(off_s=300)
    client = Client()
    try_password(client, account.mail, PASSWORD)
    assert "avance d’environ 5" in text_of(client.post(SECOND, {"code": early}))
    later = time.time() + 300
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(SECOND, {"code": early}).status_code == 422


@pytest.mark.django_db
def test_the_code_that_set_an_application_is_used() -> None:
    manager = make_manager("Hélène", ready=False)
    client = Client()
    client.post(reverse("welcome"), {"code": invite(manager.user, AccountKind.MANAGER)})
    client.post(reverse("welcome_password"), CHOICE)
    code = totp_code(secret_on(client))
    client.post(reverse("welcome_factor"), {"code": code})
    assert client.get(reverse("accounts")).status_code == 200
    seen = Client()
    try_password(seen, "helene@essai.fr", PASSWORD)
    assert seen.post(SECOND, {"code": code}).status_code == 422


def test_the_code_that_changed_an_application_is_used(account: Account) -> None:
    client = enter(account)
    page = client.get(reverse("change_totp")).content.decode()
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    code = totp_code(found.group(1).replace(" ", ""))
    client.post(reverse("change_totp"), {"code": code})
    seen = Client()
    try_password(seen, account.mail, PASSWORD)
    assert seen.post(SECOND, {"code": code}).status_code == 422


def test_a_password_that_changed_opens_no_second_step(account: Account) -> None:
    thief = Client()
    try_password(thief, account.mail, PASSWORD)
    new = "la vache mange du trèfle"
    enter(account).post(reverse("change_password"), {"password": new, "again": new})
    forget_used_codes()
    assert thief.post(SECOND, {"code": totp_code()})["Location"] == reverse("doors")
    assert thief.get(reverse("caseload")).status_code == 302


def test_one_machine_does_not_close_codes_to_everybody(
    alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = Rule(CODES_OF_ALL.name, CODES_FROM_ONE_ADDRESS.most + 5, CODES_OF_ALL.within)
    monkeypatch.setattr("jalon.web.sign_in.tries.CODES_OF_ALL", fewer)
    flood = Client(REMOTE_ADDR="192.0.2.1")
    for at in range(fewer.most + 5):
        flood.post(CODE, {"name": f"{at:09}"})
    assert Client().post(CODE, {"name": alice.number}).status_code == 302


def test_a_right_code_for_an_account_that_is_closed_is_not_told_wrong(alice: Account) -> None:
    client = Client()
    client.post(CODE, {"name": alice.number})
    send_all()
    found = re.search(r"\d{4} \d{4}", str(mail.outbox[-1].body))
    assert found
    for _ in range(10):
        try_password(Client(), alice.number, "faux", "personne")
    page = text_of(client.post(reverse("enter_code"), {"code": found.group()}))
    assert CLOSED in page
    assert "n’est pas bon" not in page
    assert client.get(reverse("profile")).status_code == 302
    assert Person.objects.get().user == alice.user
