"""On foot and by transit: travel tables to the slots of a part, legs between a family's points."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from jalon.reach.kernels.crowd import Legs
from jalon.reach.kernels.lanes import Travel
from jalon.reach.kernels.profiles import FAR
from jalon.reach.kernels.types import Ints, Links, Side
from jalon.reach.match.cells import Cell, Window, cells_of, find_steps, in_order
from jalon.reach.match.crowd import Ground
from jalon.reach.match.demand import SlotSet
from jalon.reach.match.lanes import LaneScans, Reached
from jalon.reach.network import Network
from jalon.reach.scanning import threads
from jalon.reach.walks import Walker, WalkRules, access_links, stop_walks_of, walked_between

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sites:
    """The workplaces: latitudes and longitudes in degrees, by site number."""

    lat: Floats
    lon: Floats


@dataclass(frozen=True)
class Foot:
    """One walker's ground: its points by row, and the network."""

    network: Network
    rules: WalkRules
    walker: Walker
    ground: Ground
    lat: Floats
    lon: Floats
    sites: Sites
    longest_s: int

    @cached_property
    def access(self) -> Links:
        """The stops around each row's point."""
        return access_links(self.network, self.rules, self.walker, self.lat, self.lon)

    @cached_property
    def site_access(self) -> Links:
        """The stops around each site."""
        return access_links(self.network, self.rules, self.walker, self.sites.lat, self.sites.lon)

    @cached_property
    def site_walks(self) -> Links:
        """The rows from which each site is a walk, and the seconds."""
        return walked_between(
            self.network,
            self.rules,
            self.walker,
            (self.sites.lat, self.sites.lon),
            (self.lat, self.lon),
        )

    def into(self, *, mirrored: bool) -> Links:
        """The changes into each stop, on the side as it is or mirrored."""
        walks = stop_walks_of(self.network, self.rules, self.walker.speed_kmh)
        return walks.onward if mirrored else walks.inward

    def fill(
        self, side: Side, slots: SlotSet, margin_s: int, travel: Travel, *, mirrored: bool
    ) -> None:
        """Write the travel seconds from every row to every slot into `travel` (rows x slots)."""
        into = self.into(mirrored=mirrored)
        reached = Reached(self.access, self.site_access, self.site_walks, into, self.longest_s)
        scans = LaneScans(reached, side, slots, margin_s)
        list(threads(os.getpid()).map(lambda batches: scans.run(batches, travel), scans.jobs()))

    def legs(
        self, sides: Sequence[Side], windows: Sequence[Window], *, mirrored: bool
    ) -> list[Legs]:
        """For each timetable the steps of every pair for arrivals in its window."""
        count = len(self.ground.pair)
        cells = self.cells if self.walker.rides else []
        search = partial(find_steps, self, sides, windows, mirrored)
        found = list(threads(os.getpid()).map(search, cells))
        return [
            Legs(in_order([steps[kind] for steps in found], cells, count), self.direct)
            for kind in range(len(sides))
        ]

    @cached_property
    def direct(self) -> Ints:
        """Seconds on foot of each pair; FAR beyond the longest walk."""
        count = len(self.ground.pair)
        if not count:
            return np.zeros(0, dtype=np.int32)
        pairs = np.array(list(self.ground.pair), dtype=np.int64)
        return _seconds_of_pairs(self, pairs)

    @cached_property
    def cells(self) -> list[Cell]:
        """The pairs that a ride could serve, by root; roots near each other together."""
        pairs = np.array(list(self.ground.pair), dtype=np.int64).reshape(-1, 2)
        # A way as slow as the walk is no better than the walk.
        longest = np.minimum(np.array(self.ground.longest, dtype=np.int64), self.direct - 1)
        return list(cells_of(pairs, longest, self.lat, self.lon))


def _seconds_of_pairs(foot: Foot, pairs: NDArray[np.int64]) -> Ints:
    here = (foot.lat, foot.lon)
    walks = walked_between(foot.network, foot.rules, foot.walker, here, here)
    rows = np.repeat(np.arange(len(walks.start) - 1), np.diff(walks.start))
    key = rows * len(foot.lat) + walks.end
    wanted = pairs[:, 0] * len(foot.lat) + pairs[:, 1]
    place = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
    if not len(key):
        return np.full(len(pairs), FAR, dtype=np.int32)
    return np.where(key[place] == wanted, walks.seconds[place], FAR).astype(np.int32)
