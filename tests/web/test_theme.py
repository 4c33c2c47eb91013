"""The theme's promises: contrast, no inline style or script, and the weight of a first visit."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

WEB = Path(__file__).parents[2] / "src" / "jalon" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
FIRST_LOAD_BYTES = 100_000

PAIRS = (
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "sunk"),
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    ("ink-soft", "sunk"),
    ("teal", "paper"),
    ("teal", "card"),
    ("teal-deep", "card"),
    ("on-teal", "teal"),
    ("on-teal", "teal-deep"),
    ("paper", "ink"),
    ("saffron-ink", "saffron-soft"),
    ("saffron-ink", "card"),
    ("bad", "bad-soft"),
    ("bad", "paper"),
    ("ink", "bad-soft"),
)
SHAPES = (
    ("line-strong", "paper"),
    ("line-strong", "card"),
    ("teal", "card"),
    ("on-saffron", "saffron"),
)


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each scheme: those of `:root`, then what a media query changes."""
    css = (WEB / "static/web/css/tokens.css").read_text()
    blocks = re.split(r"(?=@media)", css)
    values = [dict(re.findall(r"--j-([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    names = [re.findall(r"prefers-[\w-]+: \w+", block) for block in blocks]
    light, dark, contrast, both = values
    assert [len(name) for name in names] == [0, 1, 1, 2]
    return {
        "light": light,
        "dark": light | dark,
        "light, more contrast": light | contrast,
        "dark, more contrast": light | dark | contrast | both,
    }


def luminance(colour: str) -> float:
    """WCAG 2.1 relative luminance of `#rrggbb`."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", schemes())
def test_texts_can_be_read(scheme: str) -> None:
    colours = schemes()[scheme]
    least = 7.0 if "contrast" in scheme else 4.5
    weak = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in PAIRS
        if contrast(colours[pair[0]], colours[pair[1]]) < least
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", schemes())
def test_shapes_can_be_seen(scheme: str) -> None:
    colours = schemes()[scheme]
    for ink, ground in SHAPES:
        assert contrast(colours[ink], colours[ground]) >= 3, (ink, ground)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    # A file of ours is no inline script: passkeys cannot do without one.
    files = r"""<script src="\{% static 'web/js/[a-z_]+\.js' %\}" defer></script>"""
    text = re.sub(files, "", path.read_text())
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_french_apostrophes_are_typographic(path: Path) -> None:
    words = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", path.read_text(), flags=re.S)
    assert not re.search(r"\w'\w", words)


def test_only_the_tokens_choose_colours() -> None:
    for path in (WEB / "static/web/css").glob("*.css"):
        if path.name not in ("tokens.css", "print.css"):
            assert not re.search(r"#[0-9a-f]{3,6}\b|rgb\(", path.read_text()), path.name


def test_vendored_assets_have_their_licence_and_version() -> None:
    vendor = WEB / "static/web/vendor"
    table = (vendor / "VERSIONS.md").read_text()
    for folder in (path for path in vendor.iterdir() if path.is_dir()):
        assert (folder / "LICENSE").stat().st_size > 500
        assert f"| {folder.name} |" in table


def weight(url: str) -> int:
    """Bytes on the wire of a static file: gzip for text, as it is for a font."""
    found = finders.find(url.removeprefix("/static/"))
    assert isinstance(found, str), url
    data = Path(found).read_bytes()
    return len(data) if url.endswith("woff2") else len(gzip.compress(data, 9))


def assets(page: str) -> set[str]:
    """All that a page may fetch: links of its head, and the fonts of the tokens."""
    fonts = re.findall(r'url\("\.\./(.*?)"\)', (WEB / "static/web/css/tokens.css").read_text())
    return {
        *re.findall(r'(?:href|src)="(/static/[^"]+)"', page),
        *(f"/static/web/{font}" for font in fonts),
    }


@pytest.mark.django_db
def test_a_first_visit_weighs_less_than_100_kb() -> None:
    page = Client().get("/").content
    names = assets(page.decode())
    assert len(names) >= 9
    total = len(gzip.compress(page, 6)) + sum(weight(name) for name in names)
    assert total <= FIRST_LOAD_BYTES
