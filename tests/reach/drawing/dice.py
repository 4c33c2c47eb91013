"""What draws a world: hypothesis, which shrinks a failing one, or chance, which is quick."""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

Item = TypeVar("Item")


class Dice(Protocol):
    """Draws whole numbers; the first of a range and of a list are the simplest."""

    def between(self, low: int, high: int) -> int: ...


class HypothesisDice:
    """Draws by hypothesis."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def between(self, low: int, high: int) -> int:
        return self._draw(_integers(low, high))


@functools.cache
def _integers(low: int, high: int) -> st.SearchStrategy[int]:
    # A world takes a thousand draws: making their strategies would take as long as drawing.
    return st.integers(low, high)


class RandomDice:
    """Draws by chance: the same seed gives the same world."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a world, not a secret

    def between(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


def pick(dice: Dice, items: Sequence[Item]) -> Item:
    """One of some items."""
    return items[dice.between(0, len(items) - 1)]


def one_in(dice: Dice, count: int) -> bool:
    """True once in so many times; False is the simpler."""
    return dice.between(1, count) == count


def shuffled(dice: Dice, items: Sequence[Item]) -> list[Item]:
    """All items, in any order."""
    left = list(items)
    return [left.pop(dice.between(0, len(left) - 1)) for _ in items]


def some(dice: Dice, items: Sequence[Item], least: int, most: int) -> list[Item]:
    """So many items at least and at most, each once, in any order."""
    return shuffled(dice, items)[: dice.between(least, min(most, len(items)))]
