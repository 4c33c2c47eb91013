"""What the site lacks is told by name, and a page is never empty for want of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from jalon.web.guards import readiness
from jalon.web.guards.readiness import Missing, ReadyMiddleware, answer_failure, list_missing
from tests.database import as_superuser, refusing_connection, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "read_manifest", lambda _: {})


def lacking(monkeypatch: pytest.MonkeyPatch, *missing: Missing) -> None:
    monkeypatch.setattr(readiness, "list_missing", lambda: [*missing])


def test_a_whole_site_lacks_nothing() -> None:
    assert list_missing() == []
    answer = Client().get(reverse("health"))
    assert (answer.status_code, answer.json()) == (
        200,
        {"alive": True, "ready": True, "missing": []},
    )
    assert "no-store" in answer["Cache-Control"]
    assert Client().get("/health/alive").json() == {"alive": True}


def test_a_network_that_is_missing_is_named_and_stops_no_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(settings, "JALON_NETWORK_DIR", tmp_path)
    answer = Client().get("/health")
    assert (answer.status_code, answer.json()["missing"]) == (503, ["network"])
    assert Client().get("/").status_code == 200


def test_a_table_or_a_migration_that_is_missing_is_told() -> None:
    with as_superuser():
        run("DELETE FROM django_migrations WHERE app = 'audit'")
    assert list_missing() == [Missing.TABLES]
    with as_superuser():
        run("DROP TABLE django_migrations")
    assert list_missing() == [Missing.TABLES]


def test_tables_of_a_newer_version_are_told() -> None:
    assert readiness.list_newer_tables() == []
    with as_superuser():
        run(
            "INSERT INTO django_migrations (app, name, applied) VALUES "
            "('audit', '0099_later', now()), ('a_room_that_is_gone', '0001_initial', now())"
        )
    assert readiness.list_newer_tables() == ["audit 0099_later"]


def test_a_database_that_is_away_is_told() -> None:
    with refusing_connection(OperationalError()):
        assert list_missing() == [Missing.DATABASE]
        answer = answer_failure(RequestFactory().get("/"))
    assert answer.status_code == 503
    assert "Le service revient bientôt" in answer.content.decode()


def test_pages_answer_503_until_the_site_is_ready_and_look_no_more_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def page(_: HttpRequest) -> HttpResponse:
        return HttpResponse("page")

    middleware, request = ReadyMiddleware(page), RequestFactory().get("/")
    lacking(monkeypatch, Missing.TABLES, Missing.NETWORK)
    answer = middleware(request)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Le service revient bientôt" in answer.content.decode()
    assert middleware(RequestFactory().get("/health")).content == b"page"
    lacking(monkeypatch, Missing.NETWORK)
    assert middleware(request).content == b"page"
    lacking(monkeypatch, Missing.TABLES)
    assert middleware(request).content == b"page"


def test_a_failure_of_ours_keeps_its_page_and_is_never_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = RequestFactory().get("/")
    assert answer_failure(request).status_code == 500

    def fail(name: str, **given: object) -> str:
        if name == "500.html":
            raise ValueError("Missing staticfiles manifest entry")
        return str(render_to_string(name, **given))  # type: ignore[arg-type]

    monkeypatch.setattr(readiness, "render_to_string", fail)
    answer = answer_failure(request)
    assert (answer.status_code, len(answer.content) > 500) == (503, True)
