"""The trace: among all ways of one day that are as good, the plan to show, ride by ride.

A way goes from point to point (home, places, work) and its leave is known. Labels (time, key)
spread from stop to stop by rides; the key orders first by rides, then by seconds walked. At a stop
a label survives unless another one is there no later with a key no larger: waiting never hurts,
so this loses nothing. Scans from the end of each stage bound the labels: those that can no longer
be in time are never made, which leaves a handful a plan.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Ints, Longs
from jalon.reach.kernels.scan import Workspace, make_workspace, scan, walk_seconds_between
from jalon.reach.kernels.sentinels import CAN_ALIGHT, CAN_BOARD, NEVER
from jalon.reach.kernels.trace_labels import (
    FINAL,
    READY,
    RIDE,
    SEED,
    Bounds,
    Labels,
    Marks,
    Move,
    Traces,
    arrive,
    count_events,
    make_labels,
    make_marks,
    spread,
    store,
    write_events,
)
from jalon.reach.kernels.types import Side, Walks


class Ways(NamedTuple):
    """n ways to trace. Way i visits `point[start[i]:start[i + 1]]`, home first, work last.

    `depart[i]` is the leave from home. For each point visited: `handover` seconds spent,
    `opens` (the handover begins no sooner) and `limit` (it begins no later; for the last point,
    the deadline). `soonest` is 1 where the earliest arrival comes before fewest rides. `room`
    labels are kept free before each step: as many as a stop or point has walks, and two.
    """

    start: Longs
    point: Ints
    handover: Ints
    opens: Ints
    limit: Ints
    depart: Ints
    soonest: int
    room: int


class _Scan(NamedTuple):
    """A workspace, and which scan it holds: root, deadline, floor."""

    work: Workspace
    state: Ints


class _Room(NamedTuple):
    """What all ways are traced with, one after the other: the scans from the last points and from
    those before, the store of labels, and the counters of scans and of stages."""

    last: _Scan
    middle: _Scan
    labels: Labels
    marks: Marks
    stamps: Ints


class _Stage(NamedTuple):
    """From point k - 1 of the ways to point k: its labels are those from `first` on, its marks
    those of `stamp`; `work` is the scan from point k."""

    side: Side
    walks: Walks
    ways: Ways
    labels: Labels
    marks: Marks
    work: Workspace
    k: int
    first: int
    stamp: int


@njit(nogil=True, cache=True)
def _leave_point(stage: _Stage, seed: int) -> None:
    """From a seed at point k - 1, walk to the stops around it and to point k itself."""
    walks, ways, k, labels = stage.walks, stage.ways, stage.k, stage.labels
    a, b = ways.point[k - 1], ways.point[k]
    time, key = labels.time[seed], labels.key[seed]
    seconds = walk_seconds_between(walks, a, b)
    if seconds <= walks.max_walk_s and time + seconds <= ways.limit[k]:
        walked = Move(time + seconds, key + seconds, seed, -1, -1)
        arrive(labels, stage.first, ways.opens[k], walked)
    waits = Move(time, key, seed, -1, -1)
    bounds = Bounds(stage.work.board, stage.side.base)
    spread(walks.access, a, bounds, labels, stage.marks, stage.stamp, waits)


@njit(nogil=True, cache=True)
def _ride(stage: _Stage, label: int, first: int) -> bool:
    """Board hop `first` and get off wherever that can still be in time; False when full."""
    side, walks, ways, k, work = stage.side, stage.walks, stage.ways, stage.k, stage.work
    labels, marks, stamp = stage.labels, stage.marks, stage.stamp
    target, arrival, runs = side.by_run.target, side.by_run.arrival, side.by_run.run
    flags, alight, limit = side.by_run.flags, work.alight, ways.limit[k]
    last_walk, last_walk_stamp = marks.last_walk, marks.last_walk_stamp
    bounds = Bounds(work.board, side.base)
    run, key = runs[first], labels.key[label] + RIDE
    # As wide at first as after a step: a record has one type.
    g = int(np.int64(first))
    while g < len(runs) and runs[g] == run and arrival[g] <= limit:
        stop = target[g]
        if flags[g] & CAN_ALIGHT and arrival[g] <= alight[stop]:
            if labels.size[0] + ways.room > len(labels.time):
                return False
            if last_walk_stamp[stop] == stamp and arrival[g] + last_walk[stop] <= limit:
                there = Move(arrival[g] + last_walk[stop], key + last_walk[stop], label, first, g)
                arrive(labels, stage.first, ways.opens[k], there)
            off = Move(arrival[g], key, label, first, g)
            spread(walks.onward, stop, bounds, labels, marks, stamp, off)
        g += 1
    return True


@njit(nogil=True, cache=True)
def _board_all(stage: _Stage, label: int) -> bool:
    """Take every ride that leaves the label's stop and is still in time; False when full."""
    side, work, labels = stage.side, stage.work, stage.labels
    marks, stamp = stage.marks, stage.stamp
    stop, time = labels.stop[label], labels.time[label]
    departure, runs, flags = side.by_run.departure, side.by_run.run, side.by_run.flags
    at_stop, board, key = side.at_stop, work.board, labels.key[label] + RIDE
    run_stamp, run_hop, run_key = marks.run_stamp, marks.run_hop, marks.run_key
    low, end = side.stop_start[stop], side.stop_start[stop + 1]
    high = end
    while low < high:
        middle = (low + high) // 2
        if departure[at_stop[middle]] < time:
            low = middle + 1
        else:
            high = middle
    for i in range(low, end):
        hop = at_stop[i]
        if departure[hop] > board[stop]:
            break
        run = runs[hop]
        if flags[hop] & CAN_BOARD == 0:
            continue
        ridden = run_stamp[run] == stamp
        if ridden and run_hop[run] <= hop and run_key[run] <= key:
            continue
        if not ridden or key <= run_key[run]:
            run_stamp[run], run_hop[run], run_key[run] = stamp, hop, key
        if not _ride(stage, label, hop):
            return False
    return True


@njit(nogil=True, cache=True)
def _trace_stage(stage: _Stage, seeds: int) -> bool:
    """From the seeds (labels from number `seeds` to the stage's first) to point k; False when the
    store is full."""
    walks, ways, labels, marks = stage.walks, stage.ways, stage.labels, stage.marks
    stamp = stage.stamp
    b = ways.point[stage.k]
    for i in range(walks.egress.start[b], walks.egress.start[b + 1]):
        marks.last_walk[walks.egress.end[i]] = walks.egress.seconds[i]
        marks.last_walk_stamp[walks.egress.end[i]] = stamp
    for seed in range(seeds, stage.first):
        if labels.size[0] + ways.room > len(labels.time):
            return False
        _leave_point(stage, seed)
    label = stage.first
    while label < labels.size[0]:
        if labels.kind[label] == READY and not _board_all(stage, label):
            return False
        label += 1
    return True


@njit(nogil=True, cache=True)
def _hand_over(ways: Ways, k: int, stage_first: int, labels: Labels) -> int:
    """Each arrival at place k becomes a seed after its handover; gives the first seed's number."""
    end = labels.size[0]
    for i in range(stage_first, end):
        if labels.kind[i] == FINAL:
            if labels.size[0] + ways.room > len(labels.time):
                return -1
            begins = max(labels.time[i], ways.opens[k])
            handed = Move(begins + ways.handover[k], labels.key[i], i, -1, -1)
            store(labels, handed, SEED, -1)
    return end


@njit(nogil=True, cache=True)
def _choose(ways: Ways, stage_first: int, labels: Labels) -> int:
    """The final label of the plan to show; -1 when there is none."""
    chosen = -1
    for i in range(stage_first, labels.size[0]):
        if labels.kind[i] != FINAL:
            continue
        if chosen < 0:
            chosen = i
            continue
        sooner = labels.time[i] < labels.time[chosen]
        same = labels.time[i] == labels.time[chosen]
        lighter = labels.key[i] < labels.key[chosen]
        alike = labels.key[i] == labels.key[chosen]
        by_time = sooner or (same and lighter)
        by_key = lighter or (alike and sooner)
        if (ways.soonest and by_time) or (not ways.soonest and by_key):
            chosen = i
    return chosen


@njit(nogil=True, cache=True)
def _ensure_scan(
    side: Side, walks: Walks, root: int, deadline: int, floor: int, kept: _Scan, stamps: Ints
) -> None:
    """Scan from `root` unless the workspace holds just that already."""
    state = kept.state
    if state[0] == root and state[1] == deadline and state[2] <= floor:
        return
    stamps[0] += 1
    scan(side, walks, root, deadline, floor, stamps[0], kept.work)
    state[0], state[1], state[2] = root, deadline, floor


@njit(nogil=True, cache=True)
def _trace_way(side: Side, walks: Walks, ways: Ways, i: int, room: _Room) -> int:
    """Trace one way; gives its final label, -1 for none, -2 when the store is full."""
    labels, stamps = room.labels, room.stamps
    labels.size[0] = 0
    seeds, stage_first = 0, 0
    store(labels, Move(ways.depart[i], 0, -1, -1, -1), SEED, -1)
    begin, end = ways.start[i] + 1, ways.start[i + 1]
    for k in range(begin, end):
        is_last = k == end - 1
        kept = room.last if is_last else room.middle
        _ensure_scan(side, walks, ways.point[k], ways.limit[k], ways.depart[i], kept, stamps)
        stamps[1] += 1
        stage_first = labels.size[0]
        stage = _Stage(side, walks, ways, labels, room.marks, kept.work, k, stage_first, stamps[1])
        if not _trace_stage(stage, seeds):
            return -2
        if not is_last:
            seeds = _hand_over(ways, k, stage_first, labels)
            if seeds < 0:
                return -2
    return _choose(ways, stage_first, labels)


@njit(nogil=True, cache=True)
def trace_ways(side: Side, walks: Walks, ways: Ways, capacity: int) -> tuple[bool, Traces]:
    """Trace every way; False when `capacity` labels were too few for one of them.

    Quickest when ways to one last point by one deadline stand together, earliest leave first.
    """
    n = len(ways.depart)
    arrival = np.full(n, NEVER, dtype=np.int32)
    keys = np.zeros(n, dtype=np.int64)
    start = np.zeros(n + 1, dtype=np.int64)
    kind = np.zeros(max(64, 16 * n), dtype=np.int32)
    first = np.full(len(kind), -1, dtype=np.int32)
    last = np.full(len(kind), -1, dtype=np.int32)
    stops = len(walks.inward.start) - 1
    labels = make_labels(capacity)
    room = _Room(
        _Scan(make_workspace(stops, side.runs), np.full(3, NEVER, dtype=np.int32)),
        _Scan(make_workspace(stops, side.runs), np.full(3, NEVER, dtype=np.int32)),
        labels,
        make_marks(stops, side.runs),
        np.zeros(2, dtype=np.int32),
    )
    complete = True
    for i in range(n):
        label = _trace_way(side, walks, ways, i, room)
        start[i + 1] = start[i]
        if label == -2:
            complete = False
            break
        if label < 0:
            continue
        arrival[i] = labels.time[label]
        keys[i] = labels.key[label]
        start[i + 1] = start[i] + count_events(labels, label)
        while start[i + 1] > len(kind):
            kind = np.append(kind, np.zeros_like(kind))
            first = np.append(first, np.full_like(first, -1))
            last = np.append(last, np.full_like(last, -1))
        write_events(labels, label, start[i + 1], kind, first, last)
    return complete, Traces(
        arrival, keys, start, kind[: start[n]], first[: start[n]], last[: start[n]]
    )
