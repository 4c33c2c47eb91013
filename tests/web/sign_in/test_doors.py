"""The doors: nothing is shown before the second factor, and what is guessed is counted."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse

from jalon.accounts.models import Account, AccountKind, Visit
from jalon.accounts.opening import make_account
from jalon.accounts.second_factor.recovery import make_recovery_codes
from jalon.audit.models import Event
from jalon.partners.models import Agent
from jalon.web.sign_in import pending
from jalon.worker import run_waiting
from tests.factories import make_agent, make_person
from tests.web.guards.matrix import AGENT, OWN, address
from tests.web.sign_in.enter import (
    PASSWORD,
    enter,
    forget_used_codes,
    make_ready,
    text_of,
    totp_code,
    try_password,
)

pytestmark = pytest.mark.usefixtures("no_demo")

SECOND = "/connexion/verifier/"
WRONG = "n’ouvrent aucun compte"


@pytest.fixture
def account(db: None) -> Account:
    return make_ready(make_account(AccountKind.AGENT, "agathe@essai.fr"))


@pytest.fixture
def agent(account: Account) -> Agent:
    return make_agent("Agathe", user=account.user)


def test_password_then_code_opens_the_caseload(agent: Agent, account: Account) -> None:
    client = Client()
    answer = try_password(client, "agathe@essai.fr", PASSWORD)
    assert answer["Location"] == SECOND
    answer = client.post(SECOND, {"code": totp_code()})
    assert answer["Location"] == reverse("caseload")
    assert client.get(reverse("caseload")).status_code == 200
    visit = Visit.objects.get()
    assert (visit.means, visit.ended_at) == ("password_code", None)
    assert Event.objects.get().verb == "entered"


def test_nothing_is_shown_between_the_two(agent: Agent) -> None:
    client = Client()
    try_password(client, "agathe@essai.fr", PASSWORD)
    for name in (*AGENT, *OWN):
        assert client.get(address(name)).status_code == 302
    page = client.get(SECOND).content.decode()
    assert "Agathe" not in page
    assert "agathe" not in page
    assert not Visit.objects.exists()


def test_a_second_factor_alone_opens_nothing(agent: Agent) -> None:
    assert Client().get(SECOND)["Location"] == reverse("doors")
    assert Client().post(SECOND, {"code": totp_code()})["Location"] == reverse("doors")


def test_the_step_between_ends_by_itself(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    try_password(client, "agathe@essai.fr", PASSWORD)
    later = time.time() + pending.GOOD_S + 1
    monkeypatch.setattr(pending, "time", lambda: later)
    answer = client.post(SECOND, {"code": "123456"}, follow=True)
    assert "Le temps est passé" in text_of(answer)


@pytest.mark.parametrize("name", ["agathe@essai.fr", "personne@essai.fr", "123456789", "x"])
def test_any_wrong_name_or_password_says_the_same(name: str, agent: Agent) -> None:
    answer = try_password(Client(), name, "faux mot de passe")
    assert WRONG in text_of(answer)
    assert f'value="{name}"' in answer.content.decode()
    assert "faux mot" not in answer.content.decode()


@pytest.mark.parametrize("name", ["agathe@essai.fr", "personne@essai.fr"])
def test_the_tenth_failure_closes_for_an_hour_whoever_it_is(name: str, agent: Agent) -> None:
    client = Client()
    for _ in range(10):
        assert WRONG in text_of(try_password(client, name, "faux"))
    for password in ("faux", PASSWORD):
        page = text_of(try_password(client, name, password))
        assert "Attendez une heure" in page
        assert WRONG not in page


def test_the_holder_is_told_once_that_it_closed(agent: Agent) -> None:
    for _ in range(12):
        try_password(Client(), "agathe@essai.fr", "faux")
    assert run_waiting() == ["accounts.send_notice"]
    (sent,) = mail.outbox
    assert sent.to == ["agathe@essai.fr"]
    assert "dix essais faux" in sent.subject
    assert [event.verb for event in Event.objects.all()] == ["locked"]


def test_wrong_second_factors_are_counted_with_wrong_passwords(agent: Agent) -> None:
    for _ in range(5):
        try_password(Client(), "agathe@essai.fr", "faux")
    client = Client()
    try_password(client, "agathe@essai.fr", PASSWORD)
    for _ in range(5):  # a right password is no failure
        client.post(SECOND, {"code": "000000"})
    assert "trop d’essais" in text_of(client.post(SECOND, {"code": totp_code()}))


def test_a_code_that_was_seen_opens_nothing_again(agent: Agent) -> None:
    code = totp_code()
    for status in (302, 422):
        client = Client()
        try_password(client, "agathe@essai.fr", PASSWORD)
        assert client.post(SECOND, {"code": code}).status_code == status


@pytest.mark.parametrize(("off_s", "said"), [(300, "avance d’environ 5"), (-300, "retarde")])
def test_a_clock_that_is_wrong_by_five_minutes_is_told(off_s: int, said: str, agent: Agent) -> None:
    client = Client()
    try_password(client, "agathe@essai.fr", PASSWORD)
    assert said in text_of(client.post(SECOND, {"code": totp_code(off_s=off_s)}))


def test_a_code_on_paper_opens_once_and_says_how_many_are_left(
    agent: Agent, account: Account
) -> None:
    codes = make_recovery_codes(account.user)
    client = Client()
    try_password(client, "agathe@essai.fr", PASSWORD)
    page = client.post(SECOND, {"code": codes[0]}, follow=True)
    assert "Il vous en reste 9" in text_of(page)
    client = Client()
    try_password(client, "agathe@essai.fr", PASSWORD)
    assert "a déjà servi" in text_of(client.post(SECOND, {"code": codes[0]}))


def test_entering_gives_another_session(agent: Agent) -> None:
    """What was fixed before opens nothing: the key changes at both steps."""
    client = Client()
    client.get(reverse("own_access"))
    keys = [client.session.session_key]
    try_password(client, "agathe@essai.fr", PASSWORD)
    keys.append(client.session.session_key)
    client.post(SECOND, {"code": totp_code()})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3


def test_nothing_that_was_begun_before_goes_on_after_entering(agent: Agent) -> None:
    """Whoever put their session in a browser would go on with it in the visit of another."""
    client = Client()
    client.post(reverse("passkey_challenge"))
    session = client.session
    session["outside"] = {"state": "known", "nonce": "known", "slug": "proconnect", "joins": False}
    session.save()
    try_password(client, "agathe@essai.fr", PASSWORD)
    client.post(SECOND, {"code": totp_code()})
    assert client.get(reverse("caseload")).status_code == 200
    names = set(client.session.keys())
    assert {name for name in names if not name.startswith("_auth")} == {"visit"}


def test_a_stolen_cookie_opens_nothing_after_leaving(agent: Agent, account: Account) -> None:
    client = enter(account)
    stolen = client.cookies["sessionid"].value
    client.post(reverse("leave"))
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get(reverse("caseload")).status_code == 302
    assert Visit.objects.get().ended_at is not None


def test_an_account_that_was_closed_does_not_enter(agent: Agent, account: Account) -> None:
    User.objects.update(is_active=False)
    answer = try_password(Client(), "agathe@essai.fr", PASSWORD)
    assert WRONG in text_of(answer)


def test_an_agent_does_not_enter_by_the_door_of_persons(agent: Agent) -> None:
    answer = try_password(Client(), "agathe@essai.fr", PASSWORD, "personne")
    assert WRONG in text_of(answer)


def test_a_professional_without_a_second_factor_does_not_enter(db: None) -> None:
    account = make_account(AccountKind.AGENT, "omar@essai.fr")
    account.user.set_password(PASSWORD)
    account.user.save()
    page = text_of(try_password(Client(), "omar@essai.fr", PASSWORD))
    assert "n’est pas prêt" in page


def test_a_form_without_the_token_of_its_page_is_refused(agent: Agent) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = try_password(client, "agathe@essai.fr", PASSWORD)
    assert answer.status_code == 403


def test_another_host_is_refused(agent: Agent, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["jalon.exemple.fr"]  # type: ignore[attr-defined]
    assert Client(headers={"host": "mechant.exemple"}).get(reverse("doors")).status_code == 400


@pytest.mark.parametrize("wanted", ["//mechant.exemple/", "https://mechant.exemple/"])
def test_nothing_leads_out_of_the_site(wanted: str, agent: Agent) -> None:
    client = Client()
    client.get(reverse("caseload"), {"next": wanted})
    try_password(client, "agathe@essai.fr", PASSWORD)
    answer = client.post(f"{SECOND}?next={wanted}", {"code": totp_code(), "next": wanted})
    assert answer["Location"].startswith("/dossiers/")


def test_after_entering_one_comes_back_to_the_page_wanted(agent: Agent, account: Account) -> None:
    client = Client()
    assert client.get(reverse("own_access"))["Location"] == reverse("doors")
    try_password(client, "agathe@essai.fr", PASSWORD)
    forget_used_codes()
    answer = client.post(SECOND, {"code": totp_code()})
    assert answer["Location"] == reverse("own_access")


def test_a_person_enters_with_a_password_alone_unless_they_chose_more(db: None) -> None:
    account = make_account(AccountKind.PERSON)
    make_person("Alice", user=account.user)
    account.user.set_password(PASSWORD)
    account.user.save()
    answer = try_password(Client(), account.spaced_number, PASSWORD, "personne")
    assert answer["Location"] == reverse("offers")
    make_ready(account)
    answer = try_password(Client(), account.number, PASSWORD, "personne")
    assert answer["Location"] == SECOND
