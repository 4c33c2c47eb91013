"""On foot and by transit: travel tables to the slots of a part, legs between a family's points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np

from jalon.core.arrays import Floats, Ints, Longs
from jalon.core.threads import in_threads, unlocked_property
from jalon.reach.kernels.judge_crowd import Legs
from jalon.reach.kernels.profile_steps import Steps
from jalon.reach.kernels.profiles import Window
from jalon.reach.kernels.sentinels import FAR
from jalon.reach.kernels.types import Links, Side
from jalon.reach.match.input.people import Ground
from jalon.reach.match.travel.lane_batches import GroundWalks
from jalon.reach.match.travel.profile_search import (
    Cell,
    RideGround,
    WayBounds,
    cells_of,
    fastest_rides,
    find_steps,
    in_order,
)
from jalon.reach.network import Network
from jalon.reach.request.rules import WalkRules
from jalon.reach.travel.walks import Access, Walker, access_links, stop_walks_of, walked_between


class Sites:
    """The workplaces, by site number, and their walks: found once a walker."""

    def __init__(self, network: Network, rules: WalkRules, lat: Floats, lon: Floats) -> None:
        self.lat, self.lon = lat, lon
        self._network, self._rules = network, rules
        self._access: dict[Walker, Access] = {}
        self._walks: WeakKeyDictionary[TransitGround, Links] = WeakKeyDictionary()

    def access(self, walker: Walker) -> Access:
        """The stops around each site, to board and to come from."""
        if walker not in self._access:
            where = self.lat, self.lon
            self._access[walker] = access_links(self._network, self._rules, walker, *where)
        return self._access[walker]

    def walks(self, foot: TransitGround) -> Links:
        """The rows of a ground from which each site is a walk, and the seconds."""
        if foot not in self._walks:
            here, there = (self.lat, self.lon), (foot.lat, foot.lon)
            self._walks[foot] = walked_between(self._network, self._rules, foot.walker, here, there)
        return self._walks[foot]


@dataclass(frozen=True, eq=False)
class TransitGround:
    """One walker's ground: its points by row, and the network."""

    network: Network
    rules: WalkRules
    walker: Walker
    ground: Ground
    lat: Floats
    lon: Floats
    longest_s: int

    @unlocked_property
    def access(self) -> Access:
        """The stops around each row's point, to board and to come from."""
        return access_links(self.network, self.rules, self.walker, self.lat, self.lon)

    def into(self, *, mirrored: bool) -> Links:
        """The changes into each stop, on the side as it is or mirrored."""
        walks = stop_walks_of(self.network, self.rules, self.walker.speed_kmh)
        return walks.onward if mirrored else walks.inward

    def reached(self, sites: Sites, *, mirrored: bool) -> GroundWalks:
        """The walks of one side between rows, stops and sites."""
        rows, site = self.access, sites.access(self.walker)
        return GroundWalks(
            rows.leaving if mirrored else rows.entering,
            site.entering if mirrored else site.leaving,
            sites.walks(self),
            self.into(mirrored=mirrored),
            self.longest_s,
        )

    def legs(
        self, sides: Sequence[Side], windows: Sequence[Window], *, mirrored: bool
    ) -> list[Legs]:
        """For each timetable the steps of every pair for arrivals in its window."""
        count = len(self.ground.pair)
        cells = self.cells if self.walker.rides else []
        steps_of_cells: list[list[Steps]] = []
        if cells:
            search = partial(find_steps, self.ride_ground, sides, windows, mirrored)
            steps_of_cells = in_threads(search, cells)
        return [
            Legs(in_order([steps[kind] for steps in steps_of_cells], cells, count), self.direct)
            for kind in range(len(sides))
        ]

    @property
    def ride_ground(self) -> RideGround:
        """What rides between the family's own points need of this ground."""
        changes = self.into(mirrored=False), self.into(mirrored=True)
        return RideGround(fastest_rides(self.network), changes, self.access)

    @unlocked_property
    def direct(self) -> Ints:
        """Seconds on foot of each pair; FAR beyond the longest walk."""
        count = len(self.ground.pair)
        if not count:
            return np.zeros(0, dtype=np.int32)
        pairs = np.array(list(self.ground.pair), dtype=np.int64)
        return _seconds_of_pairs(self, pairs)

    @unlocked_property
    def cells(self) -> list[Cell]:
        """The pairs that a ride could serve, by root; roots near each other together."""
        ground = self.ground
        pairs = np.array(list(ground.pair), dtype=np.int64).reshape(-1, 2)
        longest, after, reach = (
            np.array(column, dtype=np.int64)
            for column in (ground.longest, ground.after, ground.reach)
        )
        # A way as slow as the walk is no better than the walk.
        longest = np.minimum(longest, self.direct - 1)
        return list(cells_of(WayBounds(pairs, longest, after, reach), self.lat, self.lon))


def _seconds_of_pairs(foot: TransitGround, pairs: Longs) -> Ints:
    roots, root = np.unique(pairs[:, 0], return_inverse=True)
    origins, origin = np.unique(pairs[:, 1], return_inverse=True)
    here, there = ((foot.lat[rows], foot.lon[rows]) for rows in (roots, origins))
    walks = walked_between(foot.network, foot.rules, foot.walker, here, there)
    if not len(walks.end):
        return np.full(len(pairs), FAR, dtype=np.int32)
    key = np.repeat(np.arange(len(roots)), np.diff(walks.start)) * len(origins) + walks.end
    wanted = root.reshape(-1) * len(origins) + origin.reshape(-1)
    place = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    return np.where(key[place] == wanted, walks.seconds[place], FAR).astype(np.int32)
