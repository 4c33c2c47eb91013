"""Answers of the law as texts that are kept, and read where no law is built.

Each comes back equal to what was written, to the last bit. A text belongs to one version of the
law (`law_version`): no other one reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable

from jalon.core.dataclass_json import read_json, write_json
from jalon.rights.gain.ledger.told_year import ToldYear
from jalon.rights.gain.result import Gain
from jalon.rights.ranges import Range
from jalon.rights.takeup.result import Check

_BEHIND = ("openfisca-core", "openfisca-france")
_OF_PROGRAMS = (".py", ".toml", ".txt", ".yaml")


@dataclass(frozen=True, slots=True)
class KeptGains:
    """Gains in the order of their jobs: a list reads every range, and few of the gains whole."""

    net_eur_month: tuple[Range | None, ...]
    texts: tuple[bytes, ...]

    def read(self, rank: int) -> Gain:
        """One gain, the first of rank 0."""
        return read_json(Gain, self.texts[rank])


def write_check(check: Check) -> bytes:
    """The text of a check."""
    return write_json(check)


def read_check(text: bytes) -> Check:
    """The check of a text."""
    return read_json(Check, text)


def write_year(year: ToldYear) -> bytes:
    """The text of a year."""
    return write_json(year)


def read_year(text: bytes) -> ToldYear:
    """The year of a text."""
    return read_json(ToldYear, text)


def write_gains(gains: Iterable[Gain]) -> bytes:
    """The text of gains: a line of ranges, then a line for each."""
    kept = list(gains)
    ranges = write_json([gain.net_eur_month for gain in kept])
    return b"\n".join([ranges, *(write_json(gain) for gain in kept)])


def read_gains(text: bytes) -> KeptGains:
    """The gains of a text."""
    ranges, *texts = text.split(b"\n")
    return KeptGains(read_json(tuple[Range | None, ...], ranges), tuple(texts))


@cache
def law_version() -> str:
    """Which law answers, in sixteen letters: another where a scale, a rule or OpenFisca is."""
    made = hashlib.sha256()
    for name in _BEHIND:
        made.update(f"{name} {version(name)}\n".encode())
    for room in ("jalon.rights", "jalon.core"):
        _add(made, resources.files(room))
    return made.hexdigest()[:16]


def _add(made: hashlib._Hash, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _add(made, entry)
        elif entry.name.endswith(_OF_PROGRAMS):
            made.update(entry.name.encode() + b"\n" + entry.read_bytes())
