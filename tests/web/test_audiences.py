"""Audiences know nothing of each other in their templates either, which no import contract sees."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

WEB = Path(__file__).parents[2] / "src" / "jalon" / "web"
TEMPLATES = WEB / "templates" / "web"
SHARED = {"components", "icons"}
"""Folders of templates that belong to no audience."""
AUDIENCES = sorted(
    folder.name for folder in TEMPLATES.iterdir() if folder.is_dir() and folder.name not in SHARED
)
ENGINE: dict[str, Any] = settings.TEMPLATES[0]
OPTIONS = ENGINE["OPTIONS"]
LIBRARIES: dict[str, str] = OPTIONS["libraries"]


def audience_of(template: str) -> str | None:
    """The audience of a template by its name; None for what all share."""
    parts = template.split("/")
    return parts[1] if len(parts) > 2 and parts[1] in AUDIENCES else None


def named_in(text: str) -> set[str]:
    """The templates that a text names."""
    return set(re.findall(r"web/[\w/-]+\.(?:html|svg)", text))


def test_there_are_audiences() -> None:
    assert {"anybody", "caseworker", "person"} <= set(AUDIENCES)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_has_a_room_of_the_same_name(audience: str) -> None:
    assert (WEB / audience / "__init__.py").exists()


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: str(p.relative_to(TEMPLATES))
)
def test_a_template_uses_what_is_its_audiences_or_everybodys(path: Path) -> None:
    text, own = path.read_text(), audience_of(f"web/{path.relative_to(TEMPLATES)}")
    allowed = {own, None, "person" if path.parent.name == "guards" else None}
    assert {audience_of(name) for name in named_in(text)} <= allowed
    loaded = {
        name for names in re.findall(r"{%\s*load\s+([^%]+?)\s*%}", text) for name in names.split()
    }
    assert {name for name in loaded if name in LIBRARIES} <= ({own} if own else set())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_modules_of_an_audience_show_its_own_templates(audience: str) -> None:
    for path in (WEB / audience).rglob("*.py"):
        named = named_in(path.read_text()) | set(re.findall(r"web/[a-z_]+/", path.read_text()))
        assert {audience_of(f"{name}x" if name[-1] == "/" else name) for name in named} <= {
            audience,
            None,
        }, path


def test_only_shared_components_are_loaded_for_every_template() -> None:
    for module in (*OPTIONS["builtins"], *LIBRARIES.values()):
        parts = module.split(".")
        assert parts[:2] != ["jalon", "web"] or parts[2] in {"templatetags", *AUDIENCES}
    assert [name for name in OPTIONS["builtins"] if name.split(".")[-1] in AUDIENCES] == []
    assert {name: module.split(".")[2] for name, module in LIBRARIES.items()} == {
        name: name for name in LIBRARIES
    }


def test_the_shared_templates_name_no_audience() -> None:
    shared = [
        path for folder in sorted(SHARED - {"guards"}) for path in (TEMPLATES / folder).rglob("*")
    ]
    for path in [*shared, TEMPLATES / "base.html"]:
        assert {audience_of(name) for name in named_in(path.read_text())} <= {None}, path


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: p.name)
def test_a_template_names_those_that_it_includes(path: Path) -> None:
    """A variable could name another audience's template, and nothing would see it."""
    used = re.findall(r"{%\s*(?:include|extends)\s+(\S+)", path.read_text())
    asked_by_code = {"question.html": ["fields"]}
    assert [name for name in used if name[0] not in "\"'"] == asked_by_code.get(path.name, [])
