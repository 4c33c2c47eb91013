"""The demo territory as people will see it: real engine, real timetable, drawn people."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from jalon.demo.network import build_demo_network
from jalon.demo.seed import seed_territory
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.people.models import Person
from jalon.people.queries import list_demo_people
from jalon.web.words.plain import say_of
from jalon.worker import run_waiting
from tests.e2e.fixtures import NewContext


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's compiled timetable."""
    folder = tmp_path_factory.mktemp("network") / "demo"
    build_demo_network(folder)
    return folder


@pytest.fixture
def territory(transactional_db: None, network: Path, settings: object) -> None:
    """The named accounts of the drawn territory, and its timetable; the worker has been there."""
    settings.JALON_NETWORK_DIR = network  # type: ignore[attr-defined]
    seed_territory()
    Person.objects.filter(demo_slug=None).delete()
    tell_all_offers()
    run_waiting()


@pytest.fixture
def space() -> None:
    """The real job space, in the place of the one made by hand."""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_every_account_reaches_a_day(
    context: NewContext, territory: None, space: None, scripts: bool
) -> None:
    page = context(360, scripts=scripts).new_page()
    page.set_default_timeout(60_000)
    people = list(list_demo_people())
    assert len(people) >= 4
    for person in people:
        page.goto("/")
        page.get_by_role(
            "button", name=f"Entrer avec le compte {say_of(person.first_name)}", exact=True
        ).click()
        page.wait_for_url("**/mes-offres/")
        expect(page.get_by_role("article").first).to_be_visible()
        page.get_by_role("article").first.get_by_role("link").click()
        expect(page.get_by_role("img", name="Votre journée : départ à").first).to_be_visible()
        assert "Lieu d’accueil" not in page.inner_text("main")
        page.goto("/pourquoi-pas/")
        assert page.locator(".reasons li").count() > 0
