"""The safe leave: how early to go so that missing the first ride costs nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.reach.kernels.types import NEVER
from jalon.reach.travel.latest_leaves import Searcher
from jalon.reach.week.chains import safe_leaves, solve_chains
from jalon.reach.week.judge import Judgement, WayOut
from jalon.reach.week.visits import Family


def safe_leave(family: Family, judged: Judgement, searcher: Searcher, rows: Longs) -> Ints:
    """For `rows` of the workday's offers (k), the latest leave that survives missing the first
    ride; NEVER where there is none after the earliest leave."""
    thorough = replace(searcher, spares=True)
    earliest = judged.view.day.clock.axis(family.person.earliest_leave_s)
    best = np.full(len(rows), NEVER, dtype=np.int32)
    for way in judged.outs:
        best = np.maximum(best, _of_order(thorough, judged, way, rows))
    unknown = np.flatnonzero(best == NEVER)
    if len(unknown):
        # Farther back than the search for the plan went: seldom, where rides are rare.
        for way in judged.outs:
            found = _deeper(thorough, judged, way, rows[unknown], earliest)
            best[unknown] = np.maximum(best[unknown], found)
    return np.where(best >= earliest, best, NEVER).astype(np.int32)


def _of_order(searcher: Searcher, judged: Judgement, way: WayOut, rows: Longs) -> Ints:
    slots = judged.view.kind.out.of_day[judged.view.day.weekday][rows]
    return safe_leaves(searcher, way.solved, slots, _openings(judged, way, rows))


def _openings(judged: Judgement, way: WayOut, rows: Longs) -> list[Ints]:
    return [judged.view.bounds[stay.place.id][0][rows] for stay in way.solved.chain.stays]


def _deeper(searcher: Searcher, judged: Judgement, way: WayOut, rows: Longs, earliest: int) -> Ints:
    """The same, solved again for these rows alone and back to the earliest leave."""
    slots = judged.view.kind.out.of_day[judged.view.day.weekday][rows]
    kept, back_to = np.unique(slots, return_inverse=True)
    out = judged.view.kind.out
    site, deadline = out.site[kept], out.deadline[kept]
    floor = np.full(len(kept), earliest, dtype=np.int32)
    solved = solve_chains(searcher, [way.solved.chain], site, deadline, floor)[0]
    return safe_leaves(searcher, solved, back_to.reshape(-1), _openings(judged, way, rows))
