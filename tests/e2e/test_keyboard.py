"""The whole path with the keyboard alone, and a focus that is always seen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from jalon.people.models import Person
from tests.e2e.fixtures import NewContext

FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return {
    name: (at.innerText || at.getAttribute('aria-label') || at.name || '').trim(),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
  };
}"""


SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""


def tab_to(page: Page, name: str, most: int = 40) -> int:
    """Presses Tab until `name` has the focus; each stop on the way must be visible."""
    for pressed in range(1, most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["outline"] >= 2, focused
        page.wait_for_function(SEEN)
        if name in focused["name"]:
            return pressed
    raise AssertionError(f"{name} cannot be reached with the keyboard")


def test_the_path_without_a_mouse(context: NewContext, alice: Person) -> None:
    page = context(1280).new_page()
    page.goto("/")
    assert tab_to(page, "Aller au contenu") == 1
    tab_to(page, "Entrer avec mon compte")
    tab_to(page, "Entrer")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/mes-offres/(#.*)?$"))
    tab_to(page, "Aide à domicile")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mes-offres/tient-*/")
    tab_to(page, "Revenir à mes offres")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/mes-offres/(#.*)?$"))


def test_the_first_key_skips_the_header(context: NewContext, alice: Person) -> None:
    page = context(360).new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


def test_targets_are_large_enough_for_a_thumb(context: NewContext, alice: Person) -> None:
    """44 px for what is pressed alone; links inside a sentence are let off (WCAG 2.5.8)."""
    page = context(360).new_page()
    page.goto("/")
    page.get_by_role("button").first.click()
    small = page.eval_on_selector_all(
        "header a, header button, .tabs a, .button, select",
        """all => all.map(each => [each.innerText, each.getBoundingClientRect().height])
                   .filter(([, height]) => height < 44)""",
    )
    assert small == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
