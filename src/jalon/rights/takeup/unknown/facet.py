"""One unknown, and what it is tried with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Facet:
    """One unknown: the question that settles it, and what it is tried with, the usual one first.

    A single value is what is known. What is `rare` is counted at its first value; the others only
    keep a "no" from being said.
    """

    question: str
    values: tuple[Any, ...]
    rare: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is unknown."""
        return len(self.values) > 1


def known(question: str, value: Any = None) -> Facet:  # noqa: ANN401 - a facet holds what it holds
    """A facet that is settled."""
    return Facet(question, (value,))
