"""Steps between a family's own points, found for roots near each other together.

A first search looks for ways of a likely length. Where it leaves some arrival with a longer wait,
the next one looks farther, for ways that beat those that are known and still serve a shift: what
takes longer is nowhere better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jalon.core.arrays import Floats, Ints, Longs
from jalon.core.geo import haversine_m
from jalon.core.joins import first_of_each
from jalon.reach.kernels.profile_steps import Steps, merged_steps
from jalon.reach.kernels.profiles import Window, longest_of_use, profiles_of_roots
from jalon.reach.kernels.slack_bounds import Pairs, SlackLinks, slacks_of_roots
from jalon.reach.kernels.types import Links, Side
from jalon.reach.network import Network
from jalon.reach.travel.walks import Access, links_of

ROOTS_AT_ONCE = 32
CELLS_A_DEGREE = (50.0, 35.0)
"""Roots are taken together by squares of some two kilometres."""
LIKELY_S = 1200
LIKELY_M_S = 4.0
"""A way of a likely length: twenty minutes, and the distance at 14 km/h."""
FARTHER = 2.5
"""How much farther each next search looks."""


@dataclass(frozen=True)
class Cell:
    """Pairs by root; `numbers[i]` is the ground's number of pair i, `likely[i]` what its ways
    probably take at most, in seconds."""

    pairs: Pairs
    numbers: Longs
    likely: Ints


@dataclass(frozen=True)
class RideGround:
    """What rides need of one walker's ground; pairs are of no side and of the mirrored one.

    `rides` are the shortest from each stop to each next one, `changes` the changes into each stop,
    `access` the stops around each row's point, to board and to come from.
    """

    rides: tuple[Links, Links]
    changes: tuple[Links, Links]
    access: Access


@dataclass(frozen=True)
class WayBounds:
    """Pairs (root and origin rows) and, as in Pairs, how long their ways may take, how long before
    a moment they arrive and leave."""

    pairs: Longs
    longest: Longs
    after: Longs
    reach: Longs


def cells_of(bounds: WayBounds, lat: Floats, lon: Floats) -> Iterator[Cell]:
    """Cells of the pairs that have any time for a way."""
    pairs, longest = bounds.pairs, bounds.longest
    useful = np.flatnonzero(longest > 0)
    root, origin = pairs[useful].T
    metres = haversine_m(lat[root], lon[root], lat[origin], lon[origin])
    likely = np.minimum(longest[useful], LIKELY_S + metres / LIKELY_M_S).astype(np.int32)
    north, east = (
        np.floor(v * c) for v, c in zip((lat[root], lon[root]), CELLS_A_DEGREE, strict=True)
    )
    order = np.lexsort((root, east, north))
    fresh = np.flatnonzero(np.append(True, np.diff(root[order]) != 0)) if len(order) else order
    starts = np.append(fresh, len(order))
    for i in range(0, len(fresh), ROOTS_AT_ONCE):
        cut = starts[i : i + ROOTS_AT_ONCE + 1]
        mine = order[cut[0] : cut[-1]]
        grouped = Pairs(
            root=root[order[cut[:-1]]].astype(np.int32),
            start=(cut - cut[0]).astype(np.int64),
            origin=origin[mine].astype(np.int32),
            longest=longest[useful][mine].astype(np.int32),
            searched=np.zeros(len(mine), dtype=np.int32),
            after=bounds.after[useful][mine].astype(np.int32),
            reach=bounds.reach[useful][mine].astype(np.int32),
        )
        yield Cell(grouped, useful[mine], likely[mine])


def find_steps(
    ground: RideGround, sides: Sequence[Side], windows: Sequence[Window], mirrored: bool, cell: Cell
) -> list[Steps]:
    """The steps of a cell's pairs on each timetable; none where its window is empty."""
    if not all(window.first <= window.last for window in windows):
        open_ones = [i for i, window in enumerate(windows) if window.first <= window.last]
        some = [sides[i] for i in open_ones], [windows[i] for i in open_ones]
        there = dict(zip(open_ones, find_steps(ground, *some, mirrored, cell), strict=True))
        return [there.get(i) or _nothing(len(cell.numbers)) for i in range(len(sides))]
    if not sides:
        return []
    steps_of_sides = [_nothing(len(cell.numbers)) for _ in sides]
    wanted, longest, searched = np.arange(len(cell.numbers)), cell.likely, cell.pairs.searched
    while len(wanted):
        pairs = _some(cell.pairs, wanted, longest, searched)
        known = [_rows(steps, wanted) for steps in steps_of_sides]
        more = _search(ground, list(zip(sides, windows, known, strict=True)), mirrored, pairs)
        steps_of_sides = [
            merged_steps(steps, _merged([(new, wanted)], len(cell.numbers)))
            for steps, new in zip(steps_of_sides, more, strict=True)
        ]
        gaps = [
            longest_of_use(cell.pairs, steps, window)
            for steps, window in zip(steps_of_sides, windows, strict=True)
        ]
        gap = np.minimum(np.max(gaps, axis=0), cell.pairs.longest)
        wanted = np.flatnonzero(gap > longest)
        searched, longest = longest, np.minimum(gap, (longest * FARTHER).astype(np.int32))
    return steps_of_sides


def _nothing(pairs: int) -> Steps:
    empty = np.zeros(0, dtype=np.int32)
    return Steps(np.zeros(pairs + 1, dtype=np.int64), empty, empty)


def _search(
    ground: RideGround,
    timetables: Sequence[tuple[Side, Window, Steps]],
    mirrored: bool,
    pairs: Pairs,
) -> list[Steps]:
    """On each timetable, in its window, the steps better than the known ones."""
    rides, changes, into = ground.rides, ground.changes, ground.changes[mirrored]
    away = SlackLinks(rides[mirrored], changes[not mirrored])
    towards = SlackLinks(rides[not mirrored], into)
    access, egress = ground.access.entering, ground.access.leaving
    if mirrored:
        access, egress = egress, access
    slacks = slacks_of_roots(away, towards, access, egress, pairs)
    return [
        profiles_of_roots(side, into, access, egress, pairs, slacks, window, before)
        for side, window, before in timetables
    ]


def _some(pairs: Pairs, chosen: Longs, longest: Ints, searched: Ints) -> Pairs:
    """Some of the pairs, with other longest times."""
    root = np.repeat(np.arange(len(pairs.root)), np.diff(pairs.start))[chosen]
    kept, counts = np.unique(root, return_counts=True)
    return Pairs(
        root=pairs.root[kept],
        start=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        origin=pairs.origin[chosen],
        longest=longest[chosen].astype(np.int32),
        searched=searched[chosen],
        after=pairs.after[chosen],
        reach=pairs.reach[chosen],
    )


def _rows(steps: Steps, rows: Longs) -> Steps:
    sizes = np.diff(steps.start)[rows]
    start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    index = np.repeat(steps.start[rows] - start[:-1], sizes) + np.arange(start[-1])
    return Steps(start, steps.arrive[index], steps.leave[index])


def in_order(parts: Sequence[Steps], cells: Sequence[Cell], count: int) -> Steps:
    """Steps cell by cell, as steps by the ground's own pair numbers."""
    return _merged([(steps, cell.numbers) for steps, cell in zip(parts, cells, strict=True)], count)


def _merged(parts: Sequence[tuple[Steps, Longs]], count: int) -> Steps:
    sizes = np.zeros(count, dtype=np.int64)
    for part, number in parts:
        sizes[number] = np.diff(part.start)
    start = np.concatenate(([0], np.cumsum(sizes)))
    arrive, leave = np.empty((2, start[-1]), dtype=np.int32)
    for part, number in parts:
        into = np.repeat(start[number] - part.start[:-1], np.diff(part.start))
        into += np.arange(part.start[-1])
        arrive[into], leave[into] = part.arrive, part.leave
    return Steps(start, arrive, leave)


@lru_cache(maxsize=2)
def fastest_rides(network: Network) -> tuple[Links, Links]:
    """The shortest ride from each stop to each next one over all trips; and the other way round."""
    stops = len(network.stop_ids)
    stay_from, stay_to = _stays(network)
    origin = np.append(network.hop_from, stay_from).astype(np.int64)
    target = np.append(network.hop_to, stay_to).astype(np.int64)
    key = origin * stops + target
    ride_s = np.asarray(network.hop_arrival_s) - network.hop_departure_s
    # Who is on board of a service by headway has waited already.
    ride_s = ride_s - np.asarray(network.trip_headway_s)[network.hop_trip]
    seconds = np.append(ride_s, np.zeros(len(stay_from), dtype=np.int32))
    order = np.lexsort((seconds, key))
    best = order[first_of_each(key[order])]
    ends = origin[best], target[best]
    return links_of(*ends, seconds[best], stops), links_of(*ends[::-1], seconds[best], stops)


def _stays(network: Network) -> tuple[Ints, Ints]:
    """Where one is moved without a ride or a change: between copies of a stop, as one goes on, and
    from the last stop of a trip to the first of one that continues it."""
    copies = np.arange(network.own_stops, len(network.stop_ids))
    base = np.asarray(network.stop_base)[copies]
    hop_trip = np.asarray(network.hop_trip)
    last = np.searchsorted(hop_trip, network.continued_from, side="right") - 1
    first = np.searchsorted(hop_trip, network.continued_by, side="left")
    origin = np.concatenate((copies, base, np.asarray(network.hop_to)[last]))
    target = np.concatenate((base, copies, np.asarray(network.hop_from)[first]))
    return origin, target
