"""« Mon accès »: changed by who has just entered, and other visits end."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core import mail
from django.test import Client
from django.urls import reverse

from jalon.accounts import visits
from jalon.accounts.models import Account, AccountKind, Visit
from jalon.accounts.opening import make_account
from jalon.accounts.second_factor.passkeys import list_passkeys
from jalon.accounts.second_factor.recovery import count_left
from jalon.accounts.second_factor.totp import set_totp
from jalon.web.sign_in.own import fresh
from jalon.worker import run_waiting
from tests.factories import make_agent, make_person
from tests.web.sign_in.enter import (
    PASSWORD,
    SECRET,
    enter,
    forget_used_codes,
    make_ready,
    text_of,
    totp_code,
    try_password,
)

pytestmark = pytest.mark.usefixtures("no_demo")

NEW = "la vache mange du trèfle"


@pytest.fixture
def account(db: None) -> Account:
    account = make_ready(make_account(AccountKind.AGENT, "agathe@essai.fr"))
    make_agent("Agathe", user=account.user)
    return account


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    at = time.time() + seconds
    monkeypatch.setattr(visits, "time", lambda: at)
    monkeypatch.setattr(fresh, "time", lambda: at)


def test_the_page_tells_what_opens_and_the_visits(account: Account) -> None:
    enter(account, **{"user-agent": "Mozilla/5.0 (Android 15; Mobile) Firefox/145.0"})
    client = enter(account, **{"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0"})
    page = text_of(client.get(reverse("own_access")))
    assert account.spaced_number in page
    assert "Firefox, Android" in page
    assert "Firefox, Windows" in page
    assert page.count("cette visite") == 1


def test_two_visits_of_one_account_and_one_closes_the_other(account: Account) -> None:
    here, there = enter(account), enter(account)
    page = here.get(reverse("own_access")).content.decode()
    (number,) = re.findall(r'name="visite" value="(\d+)"', page)
    here.post(reverse("close_own_visits"), {"visite": number})
    assert there.get(reverse("caseload")).status_code == 302
    assert here.get(reverse("caseload")).status_code == 200


def test_all_others_are_closed_at_once_and_nobody_elses(account: Account) -> None:
    other = make_ready(make_account(AccountKind.AGENT, "omar@essai.fr"))
    make_agent("Omar", user=other.user)
    theirs = enter(other)
    here, there = enter(account), enter(account)
    for number in Visit.objects.filter(user=other.user).values_list("pk", flat=True):
        here.post(reverse("close_own_visits"), {"visite": str(number)})
    here.post(reverse("close_own_visits"), {"visite": "autres"})
    assert [c.get(reverse("caseload")).status_code for c in (here, there, theirs)] == [
        200,
        302,
        200,
    ]


@pytest.mark.parametrize("sent", ["", "x", "9" * 30, "9" * 5000, "-1"], ids=len)
def test_no_such_visit_is_told(sent: str, account: Account) -> None:
    page = enter(account).post(reverse("close_own_visits"), {"visite": sent}, follow=True)
    assert "Rien n’a changé" in text_of(page)


@pytest.mark.parametrize(
    ("seconds", "status"), [(29 * 60, 200), (31 * 60, 302), (-200, 200), (-3600, 302)]
)
def test_thirty_minutes_without_a_page_end_a_visit(
    seconds: int, status: int, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(account)
    later(monkeypatch, seconds)
    assert client.get(reverse("caseload")).status_code == status
    assert (Visit.objects.get().ended_at is None) == (status == 200)


def test_twelve_hours_end_it_whatever_was_asked(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(account)
    begun = time.time()
    for minutes in range(25, 12 * 60, 25):
        monkeypatch.setattr(visits, "time", lambda at=begun + minutes * 60: at)
        assert client.get(reverse("caseload")).status_code == 200
    monkeypatch.setattr(visits, "time", lambda: begun + 12 * 3600 + 1)
    assert client.get(reverse("caseload")).status_code == 302


def test_what_opens_is_changed_by_who_has_just_entered(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(account)
    later(monkeypatch, 16 * 60)
    page = client.get(reverse("change_password"), follow=True)
    assert "Vous reviendrez à cette page" in text_of(page)
    assert client.get(reverse("caseload")).status_code == 302


@pytest.mark.parametrize(
    "name", ["close_own_visits", "change_passkeys", "renew_codes", "own_challenge"]
)
def test_what_is_sent_too_late_leads_back_to_the_whole_page(
    name: str, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(account)
    later(monkeypatch, 16 * 60)
    assert client.post(reverse(name), {"visite": "autres"})["Location"] == reverse("doors")
    try_password(client, account.mail, PASSWORD)
    forget_used_codes()
    answer = client.post(reverse("second_factor"), {"code": totp_code()})
    assert answer["Location"] == reverse("own_access")


def test_another_password_ends_other_visits_and_is_told(account: Account) -> None:
    here, there = enter(account), enter(account)
    form = {"password": NEW, "again": NEW}
    page = here.post(reverse("change_password"), form, follow=True)
    assert "Votre mot de passe est changé" in text_of(page)
    assert there.get(reverse("caseload")).status_code == 302
    assert "cette visite" in text_of(here.get(reverse("own_access")))
    run_waiting()
    assert ["a changé" in sent.subject for sent in mail.outbox] == [True]
    assert "aucun compte" in text_of(try_password(Client(), account.mail, PASSWORD))
    assert try_password(Client(), account.mail, NEW).status_code == 302


def test_a_poor_password_changes_nothing(account: Account) -> None:
    page = enter(account).post(reverse("change_password"), {"password": "x", "again": "x"})
    assert page.status_code == 422
    account.user.refresh_from_db()
    assert account.user.check_password(PASSWORD)


def test_another_application_and_new_codes_on_paper(account: Account) -> None:
    client = enter(account)
    page = client.get(reverse("change_totp")).content.decode()
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    secret = found.group(1).replace(" ", "")
    assert client.post(reverse("change_totp"), {"code": "000000"}).status_code == 422
    client.post(reverse("change_totp"), {"code": totp_code(secret)})
    answer = client.post(reverse("renew_codes"))
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", answer.content.decode())) == 10
    assert count_left(account.user) == 10
    again = Client()
    try_password(again, account.mail, PASSWORD)
    assert again.post(reverse("second_factor"), {"code": totp_code()}).status_code == 422
    assert again.post(reverse("second_factor"), {"code": totp_code(secret)}).status_code in {
        302,
        422,
    }


def test_a_passkey_that_is_none_is_told(account: Account) -> None:
    client = enter(account)
    assert client.post(reverse("own_challenge")).json()["publicKey"]["challenge"]
    page = client.post(reverse("change_passkeys"), {"credential": "{}"}, follow=True)
    assert "n’a pas été gardée" in text_of(page)
    for number in ("77", "9" * 30, "9" * 5000):
        page = client.post(reverse("change_passkeys"), {"retirer": number}, follow=True)
        assert "n’est plus là" in text_of(page)


def test_an_application_alone_opens_nothing_so_that_the_last_passkey_stays(db: None) -> None:
    account = make_account(AccountKind.PERSON)
    make_person("Alice", user=account.user, is_fictional=False)
    set_totp(account.user, SECRET)
    keys = [WebAuthn.add(account.user, name, {}).instance for name in ("Clé 1", "Clé 2")]
    client = Client()
    client.force_login(account.user)
    session = client.session
    session["visit"] = {"at": time.time(), "seen": time.time(), "idle_s": 1800}
    session.save()
    page = client.post(reverse("change_passkeys"), {"retirer": str(keys[0].pk)})
    assert page["Location"] == reverse("own_access")
    page = client.post(reverse("change_passkeys"), {"retirer": str(keys[1].pk)})
    assert [key.pk for key in list_passkeys(account.user)] == [keys[1].pk]
