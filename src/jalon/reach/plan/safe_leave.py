"""The safe leave: how early to go so that missing the first ride costs nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.travel.latest_leaves import Searcher
from jalon.reach.week.chains import safe_leaves, solve_chains
from jalon.reach.week.judge import Judgement, WayOut
from jalon.reach.week.visits import Family


def safe_leave(family: Family, judgement: Judgement, searcher: Searcher, rows: Longs) -> Ints:
    """For `rows` of the workday's offers (k), the latest leave that survives missing the first
    ride; NEVER where there is none after the earliest leave."""
    thorough = replace(searcher, spares=True)
    earliest = judgement.view.day.clock.axis(family.person.earliest_leave_s)
    best = np.full(len(rows), NEVER, dtype=np.int32)
    for way in judgement.outs:
        best = np.maximum(best, _of_order(thorough, judgement, way, rows))
    unknown = np.flatnonzero(best == NEVER)
    if len(unknown):
        # Farther back than the search for the plan went: seldom, where rides are rare.
        for way in judgement.outs:
            leave = _deeper(thorough, judgement, way, rows[unknown], earliest)
            best[unknown] = np.maximum(best[unknown], leave)
    return np.where(best >= earliest, best, NEVER).astype(np.int32)


def _of_order(searcher: Searcher, judgement: Judgement, way: WayOut, rows: Longs) -> Ints:
    slots = judgement.view.kind.out.of_day[judgement.view.day.weekday][rows]
    return safe_leaves(searcher, way.times, slots, _openings(judgement, way, rows))


def _openings(judgement: Judgement, way: WayOut, rows: Longs) -> list[Ints]:
    return [judgement.view.bounds[stay.place.id][0][rows] for stay in way.times.chain.stays]


def _deeper(
    searcher: Searcher, judgement: Judgement, way: WayOut, rows: Longs, earliest: int
) -> Ints:
    """The same, solved again for these rows alone and back to the earliest leave."""
    slots = judgement.view.kind.out.of_day[judgement.view.day.weekday][rows]
    kept, back_to = np.unique(slots, return_inverse=True)
    out = judgement.view.kind.out
    site, deadline = out.site[kept], out.deadline[kept]
    floor = np.full(len(kept), earliest, dtype=np.int32)
    times = solve_chains(searcher, [way.times.chain], site, deadline, floor)[0]
    return safe_leaves(searcher, times, back_to.reshape(-1), _openings(judgement, way, rows))
