"""Drawing by quotas and weights from a generator that is passed along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def quotas(total: int, shares: Sequence[float]) -> list[int]:
    """Whole numbers that add up to `total` in proportion to `shares` (largest remainders)."""
    exact = np.asarray(shares, dtype=np.float64) * total / sum(shares)
    whole = np.floor(exact).astype(int)
    rest = total - int(whole.sum())
    for index in np.argsort(-(exact - whole), kind="stable")[:rest]:
        whole[index] += 1
    return [int(number) for number in whole]


def by_quota(rng: np.random.Generator, total: int, shares: Mapping[T, float]) -> list[T]:
    """`total` keys of `shares` in exact proportion and in a drawn order."""
    counts = quotas(total, list(shares.values()))
    keys = [key for key, count in zip(shares, counts, strict=True) for _ in range(count)]
    return [keys[index] for index in rng.permutation(total)]


def pick(rng: np.random.Generator, items: Sequence[T]) -> T:
    """One of `items`, each as likely."""
    return items[int(rng.integers(len(items)))]


def pick_weighted(rng: np.random.Generator, weights: Mapping[T, float]) -> T:
    """One key, as likely as its weight."""
    return list(weights)[_index(rng, list(weights.values()))]


def pick_several(rng: np.random.Generator, weights: Mapping[T, float], count: int) -> list[T]:
    """`count` different keys, drawn one after the other by weight."""
    left = dict(weights)
    chosen: list[T] = []
    for _ in range(count):
        chosen.append(pick_weighted(rng, left))
        del left[chosen[-1]]
    return chosen


def _index(rng: np.random.Generator, weights: Sequence[float]) -> int:
    ladder = np.cumsum(weights)
    return int(np.searchsorted(ladder, rng.random() * ladder[-1], side="right"))
