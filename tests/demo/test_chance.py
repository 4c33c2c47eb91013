"""Quotas and weights."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jalon.demo.chance import by_quota, pick_several, pick_weighted, quotas


def test_largest_remainders_win() -> None:
    # 10 in proportion 1:1:1 are 3.33 each: one of them gets the tenth.
    assert quotas(10, [1, 1, 1]) == [4, 3, 3]
    # 5 in proportion 3:2:1 are 2.5, 1.67 and 0.83: the last two are rounded up.
    assert quotas(5, [3, 2, 1]) == [2, 2, 1]


@given(st.integers(0, 5000), st.lists(st.floats(0.01, 1000), min_size=1, max_size=12))
def test_quotas_add_up_and_are_within_one(total: int, shares: list[float]) -> None:
    counts = quotas(total, shares)
    assert sum(counts) == total
    exact = [share * total / sum(shares) for share in shares]
    assert all(abs(count - share) < 1 + 1e-6 for count, share in zip(counts, exact, strict=True))


def test_by_quota_is_exact_whatever_the_order() -> None:
    drawn = by_quota(np.random.default_rng(3), 100, {"a": 0.7, "b": 0.3})
    assert Counter(drawn) == {"a": 70, "b": 30}
    assert drawn != sorted(drawn)


def test_weights_are_followed() -> None:
    rng = np.random.default_rng(3)
    drawn = Counter(pick_weighted(rng, {"often": 9, "seldom": 1, "never": 0}) for _ in range(4000))
    assert drawn["never"] == 0
    # 400 expected, standard deviation 19.
    assert 320 < drawn["seldom"] < 480


def test_several_are_different() -> None:
    rng = np.random.default_rng(3)
    assert sorted(pick_several(rng, {"a": 1, "b": 5, "c": 2}, 3)) == ["a", "b", "c"]
