"""The site as it is in production (collected, compressed, named static files) and a real browser.

Days are made by hand (tests/web/days.py), so that every state of the pages is there at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from jalon.partners.models import CarePlace
from jalon.people.models import Person
from jalon.rights import warm_systems
from jalon.web.words.plain import say_of
from tests.e2e.chromium import CHROMIUM, FLAGS
from tests.e2e.offers import all_gains, all_kinds, all_unlocks
from tests.factories import follow, make_agent, make_child, make_person, make_place
from tests.law import law_at_once
from tests.web import days
from tests.web.household_answers import answer, usual_answers
from tests.web.space import JobSpace

MANIFEST = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven from here."""
    # Playwright keeps an event loop in this thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served as in production."""
    from django.conf import settings

    with override_settings(
        JALON_DEMO=True,
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=settings.STORAGES | {"staticfiles": MANIFEST},
        WHITENOISE_AUTOREFRESH=False,
        WHITENOISE_USE_FINDERS=False,
    ):
        call_command("collectstatic", "--no-input", verbosity=0)
        server = LiveServerThread("127.0.0.1", cast(Any, lambda application: application))
        server.daemon = True
        server.start()
        server.is_ready.wait()
        assert server.error is None
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()


@pytest.fixture(scope="session", autouse=True)
def warm_rights() -> None:
    """The engine of rights is ready, as it is before a server answers."""
    warm_systems()


__all__ = ["law_at_once"]


@pytest.fixture(autouse=True)
def law(law_at_once: None) -> None:
    """The site is in this process, and no worker beside it: the law answers as it is asked."""


@pytest.fixture
def alice(transactional_db: None) -> Person:
    """The account of the tests; Inès goes to the Lilas, and the Soleil has room."""
    person = make_person("Alice", "alice")
    lilas, _ = (_place(*each) for each in (("lilas", "Les Lilas", 0), ("soleil", "Le Soleil", 2)))
    make_child(person, place=lilas)
    answer(person, usual_answers(person))
    follow(make_agent("Nadia", "Ferrand", "referente"), person)
    return person


def _place(slug: str, name: str, free: int) -> CarePlace:
    hours = {day: ["07:30", "18:30"] for day in days.WORK_WEEK}
    return make_place(slug, name=f"Crèche {name}", hours=hours, free_places=free)


@pytest.fixture(autouse=True)
def space(monkeypatch: pytest.MonkeyPatch) -> JobSpace:
    """The job space: offers of every kind, what would open them; a test may put others there."""
    placed = JobSpace(all_kinds(), all_unlocks(), all_gains())
    placed.install(monkeypatch)
    return placed


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[NewContext]:
    """Makes browser contexts: width, scripts, colour scheme… and closes them."""
    opened: list[BrowserContext] = []

    def make(width: int = 1280, *, scripts: bool = True, **options: Any) -> BrowserContext:  # noqa: ANN401
        made = browser.new_context(
            base_url=site,
            locale="fr-FR",
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            **options,
        )
        made.set_default_timeout(10_000)
        opened.append(made)
        return made

    yield make
    for made in opened:
        made.close()


def enter_agent(page: Page) -> None:
    """Enters with the agent's account."""
    page.goto("/")
    page.get_by_role("button", name="Entrer avec le compte de Nadia Ferrand").click()
    page.wait_for_url("**/dossiers/")


def enter(page: Page, first_name: str = "Alice") -> None:
    """Enters with a demo account, as a person does."""
    page.goto("/")
    page.get_by_role("button", name=f"Entrer avec le compte {say_of(first_name)}").click()
    page.wait_for_url("**/mes-offres/")
