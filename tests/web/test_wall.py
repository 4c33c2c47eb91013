"""The wall: what a named person may hold is asked by that person's own pages only."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "jalon"
ALLOWED = {
    "jobs/queries.py",  # the door itself
    "runtime/prepare.py",  # answers once for a fictional account, so that kernels are compiled
}


QUESTIONS = {"offers_for", "unlocks_of", "with_starts"}
"""What the job space answers about a named person."""


def names_of(module: ast.Module) -> set[str]:
    """Every name that a module imports, takes from another, or reads as an attribute."""
    imported = {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    read = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    return imported | read


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_only_the_persons_own_pages_ask_for_their_offers(question: str) -> None:
    askers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if question in names_of(ast.parse(path.read_text()))
    }
    strangers = {name for name in askers - ALLOWED if not name.startswith("web/person/")}
    assert strangers == set()
    assert "web/person/views.py" in askers


def test_every_question_of_the_job_space_is_held() -> None:
    module = ast.parse((SOURCE / "jobs/queries.py").read_text())
    asked = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
    assert {name for name in asked if not name.startswith("_")} == QUESTIONS
