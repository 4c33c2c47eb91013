"""The house is as its documents say: rooms, targets, commands, settings, small files."""

from __future__ import annotations

import argparse
import ast
import graphlib
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from jalon.cli import NOUNS, build_parser
from jalon.runtime.settings import env

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 350
LARGEST_SHELF = 15
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js", ".svg", ".md", ".toml", ".txt"}


def _read(name: str) -> str:
    return (ROOT / name).read_text()


def _rooms() -> set[str]:
    folders = (ROOT / "src" / "jalon").iterdir()
    return {path.name for path in folders if path.is_dir() and any(path.rglob("*.py"))}


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers of commands: those that have no verb under them."""
    nested = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not nested:
        yield parser
    for action in nested:
        for inner in action.choices.values():
            yield from _parsers(inner)


COMMANDS = {parser.prog: parser for parser in _parsers(build_parser(list(NOUNS)))}


def test_architecture_lists_exactly_the_rooms() -> None:
    listed = re.findall(r"^\| `([a-z_]+)` \|", _read("ARCHITECTURE.md"), re.MULTILINE)
    assert sorted(listed) == sorted(_rooms())


def test_the_layers_hold_exactly_the_rooms() -> None:
    contract = _read("pyproject.toml").partition("layers = [")[2].partition("]")[0]
    assert sorted(re.findall(r"[a-z_]+", contract)) == sorted(_rooms())


def test_make_help_tells_every_target() -> None:
    makefile = _read("Makefile")
    targets = makefile.partition(".PHONY: ")[2].partition("\n")[0].split()
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.findall(r"^  make (\w+)", told.stdout, re.MULTILINE) == targets
    assert set(re.findall(r"^([a-z0-9]+):", makefile, re.MULTILINE)) == set(targets)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_with_its_options(command: str) -> None:
    documented = _read("docs/commandes.md")
    assert command in documented
    names = (name for action in COMMANDS[command]._actions for name in action.option_strings)
    options = [name for name in names if name.startswith("--") and name != "--help"]
    assert [name for name in options if name not in documented] == []


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)` \|", _read("docs/reglages.md"), re.MULTILINE)
    assert [name for name in env.names if name not in documented] == []
    assert len(documented) == len(set(documented))
    code = "".join(path.read_text() for path in _code())
    elsewhere = {"NUMBA_CACHE_DIR"}  # read by numba itself
    assert [name for name in documented if name not in elsewhere and f'"{name}"' not in code] == []


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    files = [path for path in _files() if path.suffix in WRITTEN_BY_HAND]
    lengths = {path.relative_to(ROOT): path.read_text().count("\n") for path in files}
    assert {str(path): n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = []
    for document in documents:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
            if not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)}: {target}")
    assert broken == []


def _modules() -> dict[str, Path]:
    """Each module of src and bench by its name; a folder's name is that of its `__init__`."""
    found = {}
    for top in (ROOT / "src", ROOT):
        for package in ("jalon",) if top.name == "src" else ("bench",):
            for path in (top / package).rglob("*.py"):
                parts = path.relative_to(top).with_suffix("").parts
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _arrows(path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules that one imports, wherever in it: in a function and for types too."""
    arrows = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            arrows |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            arrows |= (inner & modules.keys()) or {node.module}
    return arrows & modules.keys()


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = _modules()
    graph = {name: _arrows(path, modules) - {name} for name, path in modules.items()}
    assert sum(map(len, graph.values())) > len(graph)  # the reader of imports reads them
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_no_shelf_has_more_modules_than_one_looks_through() -> None:
    folders = [path.parent for path in _code() if path.name != "__init__.py"]
    shelves = Counter(str(f.relative_to(ROOT)) for f in folders if f.name != "migrations")
    assert {shelf: size for shelf, size in shelves.items() if size > LARGEST_SHELF} == {}


def test_every_folder_of_tests_is_on_the_path_of_what_it_tests() -> None:
    tests = ROOT / "tests"
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    of_rooms = {folder for folder in folders if folder.parts[:1] not in {("e2e",), ("oracle",)}}
    tops = (ROOT / "src" / "jalon", ROOT)  # bench stands beside the package
    homeless = [folder for folder in of_rooms if not any((top / folder).is_dir() for top in tops)]
    assert homeless == []


@pytest.mark.parametrize("room", sorted(_rooms()))
def test_every_room_has_a_folder_of_tests(room: str) -> None:
    assert list((ROOT / "tests" / room).rglob("test_*.py"))


def _code() -> list[Path]:
    return [path for path in _files() if path.suffix == ".py"]


def _files() -> list[Path]:
    """Every file of ours: what is vendored and what a program wrote has no length to keep."""
    paths = (path for top in ("src", "tests", "bench") for path in (ROOT / top).rglob("*"))
    kept = (path for path in paths if not {"vendor", "facts", "__pycache__"} & set(path.parts))
    return [path for path in kept if path.is_file()]
