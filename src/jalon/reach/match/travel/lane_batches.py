"""Batches of slots scanned in lanes, spread over threads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from jalon.core.arrays import Ints
from jalon.reach.kernels.lanes import (
    LaneBatch,
    LaneWork,
    Travel,
    make_lane_work,
    travel_in_lanes,
    window_of,
)
from jalon.reach.kernels.types import Links, Side
from jalon.reach.match.input.offers import SlotSet

LANES = 64
"""Slots scanned together: two cache lines of 16-bit times a stop."""
SPAN_S = 20 * 60
"""Slots of one scan are at most so far apart in time: a longer window costs every lane."""
SHORT_S = 15_000
"""Windows up to so many seconds are scanned in 16 bits."""
LONG_WALK_S = 14_401
"""Changes that take longer than every walk may are cut to this: they help nobody."""
Numbers = type[np.signedinteger[Any]]


@dataclass(frozen=True)
class GroundWalks:
    """The walks of one side: from rows to stops, from sites to stops and to rows, into each stop;
    and the longest travel that anybody accepts, in seconds."""

    access: Links
    site_access: Links
    site_walks: Links
    into: Links
    longest_s: int


class LaneScans:
    """One side of one kind of day, scanned for all its slots."""

    def __init__(self, reached: GroundWalks, side: Side, slots: SlotSet, margin_s: int) -> None:
        self.reached, self.side, self.slots, self.margin_s = reached, side, slots, margin_s
        self.falling = -side.latest.departure

    def jobs(self) -> list[list[slice]]:
        """The batches, dealt out to a few jobs a thread; room for the scans is made once a job."""
        batches = list(_batches(self.slots.moment))
        count = max(1, min(len(batches), 4 * (os.cpu_count() or 1)))
        return [batches[i::count] for i in range(count)]

    def run(self, batches: list[slice], travel: Travel) -> None:
        """Scan some batches and write their columns of `travel` (rows x slots)."""
        rooms: dict[tuple[int, Numbers], LaneWork] = {}
        for part in batches:
            moment = self.slots.moment[part]
            span = int(moment.max() - moment.min())
            short = span + self.reached.longest_s + self.margin_s <= SHORT_S
            kind: Numbers = np.int16 if short else np.int32
            key = (part.stop - part.start, kind)
            if key not in rooms:
                stops = len(self.reached.into.start) - 1
                rooms[key] = make_lane_work(stops, self.side.runs, *key)
            self._scan(part, kind, rooms[key], travel)

    def _scan(self, part: slice, kind: Numbers, work: LaneWork, travel: Travel) -> None:
        moment, into = self.slots.moment[part], self.reached.into
        base, earliest = int(moment.max()), int(moment.min()) - self.reached.longest_s
        first = int(np.searchsorted(self.falling, self.margin_s - base, side="left"))
        end = int(np.searchsorted(self.falling, -earliest, side="right"))
        travel_in_lanes(
            window_of(self.side.latest, first, end, base, kind),
            into._replace(seconds=np.minimum(into.seconds, LONG_WALK_S).astype(kind)),
            self._batch(part, base, kind),
            self.reached.access,
            work,
            travel,
            part.start,
        )

    def _batch(self, part: slice, base: int, kind: Numbers) -> LaneBatch:
        site = self.slots.site[part]
        start, stop, walk = _rows_of(self.reached.site_access, site)
        near_start, near, near_s = _rows_of(self.reached.site_walks, site)
        moment = self.slots.moment[part] - np.int32(base)
        return LaneBatch(
            start=start,
            stop=stop,
            walk=walk.astype(kind),
            near_start=near_start,
            near=near,
            near_s=near_s,
            deadline=(moment - np.int32(self.margin_s)).astype(kind),
            moment=moment.astype(kind),
            longest=self.reached.longest_s,
        )


def _batches(moment: Ints) -> Iterator[slice]:
    """Up to LANES slots (latest first) that are near in time."""
    first = 0
    while first < len(moment):
        last = first
        while last < min(first + LANES, len(moment)) and moment[first] - moment[last] <= SPAN_S:
            last += 1
        yield slice(first, last)
        first = last


def _rows_of(links: Links, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Some rows of links as links of their own: starts, ends, seconds."""
    sizes = links.start[rows + 1] - links.start[rows]
    start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    index = np.repeat(links.start[rows] - start[:-1], sizes) + np.arange(start[-1])
    return start, links.end[index], links.seconds[index]
