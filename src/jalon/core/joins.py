"""Joins of arrays by key, without a loop of Python."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs


def matches(keys: Ints | Longs, wanted: Ints | Longs) -> tuple[Longs, Longs]:
    """Every pair (i, k) with `wanted[i] == keys[k]`, by i then k; `keys` must rise."""
    low = np.searchsorted(keys, wanted, side="left")
    count = np.searchsorted(keys, wanted, side="right") - low
    first = np.repeat(np.arange(len(wanted)), count)
    within = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
    return first, np.repeat(low, count) + within


def first_of_each(*keys: Ints | Longs) -> Bools:
    """Of rows sorted by `keys`, which are the first of those with equal keys."""
    first = np.ones(len(keys[0]), np.bool_)
    first[1:] = np.logical_or.reduce([np.diff(key) != 0 for key in keys])
    return first


def least_of_pairs(a: Longs, b: Longs, value: Longs) -> tuple[Longs, Longs, Longs]:
    """Each pair (a, b) once, rising, with the least of its values."""
    order = np.lexsort((value, b, a))
    a, b, value = a[order], b[order], value[order]
    first = first_of_each(a, b)
    return a[first], b[first], value[first]
