"""Slacks: how long a way may still take from each stop, from bounds that know no waiting.

The shortest ride between neighbouring stops over all trips, and the changes, make a graph without
a timetable; what it takes there is never more than what it takes in truth. A stop is of use to a
pair of points only where that fits into the pair's longest time, from both ends.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Ints, Longs
from jalon.reach.kernels.sentinels import OUT_OF_RANGE
from jalon.reach.kernels.types import Links


class Pairs(NamedTuple):
    """Pair i is from point `origin[i]` to the root it belongs to, in at most `longest[i]` seconds.

    Root j is the point `root[j]` and has the pairs `start[j]:start[j + 1]`. Ways that take up to
    `searched[i]` are known already (0: none). A way serves a moment (of a shift) that is at least
    `after[i]` seconds after its arrival and at most `reach[i]` seconds after its leave.
    """

    root: Ints
    start: Longs
    origin: Ints
    longest: Ints
    searched: Ints
    after: Ints
    reach: Ints


class Slacks(NamedTuple):
    """For root j the stops in range, `stop[start[j]:start[j + 1]]`, and what is left there."""

    start: Longs
    stop: Ints
    left: Ints


@njit(nogil=True, cache=True)
def spread_slack(  # noqa: PLR0912 - one flat loop: see scan_profile
    fastest: Links, onward: Links, access: Links, origins: Ints, longest: Ints, slack: Ints
) -> Ints:
    """How long a way may still take from each stop, if nobody ever waited on the way there.

    `slack[s]` becomes the most, over the origins, of `longest[origin]` less the least seconds from
    that origin to stop s; OUT_OF_RANGE where none is left. `fastest` are the shortest rides between
    neighbouring stops. Gives the stops in range. (Dijkstra, largest slack first.)
    """
    heap = np.empty(256, dtype=np.int64)
    size = 0
    touched = np.empty(256, dtype=np.int32)
    count = 0
    for i in range(len(origins)):
        for k in range(access.start[origins[i]], access.start[origins[i] + 1]):
            left, stop = longest[i] - access.seconds[k], access.end[k]
            if left > slack[stop]:
                if slack[stop] < 0:
                    if count == len(touched):
                        touched = np.append(touched, np.empty_like(touched))
                    touched[count] = stop
                    count += 1
                slack[stop] = left
                if size == len(heap):
                    heap = np.append(heap, np.empty_like(heap))
                size = _push(heap, size, (np.int64(left) << 32) | stop)
    while size > 0:
        item = heap[0]
        size = _pop(heap, size)
        left, stop = item >> 32, item & 0xFFFFFFFF
        if left < slack[stop]:
            continue
        for turn in range(2):
            links = fastest if turn == 0 else onward
            for k in range(links.start[stop], links.start[stop + 1]):
                other, rest = links.end[k], left - links.seconds[k]
                if rest < 0 or rest <= slack[other]:
                    continue
                if slack[other] < 0:
                    if count == len(touched):
                        touched = np.append(touched, np.empty_like(touched))
                    touched[count] = other
                    count += 1
                slack[other] = rest
                if size == len(heap):
                    heap = np.append(heap, np.empty_like(heap))
                size = _push(heap, size, (np.int64(rest) << 32) | other)
    return touched[:count].copy()


@njit(inline="always")
def _push(heap: Longs, size: int, item: int) -> int:
    """Put an item into a heap with the largest on top; gives the new size."""
    i = size
    while i > 0 and heap[(i - 1) >> 1] < item:
        heap[i] = heap[(i - 1) >> 1]
        i = (i - 1) >> 1
    heap[i] = item
    return size + 1


@njit(inline="always")
def _pop(heap: Longs, size: int) -> int:
    """Take the top away; gives the new size."""
    size -= 1
    item = heap[size]
    i = 0
    while 2 * i + 1 < size:
        child = 2 * i + 1
        if child + 1 < size and heap[child + 1] > heap[child]:
            child += 1
        if heap[child] <= item:
            break
        heap[i] = heap[child]
        i = child
    heap[i] = item
    return size


class SlackLinks(NamedTuple):
    """One direction of the graph: the shortest rides between neighbours, and the changes."""

    rides: Links
    changes: Links


@njit(nogil=True, cache=True)
def slacks_of_roots(
    away: SlackLinks, towards: SlackLinks, access: Links, egress: Links, pairs: Pairs
) -> Slacks:
    """The stops that a way of some pair can use, root by root.

    `towards` are the links of `away` the other way round. Origins are left by `access`, roots are
    come to by `egress`.
    """
    stops = len(away.rides.start) - 1
    slack = np.full(stops, OUT_OF_RANGE, dtype=np.int32)
    left = np.full(stops, OUT_OF_RANGE, dtype=np.int32)
    start = np.zeros(len(pairs.root) + 1, dtype=np.int64)
    within, rest = np.empty(1 << 12, dtype=np.int32), np.empty(1 << 12, dtype=np.int32)
    for j in range(len(pairs.root)):
        part = slice(pairs.start[j], pairs.start[j + 1])
        origins, longest = pairs.origin[part], pairs.longest[part]
        touched = spread_slack(away.rides, away.changes, access, origins, longest, slack)
        root, most = pairs.root[j : j + 1], np.array([np.max(longest)], dtype=np.int32)
        behind = spread_slack(towards.rides, towards.changes, egress, root, most, left)
        start[j + 1] = start[j]
        if start[j] + len(touched) > len(within):
            room = np.empty(len(within) + len(touched), dtype=np.int32)
            within, rest = np.append(within, room), np.append(rest, room)
        for stop in touched:
            # The least time to the root must fit into what is left.
            if slack[stop] >= most[0] - left[stop] and left[stop] >= 0:
                within[start[j + 1]], rest[start[j + 1]] = stop, slack[stop]
                start[j + 1] += 1
            slack[stop] = OUT_OF_RANGE
        for stop in behind:
            left[stop] = OUT_OF_RANGE
    return Slacks(start, within[: start[-1]].copy(), rest[: start[-1]].copy())
