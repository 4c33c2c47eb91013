"""The scan: how late may one leave each point to be at a root by a deadline?

A Connection Scan (Dibbelt, Pajor, Strasser, Wagner 2013), run backwards from the root. It keeps
two times a stop apart, because walks may not follow each other: the latest time to *board* there,
and the latest time to *get off* there and still go on (by a change, a walk to another stop, or
the last walk). `second` is the latest helpful departure strictly before the latest one: the ride
that may be missed, since another follows.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from jalon.reach.kernels.near import great_circle_m
from jalon.reach.kernels.types import CAN_ALIGHT, CAN_BOARD, NEVER, Ints, Scans, Side, Walks


class Workspace(NamedTuple):
    """What one scan leaves behind: times a stop, and which runs still get there."""

    board: Ints
    second: Ints
    alight: Ints
    run_mark: Ints


@njit(nogil=True, cache=True)
def make_workspace(stops: int, runs: int) -> Workspace:
    """Arrays for any number of scans, one after the other."""
    return Workspace(
        np.empty(stops, dtype=np.int32),
        np.empty(stops, dtype=np.int32),
        np.empty(stops, dtype=np.int32),
        np.full(runs, -1, dtype=np.int32),
    )


@njit(nogil=True, cache=True)
def walk_seconds_between(walks: Walks, a: int, b: int) -> int:
    """Seconds on foot from point a to point b; more than the longest walk is a very long time."""
    metres = great_circle_m(walks.lat[a], walks.lon[a], walks.lat[b], walks.lon[b]) * walks.detour
    seconds = math.ceil(metres * 3.6 / walks.speed_kmh)
    return seconds if seconds <= walks.max_walk_s else -NEVER


@njit(nogil=True, cache=True)
def _first_not_after(departure: Ints, deadline: int) -> int:
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
def _improve(walks: Walks, work: Workspace, stop: int, departure: int) -> None:
    """A ride leaves `stop`: who may get off here or near here and catch it?"""
    if walks.change[stop] >= 0:
        work.alight[stop] = max(work.alight[stop], departure - walks.change[stop])
    for i in range(walks.inward.start[stop], walks.inward.start[stop + 1]):
        near = walks.inward.end[i]
        work.alight[near] = max(work.alight[near], departure - walks.inward.seconds[i])


@njit(nogil=True, cache=True)
def scan(
    side: Side, walks: Walks, root: int, deadline: int, floor: int, mark: int, work: Workspace
) -> None:
    """Fill `work` for one root and deadline; departures before `floor` are not looked at.

    `mark` must differ from every mark used before with this workspace.
    """
    work.board[:] = NEVER
    work.second[:] = NEVER
    work.alight[:] = NEVER
    for i in range(walks.access.start[root], walks.access.start[root + 1]):
        work.alight[walks.access.end[i]] = deadline - walks.access.seconds[i]
    hops = side.latest
    i = _first_not_after(hops.departure, deadline)
    while i < len(hops.departure) and hops.departure[i] >= floor:
        if walks.instant:
            i = _scan_moment(side, walks, i, mark, work)
        else:
            _scan_hop(side, walks, i, mark, work)
            i += 1


@njit(nogil=True, cache=True)
def _scan_hop(side: Side, walks: Walks, i: int, mark: int, work: Workspace) -> bool:
    """One hop; True when it changed anything."""
    hops = side.latest
    run = hops.run[i]
    changed = False
    if work.run_mark[run] != mark:
        if hops.flags[i] & CAN_ALIGHT == 0 or hops.arrival[i] > work.alight[hops.target[i]]:
            return False
        work.run_mark[run] = mark
        changed = True
    if hops.flags[i] & CAN_BOARD:
        stop, departure = hops.origin[i], hops.departure[i]
        if departure > work.board[stop]:
            work.board[stop] = departure
            _improve(walks, work, stop, departure)
            return True
        if work.second[stop] == NEVER and departure < work.board[stop]:
            work.second[stop] = departure
    return changed


@njit(nogil=True, cache=True)
def _scan_moment(side: Side, walks: Walks, first: int, mark: int, work: Workspace) -> int:
    """All hops of one departure second, again until nothing changes; gives the next index.

    Needed only where a change takes no time at all: then rides of one second may feed each other.
    """
    hops = side.latest
    end = first
    while end < len(hops.departure) and hops.departure[end] == hops.departure[first]:
        end += 1
    changed = True
    while changed:
        changed = False
        for i in range(first, end):
            changed |= _scan_hop(side, walks, i, mark, work)
    return end


@njit(nogil=True, cache=True)
def latest_departures(
    side: Side, walks: Walks, scans: Scans, prune: bool
) -> tuple[Ints, Ints, Ints]:
    """For each (scan, origin) of the batch, the latest leave: at all, with a ride to spare, on foot.

    Three int32 arrays, one value an origin; NEVER where there is none. The second array counts
    only ways that begin with a ride that may be missed. With `prune`, values of the second array
    that are worse than walking may be left out.
    """
    best = np.full(len(scans.origin), NEVER, dtype=np.int32)
    spare = np.full(len(scans.origin), NEVER, dtype=np.int32)
    on_foot = np.full(len(scans.origin), NEVER, dtype=np.int32)
    work = make_workspace(len(walks.change), side.runs)
    for i in range(len(scans.root)):
        root, deadline = scans.root[i], scans.deadline[i]
        slowest = _walk_all(walks, scans, i, on_foot, best)
        # Nothing slower than the walk of every origin helps: older departures need no look.
        floor = max(scans.floor[i], deadline - slowest) if prune else scans.floor[i]
        scan(side, walks, root, deadline, floor, i, work)
        for k in range(scans.start[i], scans.start[i + 1]):
            _look_up(walks, work, scans.origin[k], k, best, spare)
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
def _look_up(
    walks: Walks, work: Workspace, origin: int, k: int, best: Ints, spare: NDArray[np.int32]
) -> None:
    """Leave a point for the best of the stops around it."""
    for i in range(walks.access.start[origin], walks.access.start[origin + 1]):
        stop, seconds = walks.access.end[i], walks.access.seconds[i]
        if work.board[stop] != NEVER:
            best[k] = max(best[k], work.board[stop] - seconds)
        if work.second[stop] != NEVER:
            spare[k] = max(spare[k], work.second[stop] - seconds)
