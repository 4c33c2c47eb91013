"""A feed while it is drawn, and what feeds may say beyond stops and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.reach.drawing.dice import Dice, some

Point = tuple[float, float]
Span = tuple[int, int]
MATTERS = ("windows", "seats", "changes", "stations", "headways", "booked", "periods")
"""What a feed says beyond stops and minutes, and what a request says of it."""


@dataclass(frozen=True)
class Size:
    """How large a feed is at most; a line has at most so many trips each way."""

    stops: int = 7
    lines: int = 4
    trips: int = 6


@dataclass
class Draft:
    """The tables so far; `said` are the matters of this world.

    Along a `corridor` there is one way: its lines run from the first stop to the last.
    """

    dice: Dice
    coarse: bool
    said: Sequence[str]
    size: Size
    corridor: bool = False
    tables: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, table: str, *rows: dict[str, Any]) -> None:
        """Rows at the end of a table."""
        self.tables.setdefault(table, []).extend(rows)


def matters(dice: Dice, among: Sequence[str]) -> list[str]:
    """None in one world of three; else one or more."""
    if not among or not dice.between(0, 2):
        return []
    # Seats and changes are many things each.
    often = [*among, *(matter for matter in among if matter in ("seats", "changes"))]
    return list(dict.fromkeys(some(dice, often, 1, 4)))
