"""The wall: what a named person may hold is asked by that person's own pages only."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "jalon"
ALLOWED = {
    "jobs/queries.py",  # the door itself
    "runtime/prepare.py",  # answers once for a fictional account, so that kernels are compiled
}


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


def test_only_the_persons_own_pages_ask_for_their_offers() -> None:
    askers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "offers_for" in names_of(ast.parse(path.read_text()))
    }
    strangers = {name for name in askers - ALLOWED if not name.startswith("web/person/")}
    assert strangers == set()
    assert "web/person/views.py" in askers
