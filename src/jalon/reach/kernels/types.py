"""Tuples of arrays that kernels take. All are int32 unless said."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Ints, Longs


class Hops(NamedTuple):
    """h hops in the order of their trip runs: hop i + 1 follows hop i where `run` is the same.

    A run is a trip on one service day, with those that it goes on as. `flags` (uint8): CAN_BOARD
    at `origin`, CAN_ALIGHT at `target`, and what else sentinels.py names. Where NO_MINUTE is set, a
    run's next hop may leave before this one arrives: one joins at a departure, and waits on board.
    """

    origin: Ints
    target: Ints
    departure: Ints
    arrival: Ints
    run: Ints
    flags: NDArray[np.uint8]


class Side(NamedTuple):
    """One side of a timetable: its hops by run, by departure (latest first) and by stop.

    `latest` has the same h hops sorted by falling departure, later hops of a run first.
    `at_stop[stop_start[s]:stop_start[s + 1]]` are the hops (by-run numbers) that leave stop s,
    by rising departure; `base[s]` is stop s itself where s is a copy. `runs` is the number of
    runs, `headway_s` the headway of each that promises no minute (0 for others).
    """

    by_run: Hops
    latest: Hops
    stop_start: Ints
    at_stop: Ints
    base: Ints
    runs: int
    headway_s: Ints


class Links(NamedTuple):
    """Directed walks as compressed rows: row i has `end[start[i]:start[i + 1]]` and seconds."""

    start: Ints
    end: Ints
    seconds: Ints


class Walks(NamedTuple):
    """What one walker can do on foot, for one side.

    `onward` are the changes from each stop, there or by a walk to another one; `inward` the same
    from their target. `access` are the stops within the longest walk from each point, to board
    there; `egress` those from which one walks to it. `direct` are the walks between points: those
    of a and b stand once, in the row of the lower number, ends rising. `instant`: some change takes
    no time.
    """

    onward: Links
    inward: Links
    access: Links
    egress: Links
    direct: Links
    max_walk_s: int
    instant: bool


class Scans(NamedTuple):
    """A batch: scan i asks how late one may leave each of its origins to be at its root in time.

    Scan i goes from `deadline[i]` down to `floor[i]`; its origins are the points
    `origin[start[i]:start[i + 1]]`.
    """

    root: Ints
    deadline: Ints
    floor: Ints
    start: Longs
    origin: Ints
