"""Every page in every state: accessible, narrow, quiet."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from jalon.people.models import Person
from tests.e2e.fixtures import NewContext
from tests.e2e.pages import STOPS, Stop, visit
from tests.web.space import JobSpace

EVERY = pytest.mark.parametrize("stop", STOPS, ids=[stop.name for stop in STOPS])
OTHER_LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
}
"""They change colours and nothing else of a page."""


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds by some of its rules, or by all."""
    options = {"runOnly": {"type": "rule", "values": rules}} if rules else None
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']][:2]}" for each in found]


@EVERY
def test_axe_finds_nothing(context: NewContext, alice: Person, space: JobSpace, stop: Stop) -> None:
    # Without motion colours change at once.
    page = context(360, color_scheme="light", reduced_motion="reduce").new_page()
    visit(page, stop, space)
    found = {"light": violations(page)}
    for look, media in OTHER_LOOKS.items():
        page.emulate_media(**media)
        found[look] = violations(page, "color-contrast")
    assert found == {"light": [], "dark": [], "contrast": []}


@EVERY
def test_the_page_is_narrow_ordered_and_quiet(
    context: NewContext, alice: Person, space: JobSpace, stop: Stop
) -> None:
    page = context(320).new_page()
    said = listen(page)
    visit(page, stop, space)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert_ordered(page)
    # Text at 200 % on a large screen (WCAG 1.4.4).
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert [words for words in said if f"status of {stop.status}" not in words] == []


def listen(page: Page) -> list[str]:
    """A list that fills with what the console says: refused styles, bad SVG, missing files."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def assert_ordered(page: Page) -> None:
    """One first heading, no level left out, a title that names the page."""
    tags = page.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(each => each.tagName)")
    levels = [int(tag[1]) for tag in tags]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.title().endswith("· Jalon")
