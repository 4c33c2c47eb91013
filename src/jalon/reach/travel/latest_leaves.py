"""Batches of scans, spread over threads; equal questions are asked once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.core.threads import THREADS, in_threads
from jalon.reach.kernels.scan import latest_departures
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.kernels.types import Scans, Side, Walks


class Leaves(NamedTuple):
    """Latest leaves (int32, NEVER for none): of all ways, of ways whose first ride may be missed,
    and of the direct walk."""

    best: Ints
    spare: Ints
    on_foot: Ints


class Seeker(Protocol):
    """Whoever answers how late one may leave: a timetable with a walker, or a vehicle."""

    def leaves(self, root: Ints, deadline: Ints, origin: Ints, floor: Ints) -> Leaves:
        """The latest leave from origin[i] to be at root[i] by deadline[i], if not before floor[i].

        NEVER begets NEVER.
        """

    def grouped(
        self, root: Ints, deadline: Ints, start: Longs, origin: Ints, floor: Ints
    ) -> Leaves:
        """As `leaves`, for question i with the origins `origin[start[i]:start[i + 1]]`."""


@dataclass(frozen=True)
class Searcher:
    """One side of a timetable with one walker.

    `spares` asks for rides to spare in full; without it those that are worse than walking may be
    left out, which is quicker.
    """

    side: Side
    walks: Walks
    spares: bool = False

    def leaves(self, root: Ints, deadline: Ints, origin: Ints, floor: Ints) -> Leaves:
        """The latest leave from origin[i] to be at root[i] by deadline[i], if not before floor[i].

        NEVER begets NEVER.
        """
        asked = np.flatnonzero(deadline > NEVER)
        order = asked[np.lexsort((origin[asked], deadline[asked], root[asked]))]
        root, deadline = root[order], deadline[order]
        fresh = np.ones(len(order), dtype=np.bool_)
        fresh[1:] = (np.diff(root) != 0) | (np.diff(deadline) != 0)
        first = np.flatnonzero(fresh)
        lowest = np.minimum.reduceat(floor[order], first) if len(first) else floor[order]
        leaves = self.grouped(
            root[first], deadline[first], np.append(first, len(order)), origin[order], lowest
        )
        scattered = (_scattered(values, order, len(origin)) for values in leaves)
        # A scan shared with a lower floor finds more: each keeps to its own.
        return Leaves(*(np.where(values < floor, NEVER, values) for values in scattered))

    def grouped(
        self, root: Ints, deadline: Ints, start: Longs, origin: Ints, floor: Ints
    ) -> Leaves:
        """As `leaves`, for scan i with the origins `origin[start[i]:start[i + 1]]`."""
        scans = Scans(
            root=root.astype(np.int32),
            deadline=deadline.astype(np.int32),
            floor=floor.astype(np.int32),
            start=start.astype(np.int64),
            origin=origin.astype(np.int32),
        )
        parts = in_threads(self._run, _split(scans, len(root)))
        return Leaves(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def _run(self, scans: Scans) -> tuple[Ints, Ints, Ints]:
        result: tuple[Ints, Ints, Ints] = latest_departures(
            self.side, self.walks, scans, not self.spares
        )
        return result


def _split(scans: Scans, count: int) -> list[Scans]:
    """The batch in a few parts a thread, so that none waits long for the last one."""
    cuts = np.unique(np.linspace(0, count, 4 * THREADS + 1).astype(np.int64))
    if len(cuts) == 1:
        cuts = np.array([0, 0])
    return [
        Scans(
            root=scans.root[low:high],
            deadline=scans.deadline[low:high],
            floor=scans.floor[low:high],
            start=scans.start[low : high + 1] - scans.start[low],
            origin=scans.origin[scans.start[low] : scans.start[high]],
        )
        for low, high in pairwise(cuts)
    ]


def _scattered(values: Ints, order: Longs, size: int) -> Ints:
    whole = np.full(size, NEVER, dtype=np.int32)
    whole[order] = values
    return whole
