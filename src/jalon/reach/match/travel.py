"""Travel tables: from every row of every ground to every slot of a part, both ways.

With many points, scans start at the workplaces, in lanes. With few (a new person), they start at
the points: one profile from each to everywhere, looked up at each workplace.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from jalon.reach.kernels.fan import travel_from_root
from jalon.reach.kernels.lanes import NONE, Travel
from jalon.reach.match.demand import Kind, KindPart, Part
from jalon.reach.match.foot import Foot
from jalon.reach.match.lanes import LANES, LaneScans, Reached
from jalon.reach.scanning import threads

if TYPE_CHECKING:
    from jalon.reach.match.block import Block

Tables = dict[tuple[Kind, bool], Travel]
Work = Callable[[], None]
FEW = 4
"""Slots for one row, in batches of lanes, that cost about as much as a profile from the row."""


def travel_tables(block: Block, part: Part) -> Tables:
    """For each kind of day and side the seconds (rows x slots) to each slot's moment."""
    tables: Tables = {}
    work: list[Work] = []
    for one in part.kinds:
        for mirrored in (False, True):
            slots = one.back if mirrored else one.out
            table = np.full((block.people.rows, len(slots.site)), NONE, dtype=np.uint16)
            tables[one.kind, mirrored] = table
            work += _work(block, one, mirrored, table)
    list(threads(os.getpid()).map(lambda job: job(), work))
    return tables


def _work(block: Block, part: KindPart, mirrored: bool, table: Travel) -> Iterator[Work]:
    """What fills one table, cut into jobs that may run at once."""
    slots = part.back if mirrored else part.out
    margin_s = 0 if mirrored else block.request.margin_s
    for ground, first in zip(block.grounds, block.people.first_row, strict=False):
        rows = table[first : first + len(ground.lat)]
        if not isinstance(ground, Foot):
            yield partial(ground.fill, block.sites, slots, margin_s, rows, mirrored=mirrored)
        elif len(ground.ground.towards_work) * FEW * LANES < len(slots.site):
            yield from _from_rows(block, ground, part, mirrored, rows)
        else:
            timetable = part.kind.timetable
            side = timetable.back if mirrored else timetable.out
            reached = ground.reached(block.sites, mirrored=mirrored)
            scans = LaneScans(reached, side, slots, margin_s)
            yield from (partial(scans.run, job, rows) for job in scans.jobs())


def _from_rows(
    block: Block, ground: Foot, part: KindPart, mirrored: bool, rows: Travel
) -> Iterator[Work]:
    """One job a row: the profile from it, on the other side, where it is the root."""
    slots = part.back if mirrored else part.out
    timetable = part.kind.timetable
    side = timetable.out if mirrored else timetable.back
    reached: Reached = ground.reached(block.sites, mirrored=not mirrored)
    margin_s = np.int32(0 if mirrored else block.request.margin_s)
    for row in sorted(ground.ground.towards_work):
        yield partial(
            travel_from_root,
            side.latest,
            side.runs,
            reached.into,
            reached.access,
            row,
            reached.site_access,
            reached.site_walks,
            slots.site,
            slots.moment,
            int(margin_s),
            reached.longest_s,
            rows[row],
        )
