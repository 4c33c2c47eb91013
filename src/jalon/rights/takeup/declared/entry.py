"""What is declared of each benefit: claims, documents, scales, questions, local conditions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from jalon.rights.ranges import Range
from jalon.rights.takeup.result import Claim

Gender = Literal["masculine", "feminine", "feminine_plural"]
"""Of the French name of a benefit: sentences about it agree."""
GENDERS: tuple[Gender, ...] = get_args(Gender)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask in French, and why. `field` is the place of the household that the answer fills;
    None: it is answered elsewhere and never kept. `ask_partner` asks it about the second adult;
    empty where it is never theirs alone.
    """

    code: str
    ask: str
    why: str
    field: str | None
    ask_partner: str = ""


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
    """One benefit. Texts are French; `article` is where the law says it. `paid_in_month` is the
    month of the year, 1 to 12, of what is paid once a year."""

    id: str
    name: str
    gender: Gender
    about: str
    article: str
    claim_at: Claim
    documents: tuple[str, ...]
    scale: ScaleOf | None
    questions: Mapping[str, Question]
    fictional: bool = False
    conditions: tuple[Condition, ...] = ()
    amount_eur_month: Range | None = None
    paid_in_month: int | None = None
