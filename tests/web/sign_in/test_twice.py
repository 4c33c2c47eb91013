"""Forms that are sent twice at once, by an impatient finger or by two who have the same right."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from jalon.accounts.models import Account, AccountKind
from jalon.accounts.opening import make_account
from tests.factories import make_agent, make_person
from tests.web.sign_in.enter import PASSWORD, enter, make_manager, make_ready, totp_code
from tests.web.sign_in.test_person import BORN, letter_for
from tests.web.sign_in.test_welcome import secret_on

pytestmark = [pytest.mark.usefixtures("no_demo"), pytest.mark.django_db(transaction=True)]


def at_once(send: Callable[[Client], int], clients: list[Client]) -> list[int]:
    """The statuses, in order of size."""

    def attempt(client: Client) -> int:
        try:
            return send(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return sorted(pool.map(attempt, clients))


def same_browser(client: Client, times: int = 4) -> list[Client]:
    """The same visit, in as many windows."""
    windows = [Client(raise_request_exception=False) for _ in range(times)]
    for window in windows:
        window.cookies["sessionid"] = client.cookies["sessionid"].value
    return windows


@pytest.fixture
def entered(transactional_db: None) -> Client:
    account = make_ready(make_account(AccountKind.AGENT, "agathe@essai.fr"))
    make_agent("Agathe", user=account.user)
    return enter(account)


def test_an_application_is_changed_once(entered: Client) -> None:
    code = totp_code(secret_on(entered, "change_totp"))
    sent = at_once(
        lambda window: window.post(reverse("change_totp"), {"code": code}).status_code,
        same_browser(entered),
    )
    assert 500 not in sent


def test_codes_on_paper_are_made_anew_as_often_as_asked(entered: Client) -> None:
    sent = at_once(
        lambda window: window.post(reverse("renew_codes")).status_code, same_browser(entered)
    )
    assert sent == [200] * 4


def test_two_managers_who_close_each_other_leave_one() -> None:
    one, other = make_manager("Hélène"), make_manager("Igor")
    browsers = {enter(one.user.account): other, enter(other.user.account): one}
    sent = at_once(
        lambda client: (
            client.post(
                reverse("change_access"),
                {"compte": browsers[client].user.account.number, "fermer": "1"},
            ).status_code
        ),
        list(browsers),
    )
    assert sent == [302, 302]
    assert User.objects.filter(is_active=True).count() == 1


def test_of_those_who_have_one_letter_one_enters_and_one_account_is_made() -> None:
    code = letter_for(make_person("Alice", is_fictional=False))
    clients = [Client() for _ in range(5)]
    for client in clients:
        client.post(reverse("welcome"), {"code": code})
    born = {"birth_date": BORN}
    at_once(lambda client: client.post(reverse("welcome_birth"), born).status_code, clients)
    chosen = {"password": PASSWORD, "again": PASSWORD}
    at_once(lambda client: client.post(reverse("welcome_choice"), chosen).status_code, clients)
    assert [client.get(reverse("profile")).status_code for client in clients].count(200) == 1
    assert Account.objects.count() == 1
