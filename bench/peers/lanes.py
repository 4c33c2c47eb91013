"""Our scan in lanes, as the département run asks it: 64 roots at once, each one to all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from bench.peers.compare import Peer, Row, compare, timed
from bench.peers.feed import Plain
from bench.peers.ours import NOT_REACHED, Ours
from jalon.core.arrays import Longs
from jalon.reach.kernels.lanes import LaneBatch, make_lane_work, travel_in_lanes, window_of
from jalon.reach.kernels.sentinels import NO_WAY
from jalon.reach.travel.walks import links_of

LANES = 64
KIND = np.int16
ROOM_S = 60
"""Kept free below the earliest time, so that it is not taken for "never"."""


class OursInLanes:
    """The mirrored side in lanes; a stop is reached on foot by bare footpaths, as ULTRA does."""

    def __init__(self, plain: Plain, ours: Ours) -> None:
        self._plain, self._ours = plain, ours
        side = ours.timetable.back
        base = -plain.latest_s - ROOM_S
        rising = -side.latest.departure
        first = int(np.searchsorted(rising, plain.departure_s))
        end = int(np.searchsorted(rising, plain.latest_s, side="right"))
        self._hops = window_of(side.latest, first, end, base, KIND)
        self._start = KIND(-plain.departure_s - base)
        self._work = make_lane_work(plain.stops, side.runs, LANES, KIND)
        self._travel = np.empty((plain.stops, LANES), dtype=np.uint16)
        stops = np.arange(plain.stops)
        origin, target = (ours.place[ends] for ends in plain.footpaths[:2])
        ends = np.concatenate((origin, stops)), np.concatenate((target, stops))
        bare = np.concatenate((plain.footpaths.seconds, np.zeros_like(stops)))
        self._access = links_of(*ends, bare, plain.stops)
        self._changes = ours.walks.inward
        self._seconds = self._changes.seconds.astype(KIND)

    def batch(self, sources: Sequence[int]) -> LaneBatch:
        """One lane a source."""
        access = self._ours.walks.access
        rows = [slice(*access.start[[root, root + 1]]) for root in self._ours.place[sources]]
        none = np.zeros(0, dtype=np.int32)
        sizes = [row.stop - row.start for row in rows]
        return LaneBatch(
            start=np.cumsum([0, *sizes]).astype(np.int32),
            stop=np.concatenate([access.end[row] for row in rows]),
            walk=np.concatenate([access.seconds[row] for row in rows]).astype(KIND),
            near_start=np.zeros(LANES + 1, dtype=np.int32),
            near=none,
            near_s=none,
            deadline=np.full(LANES, self._start, dtype=KIND),
            moment=np.full(LANES, self._start, dtype=KIND),
            longest=self._plain.latest_s - self._plain.departure_s,
        )

    def scan(self, batch: LaneBatch) -> None:
        """All lanes of a batch; the answer stays in the table."""
        self._travel.fill(NO_WAY)
        changes = self._changes._replace(seconds=self._seconds)  # type: ignore[arg-type]  # int16
        travel_in_lanes(
            self._hops, changes, batch, self._access, self._work, self._travel, 0,
        )  # fmt: skip

    def arrivals(self, lane: int) -> Longs:
        """By stop number; NOT_REACHED for none, and for what is only walked to from the source."""
        travel = self._travel[:, lane].astype(np.int64)[self._ours.place]
        return np.where(travel == NO_WAY, NOT_REACHED, travel + self._plain.departure_s)


def lanes_row(plain: Plain, ours: Ours, peer: Peer, sources: Sequence[int]) -> Row:
    """A batch of ours beside single questions to a peer; times of one root.

    Stops that a footpath joins to the source are left out: the lanes tell direct walks apart.
    """
    row = Row(peer.name, f"one to all, {plain.window}, ours {LANES} roots at once", plain.name)
    lanes = OursInLanes(plain, ours)
    batches = [sources[i : i + LANES] for i in range(0, len(sources) - LANES + 1, LANES)]
    lanes.scan(lanes.batch(batches[0]))
    for roots in batches:
        batch = lanes.batch(roots)
        wall, cpu = timed(partial(lanes.scan, batch))
        row.ours_s.append(wall / LANES)
        row.ours_cpu_s.append(cpu / LANES)
        for lane, source in enumerate(roots):
            answer = peer.ask(source, plain.departure_s)
            row.theirs_s.append(answer.wall_s)
            row.theirs_cpu_s.append(answer.cpu_s)
            near = plain.footpaths.target[plain.footpaths.origin == source]
            far = np.setdiff1d(plain.served, [source, *near])
            theirs = np.where(answer.arrivals <= plain.latest_s, answer.arrivals, NOT_REACHED)
            row.answers += compare(theirs[far], lanes.arrivals(lane)[far])
    return row
