"""Labels of the trace: who can be where, when, after how many rides and how much walking; and the
events of the plan that ends at one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Ints, Longs
from jalon.reach.kernels.types import Links

RIDE = 1 << 32
"""One ride in a key; the 32 bits under it count seconds on foot."""
SEED, READY, FINAL = 0, 1, 2
EVENT_WALK, EVENT_RIDE, EVENT_POINT = 0, 1, 2


class Labels(NamedTuple):
    """A store of labels; the first `size[0]` are in use, the rest is room.

    `kind` is SEED (at a point, ready to leave), READY (at `stop`, ready to board) or FINAL (at the
    stage's last point). `parent` is the label it came from, by the ride from hop `first` to hop
    `last` (-1: on foot). `other` is the next label of the same stop.
    """

    time: Ints
    key: Longs
    parent: Ints
    first: Ints
    last: Ints
    kind: Ints
    stop: Ints
    other: Ints
    size: Ints


class Move(NamedTuple):
    """How a label comes about: at `time`, as heavy as `key`, from label `parent`, by the ride from
    hop `first` to hop `last` (-1: on foot)."""

    time: int
    key: int
    parent: int
    first: int
    last: int


class Bounds(NamedTuple):
    """By stop: until when a ride from there can still be in time, and the stop itself of a copy."""

    board: Ints
    base: Ints


class Marks(NamedTuple):
    """Scratch of a stage; an entry holds where its stamp is the stage's own.

    `head[s]`: the first label of stop s. `last_walk[s]`: seconds from stop s to the stage's last
    point. `run_hop[r]`, `run_key[r]`: where and how light run r was boarded.
    """

    head: Ints
    head_stamp: Ints
    last_walk: Ints
    last_walk_stamp: Ints
    run_key: Longs
    run_hop: Ints
    run_stamp: Ints


class Traces(NamedTuple):
    """Way i ended at `arrival[i]` with `key[i]`; its events are `start[i]:start[i + 1]`.

    An event is a direct walk to the next point, a ride from hop `first` to hop `last` (numbers by
    run), or the arrival at the next point. `arrival` is NEVER where no way was found.
    """

    arrival: Ints
    key: Longs
    start: Longs
    kind: Ints
    first: Ints
    last: Ints


@njit(nogil=True, cache=True)
def make_labels(capacity: int) -> Labels:
    """An empty store."""
    return Labels(
        np.empty(capacity, dtype=np.int32),
        np.empty(capacity, dtype=np.int64),
        np.empty(capacity, dtype=np.int32),
        np.empty(capacity, dtype=np.int32),
        np.empty(capacity, dtype=np.int32),
        np.empty(capacity, dtype=np.int32),
        np.empty(capacity, dtype=np.int32),
        np.empty(capacity, dtype=np.int32),
        np.zeros(1, dtype=np.int32),
    )


@njit(nogil=True, cache=True)
def make_marks(stops: int, runs: int) -> Marks:
    """Scratch for any number of stages, one after the other."""
    return Marks(
        np.empty(stops, dtype=np.int32),
        np.full(stops, -1, dtype=np.int32),
        np.empty(stops, dtype=np.int32),
        np.full(stops, -1, dtype=np.int32),
        np.empty(runs, dtype=np.int64),
        np.empty(runs, dtype=np.int32),
        np.full(runs, -1, dtype=np.int32),
    )


@njit(inline="always")
def store(labels: Labels, move: Move, kind: int, stop: int) -> int:
    """Append a label (there must be room: see Ways.room); gives its number."""
    i = labels.size[0]
    labels.time[i] = move.time
    labels.key[i] = move.key
    labels.parent[i] = move.parent
    labels.first[i] = move.first
    labels.last[i] = move.last
    labels.kind[i] = kind
    labels.stop[i] = stop
    labels.other[i] = -1
    labels.size[0] = i + 1
    return i


@njit(nogil=True, cache=True)
def arrive(labels: Labels, stage_first: int, opens: int, move: Move) -> None:
    """Be at the stage's last point, unless another label is there no later and no heavier."""
    begins = max(move.time, opens)
    for i in range(stage_first, labels.size[0]):
        if (
            labels.kind[i] == FINAL
            and labels.key[i] <= move.key
            and max(labels.time[i], opens) <= begins
        ):
            return
    store(labels, move, FINAL, -1)


@njit(nogil=True, cache=True)
def spread(
    links: Links, row: int, bounds: Bounds, labels: Labels, marks: Marks, stamp: int, move: Move
) -> None:
    """Walk along the links of a row (a point's, or after a ride a stop's) and be ready to board at
    their ends.

    Only where a ride can still be in time, and where no label is ready as early and as light.
    Every link is weighed in this one loop: most fall here.
    """
    time, key, first = move.time, move.key, move.first
    board, base = bounds.board, bounds.base
    label_time, label_key, label_next = labels.time, labels.key, labels.other
    head, head_stamp = marks.head, marks.head_stamp
    end, seconds = links.end, links.seconds
    for i in range(links.start[row], links.start[row + 1]):
        stop = end[i]
        ready = time + seconds[i]
        if ready > board[stop]:
            continue
        # A change at the same stop takes time, but nobody walks.
        weight = key if first >= 0 and base[stop] == base[row] else key + seconds[i]
        other = head[stop] if head_stamp[stop] == stamp else -1
        before = other
        while other >= 0 and (label_time[other] > ready or label_key[other] > weight):
            other = label_next[other]
        if other < 0:
            walked = Move(ready, weight, move.parent, first, move.last)
            label = store(labels, walked, READY, stop)
            label_next[label] = before
            head[stop] = label
            head_stamp[stop] = stamp


@njit(nogil=True, cache=True)
def count_events(labels: Labels, label: int) -> int:
    """How many events led to a label."""
    count = 0
    while label >= 0:
        if labels.kind[label] == FINAL:
            count += 1 if labels.first[label] >= 0 else 2
        if labels.first[label] >= 0:
            count += 1
        label = labels.parent[label]
    return count


@njit(nogil=True, cache=True)
def write_events(labels: Labels, label: int, end: int, kind: Ints, first: Ints, last: Ints) -> None:
    """Write one way's events so that they end before `end`."""
    while label >= 0:
        if labels.kind[label] == FINAL:
            end -= 1
            kind[end] = EVENT_POINT
            if labels.first[label] < 0:
                end -= 1
                kind[end] = EVENT_WALK
        if labels.first[label] >= 0:
            end -= 1
            kind[end] = EVENT_RIDE
            first[end] = labels.first[label]
            last[end] = labels.last[label]
        label = labels.parent[label]
