"""Entering in the tests, step by step, as a browser does."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from jalon.accounts.invitations import give_code, make_invitation
from jalon.accounts.models import Account, AccountKind, Limit
from jalon.accounts.opening import make_account
from jalon.accounts.passwords import set_password
from jalon.accounts.second_factor.totp import set_totp
from jalon.partners.models import AccountManager
from jalon.people.queries import fold
from jalon.web.sign_in.doors import door_of
from jalon.worker import run_waiting
from tests.factories import make_organisation

PASSWORD = "le chat dort sur le toit"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def totp_code(secret: str = SECRET, off_s: float = 0) -> str:
    """The code of an application whose clock is `off_s` seconds early."""
    return str(format_hotp_value(hotp_value(secret, int((time.time() + off_s) // 30))))


def text_of(response: Any) -> str:  # noqa: ANN401 - the test client's own answer
    """What a page says."""
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def make_ready(account: Account) -> Account:
    """The account with a password and an application."""
    set_password(account.user, PASSWORD)
    set_totp(account.user, SECRET)
    return account


def make_manager(first_name: str, *, ready: bool = True) -> AccountManager:
    """Somebody who manages accounts."""
    account = make_account(AccountKind.MANAGER, f"{fold(first_name)}@essai.fr")
    if ready:
        make_ready(account)
    return AccountManager.objects.create(
        user=account.user,
        first_name=first_name,
        last_name="Roux",
        organisation=make_organisation(),
    )


def try_password(client: Client, name: str, password: str, slug: str = "professionnel") -> Any:  # noqa: ANN401
    """The answer of the door."""
    return client.post(reverse("door", kwargs={"slug": slug}), {"name": name, "password": password})


def enter(account: Account, **headers: str) -> Client:
    """A browser where the holder of a ready account has entered."""
    client = Client(headers=headers)
    try_password(client, account.number, PASSWORD, door_of(account.kind).slug)
    forget_used_codes()
    client.post(reverse("second_factor"), {"code": totp_code()})
    return client


def forget_used_codes() -> None:
    """As if thirty seconds had passed: the same code is good again."""
    Limit.objects.all().delete()


def invite(user: User, kind: AccountKind) -> str:
    """The code of an invitation to the account of `user`."""
    return give_code(make_invitation(kind, user.pk, None))


def code_in_mail() -> str:
    """The code of the last mail that left."""
    found = re.search(r"^ {4}([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})$", str(mail.outbox[-1].body), re.M)
    assert found is not None
    return found.group(1)


def send_all() -> list[str]:
    """Does what waits of this room: what leaves by mail. Days need a network, and are no matter."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name NOT LIKE 'accounts.%'")
    return run_waiting()
