"""What a phone downloads, measured on the answers themselves."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, Request

from jalon.people.models import Person
from tests.e2e.fixtures import NewContext, enter

FIRST_BYTES = 100_000
REPEAT_BYTES = 30_000
PATHS = (
    "/mes-offres/",
    "/mes-offres/tient-00/",
    "/pourquoi-pas/",
    "/mon-profil/",
    "/une-chose-change/",
)


def measured(page: Page) -> list[int]:
    """A list that fills with the bytes of each answer that came over the network."""
    sizes: list[int] = []

    def note(request: Request) -> None:
        answer = request.response()
        if answer is not None and not answer.from_service_worker:
            size = request.sizes()
            sizes.append(size["responseBodySize"] + size["responseHeadersSize"])

    page.on("requestfinished", note)
    return sizes


def fresh(context: BrowserContext) -> tuple[Page, list[int]]:
    page = context.new_page()
    return page, measured(page)


def test_a_first_visit_is_light(context: NewContext, alice: Person) -> None:
    page, sizes = fresh(context(360))
    page.goto("/", wait_until="networkidle")
    assert len(sizes) >= 9
    assert sum(sizes) <= FIRST_BYTES


def test_a_list_opened_first_is_light_too(context: NewContext, alice: Person) -> None:
    """As after a link in a message: the session is there, the cache is not."""
    entered = context(360)
    enter(entered.new_page())
    state = entered.storage_state()
    page, sizes = fresh(context(360, storage_state=state))
    page.goto("/mes-offres/", wait_until="networkidle")
    assert sum(sizes) <= FIRST_BYTES


def test_the_pages_after_are_lighter(context: NewContext, alice: Person) -> None:
    page, sizes = fresh(context(360))
    enter(page)
    page.wait_for_load_state("networkidle")
    for path in PATHS:
        sizes.clear()
        page.goto(path, wait_until="networkidle")
        assert 0 < sum(sizes) <= REPEAT_BYTES, path
