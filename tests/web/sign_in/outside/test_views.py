"""ProConnect and FranceConnect, against a provider that behaves like them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse

from jalon.accounts.models import Account, AccountKind, OutsideIdentity, Visit
from jalon.accounts.opening import empty_account, make_account
from tests.accounts.outside.provider import (
    FakeProvider,
    forge,
    franceconnect,
    proconnect,
    serve,
)
from tests.factories import make_agent, make_person
from tests.web.sign_in.enter import enter, make_ready, send_all, text_of, try_password

SITE = "http://testserver"


@pytest.fixture(autouse=True)
def site(no_demo: None, settings: object) -> None:
    settings.SITE_ADDRESS = SITE  # type: ignore[attr-defined]


@pytest.fixture
def pro(settings: object) -> Iterator[FakeProvider]:
    with serve(proconnect()) as provider:
        settings.PROCONNECT = (provider.url, "jalon", "secret")  # type: ignore[attr-defined]
        yield provider


@pytest.fixture
def france(settings: object) -> Iterator[FakeProvider]:
    with serve(franceconnect()) as provider:
        settings.FRANCECONNECT = (provider.url, "jalon", "secret")  # type: ignore[attr-defined]
        yield provider


@pytest.fixture
def account(db: None) -> Account:
    account = make_ready(make_account(AccountKind.AGENT, "agathe@essai.fr"))
    make_agent("Agathe", user=account.user)
    return account


def visit_provider(client: Client, answer: Any) -> Any:  # noqa: ANN401 - a test's answer
    """As a browser: to the provider, and back to us."""
    sent = requests.get(answer["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(sent.headers["Location"])
    assert f"{back.scheme}://{back.netloc}" == SITE
    return client.get(f"{back.path}?{back.query}")


def go(client: Client, slug: str = "proconnect") -> Any:  # noqa: ANN401
    return visit_provider(client, client.get(reverse("go_outside", kwargs={"slug": slug})))


def join(account: Account, slug: str = "proconnect") -> Client:
    client = enter(account)
    path = reverse("join_outside", kwargs={"slug": slug})
    page = visit_provider(client, client.post(path))
    assert page["Location"] == reverse("own_access")
    client.post(reverse("leave"))
    return client


def test_what_is_asked_is_what_proconnect_takes_and_nothing_else(
    pro: FakeProvider, account: Account
) -> None:
    join(account)
    asked = pro.asked[0]
    assert set(asked) == {
        *("response_type", "client_id", "redirect_uri", "scope", "state", "nonce"),
        *("acr_values", "claims"),
    }
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32
    assert asked["redirect_uri"] == f"{SITE}/connexion/avec/proconnect/retour/"
    assert OutsideIdentity.objects.get().user == account.user
    assert pro.sub not in OutsideIdentity.objects.get().digest


def test_two_factors_there_enter_and_one_is_completed_here(
    pro: FakeProvider, account: Account
) -> None:
    join(account)
    pro.amr = ("pwd", "mfa")
    client = Client()
    assert go(client)["Location"] == reverse("caseload")
    assert Visit.objects.first().means == "outside"  # type: ignore[union-attr]
    pro.amr = ("pwd",)
    client = Client()
    assert go(client)["Location"] == reverse("second_factor")
    assert client.get(reverse("caseload")).status_code == 302


def test_leaving_leaves_there_too(pro: FakeProvider, account: Account) -> None:
    join(account)
    pro.amr = ("mfa",)
    client = Client()
    go(client)
    left = client.post(reverse("leave"))["Location"]
    assert left.startswith(f"{pro.url}/session/end?")
    assert set(parse_qs(urlsplit(left).query)) == {
        *("id_token_hint", "state", "post_logout_redirect_uri"),
    }
    assert requests.get(left, allow_redirects=False, timeout=5).headers["Location"] == f"{SITE}/"
    assert client.get(reverse("caseload")).status_code == 302
    assert f"form-action 'self' {pro.url}" in client.get("/")["Content-Security-Policy"]


def test_a_provider_that_is_down_keeps_nobody_in_nor_out(
    pro: FakeProvider, account: Account
) -> None:
    join(account)
    pro.amr = ("mfa",)
    client = Client()
    go(client)
    pro.errs = "down"
    assert client.post(reverse("leave"))["Location"] == "/"
    page = Client().get(reverse("go_outside", kwargs={"slug": "proconnect"}), follow=True)
    assert "ne répond pas" in text_of(page)
    assert enter(account).get(reverse("caseload")).status_code == 200


def test_nobody_is_joined_by_a_mail_or_a_name(pro: FakeProvider, account: Account) -> None:
    client = Client()
    page = client.get(go(client)["Location"])
    assert "Aucun compte n’est relié" in text_of(page)
    assert not OutsideIdentity.objects.exists()


@pytest.mark.parametrize(
    "errs", ["signature", "nonce", "audience", "late", "sub", "unsigned", "denied"]
)
def test_what_is_not_as_it_must_enters_nobody(
    errs: str, pro: FakeProvider, account: Account
) -> None:
    join(account)
    pro.amr, pro.errs = ("mfa",), errs
    client = Client()
    page = client.get(go(client)["Location"])
    assert "Réessayez" in text_of(page)
    assert client.get(reverse("caseload")).status_code == 302


@pytest.mark.parametrize("told", [[], "x", 5, None, {"keys": 5}, {"keys": [{"kty": "oct"}]}])
@pytest.mark.parametrize("asked", ["describe", "keys", "token"])
def test_an_answer_that_is_none_enters_nobody_and_lets_everybody_leave(
    asked: str,
    told: object,
    pro: FakeProvider,
    account: Account,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    join(account)
    pro.amr = ("mfa",)
    client, other = Client(), Client()
    go(client)
    sent = other.get(reverse("go_outside", kwargs={"slug": "proconnect"}))
    monkeypatch.setattr(FakeProvider, asked, lambda *_: told)
    page = visit_provider(other, sent)
    assert "Réessayez" in text_of(other.get(page["Location"]))
    assert other.get(reverse("caseload")).status_code == 302
    assert client.get(reverse("caseload")).status_code == 200
    assert client.post(reverse("leave")).status_code == 302
    assert client.get(reverse("caseload")).status_code == 302


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anybody_can_sign_enters_nobody(
    algorithm: str, pro: FakeProvider, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a signature, or signed with the public key as if it were a secret."""
    join(account)
    pro.amr = ("mfa",)
    monkeypatch.setattr(FakeProvider, "sign", lambda _, told: forge(told, algorithm))
    client = Client()
    go(client)
    assert client.get(reverse("caseload")).status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"amr": {"mfa": 1}},
        {"amr": "mfa"},
        {"amr": [{}]},
        {"nonce": None},
        {"sub": ""},
        {"iss": "https://autre.exemple"},
        {"aud": ["autre"]},
        {"exp": None},
        {"nbf": 9e9},
    ],
    ids=str,
)
def test_a_claim_that_is_not_as_it_must_enters_nobody(
    claims: dict[str, Any], pro: FakeProvider, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(account)
    pro.amr = ("mfa",)
    sign = FakeProvider.sign
    monkeypatch.setattr(FakeProvider, "sign", lambda self, told: sign(self, told | claims))
    client = Client()
    go(client)
    assert client.get(reverse("caseload")).status_code == 302


def test_what_one_provider_sent_is_nothing_to_the_other(
    pro: FakeProvider, france: FakeProvider, account: Account
) -> None:
    join(account)
    pro.amr = ("mfa",)
    client = Client()
    sent = client.get(reverse("go_outside", kwargs={"slug": "proconnect"}))
    back = requests.get(sent["Location"], allow_redirects=False, timeout=5).headers["Location"]
    path = back.removeprefix(SITE)
    for address in (path.replace("proconnect", "franceconnect"), path):
        client.get(address)
        assert client.get(reverse("caseload")).status_code == 302


def test_an_account_is_joined_by_who_has_just_entered_and_others_are_out(
    pro: FakeProvider, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, there = enter(account), enter(account)
    path = reverse("join_outside", kwargs={"slug": "proconnect"})
    sent = client.post(path)
    late = time.time() + 16 * 60
    with monkeypatch.context() as patched:
        patched.setattr("jalon.web.sign_in.outside.views.time", lambda: late)
        assert "Le temps est passé" in text_of(client.get(visit_provider(client, sent)["Location"]))
    assert not OutsideIdentity.objects.exists()
    visit_provider(client, client.post(path))
    assert OutsideIdentity.objects.exists()
    assert there.get(reverse("caseload")).status_code == 302
    assert send_all() == ["accounts.send_notice"]


def test_a_return_is_of_the_browser_that_went_and_good_once(
    pro: FakeProvider, account: Account
) -> None:
    join(account)
    pro.amr = ("mfa",)
    client, thief = Client(), Client()
    sent = client.get(reverse("go_outside", kwargs={"slug": "proconnect"}))
    back = requests.get(sent["Location"], allow_redirects=False, timeout=5).headers["Location"]
    path = back.removeprefix(SITE)
    for browser in (thief, client, client):
        browser.get(path)
    assert thief.get(reverse("caseload")).status_code == 302
    assert client.get(reverse("caseload")).status_code == 200
    other = Client()
    other.get(reverse("go_outside", kwargs={"slug": "proconnect"}))
    other.get(path)
    assert other.get(reverse("caseload")).status_code == 302


def test_another_account_does_not_take_what_is_joined(pro: FakeProvider, account: Account) -> None:
    join(account)
    other = make_ready(make_account(AccountKind.AGENT, "omar@essai.fr"))
    make_agent("Omar", user=other.user)
    join(other)
    assert OutsideIdentity.objects.get().user == account.user


def test_a_new_access_forgets_what_was_joined(pro: FakeProvider, account: Account) -> None:
    join(account)
    empty_account(account)
    assert not OutsideIdentity.objects.exists()


def test_a_person_enters_by_franceconnect_with_es256_and_the_least_asked(
    france: FakeProvider, db: None
) -> None:
    account = make_account(AccountKind.PERSON)
    make_person("Alice", user=account.user, is_fictional=False)
    account.user.set_password("le chat dort sur le toit")
    account.user.save()
    client = Client()
    try_password(client, account.number, "le chat dort sur le toit", "personne")
    path = reverse("join_outside", kwargs={"slug": "franceconnect"})
    visit_provider(client, client.post(path))
    client.post(reverse("leave"))
    assert france.asked[0]["scope"] == "openid"
    assert "claims" not in france.asked[0]
    client = Client()
    assert go(client, "franceconnect")["Location"] == reverse("offers")
    page = client.get(reverse("own_access"))
    assert "Relié" in text_of(page)


def test_an_agent_is_not_joined_to_what_is_for_persons(
    france: FakeProvider, account: Account
) -> None:
    path = reverse("join_outside", kwargs={"slug": "franceconnect"})
    assert enter(account).post(path).status_code == 404


def test_the_doors_show_what_is_set_and_no_more(
    pro: FakeProvider, account: Account, settings: object
) -> None:
    door = reverse("door", kwargs={"slug": "professionnel"})
    assert "Entrer avec ProConnect" in text_of(Client().get(door))
    assert "FranceConnect" not in text_of(
        Client().get(reverse("door", kwargs={"slug": "personne"}))
    )
    settings.PROCONNECT = ("", "", "")  # type: ignore[attr-defined]
    assert "ProConnect" not in text_of(Client().get(door))
    assert Client().get(reverse("go_outside", kwargs={"slug": "proconnect"})).status_code == 404
