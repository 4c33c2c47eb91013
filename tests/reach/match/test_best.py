"""The best of parts taken in one by one are those of all at once."""

from __future__ import annotations

import numpy as np
import pytest

from jalon.reach.kernels.sentinels import CLOSED
from jalon.reach.match.best import narrowed, take_in
from jalon.reach.match.block import Best


def drawn(rng: np.random.Generator, people: int, numbers: list[int]) -> Best:
    """Some offers, of few different times, so that equals are common; kept in order."""
    best = Best.none(people, len(numbers))
    for person in range(people):
        mine = [(int(rng.integers(1, 4)), n) for n in numbers if rng.random() < 0.7]
        for rank, (seconds, number) in enumerate(sorted(mine)):
            best.seconds[person, rank] = seconds
            best.offer[person, rank] = number
            best.choice[person, rank] = number % 3
    return best


@pytest.mark.parametrize("seed", range(5))
def test_parts_in_any_order_give_the_same(seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = [drawn(rng, 7, list(range(first, first + 6))) for first in (0, 6, 12)]
    wanted = Best.none(7, 4)
    for person in range(7):
        rows = sorted(
            (int(part.seconds[person, k]), int(part.offer[person, k]))
            for part in parts
            for k in range(6)
            if part.seconds[person, k] < CLOSED
        )[:4]
        for rank, (seconds, number) in enumerate(rows):
            wanted.seconds[person, rank], wanted.offer[person, rank] = seconds, number
            wanted.choice[person, rank] = number % 3
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        found = Best.none(7, 4)
        for number in order:
            take_in(found, narrowed(parts[number]))
        for name in ("seconds", "offer", "choice"):
            np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))


def test_only_columns_that_somebody_has_are_sent() -> None:
    best = Best.none(3, 10)
    best.seconds[1, :2] = 60, 70
    assert narrowed(best).seconds.shape == (3, 2)
    assert narrowed(Best.none(3, 10)).offer.shape == (3, 0)
