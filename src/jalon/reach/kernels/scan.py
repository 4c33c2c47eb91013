"""The scan: how late may one leave each point to be at a root by a deadline?

A Connection Scan (Dibbelt, Pajor, Strasser, Wagner 2013), run backwards from the root. It keeps
two times a stop apart, because walks may not follow each other: the latest time to *board* there,
and the latest time to *get off* there and still go on (by a change, a walk to another stop, or
the last walk). `second` is the latest helpful departure strictly before the latest one: the ride
that may be missed, since another follows. A service by headway is another only a headway before.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Ints, Longs
from jalon.reach.kernels.sentinels import CAN_ALIGHT, CAN_BOARD, FAR, NEVER, NO_MINUTE
from jalon.reach.kernels.types import Scans, Side, Walks


class Workspace(NamedTuple):
    """What one scan leaves behind: times a stop, and which runs still get there.

    `latest` and `second` are of a stop and its copies together, at the stop itself: the ride that
    one misses leaves from where one stands.

    `run_mark[r]` (int64) is mark x 2^32 + the first hop, in the order of the scan, from which run r
    gets there. Later hops of the scan are earlier hops of the run, and get there too.
    """

    board: Ints
    latest: Ints
    second: Ints
    alight: Ints
    run_mark: Longs


@njit(nogil=True, cache=True)
def make_workspace(stops: int, runs: int) -> Workspace:
    """Arrays for any number of scans, one after the other."""
    return Workspace(
        np.empty(stops, dtype=np.int32),
        np.empty(stops, dtype=np.int32),
        np.empty(stops, dtype=np.int32),
        np.empty(stops, dtype=np.int32),
        np.full(runs, -1, dtype=np.int64),
    )


@njit(nogil=True, cache=True)
def walk_seconds_between(walks: Walks, a: int, b: int) -> int:
    """Seconds on foot from point a to point b; more than the longest walk is a very long time."""
    if a == b:
        return 0
    start, end = walks.direct.start, walks.direct.end
    wanted = max(a, b)
    low, high = start[min(a, b)], start[min(a, b) + 1]
    while low < high:
        middle = (low + high) // 2
        if end[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    if low < start[min(a, b) + 1] and end[low] == wanted:
        return walks.direct.seconds[low]
    return int(FAR)


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


@njit(nogil=True, cache=True)
def scan(
    side: Side, walks: Walks, root: int, deadline: int, floor: int, mark: int, work: Workspace
) -> None:
    """Fill `work` for one root and deadline; departures before `floor` are not looked at.

    `mark` must differ from every mark used before with this workspace.
    """
    _clear(work)
    _seed(walks, root, deadline, work)
    _sweep(side, walks, deadline, floor, mark, work)


@njit(nogil=True, cache=True)
def _clear(work: Workspace) -> None:
    work.board[:] = NEVER
    work.latest[:] = NEVER
    work.second[:] = NEVER
    work.alight[:] = NEVER


@njit(nogil=True, cache=True)
def _seed(walks: Walks, root: int, deadline: int, work: Workspace) -> None:
    """Who gets off around the root in time may walk there."""
    for i in range(walks.egress.start[root], walks.egress.start[root + 1]):
        stop, latest = walks.egress.end[i], deadline - walks.egress.seconds[i]
        work.alight[stop] = max(work.alight[stop], latest)


@njit(nogil=True, cache=True)
def _sweep(side: Side, walks: Walks, deadline: int, floor: int, mark: int, work: Workspace) -> None:
    """All departures from the last that can help down to `floor`."""
    departure = side.latest.departure
    first = first_not_after(departure, deadline)
    end = first_not_after(departure, floor - 1)
    if walks.instant:
        while first < end:
            last = first + 1
            while last < end and departure[last] == departure[first]:
                last += 1
            # Rides of one second may feed each other where a change takes no time.
            while _scan_hops(side, walks, first, last, mark, work):
                pass
            first = last
    else:
        _scan_hops(side, walks, first, end, mark, work)


@njit(inline="always")
def gap_after(side: Side, i: int) -> int:
    """Hop i is another ride than one it precedes by more than this: one who misses a vehicle of no
    promised minute waits for a whole headway again."""
    if side.latest.flags[i] & NO_MINUTE == 0:
        return 0
    return int(side.headway_s[side.latest.run[i]] - 1)


@njit(nogil=True, cache=True)
def _scan_hops(side: Side, walks: Walks, first: int, end: int, mark: int, work: Workspace) -> bool:
    """Hops `first` to `end`, latest departure first; True when anything changed.

    One flat loop over plain arrays: a call a hop would cost more than the hop.
    """
    departure, arrival, flags = side.latest.departure, side.latest.arrival, side.latest.flags
    # Indices that cannot be negative spare a check at every use: a quarter of the time.
    run, origin = side.latest.run.view(np.uint32), side.latest.origin.view(np.uint32)
    target, near = side.latest.target.view(np.uint32), walks.inward.end.view(np.uint32)
    board, alight, run_mark = work.board, work.alight, work.run_mark
    second, last, base = work.second, work.latest, side.base
    row, seconds = walks.inward.start, walks.inward.seconds
    marked = np.int64(mark) << 32
    changed = False
    for i in range(first, end):
        if not marked <= run_mark[run[i]] <= marked + i:
            if arrival[i] > alight[target[i]] or flags[i] & CAN_ALIGHT == 0:
                continue
            run_mark[run[i]] = marked + i
            changed = True
        if flags[i] & CAN_BOARD == 0:
            continue
        stop, now = origin[i], departure[i]
        if now > board[stop]:
            # The latest ride from here: who may get off here, or near here, and catch it?
            board[stop] = now
            changed = True
            for k in range(row[stop], row[stop + 1]):
                alight[near[k]] = max(alight[near[k]], now - seconds[k])
        stop = base[stop]
        if now > last[stop]:
            last[stop] = now
        elif now > second[stop] and now < last[stop] - gap_after(side, i):
            second[stop] = now
    return changed


@njit(nogil=True, cache=True)
def latest_departures(side: Side, walks: Walks, scans: Scans) -> tuple[Ints, Ints, Ints]:
    """For each (scan, origin) the latest leave: at all, with a ride to spare, on foot.

    Three int32 arrays, one value an origin; NEVER where there is none. The second array counts
    only ways that begin with a ride that may be missed; those that are worse than walking may be
    left out.
    """
    best = np.full(len(scans.origin), NEVER, dtype=np.int32)
    spare = np.full(len(scans.origin), NEVER, dtype=np.int32)
    on_foot = np.full(len(scans.origin), NEVER, dtype=np.int32)
    work = make_workspace(len(walks.inward.start) - 1, side.runs)
    for i in range(len(scans.root)):
        root, deadline = scans.root[i], scans.deadline[i]
        slowest = _walk_all(walks, scans, i, on_foot, best)
        # Nothing slower than the walk of every origin helps: older departures need no look.
        floor = max(scans.floor[i], deadline - slowest)
        scan(side, walks, root, deadline, floor, i, work)
        _look_up(walks, work, scans, i, best, spare)
    return best, spare, on_foot


@njit(nogil=True, cache=True)
def _walk_all(walks: Walks, scans: Scans, i: int, on_foot: Ints, best: Ints) -> int:
    """The direct walks of one scan; gives the slowest of them in seconds."""
    slowest = 0
    for k in range(scans.start[i], scans.start[i + 1]):
        seconds = walk_seconds_between(walks, scans.origin[k], scans.root[i])
        slowest = max(slowest, seconds)
        if seconds <= walks.max_walk_s:
            on_foot[k] = scans.deadline[i] - seconds
            best[k] = on_foot[k]
    return slowest


@njit(nogil=True, cache=True)
def _look_up(walks: Walks, work: Workspace, scans: Scans, i: int, best: Ints, spare: Ints) -> None:
    """Leave each origin of scan i for the best of the stops around it."""
    board, second = work.board, work.second
    row, stops, seconds = walks.access.start, walks.access.end, walks.access.seconds
    for k in range(scans.start[i], scans.start[i + 1]):
        latest, missed = best[k], spare[k]
        for j in range(row[scans.origin[k]], row[scans.origin[k] + 1]):
            # NEVER less a walk is still older than any time that can be.
            latest = max(latest, board[stops[j]] - seconds[j])
            missed = max(missed, second[stops[j]] - seconds[j])
        best[k], spare[k] = max(latest, NEVER), max(missed, NEVER)


@njit(nogil=True, cache=True)
def departures_to_spare(
    side: Side, walks: Walks, roots: Ints, deadline: Ints, floor: Ints, origins: Ints
) -> Ints:
    """For each (origin, k), the latest leave for a ride that may be missed (NEVER for none).

    `deadline[m, k]` is when one must be at `roots[m]` (NEVER: that root does not help). To be in
    time at any of them will do, for the ride and for the one that follows it.
    """
    questions = deadline.shape[1]
    spare = np.full((len(origins), questions), NEVER, dtype=np.int32)
    work = make_workspace(len(walks.inward.start) - 1, side.runs)
    row, stops, seconds = walks.access.start, walks.access.end, walks.access.seconds
    for k in range(questions):
        _clear(work)
        latest = int(NEVER)
        for m in range(len(roots)):
            if deadline[m, k] > NEVER:
                _seed(walks, roots[m], deadline[m, k], work)
                latest = max(latest, int(deadline[m, k]))
        if latest == NEVER:
            continue
        _sweep(side, walks, latest, floor[k], k, work)
        for o in range(len(origins)):
            for j in range(row[origins[o]], row[origins[o] + 1]):
                leave = work.second[stops[j]] - seconds[j]
                spare[o, k] = max(spare[o, k], leave)
    return spare
