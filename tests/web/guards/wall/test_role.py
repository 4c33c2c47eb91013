"""The role lasts as long as a page, and the connection always comes back to its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, cast

import psycopg
import pytest
from django.contrib.auth.models import User
from django.db import ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from pytest_django import DjangoDbBlocker

from jalon.partners.models import Agent
from jalon.web.guards.access import for_agent
from jalon.web.guards.wall import role
from jalon.web.guards.wall.page import BehindWallError
from jalon.web.guards.wall.role import WallFellError, as_caseworker, name_role

OWN = "jalon"
"""Who the application is, on the server of the tests or on one of one's own."""
View = Callable[[HttpRequest, Agent], HttpResponse]
Open = Callable[[View], HttpResponse]


def who() -> str:
    """Whose rights the next statement has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - a table of this test
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@pytest.fixture(autouse=True)
def own(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A connection as pages have it, in no transaction; these tests write nothing."""
    with django_db_blocker.unblock():
        own = who()
        assert own != name_role()
        yield own
        assert who() == own
        connection.close()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page to an agent who has entered."""
    monkeypatch.setattr("jalon.web.guards.access.find_agent_of", lambda _: Agent(pk=1))

    def open_page(view: View) -> HttpResponse:
        request = RequestFactory().get("/")
        request.user = User(pk=1)
        return for_agent(view)(request)

    return open_page


def test_a_page_of_an_agent_is_the_roles_and_what_follows_is_not(open_page: Open) -> None:
    seen: list[str] = []

    def view(*_: object) -> HttpResponse:
        seen.append(who())
        return HttpResponse()

    open_page(view)
    assert seen == [name_role()]


def fail(*_: object) -> HttpResponse:
    raise OSError


def fail_in_the_database(*_: object) -> HttpResponse:
    with transaction.atomic():
        return HttpResponse(count("nothing_of_this_name"))


def lose_the_connection(*_: object) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")  # who may: a superuser entered, in tests
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return HttpResponse()


def leave_a_transaction_open(*_: object) -> HttpResponse:
    connection.set_autocommit(False)
    with suppress(ProgrammingError):
        count("nothing_of_this_name")
    return HttpResponse()


@pytest.mark.parametrize(
    "view", [fail, fail_in_the_database, lose_the_connection, leave_a_transaction_open]
)
def test_a_page_that_fails_gives_the_role_back(view: View, open_page: Open, own: str) -> None:
    with suppress(Exception):
        open_page(view)
    assert who() == own


@pytest.mark.parametrize("view", [fail, fail_in_the_database])
def test_a_page_that_fails_in_a_transaction_of_the_request_gives_it_back_too(
    view: View, open_page: Open, own: str
) -> None:
    with suppress(Exception), transaction.atomic():
        open_page(view)
    assert who() == own
    with transaction.atomic():
        open_page(lambda *_: HttpResponse(who()))
        assert who() == own


def test_a_failure_within_a_transaction_ends_with_it(own: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), as_caseworker():
        count("nothing_of_this_name")
    assert who() == own


def test_within_the_role_one_stays_in_it(own: str) -> None:
    with as_caseworker():
        with as_caseworker():
            assert who() == name_role()
        assert who() == name_role()
    assert who() == own


def test_a_connection_made_in_the_middle_of_a_page_is_the_roles(open_page: Open) -> None:
    def view(*_: object) -> HttpResponse:
        connection.close()
        return HttpResponse(who())

    assert open_page(view).content.decode() == name_role()


def test_a_template_that_is_rendered_later_is_rendered_in_the_role(open_page: Open) -> None:
    def view(*_: object) -> HttpResponse:
        template: Any = engines["django"].from_string("{{ who }}")
        return SimpleTemplateResponse(template, {"who": who})

    assert open_page(view).content.decode() == name_role()


@pytest.mark.parametrize("read", [0, 1, 2, 3])
def test_an_answer_that_is_sent_piece_by_piece_is_made_in_the_role(
    read: int, open_page: Open, own: str
) -> None:
    def pieces() -> Iterator[str]:
        yield who()
        with transaction.atomic():
            yield who()
            connection.set_rollback(True)
        yield who()

    response = cast("Any", open_page)(lambda *_: StreamingHttpResponse(pieces()))
    for _, piece in zip(range(read), response.streaming_content, strict=False):
        assert piece.decode() == name_role()
        assert who() == own
    response.close()
    assert who() == own


BEHIND = ("jobs_offer", "jobs_shift", "matching_tile", "matching_windowtile", "auth_user")


@pytest.mark.parametrize("table", BEHIND)
def test_a_deep_link_is_refused_by_the_database(table: str) -> None:
    assert count(table) == 0
    with pytest.raises(ProgrammingError) as refused, as_caseworker():
        count(table)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_a_page_that_is_refused_is_one_line_of_the_log(
    open_page: Open, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "jalon"), pytest.raises(BehindWallError):
        open_page(lambda *_: HttpResponse(count("matching_seat")))
    assert [record.getMessage() for record in caplog.records] == [
        "The database refused the page «  »: it reaches behind the wall."
    ]


def test_another_mistake_is_no_refusal(open_page: Open) -> None:
    with pytest.raises(ProgrammingError):
        open_page(fail_in_the_database)


def test_where_the_database_holds_no_wall_the_code_alone_does(
    open_page: Open, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(role, "name_role", lambda: "jalon_caseworker_of_nobody")
    monkeypatch.setattr(role, "_held", set())
    assert open_page(lambda *_: HttpResponse(who())).content.decode() == own


def test_a_wall_that_falls_closes_the_pages(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_page(lambda *_: HttpResponse())
    monkeypatch.setattr(role, "name_role", lambda: "jalon_caseworker_of_nobody")
    with pytest.raises(WallFellError, match="run jalon site migrate"):
        open_page(lambda *_: HttpResponse())


def test_a_connection_that_cannot_take_the_role_again_is_nobodys(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def view(*_: object) -> HttpResponse:
        connection.close()
        monkeypatch.setattr(role, "name_role", lambda: "jalon_caseworker_of_nobody")
        for _time in range(2):
            with pytest.raises(WallFellError):
                who()
        return HttpResponse()

    assert open_page(view).status_code == 200


def test_a_long_name_of_a_database_is_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    names = set()
    for end in "ab":
        monkeypatch.setitem(connection.settings_dict, "NAME", "d" * 62 + end)
        names.add(name_role())
    assert len(names) == 2
    assert {len(name) for name in names} == {49}
