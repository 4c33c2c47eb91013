"""Profiles: every useful way from some points to a root within a window, as steps.

A step (arrive, leave) says: leave at `leave` and be at the root at `arrive`; the best leave for a
deadline is that of the last step at or before it. It is the Connection Scan's profile form (Dibbelt
et al. 2013, section 3.2), kept to what a family needs: `slack` says for each stop how long a way
from there may take at most, from bounds found beforehand on a timetable without waiting.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Ints
from jalon.reach.kernels.profile_steps import Steps
from jalon.reach.kernels.scan import first_not_after
from jalon.reach.kernels.sentinels import CAN_ALIGHT, CAN_BOARD, FAR, OUT_OF_RANGE
from jalon.reach.kernels.slack_bounds import Pairs, Slacks
from jalon.reach.kernels.types import Hops, Links, Side

LACK_S = 6
"""What is known of arrivals is kept by 2^6 seconds."""


class Window(NamedTuple):
    """The first and the last arrival that matter, and the moments (rising) that ways serve."""

    first: int
    last: int
    moments: Ints


class Room(NamedTuple):
    """Scratch of profile scans of n stops and r runs.

    `head[s]`: the newest node of stop s, by rising time to get off; `boarded[s]`: the newest of its
    departures that help. `run_arrive[r]` counts where `run_stamp[r]` is the scan's own.
    `to_root[s]`: seconds on foot from s, or FAR.
    """

    head: Ints
    boarded: Ints
    to_root: Ints
    slack: Ints
    run_arrive: Ints
    run_stamp: Ints


class Nodes(NamedTuple):
    """A store of nodes: get off, or board, at `time` and be at the root at `arrive`; `next` is the
    one before it at the same stop."""

    time: Ints
    arrive: Ints
    next: Ints


@njit(nogil=True, cache=True)
def make_room(stops: int, runs: int) -> Room:
    """Scratch for any number of scans, one after the other."""
    return Room(
        np.full(stops, -1, dtype=np.int32),
        np.full(stops, -1, dtype=np.int32),
        np.full(stops, FAR, dtype=np.int32),
        np.full(stops, OUT_OF_RANGE, dtype=np.int32),
        np.empty(runs, dtype=np.int32),
        np.full(runs, -1, dtype=np.int32),
    )


@njit(nogil=True, cache=True)
def make_nodes(capacity: int) -> Nodes:
    """An empty store."""
    return Nodes(
        np.empty(capacity, dtype=np.int32),
        np.empty(capacity, dtype=np.int32),
        np.empty(capacity, dtype=np.int32),
    )


@njit(nogil=True, cache=True)
def scan_profile(  # noqa: PLR0912, PLR0915 - one flat loop: a call a hop would cost more
    latest: Hops, inward: Links, last_arrival: int, lack: Ints, room: Room, nodes: Nodes,
    boards: Nodes, stamp: int,
) -> bool:  # fmt: skip
    """Fill `room` and the stores from hops, latest first; False when a store is full.

    `room.to_root` and `room.slack` say what the root and the origins are; `head` and `boarded` are
    -1 before. Arrivals after `last_arrival` do not count. `lack[b]` is by how much less than the
    slack a way may take that arrives b x 64 seconds before it (see `lacks_of`). One flat loop.
    """
    departure, arrival, flags = latest.departure, latest.arrival, latest.flags
    # Unsigned indices spare a check at every use.
    run, origin = latest.run.view(np.uint32), latest.origin.view(np.uint32)
    target, near = latest.target.view(np.uint32), inward.end.view(np.uint32)
    row, seconds = inward.start, inward.seconds
    head, boarded, to_root, slack = room.head, room.boarded, room.to_root, room.slack
    run_arrive, run_stamp = room.run_arrive, room.run_stamp
    time, arrive, after = nodes.time, nodes.arrive, nodes.next
    size, kept = 0, 0
    for i in range(len(departure)):
        stop = target[i]
        if slack[stop] < 0:
            continue
        r, now = run[i], arrival[i]
        best = run_arrive[r] if run_stamp[r] == stamp else FAR
        if flags[i] & CAN_ALIGHT:
            on_foot = now + to_root[stop]
            if on_foot < best and on_foot <= last_arrival:
                best = on_foot
            node = head[stop]
            while node >= 0 and time[node] < now:
                node = after[node]
            if node >= 0 and arrive[node] < best:
                best = arrive[node]
        if best >= FAR:
            continue
        less = lack[min((last_arrival - best) >> LACK_S, len(lack) - 1)]
        if best - now + less > slack[stop]:
            continue
        run_arrive[r], run_stamp[r] = best, stamp
        stop, leaves = origin[i], departure[i]
        if flags[i] & CAN_BOARD == 0 or best - leaves + less > slack[stop]:
            continue
        node = boarded[stop]
        if node >= 0 and boards.arrive[node] <= best:
            continue
        if kept == len(boards.time) or size + row[stop + 1] - row[stop] > len(time):
            return False
        boards.time[kept], boards.arrive[kept], boards.next[kept] = leaves, best, node
        boarded[stop] = kept
        kept += 1
        for k in range(row[stop], row[stop + 1]):
            other, by = near[k], leaves - seconds[k]
            if best - by + less > slack[other]:
                continue
            # Nodes rise in time and in arrival; the newest are the earliest.
            node, before = head[other], -1
            while node >= 0 and time[node] < by:
                if arrive[node] < best:
                    before = node
                node = after[node]
            if node >= 0 and arrive[node] <= best:
                continue
            if node >= 0 and time[node] == by:
                node = after[node]
            time[size], arrive[size], after[size] = by, best, node
            if before >= 0:
                after[before] = size
            else:
                head[other] = size
            size += 1
    return True


@njit(nogil=True, cache=True)
def steps_from(
    access: Links, origin: int, longest: int, room: Room, boards: Nodes
) -> tuple[Ints, Ints]:
    """The steps from a point, both rising; ways longer than `longest` are left out."""
    keys = np.empty(64, dtype=np.int64)
    count = 0
    for k in range(access.start[origin], access.start[origin + 1]):
        node = room.boarded[access.end[k]]
        while node >= 0:
            leave = boards.time[node] - access.seconds[k]
            if boards.arrive[node] - leave <= longest:
                if count == len(keys):
                    keys = np.append(keys, np.empty_like(keys))
                # By arrival; of equal arrivals the latest leave first.
                keys[count] = (np.int64(boards.arrive[node]) << 32) + (FAR - leave)
                count += 1
            node = boards.next[node]
    ordered = np.sort(keys[:count])
    arrives, leaves = np.empty(count, dtype=np.int32), np.empty(count, dtype=np.int32)
    steps = 0
    for i in range(count):
        arrive = ordered[i] >> 32
        leave = FAR - (ordered[i] - (arrive << 32))
        if steps == 0 or leave > leaves[steps - 1]:
            arrives[steps], leaves[steps] = arrive, leave
            steps += 1
    return arrives[:steps].copy(), leaves[:steps].copy()


@njit(nogil=True, cache=True)
def _allowed(pairs: Pairs, i: int, known: Steps, window: Window, allowed: Ints) -> None:
    """How long a way of pair i may take to be of use, by arrival: counted back from the window's
    last by 2^LACK_S seconds; the last entry stands for all arrivals up to the window's first.

    It must beat every known way that is there as soon, and serve the next moment after it.
    """
    low, step, next_one = known.start[i], known.start[i + 1] - 1, len(window.moments)
    for b in range(len(allowed)):
        latest = window.last - (b << LACK_S)
        earliest = latest - (1 << LACK_S) + 1
        if b == len(allowed) - 1:
            latest, earliest = window.first, window.first
        while next_one > 0 and window.moments[next_one - 1] >= earliest + pairs.after[i]:
            next_one -= 1
        while step >= low and known.arrive[step] > earliest:
            step -= 1
        if next_one == len(window.moments):
            allowed[b] = -1
            continue
        allowed[b] = latest + pairs.reach[i] - window.moments[next_one]
        wait = latest - known.leave[step] - 1 if step >= low else FAR
        allowed[b] = min(allowed[b], wait)


@njit(nogil=True, cache=True)
def lacks_of(pairs: Pairs, j: int, known: Steps, window: Window) -> Ints:
    """For arrivals at root j (as `_allowed`) how much shorter than its pair's longest a new way
    must be to be of use; FAR where none is."""
    lack = np.full(_buckets(window), FAR, dtype=np.int32)
    allowed = np.empty(len(lack), dtype=np.int32)
    for i in range(pairs.start[j], pairs.start[j + 1]):
        _allowed(pairs, i, known, window, allowed)
        for b in range(len(lack)):
            # All shorter ways are known: a new one must take longer than what was searched.
            shorter = max(0, pairs.longest[i] - allowed[b])
            if allowed[b] > pairs.searched[i] and shorter < lack[b]:
                lack[b] = shorter
    return lack


@njit(nogil=True, cache=True)
def longest_of_use(pairs: Pairs, known: Steps, window: Window) -> Ints:
    """For each pair how long a way not yet known may take at most to be of use anywhere."""
    longest = np.zeros(len(pairs.origin), dtype=np.int32)
    allowed = np.empty(_buckets(window), dtype=np.int32)
    for i in range(len(longest)):
        _allowed(pairs, i, known, window, allowed)
        longest[i] = max(0, int(np.max(allowed)))
    return longest


@njit(inline="always")
def _buckets(window: Window) -> int:
    return ((window.last - window.first) >> LACK_S) + 2


@njit(nogil=True, cache=True)
def _hops_between(latest: Hops, first: int, end: int, slacks: Slacks, stops: int) -> Hops:
    """Of the hops `first` to `end` those that lead to a stop in range of any root."""
    used = np.zeros(stops, dtype=np.bool_)
    for stop in slacks.stop:
        used[stop] = True
    kept = np.empty(max(end - first, 0), dtype=np.int32)
    count = 0
    for i in range(first, end):
        kept[count] = i
        count += used[latest.target[i]]
    hop = kept[:count]
    return Hops(
        latest.origin[hop], latest.target[hop], latest.departure[hop], latest.arrival[hop],
        latest.run[hop], latest.flags[hop],
    )  # fmt: skip


@njit(nogil=True, cache=True)
def profiles_of_roots(
    side: Side, inward: Links, access: Links, egress: Links, pairs: Pairs, slacks: Slacks,
    window: Window, known: Steps,
) -> Steps:  # fmt: skip
    """The steps of every pair that are better than the `known` ones. `window` says which arrivals
    matter. Origins are left by `access`, roots are come to by `egress`.

    Roots of one call should be near each other: they share the hops that are looked at.
    """
    latest, stops = side.latest, len(inward.start) - 1
    room, nodes, boards = make_room(stops, side.runs), make_nodes(1 << 14), make_nodes(1 << 12)
    start = np.zeros(len(pairs.origin) + 1, dtype=np.int64)
    arrives, leaves = np.empty(1 << 12, dtype=np.int32), np.empty(1 << 12, dtype=np.int32)
    longest = int(np.max(pairs.longest)) if len(pairs.longest) else 0
    first = first_not_after(latest.departure, window.last)
    end = first_not_after(latest.departure, window.first - longest - 1)
    hops = _hops_between(latest, first, end, slacks, stops)
    stamp = 0
    for j in range(len(pairs.root)):
        for i in range(slacks.start[j], slacks.start[j + 1]):
            room.slack[slacks.stop[i]] = slacks.left[i]
        for k in range(egress.start[pairs.root[j]], egress.start[pairs.root[j] + 1]):
            room.to_root[egress.end[k]] = egress.seconds[k]
        lack = lacks_of(pairs, j, known, window)
        while not scan_profile(hops, inward, window.last, lack, room, nodes, boards, stamp):
            _forget(slacks, j, room)
            nodes, boards = make_nodes(2 * len(nodes.time)), make_nodes(2 * len(boards.time))
            stamp += 1
        for i in range(pairs.start[j], pairs.start[j + 1]):
            arrive, leave = steps_from(access, pairs.origin[i], pairs.longest[i], room, boards)
            start[i + 1] = start[i] + len(arrive)
            while start[i + 1] > len(arrives):
                arrives, leaves = np.append(arrives, arrives), np.append(leaves, leaves)
            arrives[start[i] : start[i + 1]] = arrive
            leaves[start[i] : start[i + 1]] = leave
        _forget(slacks, j, room)
        for i in range(slacks.start[j], slacks.start[j + 1]):
            room.slack[slacks.stop[i]] = OUT_OF_RANGE
        for k in range(egress.start[pairs.root[j]], egress.start[pairs.root[j] + 1]):
            room.to_root[egress.end[k]] = FAR
        stamp += 1
    return Steps(start, arrives[: start[-1]].copy(), leaves[: start[-1]].copy())


@njit(nogil=True, cache=True)
def _forget(slacks: Slacks, j: int, room: Room) -> None:
    """Empty the lists of the stops that root j can have touched."""
    for i in range(slacks.start[j], slacks.start[j + 1]):
        room.head[slacks.stop[i]] = -1
        room.boarded[slacks.stop[i]] = -1
