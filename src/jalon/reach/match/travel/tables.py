"""Travel tables: from every row of every ground to every slot of a part, both ways.

With many points, scans start at the workplaces, in lanes. With few (a new person), they start at
the points: one profile from each to everywhere, looked up at each workplace; or, where a service
keeps the tables of all stops, nothing is scanned at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import numpy as np

from jalon.core.threads import in_threads
from jalon.reach.kernels.lanes import Travel
from jalon.reach.kernels.one_to_all import RootSlots, SiteWalks, travel_from_root, travel_from_stops
from jalon.reach.kernels.sentinels import NO_WAY
from jalon.reach.match.input.offers import Kind, KindPart, OfferPart
from jalon.reach.match.travel.lane_batches import LANES, GroundWalks, LaneScans
from jalon.reach.match.travel.transit_ground import Sites, TransitGround
from jalon.reach.match.travel.vehicle_ground import VehicleGround
from jalon.reach.travel.walks import Walker, links_of

Tables = dict[tuple[Kind, bool], Travel]
Work = Callable[[], None]
FEW = 4
"""Slots for one row, in batches of lanes, that cost about as much as a profile from the row."""


@dataclass(frozen=True)
class Travellers:
    """Who goes where: the grounds of a block of people, and the workplaces.

    Rows are numbered through all grounds: `first_row[i]` is the first of ground i, `rows` their
    number. `stops` are the tables of all stops, where they are kept.
    """

    grounds: Sequence[TransitGround | VehicleGround]
    first_row: Sequence[int]
    rows: int
    sites: Sites
    margin_s: int
    stops: StopTables | None = None


def travel_tables(
    travellers: Travellers, part: OfferPart, sides: Sequence[bool] = (False, True)
) -> Tables:
    """For each kind of day and side (as it is, mirrored) the seconds (rows x slots) to each slot's
    moment."""
    tables: Tables = {}
    work: list[Work] = []
    for of_kind in part.kinds:
        for mirrored in sides:
            slots = of_kind.back if mirrored else of_kind.out
            table = np.full((travellers.rows, len(slots.site)), NO_WAY, dtype=np.uint16)
            tables[of_kind.kind, mirrored] = table
            work += _work(travellers, of_kind, mirrored, table)
    in_threads(lambda job: job(), work)
    return tables


def _work(travellers: Travellers, part: KindPart, mirrored: bool, table: Travel) -> Iterator[Work]:
    """What fills one table, cut into jobs that may run at once."""
    slots = part.back if mirrored else part.out
    margin_s = 0 if mirrored else travellers.margin_s
    for ground, first in zip(travellers.grounds, travellers.first_row, strict=False):
        rows = table[first : first + len(ground.lat)]
        if not isinstance(ground, TransitGround):
            yield partial(ground.fill, travellers.sites, slots, margin_s, rows, mirrored=mirrored)
        elif len(ground.ground.towards_work) * FEW * LANES < len(slots.site):
            yield from _from_rows(travellers, ground, part, mirrored, rows)
        else:
            timetable = part.kind.timetable.of_walker(ground.walker)
            side = timetable.back if mirrored else timetable.out
            reached = ground.reached(travellers.sites, mirrored=mirrored)
            scans = LaneScans(reached, side, slots, margin_s)
            yield from (partial(scans.run, job, rows) for job in scans.jobs())


@dataclass(frozen=True)
class StopTables:
    """Travel from every stop to every slot of one part (stops x slots), by kind of day, side and
    walker: two bytes a stop and slot, for whoever answers newcomers all day."""

    part: OfferPart
    tables: dict[tuple[Kind, bool, Walker], Travel]

    @classmethod
    def of(cls, travellers: Travellers, part: OfferPart) -> StopTables:
        """Scanned for every walker among the travellers."""
        tables: dict[tuple[Kind, bool, Walker], Travel] = {}
        work: list[Work] = []
        for of_kind, mirrored in product(part.kinds, (False, True)):
            for ground in travellers.grounds:
                if isinstance(ground, TransitGround):
                    slots = of_kind.back if mirrored else of_kind.out
                    shape = (len(ground.network.stop_ids), len(slots.site))
                    table = np.full(shape, NO_WAY, dtype=np.uint16)
                    tables[of_kind.kind, mirrored, ground.walker] = table
                    work += _from_stops(travellers, ground, of_kind, mirrored, table)
        in_threads(lambda job: job(), work)
        return cls(part, tables)

    def find(self, part: KindPart, mirrored: bool, walker: Walker) -> Travel | None:
        """The table for a part's slots; None where this is of another part, or another walker."""
        if not any(part is kept for kept in self.part.kinds):
            return None
        return self.tables.get((part.kind, mirrored, walker))


def _from_stops(
    travellers: Travellers, ground: TransitGround, part: KindPart, mirrored: bool, table: Travel
) -> Iterator[Work]:
    """Lanes whose rows are the stops themselves."""
    slots = part.back if mirrored else part.out
    timetable = part.kind.timetable.of_walker(ground.walker)
    side = timetable.back if mirrored else timetable.out
    stops = np.arange(len(table))
    nowhere = np.zeros(0, dtype=np.int64)
    reached = replace(
        ground.reached(travellers.sites, mirrored=mirrored),
        access=links_of(stops, stops, np.zeros_like(stops), len(stops)),
        site_walks=links_of(nowhere, nowhere, nowhere, len(travellers.sites.lat)),
    )
    scans = LaneScans(reached, side, slots, 0 if mirrored else travellers.margin_s)
    return (partial(scans.run, job, table) for job in scans.jobs())


def _from_rows(
    travellers: Travellers, ground: TransitGround, part: KindPart, mirrored: bool, rows: Travel
) -> Iterator[Work]:
    """One job a row: from the tables of the stops around it, where they are kept; else the profile
    from it, on the other side, where it is the root."""
    slots = part.back if mirrored else part.out
    timetable = part.kind.timetable.of_walker(ground.walker)
    side = timetable.out if mirrored else timetable.back
    reached: GroundWalks = ground.reached(travellers.sites, mirrored=mirrored)
    margin_s = 0 if mirrored else travellers.margin_s
    stops = travellers.stops
    known = None if stops is None else stops.find(part, mirrored, ground.walker)
    into = ground.into(mirrored=not mirrored)
    walks = SiteWalks(into, reached.access, reached.site_access, reached.site_walks)
    root_slots = RootSlots(slots.site, slots.moment, margin_s, reached.longest_s)
    for row in sorted(ground.ground.towards_work):
        if known is not None:
            yield partial(travel_from_stops, known, walks, row, root_slots, rows[row])
        else:
            yield partial(travel_from_root, side, walks, row, root_slots, rows[row])
