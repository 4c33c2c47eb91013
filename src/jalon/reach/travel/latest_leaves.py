"""Batches of scans, spread over threads; equal questions are asked once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.core.joins import first_of_each
from jalon.core.threads import THREADS, in_threads
from jalon.reach.kernels.scan import departures_to_spare, latest_departures
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
    """One side of a timetable with one walker."""

    side: Side
    walks: Walks

    def leaves(self, root: Ints, deadline: Ints, origin: Ints, floor: Ints) -> Leaves:
        """The latest leave from origin[i] to be at root[i] by deadline[i], if not before floor[i].

        NEVER begets NEVER.
        """
        asked = np.flatnonzero(deadline > NEVER)
        order = asked[np.lexsort((origin[asked], deadline[asked], root[asked]))]
        root, deadline = root[order], deadline[order]
        first = np.flatnonzero(first_of_each(root, deadline))
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
        result: tuple[Ints, Ints, Ints] = latest_departures(self.side, self.walks, scans)
        return result

    def to_spare(self, roots: Ints, deadline: Ints, floor: Ints, origins: Ints) -> Ints:
        """The latest leaves from o `origins` for a ride that may be missed, since another that
        leaves its stop later helps too: o x k, NEVER where there is none that leaves after `floor`.

        To help is to be at one of m `roots` by its deadline (m x k; NEVER where it is no use).
        """
        questions, back_to = np.unique(np.vstack([deadline, floor]), axis=1, return_inverse=True)
        size = questions.shape[1]
        cuts = np.unique(np.linspace(0, size, 4 * THREADS + 1).astype(np.int64))
        parts = [questions[:, low:high] for low, high in pairwise(cuts)]
        found = in_threads(lambda part: self._spare(roots, part, origins), parts)
        leaves: Ints = np.concatenate(found, axis=1)[:, back_to.reshape(-1)]
        return np.where(leaves < floor, NEVER, leaves).astype(np.int32)

    def _spare(self, roots: Ints, questions: Ints, origins: Ints) -> Ints:
        deadline = np.ascontiguousarray(questions[:-1]).astype(np.int32)
        floor = np.ascontiguousarray(questions[-1]).astype(np.int32)
        spare: Ints = departures_to_spare(self.side, self.walks, roots, deadline, floor, origins)
        return spare


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
