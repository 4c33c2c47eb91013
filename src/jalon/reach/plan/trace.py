"""Plans for the days that hold: which ways to trace, and which of the equals to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.joins import first_of_each
from jalon.core.threads import THREADS, in_threads
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.kernels.trace import Ways, trace_ways
from jalon.reach.kernels.trace_labels import Traces
from jalon.reach.kernels.types import Side, Walks
from jalon.reach.week.judge import Judgement
from jalon.reach.week.visits import Chain
from jalon.reach.week.workdays import Slots

FIRST_CAPACITY = 1 << 14
"""Labels of one way; doubled until the largest way fits."""


@dataclass(frozen=True)
class OrderWays:
    """One order of places for n rows, on the side's own axis: when to leave and, for each stay from
    work outwards, its opening and its latest begin."""

    chain: Chain
    leave: Ints
    opens: Sequence[Ints]
    begin: Sequence[Ints]


@dataclass
class WayRequests:
    """Ways asked for on one side of one timetable, collected family by family.

    Columns of a row: slot, leave, chain number, then for each of `depth` stays (from home on) its
    opening and its latest begin, on the side's own axis.
    """

    slots: Slots
    depth: int
    soonest: bool
    chains: list[Chain] = field(default_factory=list)
    rows: list[Ints] = field(default_factory=list)
    owners: list[Longs] = field(default_factory=list)

    def add_out(self, judgement: Judgement, mask: Bools, owner: Longs) -> None:
        """Ask for the ways out of the offers in `mask`: every order that leaves as late."""
        slot = self.slots.of_day[judgement.view.day.weekday]
        for way in judgement.outs:
            equal = mask & way.is_open & (way.leave == judgement.leave)
            opens = [judgement.view.bounds[stay.place.id][0] for stay in way.times.chain.stays]
            order = OrderWays(way.times.chain, way.leave, opens, way.begin)
            self._add(order, slot, equal, owner)

    def add_back(
        self,
        judgement: Judgement,
        mask: Bools,
        owner: Longs,
        sooner_s: int = 0,
    ) -> None:
        """Ask for the ways back: every order that is home as early.

        With `sooner_s`, only those that end every handover so many seconds before the closing.
        """
        slot = self.slots.of_day[judgement.view.day.weekday]
        for way in judgement.backs:
            stays = way.times.chain.stays
            closes = [
                judgement.view.bounds[stay.place.id][1] - np.int32(sooner_s) for stay in stays
            ]
            equal = mask & way.in_time & (way.home == judgement.home)
            for done, closing in zip(way.done, closes, strict=True):
                equal = equal & (done <= closing)
            opens, begin = [-closing for closing in closes], [-done for done in way.done]
            order = OrderWays(way.times.chain, -way.home, opens, begin)
            self._add(order, slot, equal, owner)

    def _add(self, order: OrderWays, slot: Longs, mask: Bools, owner: Longs) -> None:
        chosen = np.flatnonzero(mask)
        if not len(chosen):
            return
        rows = np.full((len(chosen), 3 + 2 * self.depth), NEVER, dtype=np.int32)
        rows[:, 0], rows[:, 1], rows[:, 2] = slot[chosen], order.leave[chosen], len(self.chains)
        bounds = zip(reversed(order.opens), reversed(order.begin), strict=True)
        for j, (opening, latest) in enumerate(bounds):
            rows[:, 3 + 2 * j], rows[:, 4 + 2 * j] = opening[chosen], latest[chosen]
        self.chains.append(order.chain)
        self.rows.append(rows)
        self.owners.append(owner[chosen])

    def trace(self, side: Side, walks: Walks) -> TracedWays:
        """Trace all that was asked, each different way once, and keep the best for each owner."""
        if not self.rows:
            return TracedWays.none()
        rows, inverse = np.unique(np.concatenate(self.rows), axis=0, return_inverse=True)
        parts = np.array_split(np.arange(len(rows)), min(len(rows), 4 * THREADS))
        room = _room(walks)
        ways = [self._ways(rows[part], room) for part in parts]
        traces = in_threads(lambda part: _trace(side, walks, part), ways)
        best = self._best(traces, inverse.reshape(-1))
        first = np.array([part[0] for part in parts])
        where = np.searchsorted(first, np.arange(len(rows)), side="right") - 1
        part_and_number = {
            owner: (int(where[row]), int(row - first[where[row]])) for owner, row in best.items()
        }
        chains = {owner: self.chains[rows[row, 2]] for owner, row in best.items()}
        return TracedWays(part_and_number, chains, traces)

    def _ways(self, rows: Ints, room: int) -> Ways:
        """Rows as the kernel takes them: points from home to work, with their bounds."""
        chains = [self.chains[number] for number in rows[:, 2]]
        width = self.depth + 2
        point, handover = np.zeros((2, len(rows), width), dtype=np.int32)
        opens = np.full((len(rows), width), NEVER, dtype=np.int32)
        limit = np.full((len(rows), width), NEVER, dtype=np.int32)
        used = np.zeros((len(rows), width), dtype=np.bool_)
        used[:, [0, -1]] = True
        point[:, 0] = [chain.home for chain in chains]
        point[:, -1] = self.slots.site[rows[:, 0]]
        limit[:, -1] = self.slots.deadline[rows[:, 0]]
        for j in range(self.depth):
            stays = [chain.stays[::-1][j] if len(chain.stays) > j else None for chain in chains]
            used[:, j + 1] = [stay is not None for stay in stays]
            point[:, j + 1] = [stay.point if stay else 0 for stay in stays]
            handover[:, j + 1] = [stay.handover_s if stay else 0 for stay in stays]
            opens[:, j + 1], limit[:, j + 1] = rows[:, 3 + 2 * j], rows[:, 4 + 2 * j]
        start = np.concatenate(([0], np.cumsum(used.sum(axis=1)))).astype(np.int64)
        return Ways(
            start=start,
            point=point[used],
            handover=handover[used],
            opens=opens[used],
            limit=limit[used],
            depart=np.ascontiguousarray(rows[:, 1]),
            soonest=int(self.soonest),
            room=room,
        )

    def _best(self, traces: Sequence[Traces], inverse: Longs) -> dict[int, int]:
        """For each owner the row to show: the best by arrival, rides and walking."""
        arrival = np.concatenate([trace.arrival for trace in traces])[inverse]
        key = np.concatenate([trace.key for trace in traces])[inverse]
        key = np.where(arrival > NEVER, key, np.iinfo(np.int64).max)
        owner = np.concatenate(self.owners)
        criteria = (key, arrival, owner) if self.soonest else (arrival, key, owner)
        order = np.lexsort(criteria)
        chosen = order[first_of_each(owner[order])]
        return dict(zip(owner[chosen].tolist(), inverse[chosen].tolist(), strict=True))


@dataclass(frozen=True)
class TracedWays:
    """The way to show for each owner: part and number of its trace, and the order of its stays."""

    part_and_number: dict[int, tuple[int, int]]
    chains: dict[int, Chain]
    traces: list[Traces]

    def trace_of(self, owner: int) -> tuple[Traces, int]:
        """The trace that holds the owner's way, and the way's number in it."""
        part, number = self.part_and_number[owner]
        return self.traces[part], number

    def key_of(self, owner: int) -> int | None:
        """The rides and walking of the owner's way, as one number; None where no way was found."""
        if owner not in self.part_and_number:
            return None
        trace, number = self.trace_of(owner)
        return int(trace.key[number]) if trace.arrival[number] > NEVER else None

    @classmethod
    def none(cls) -> TracedWays:
        """Before anything was traced."""
        return cls({}, {}, [])


def _room(walks: Walks) -> int:
    """The most labels that one step of a trace can make."""
    return 2 + max(
        int(np.diff(links.start).max(initial=0)) for links in (walks.onward, walks.access)
    )


def _trace(side: Side, walks: Walks, ways: Ways) -> Traces:
    capacity = max(FIRST_CAPACITY, 2 * ways.room)
    while True:
        complete, traces = trace_ways(side, walks, ways, capacity)
        if complete:
            result: Traces = traces
            return result
        capacity *= 2
