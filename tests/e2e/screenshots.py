"""Draws docs/img from a running demo: `python -m tests.e2e.screenshots http://127.0.0.1:8000`.

The first screen of each page, on a phone (360 px) and on a desk (1280 px).
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.e2e.chromium import CHROMIUM, FLAGS

IMAGES = Path(__file__).parents[2] / "docs" / "img"
SIZES = {360: 780, 1280: 860}
SETTLING_MS = 5_000
ACCOUNT = "creteil"
"""A mother with a child in a crèche: every kind of leg is on her pages."""


def main(address: str) -> None:
    """Writes home, list, offer, pourquoi-pas, lieux and droits at both widths."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for width, height in SIZES.items():
            context = browser.new_context(
                base_url=address, locale="fr-FR", viewport={"width": width, "height": height}
            )
            draw(context.new_page(), width)
        browser.close()


def draw(page: Page, width: int) -> None:
    """Follows the path and keeps an image of each page."""
    page.goto("/")
    keep(page, "home", width)
    page.locator(f"form:has(input[value='{ACCOUNT}']) button").click()
    page.wait_for_url("**/mes-offres/")
    page.wait_for_timeout(SETTLING_MS)  # gains come once they are computed
    page.goto("/mes-offres/?tri=gain")
    keep(page, "list", width)
    page.get_by_role("article").first.get_by_role("link").click()
    page.wait_for_url("**/mes-offres/*/")
    keep(page, "offer", width)
    page.goto("/pourquoi-pas/")
    keep(page, "pourquoi-pas", width)
    page.goto("/mon-profil/enfants/1/lieux/")
    keep(page, "lieux", width)
    page.goto("/mes-droits/resultat/")
    keep(page, "droits", width)


def keep(page: Page, name: str, width: int) -> None:
    """Writes one image, once the letters are there."""
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=IMAGES / f"{name}-{width}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
