"""What the documents tell one to type can be typed, and what they name is there."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from jalon import __version__
from jalon.cli import NOUNS, build_parser

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "bench" / "README.md"]

# Words in capitals stand for a value of one's own; most commands take them as they are.
A_VALUE_FOR = {"RANK:HASH": f"1:{'0' * 64}", "HOST": "localhost"}
ASKED_MOST = {
    "the safe leave",
    "the choice of a place for the week",
    "a page for recruiters",
    "the clock of orientation",
    "what a household may claim",
    "who may open a file",
}


class Command(NamedTuple):
    """What a document tells one to type: all of it in a block, or a mere mention in a sentence."""

    document: str
    words: tuple[str, ...]
    is_whole: bool

    def __str__(self) -> str:
        return f"{self.document}: {' '.join(self.words)}"


def _commands(document: Path) -> Iterator[Command]:
    text = document.read_text()
    name = str(document.relative_to(ROOT))
    blocks = re.findall(r"^ *```(\w*)\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^    (jalon .*)$", text, re.MULTILINE)
    for line in [*(block for kind, block in blocks if kind == "sh"), *indented]:
        for words in _typed(line):
            yield Command(name, words, is_whole=True)
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    for span in re.findall(r"`([^`]+)`", prose):
        for words in _typed(span):
            yield Command(name, words, is_whole=False)


def _typed(text: str) -> Iterator[tuple[str, ...]]:
    """Each command of a text, without what comes before it on its line."""
    for line in text.replace("\\\n", " ").splitlines():
        for part in re.split(r"&&|;", line):
            try:
                words = shlex.split(part, comments=True)
            except ValueError:  # an apostrophe of a sentence
                continue
            while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
                words = words[1:]
            if words:
                yield (Path(words[0]).name, *words[1:])


FOUND = [command for document in DOCUMENTS for command in _commands(document)]
OF_JALON = [command for command in FOUND if command.words[0] == "jalon"]
OF_MAKE = [command for command in FOUND if command.words[0] == "make"]
OF_PYTHON = [command for command in FOUND if re.match(r"python[\d.]*$", command.words[0])]


def _parser_of(words: tuple[str, ...]) -> tuple[argparse.ArgumentParser, tuple[str, ...]]:
    """The parser of the verb that is named, and what is given to it."""
    parser = build_parser(list(NOUNS))
    while nested := [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]:
        if not words or words[0] not in nested[0].choices:
            break
        parser, words = nested[0].choices[words[0]], words[1:]
    return parser, words


def test_commands_are_found_in_the_documents() -> None:
    """Should the reader of documents break, the tests below would hold nothing."""
    assert (len(OF_JALON) > 40, len(OF_MAKE) > 20, len(OF_PYTHON) > 4) == (True, True, True)
    assert sum(command.is_whole for command in OF_JALON) >= 8


@pytest.mark.parametrize("command", [c for c in OF_JALON if c.is_whole], ids=str)
def test_a_command_of_jalon_can_be_typed(command: Command) -> None:
    parser, given = _parser_of(command.words[1:])
    parser.parse_args([A_VALUE_FOR.get(word, word) for word in given])


@pytest.mark.parametrize("command", [c for c in OF_JALON if not c.is_whole], ids=str)
def test_a_mention_of_a_command_names_a_verb_and_its_options(command: Command) -> None:
    parser, given = _parser_of(command.words[1:])
    nested = any(isinstance(action, argparse._SubParsersAction) for action in parser._actions)
    assert not (nested and given) or given[0].startswith(("-", "…", "<"))
    known = {name for action in parser._actions for name in action.option_strings}
    assert [word for word in re.findall(r"--[a-z-]+", " ".join(given)) if word not in known] == []


@pytest.mark.parametrize("command", OF_MAKE, ids=str)
def test_a_target_and_its_variables_exist(command: Command) -> None:
    makefile = (ROOT / "Makefile").read_text()
    names = [word for word in command.words[1:] if not word.startswith("-")]
    variables = [name.partition("=")[0] for name in names if "=" in name]
    targets = [name for name in names if "=" not in name]
    assert [name for name in targets if f"\n{name}: " not in makefile] == []
    assert [name for name in variables if not re.search(rf"\b{name}\b", makefile)] == []


@pytest.mark.parametrize("command", OF_PYTHON, ids=str)
def test_a_module_exists_and_knows_its_options(command: Command) -> None:
    assert command.words[1] == "-m"
    name, *given = command.words[2:]
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    if not name.startswith("bench"):
        return
    source = Path(spec.origin)
    sources = source.parent.glob("*.py") if source.name == "__init__.py" else [source]
    code = "".join(path.read_text() for path in sources)
    assert [word for word in given if word.startswith("--") and f'"{word}"' not in code] == []


def test_the_number_of_the_version_is_the_same_everywhere() -> None:
    for name, line in (
        ("pyproject.toml", f'\nversion = "{__version__}"\n'),
        ("publiccode.yml", f"\nsoftwareVersion: {__version__}\n"),
    ):
        assert line in (ROOT / name).read_text()


def _rows_of_where() -> dict[str, str]:
    section = (ROOT / "ARCHITECTURE.md").read_text().partition("\n## Where is…\n")[2]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section.partition("\n## ")[0], re.MULTILINE)
    return dict(rows[1:])


def test_where_is_answers_what_is_asked_most() -> None:
    assert set(_rows_of_where()) >= ASKED_MOST


@pytest.mark.parametrize("question", _rows_of_where())
def test_where_is_names_what_exists_or_a_room_to_come(question: str) -> None:
    answer = _rows_of_where()[question]
    paths = re.findall(r"\]\(([^)]+)\)", answer)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    if "(to come)" in answer:
        room = re.findall(r"`([a-z_]+)[/`]", answer)[0]
        to_come = f"({room})" in (ROOT / "ARCHITECTURE.md").read_text()
        assert to_come or (ROOT / "src" / "jalon" / room).is_dir()
    else:
        assert paths


def test_architecture_is_short() -> None:
    assert (ROOT / "ARCHITECTURE.md").read_text().count("\n") <= 150
