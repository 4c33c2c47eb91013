"""The words that a page may use: plain ones, and rarer ones that are listed with their reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)'", re.IGNORECASE)


@cache
def read_list(name: str) -> dict[str, dict[str, str]]:
    """A reviewed list: entries by section, each with its reason."""
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def field_words() -> Mapping[str, str]:
    """The rarer words that stay, whatever their section, with their reasons."""
    return {
        word: why for section in read_list("field_words").values() for word, why in section.items()
    }


@cache
def _plain_words() -> frozenset[str]:
    text = (HERE / "plain_words.tsv").read_text().lower()
    return frozenset(text.split())


def find_rare(word: str) -> set[str]:
    """What is not plain of a word: `allocation` of `l’allocation`, nothing of `chez-vous`."""
    whole = word.lower().replace("’", "'").replace("œ", "oe")
    stem = _ELIDED.sub("", whole).rstrip("'")
    if len(stem) < 2 or {whole, stem} & _plain_words():
        return set()
    return {part for part in re.split("[-']", stem) if len(part) > 1} - _plain_words()


def explained_words(section: str) -> dict[str, str]:
    """The words of a section, and where they are explained."""
    return read_list("field_words")[section]
