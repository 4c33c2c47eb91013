"""Scans in lanes: many workplaces at once over the same hops.

One pass over the hops serves W slots (a workplace and a deadline each). Every time a stop keeps is
a row of W lanes side by side, which the compiler turns into vector instructions. Times are relative
to a base of the batch, so that they fit into 16 bits; lanes that are near each other in space and
time share most of the work. The rules are those of the single scan (kernels/scan.py).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from jalon.core.arrays import Ints
from jalon.reach.kernels.sentinels import CAN_ALIGHT, CAN_BOARD, NO_WAY
from jalon.reach.kernels.types import Hops, Links

Lanes = NDArray[Any]
"""An array of int16 or int32: whichever the batch's window needs."""
Travel = NDArray[np.uint16]


class LaneBatch(NamedTuple):
    """W slots. Times are relative to the batch's base, in the lanes' own type.

    Lane l reaches its workplace from stop `stop[i]` in `walk[i]` seconds for i in
    `start[l]:start[l + 1]`, and from point `near[i]` in `near_s[i]` for i in
    `near_start[l]:near_start[l + 1]`. `deadline[l]` is when one must be there, `moment[l]` the
    shift's own start; travel longer than `longest` from it is no way.
    """

    start: Ints
    stop: Ints
    walk: Lanes
    near_start: Ints
    near: Ints
    near_s: Ints
    deadline: Lanes
    moment: Lanes
    longest: int


class LaneHops(NamedTuple):
    """The hops of a batch's window, latest first; times relative, in the lanes' own type."""

    origin: Ints
    target: Ints
    run: Ints
    flags: NDArray[np.uint8]
    departure: Lanes
    arrival: Lanes


class LaneWork(NamedTuple):
    """Room for scans, one after the other. Rows of W lanes a stop or a run.

    Rows are written when first touched in a batch: `top[s]` is the latest of row `alight[s]`
    (`never` while untouched), `seen` marks rows of `board`, `ridden` rows of `reached`.
    """

    board: Lanes
    alight: Lanes
    reached: Lanes
    fresh: Lanes
    value: Lanes
    top: Lanes
    seen: NDArray[np.uint8]
    ridden: NDArray[np.uint8]
    never: Lanes


def make_lane_work(
    stops: int, runs: int, lanes: int, kind: type[np.signedinteger[Any]]
) -> LaneWork:
    """Room for batches of `lanes` slots; `kind` is int16 or int32."""
    never = -(1 << 14) if kind is np.int16 else -(1 << 30)
    return LaneWork(
        board=np.empty((stops, lanes), dtype=kind),
        alight=np.empty((stops, lanes), dtype=kind),
        reached=np.empty((runs, lanes), dtype=kind),
        fresh=np.empty(lanes, dtype=kind),
        value=np.empty(lanes, dtype=kind),
        top=np.empty(stops, dtype=kind),
        seen=np.empty(stops, dtype=np.uint8),
        ridden=np.empty(runs, dtype=np.uint8),
        never=np.array([never], dtype=kind),
    )


def window_of(
    hops: Hops, first: int, end: int, base: int, kind: type[np.signedinteger[Any]]
) -> LaneHops:
    """Hops `first` to `end` of the latest-first order, with times relative to `base`."""
    part = slice(first, end)
    return LaneHops(
        hops.origin[part],
        hops.target[part],
        hops.run[part],
        hops.flags[part],
        (hops.departure[part] - np.int32(base)).astype(kind),
        # A ride that arrives hours after the base is of use to nobody: it must not seem early.
        np.minimum(hops.arrival[part] - np.int32(base), np.iinfo(kind).max).astype(kind),
    )


@njit(nogil=True, cache=True)
def travel_in_lanes(
    hops: LaneHops, into: Links, batch: LaneBatch, access: Links, work: LaneWork, travel: Travel,
    column: int,
) -> None:  # fmt: skip
    """Write, for every point of `access` and lane l, the travel seconds to slot l.

    That is from the latest leave to the slot's moment, into `travel[point, column + l]`; NO_WAY
    where there is none. `into` are the walks into each stop, seconds in the lanes' own type.
    """
    _begin(batch, work)
    _scan(hops, into, work)
    _look_up(batch, access, work, travel, column)
    for l in range(len(batch.deadline)):  # noqa: E741 - l is a lane everywhere here
        spent = batch.moment[l] - batch.deadline[l]
        for i in range(batch.near_start[l], batch.near_start[l + 1]):
            direct = spent + batch.near_s[i]
            if direct <= batch.longest and direct < travel[batch.near[i], column + l]:
                travel[batch.near[i], column + l] = direct


@njit(nogil=True, cache=True)
def _begin(batch: LaneBatch, work: LaneWork) -> None:
    never = work.never[0]
    work.top[:] = never
    work.seen[:] = 0
    work.ridden[:] = 0
    for l in range(len(batch.deadline)):  # noqa: E741
        for i in range(batch.start[l], batch.start[l + 1]):
            stop = batch.stop[i]
            if work.top[stop] == never:
                work.alight[stop, :] = never
            work.alight[stop, l] = batch.deadline[l] - batch.walk[i]
            work.top[stop] = max(work.top[stop], work.alight[stop, l])


@njit(nogil=True, cache=True)
def _scan(  # noqa: PLR0912 - one flat loop: a call a row would cost more than the row
    hops: LaneHops, into: Links, work: LaneWork
) -> None:
    """All hops, latest first. One flat loop: rows are the unit of work."""
    never, lanes = work.never[0], work.board.shape[1]
    fresh, top, seen, ridden = work.fresh, work.top, work.seen, work.ridden
    departure, arrival, flags = hops.departure, hops.arrival, hops.flags
    # Unsigned indices spare a check at every use.
    run, origin = hops.run.view(np.uint32), hops.origin.view(np.uint32)
    target, near = hops.target.view(np.uint32), into.end.view(np.uint32)
    row, seconds = into.start, into.seconds
    # A value of the lanes' own type: wider numbers would halve the vectors.
    kind = work.board.dtype.type
    for i in range(len(departure)):
        r, stop = run[i], target[i]
        known = ridden[r] != 0
        here = top[stop] >= arrival[i] and flags[i] & CAN_ALIGHT != 0
        if not known and not here:
            continue
        reached = work.reached[r]
        if not known:
            for l in range(lanes):  # noqa: E741
                reached[l] = kind(0)
        if here:
            alight, arrives, anybody = work.alight[stop], arrival[i], kind(0)
            for l in range(lanes):  # noqa: E741
                reached[l] = reached[l] | (kind(-1) if alight[l] >= arrives else kind(0))
                anybody |= reached[l]
            if anybody == 0:
                continue
            ridden[r] = 1
        if flags[i] & CAN_BOARD == 0:
            continue
        stop, leaves, anybody = origin[i], departure[i], kind(0)
        board = work.board[stop]
        if seen[stop] == 0:
            seen[stop] = 1
            for l in range(lanes):  # noqa: E741
                board[l] = never
        for l in range(lanes):  # noqa: E741
            # Hops come latest first: the first departure that gets there is the latest.
            fresh[l] = reached[l] & (kind(-1) if board[l] == never else kind(0))
            board[l] = leaves if fresh[l] != 0 else board[l]
            anybody |= fresh[l]
        if anybody == 0:
            continue
        for k in range(row[stop], row[stop + 1]):
            other, latest = near[k], kind(leaves - seconds[k])
            alight = work.alight[other]
            if top[other] == never:
                for l in range(lanes):  # noqa: E741
                    alight[l] = never
            top[other] = max(top[other], latest)
            for l in range(lanes):  # noqa: E741
                alight[l] = max(alight[l], latest if fresh[l] != 0 else never)


@njit(nogil=True, cache=True)
def _look_up(batch: LaneBatch, access: Links, work: LaneWork, travel: Travel, column: int) -> None:
    """Leave each point for the best of the stops around it."""
    never, lanes, kind = work.never[0], len(batch.deadline), work.board.dtype.type
    value, seen, longest = work.value, work.seen, batch.longest
    row, stops, seconds = access.start, access.end, access.seconds
    for point in range(len(row) - 1):
        served = False
        for i in range(row[point], row[point + 1]):
            stop = stops[i]
            if seen[stop] == 0:
                continue
            if not served:
                served = True
                for l in range(lanes):  # noqa: E741
                    value[l] = never
            board, walk = work.board[stop], kind(seconds[i])
            for l in range(lanes):  # noqa: E741
                value[l] = max(value[l], kind(board[l] - walk))
        for l in range(lanes):  # noqa: E741
            spent = np.int32(batch.moment[l]) - np.int32(value[l]) if served else NO_WAY
            travel[point, column + l] = spent if spent <= longest else NO_WAY
