"""What is declared of each benefit: claims, documents, scales, questions, local conditions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jalon.rights.ranges import Range
from jalon.rights.takeup.types import Claim

FOLDER = Path(__file__).parent
NATIONAL = (
    "rsa", "ppa", "aide_logement", "asf", "af", "cf", "paje", "cmg", "aah", "ass", "css", "ars",
)  # fmt: skip
"""The order of the command contract."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask in French, and why. `field` is the place of the household that the answer fills;
    None: it is answered elsewhere and never kept.
    """

    code: str
    ask: str
    why: str
    field: str | None


@dataclass(frozen=True, slots=True)
class ScaleOf:
    """The scale of a benefit. `follows` is `fisca.…` or `scales.…`, whose date holds; or it has a
    date of its own. What follows one of our scales has its source there.
    """

    name: str
    follows: str | None
    valid_from: dt.date | None
    source: str | None
    checked_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number between two others, the second left out; `each_child` more for each child."""

    at_least: float = float("-inf")
    under: float = float("inf")
    at_most: float = float("inf")
    each_child: float = 0.0

    def hold(self, number: float, children: int = 0) -> bool:
        """Whether a number is inside."""
        most = self.at_most + self.each_child * children
        return self.at_least <= number < self.under and number <= most


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a local aid: `kind` names the fact."""

    kind: str
    names: tuple[str, ...] = ()
    bounds: Bounds = Bounds()


@dataclass(frozen=True, slots=True)
class Entry:
    """One benefit. Texts are French; `article` is where the law says it."""

    id: str
    name: str
    about: str
    article: str
    claim_at: Claim
    documents: tuple[str, ...]
    scale: ScaleOf | None
    questions: Mapping[str, Question]
    fictional: bool = False
    conditions: tuple[Condition, ...] = ()
    amount_eur_month: Range | None = None


@cache
def entries() -> Mapping[str, Entry]:
    """Every benefit by id, national ones first in the order of the contract, then local aids."""
    from jalon.rights.takeup.reading import read_entry

    national = [read_entry(FOLDER / "entries" / f"{name}.yaml") for name in NATIONAL]
    local = [read_entry(path) for path in sorted((FOLDER / "entries" / "local").glob("*.yaml"))]
    return {entry.id: entry for entry in (*national, *local)}


def local_aids() -> list[Entry]:
    """The aids that are wholly declared."""
    return [entry for entry in entries().values() if entry.conditions]


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its code."""
    from jalon.rights.takeup.reading import read_questions

    return read_questions(FOLDER / "questions.yaml")


@cache
def reasons() -> Mapping[str, str]:
    """The French sentence of every reason."""
    from jalon.rights.takeup.reading import read_reasons

    return read_reasons(FOLDER / "reasons.yaml")
