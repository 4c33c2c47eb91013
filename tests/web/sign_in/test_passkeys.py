"""Passkeys of another site, of another account, of nobody, and of a device that did not look."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_decode, websafe_encode

from jalon.accounts.models import Account, AccountKind
from jalon.accounts.opening import close_account, make_account
from jalon.accounts.second_factor.passkeys import list_passkeys
from tests.accounts.second_factor.key import PRESENT, SITE, VERIFIED, Key
from tests.factories import make_agent
from tests.web.sign_in.enter import enter, make_ready

pytestmark = pytest.mark.usefixtures("no_demo")

OTHER_SITES = (
    {"origin": "https://mechant.exemple"},
    {"origin": f"https://{SITE}.mechant.exemple"},
    {"origin": f"http://{SITE}"},
    {"site": "mechant.exemple"},
)
NOT_LOOKED = ({"flags": PRESENT}, {"flags": VERIFIED})
DAMAGE: tuple[Any, ...] = (None, 10**9, 10**30, [1], {"a": 1}, "", "é\ud800", "a\0b", True)


@pytest.fixture
def account(db: None) -> Account:
    return make_agent_ready("Agathe")


def make_agent_ready(name: str) -> Account:
    account = make_ready(make_account(AccountKind.AGENT, f"{name}@essai.fr"))
    make_agent(name, user=account.user)
    return account


def challenge(client: Client, name: str) -> str:
    return str(client.post(reverse(name)).json()["publicKey"]["challenge"])


def keep(account: Account, key: Key, **errs: Any) -> Client:  # noqa: ANN401 - what a test asks
    client = enter(account)
    sent = key.make(challenge(client, "own_challenge"), **errs)
    client.post(reverse("change_passkeys"), {"credential": sent})
    return client


def opens(key: Key, account: Account, **errs: Any) -> bool:  # noqa: ANN401
    client = Client()
    sent = key.show(challenge(client, "passkey_challenge"), account.user, **errs)
    client.post(reverse("enter_with_passkey"), {"credential": sent})
    return client.get(reverse("caseload")).status_code == 200


def test_a_passkey_opens_the_account_that_is_open(account: Account) -> None:
    key = Key()
    keep(account, key)
    assert opens(key, account)
    close_account(account.user)
    assert not opens(key, account)


@pytest.mark.parametrize(
    "errs", [*OTHER_SITES, *NOT_LOOKED, {"signs": False}, {"kind": "webauthn.create"}], ids=str
)
def test_what_is_not_as_it_must_opens_nothing(errs: dict[str, Any], account: Account) -> None:
    key = Key()
    keep(account, key)
    assert not opens(key, account, **errs)


@pytest.mark.parametrize("errs", [*OTHER_SITES, *NOT_LOOKED], ids=str)
def test_what_is_not_as_it_must_is_not_kept(errs: dict[str, Any], account: Account) -> None:
    keep(account, Key(), **errs)
    assert not list_passkeys(account.user).exists()


def test_a_passkey_is_of_one_account_and_kept_once(account: Account) -> None:
    """A removed one would open by its copy; another's number would be shown in its place."""
    omar, key = make_agent_ready("Omar"), Key()
    keep(account, key)
    keep(account, key)
    assert list_passkeys(account.user).count() == 1
    assert not opens(key, omar)
    copy = Key(key.number)
    keep(omar, copy)
    assert not list_passkeys(omar.user).exists()
    assert not opens(copy, account)


def test_a_challenge_is_good_once_even_after_a_failure(account: Account) -> None:
    key = Key()
    keep(account, key)
    client = Client()
    good = key.show(challenge(client, "passkey_challenge"), account.user)
    for sent in ("{}", good):
        client.post(reverse("enter_with_passkey"), {"credential": sent})
        assert client.get(reverse("caseload")).status_code == 302


@pytest.mark.parametrize("sent", ["[" * 19_000, "9" * 5000, '"\\ud800"', '{"response": {"a": []}}'])
def test_json_of_any_kind_is_refused(sent: str, account: Account) -> None:
    client = enter(account)
    challenge(client, "own_challenge")
    for browser, name in ((client, "change_passkeys"), (Client(), "enter_with_passkey")):
        assert browser.post(reverse(name), {"credential": sent}).status_code == 302
    assert not list_passkeys(account.user).exists()


def test_whatever_is_damaged_is_no_failure_of_ours(account: Account) -> None:
    """A number in the place of bytes would be read as so many: a billion, if one likes."""
    chance, key = random.Random(15), Key()  # noqa: S311 - damage, and no secret
    client, stranger = keep(account, key), Client()
    for _ in range(25):
        made = damage(Key().make(challenge(client, "own_challenge")), chance)
        shown = damage(key.show(challenge(stranger, "passkey_challenge"), account.user), chance)
        assert client.post(reverse("change_passkeys"), {"credential": made}).status_code == 302
        assert (
            stranger.post(reverse("enter_with_passkey"), {"credential": shown}).status_code == 302
        )
        stranger.post(reverse("leave"))


def damage(sent: str, chance: random.Random) -> str:
    """The same with one thing in it that is another."""
    read = json.loads(sent)
    inside = chance.choice([read, read["response"]])
    name = chance.choice(sorted(inside))
    if isinstance(inside[name], str) and chance.random() < 0.5:
        data = bytearray(websafe_decode(inside[name]))
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        inside[name] = websafe_encode(bytes(data[: chance.randrange(1, 2 * len(data))]))
    else:
        inside[name] = chance.choice(DAMAGE)
    return json.dumps(read)
