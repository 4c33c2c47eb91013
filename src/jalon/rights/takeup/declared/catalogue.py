"""The benefits, questions and reasons that are declared beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jalon.rights.takeup.declared.entry import Entry, Question
from jalon.rights.takeup.declared.read_files import read_entry, read_questions, read_reasons

FOLDER = Path(__file__).parent
NATIONAL = (
    "rsa", "ppa", "aide_logement", "asf", "af", "cf", "paje", "cmg", "aah", "ass", "css", "ars",
)  # fmt: skip
"""The order of the command contract."""


@cache
def entries() -> Mapping[str, Entry]:
    """Every benefit by id, national ones first in the order of the contract, then local aids."""
    folder = FOLDER / "entries"
    files = [folder / f"{name}.yaml" for name in NATIONAL]
    files += sorted((folder / "local").glob("*.yaml"))
    return {entry.id: entry for entry in (read_entry(file, questions()) for file in files)}


def local_aids() -> list[Entry]:
    """The aids that are wholly declared."""
    return [entry for entry in entries().values() if entry.conditions]


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its code."""
    return read_questions(FOLDER / "questions.yaml")


@cache
def reasons() -> Mapping[str, str]:
    """The French sentence of every reason."""
    return read_reasons(FOLDER / "reasons.yaml")


def with_years(sentence: str, year: int) -> str:
    """The sentence with the years of taxes: of the income, two years before `year`, and of its
    notice, a year later.
    """
    return sentence.replace("{n2}", str(year - 2)).replace("{n1}", str(year - 1))
