"""Pages that everybody may come to, by a link or by accident: nobody is lost there."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from jalon.partners.models import Agent
from jalon.people.models import Person
from jalon.web.feeds import FeedLine
from tests.web.conftest import sign_in


def pages_of_all(client: Client) -> dict[str, str]:
    """What each of these pages shows to whoever entered with `client`."""
    client.handler.enforce_csrf_checks = True
    answers = {
        "home": (200, client.get(reverse("home"))),
        "sources": (200, client.get(reverse("sources"))),
        "not found": (404, client.get("/nulle-part/")),
        "too old": (403, client.post(reverse("leave"))),
    }
    assert {name: got.status_code for name, (_, got) in answers.items()} == {
        name: status for name, (status, _) in answers.items()
    }
    return {name: got.content.decode() for name, (_, got) in answers.items()}


def test_a_person_keeps_the_way_to_their_pages(alice: Person) -> None:
    pages = pages_of_all(sign_in(alice))
    pages["not theirs"] = sign_in(alice).get(reverse("caseload")).content.decode()
    for name, page in pages.items():
        for way in ("offers", "rights", "profile"):
            assert f'<a href="{reverse(way)}"' in page, name
        assert re.search(r'action="/sortir/">\s*<input[^>]*csrfmiddlewaretoken', page), name
        assert "Mes dossiers" not in page.partition("<main")[0], name


def test_an_agent_keeps_the_way_to_their_files(nadia: Agent) -> None:
    pages = pages_of_all(sign_in(nadia))
    pages["not theirs"] = sign_in(nadia).get(reverse("offers")).content.decode()
    for name, page in pages.items():
        assert f'<a href="{reverse("caseload")}"' in page, name
        assert reverse("offers") not in page, name


@pytest.mark.django_db
def test_nobody_is_shown_no_way_that_is_closed() -> None:
    for name, page in pages_of_all(Client()).items():
        assert "top__nav" not in page, name
        assert "top__out" not in page, name


def test_a_failure_of_ours_asks_nobody_who_they_are(alice: Person) -> None:
    request = RequestFactory().get("/")
    request.user = alice.user  # type: ignore[assignment]
    assert "top__nav" not in server_error(request).content.decode()


@pytest.mark.django_db
def test_the_age_of_the_timetables_is_said_once_and_contradicted_nowhere(
    monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    feed = FeedLine("Réseau d’essai", "du 1er janvier 2026 au 31 décembre 2030")
    monkeypatch.setattr("jalon.web.anybody.views.list_feeds", lambda _: [feed])
    page = Client().get(reverse("sources")).content.decode()
    assert "<strong>janvier 2018</strong>" in page
    assert "<strong>mars 2019</strong>" in page
    assert "Dates couvertes" in page
    assert feed.validity in page
    assert "pas plus récents pour autant" in page
    assert "Valable" not in page
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    page = Client().get(reverse("sources")).content.decode()
    assert feed.validity in page
    assert "2018" not in page
    assert "plus récents" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(("last_day", "is_over"), [("2026-11-29", True), ("2026-11-30", False)])
def test_a_timetable_whose_dates_are_past_says_so(
    monkeypatch: pytest.MonkeyPatch, last_day: str, is_over: bool
) -> None:
    days = {"first_day": "2025-09-01", "last_day": last_day}
    feeds = [{"publisher": "", "name": "essai", "validity": days}]
    monkeypatch.setattr("jalon.web.feeds.read_manifest", lambda _: {"feeds": feeds})
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: dt.date(2026, 11, 30))
    page = Client().get(reverse("sources")).content.decode()
    assert "<td>essai</td>" in page
    assert "du 1er\N{NO-BREAK SPACE}septembre 2025 au" in page
    assert ("Ces dates sont passées." in page) == is_over
