"""Names of stops as people read them: "HOPITAL HENRI MONDOR" becomes "Hôpital Henri Mondor"."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "facts" / "stop_names.toml"
_SMALL = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur")
)
_WORD = re.compile(r"[^\W_]+")


@cache
def _mends() -> tuple[dict[str, str], dict[str, str]]:
    with _TABLE.open("rb") as file:
        table = tomllib.load(file)
    return table["words"], table["names"]


def _word(raw: str, *, first: bool) -> str:
    """One word with its accents; small words stay small unless they come first."""
    words, _ = _mends()
    if raw.lower() in _SMALL and not first:
        return "à" if raw == "A" else raw.lower()
    if raw.upper() in words:
        return words[raw.upper()]
    return raw.capitalize() if raw.isupper() else raw


def _part(raw: str) -> str:
    """A name between two dashes: its first word is capitalised whatever it is."""
    return _WORD.sub(lambda word: _word(word[0], first=word.start() == 0), raw)


def readable_name(raw: str) -> str:
    """The name of a stop of the feed as a person reads it on a sign."""
    _, names = _mends()
    if raw in names:
        return names[raw]
    plain = re.sub(r"[- ](METRO|RER)\b\.?", lambda end: " RER" if "RER" in end[0] else "", raw)
    parts = plain.strip(" .").split(" - ")
    return " – ".join(_part(part) for part in parts).replace("'", "’")


def slug(name: str) -> str:
    """An id that people can read: `creteil-universite`."""
    plain = unicodedata.normalize("NFKD", name.replace("’", " ")).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain.lower()).split())
