"""Where something stands in a sorted array."""

from __future__ import annotations

from numba import njit

from jalon.core.arrays import Ints


@njit(nogil=True, cache=True)
def first_not_after(departure: Ints, deadline: int) -> int:
    """The first index of a falling array whose value is at most `deadline`."""
    low, high = 0, len(departure)
    while low < high:
        middle = (low + high) // 2
        if departure[middle] > deadline:
            low = middle + 1
        else:
            high = middle
    return low
