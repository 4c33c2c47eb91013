"""Steps: the useful ways of a pair of points, by arrival; what is still missing among them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Ints, Longs

FAR = np.int32(2**30)
"""Seconds, or a moment, that nobody waits for."""


class Steps(NamedTuple):
    """The steps of pair i are `start[i]:start[i + 1]`: arrivals and leaves, both rising."""

    start: Longs
    arrive: Ints
    leave: Ints


@njit(nogil=True, cache=True)
def merged_steps(a: Steps, b: Steps) -> Steps:
    """Pair by pair the best of both."""
    count = len(a.start) - 1
    start = np.zeros(count + 1, dtype=np.int64)
    arrive = np.empty(len(a.arrive) + len(b.arrive), dtype=np.int32)
    leave = np.empty_like(arrive)
    size = 0
    for i in range(count):
        x, y = a.start[i], b.start[i]
        best = -FAR
        while x < a.start[i + 1] or y < b.start[i + 1]:
            from_a = y == b.start[i + 1] or (
                x < a.start[i + 1] and (a.arrive[x], -a.leave[x]) <= (b.arrive[y], -b.leave[y])
            )
            at, left = (a.arrive[x], a.leave[x]) if from_a else (b.arrive[y], b.leave[y])
            x, y = x + from_a, y + (not from_a)
            if left > best:
                arrive[size], leave[size], best = at, left, left
                size += 1
        start[i + 1] = size
    return Steps(start, arrive[:size].copy(), leave[:size].copy())
