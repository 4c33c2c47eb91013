"""Walking: between stops, from points to stops, by the rules of the exact definition.

Metres are the terrain's; seconds are rounded up. Between two stops the feed's own time wins where
it names the pair.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from jalon.core.arrays import Bools, Floats, Longs
from jalon.core.geo import Positions, walk_seconds
from jalon.reach.kernels.types import Links, Walks
from jalon.reach.network import Network
from jalon.reach.request.rules import WalkRules
from jalon.reach.terrain import StreetTerrain
from jalon.reach.terrain.straight_lines import CrowTerrain, Terrain
from jalon.sources.gtfs import FORBIDDEN, UNTIMED


@dataclass(frozen=True)
class Walker:
    """What of a person changes the walks; `rides` is False for those who only walk."""

    speed_kmh: float
    max_walk_s: int
    rides: bool


@dataclass(frozen=True)
class StopWalks:
    """Changes at and between the stops of a network at one speed, as links both ways.

    `instant`: some change takes no time.
    """

    onward: Links
    inward: Links
    instant: bool


@lru_cache(maxsize=8)
def stop_walks_of(network: Network, rules: WalkRules, speed_kmh: float) -> StopWalks:
    """The changes of a network at one speed; kept for a while."""
    walked = _stops_nearby(network, rules, speed_kmh)
    origin, target, seconds = _with_transfers(network, rules, speed_kmh, walked)
    stop, change_s = _changes(network, rules)
    origin, target = np.concatenate((origin, stop)), np.concatenate((target, stop))
    seconds = np.concatenate((seconds, change_s))
    stops = len(network.stop_ids)
    return StopWalks(
        onward=links_of(origin, target, seconds, stops),
        inward=links_of(target, origin, seconds, stops),
        instant=bool((seconds == 0).any()),
    )


def terrain_of(network: Network, rules: WalkRules) -> Terrain:
    """What one walks on in a network."""
    streets = network.streets_of("foot")
    return CrowTerrain(rules.detour) if streets is None else StreetTerrain(streets)


def _stops_nearby(
    network: Network, rules: WalkRules, speed_kmh: float
) -> tuple[Longs, Longs, Longs]:
    """Ordered pairs of different stops within the longest walk between stops, and seconds."""
    used, places = _used_stops(network)
    row, column, metres = terrain_of(network, rules).pairs(places, places, rules.max_stop_walk_m)
    kept = (row != column) & (metres <= rules.max_stop_walk_m)
    return used[row[kept]], used[column[kept]], walk_seconds(metres[kept], speed_kmh)


def _used_stops(network: Network) -> tuple[Longs, Positions]:
    """The stops worth walking to, and where they are."""
    used = np.flatnonzero(network.stop_used)
    return used, (network.stop_lat[used], network.stop_lon[used])


def _with_transfers(
    network: Network,
    rules: WalkRules,
    speed_kmh: float,
    walked: tuple[Longs, Longs, Longs],
) -> tuple[Longs, Longs, Longs]:
    """Put the feed's own times in the place of walks, drop what it forbids, apply the minimum."""
    origin, target, seconds = walked
    named_from = np.asarray(network.transfer_from, dtype=np.int64)
    named_to = np.asarray(network.transfer_to, dtype=np.int64)
    stops = len(network.stop_ids)
    free = ~np.isin(origin * stops + target, named_from * stops + named_to)
    named = named_from != named_to
    named_from, named_to = named_from[named], named_to[named]
    named_s = _named_seconds(network, rules, speed_kmh, named)
    possible = named_s >= 0
    return (
        np.concatenate((origin[free], named_from[possible])),
        np.concatenate((target[free], named_to[possible])),
        np.maximum(np.concatenate((seconds[free], named_s[possible])), rules.min_change_s),
    )


def _named_seconds(network: Network, rules: WalkRules, speed_kmh: float, named: Bools) -> Longs:
    """Seconds of the transfers chosen by `named`; -1 where forbidden or not to be known."""
    a = np.asarray(network.transfer_from)[named]
    b = np.asarray(network.transfer_to)[named]
    seconds = np.asarray(network.transfer_s)[named].astype(np.int64)
    untimed = np.flatnonzero(seconds == UNTIMED)
    lat, lon = network.stop_lat, network.stop_lon
    ends = ((lat[stop[untimed]], lon[stop[untimed]]) for stop in (a, b))
    metres = terrain_of(network, rules).metres(*ends)
    seconds[untimed] = walk_seconds(metres, speed_kmh)
    return np.where(seconds == FORBIDDEN, -1, seconds)


def _changes(network: Network, rules: WalkRules) -> tuple[Longs, Longs]:
    """The stops where one may change, and seconds: the setting, unless the feed says otherwise."""
    change = np.full(len(network.stop_ids), rules.min_change_s, dtype=np.int64)
    same = np.asarray(network.transfer_from) == np.asarray(network.transfer_to)
    stop = np.asarray(network.transfer_from)[same]
    seconds = np.asarray(network.transfer_s)[same]
    change[stop[seconds >= 0]] = seconds[seconds >= 0]
    change[stop[seconds == FORBIDDEN]] = -1
    allowed = np.flatnonzero(change >= 0)
    return allowed, change[allowed]


def links_of(origin: Longs, target: Longs, seconds: Longs, rows: int) -> Links:
    """Directed walks as compressed rows by origin, ends rising."""
    order = np.lexsort((target, origin))
    counts = np.bincount(origin, minlength=rows)
    return Links(
        start=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        end=target[order].astype(np.int32),
        seconds=seconds[order].astype(np.int32),
    )


def access_links(
    network: Network,
    rules: WalkRules,
    walker: Walker,
    lat: Floats,
    lon: Floats,
) -> Links:
    """For each point the stops within the walker's longest walk, and the seconds to them."""
    if not walker.rides:
        empty = np.zeros(0, dtype=np.int64)
        return links_of(empty, empty, empty, len(lat))
    used, places = _used_stops(network)
    row, stop, seconds = _walked(terrain_of(network, rules), walker, (lat, lon), places)
    return links_of(row, used[stop], seconds, len(lat))


def walked_between(
    network: Network, rules: WalkRules, walker: Walker, origin: Positions, target: Positions
) -> Links:
    """From each origin point (a row) the target points within the walker's longest walk, rising."""
    row, end, seconds = _walked(terrain_of(network, rules), walker, origin, target)
    return links_of(row, end, seconds, len(origin[0]))


def direct_links(
    network: Network, rules: WalkRules, walker: Walker, points: Positions, people: int
) -> Links:
    """The walks between points of which one at least is among the first `people`.

    As Walks.direct: row a has the points b > a. Two workplaces are never walked between.
    """
    first = points[0][:people], points[1][:people]
    row, end, seconds = _walked(terrain_of(network, rules), walker, first, points)
    later = end > row
    return links_of(row[later], end[later], seconds[later], len(points[0]))


def _walked(
    terrain: Terrain, walker: Walker, origin: Positions, target: Positions
) -> tuple[Longs, Longs, Longs]:
    """Pairs within the walker's longest walk, origins rising, and the seconds."""
    limit_m = walker.max_walk_s * walker.speed_kmh / 3.6
    row, end, metres = terrain.pairs(origin, target, limit_m)
    seconds = walk_seconds(metres, walker.speed_kmh)
    kept = seconds <= walker.max_walk_s
    return row[kept], end[kept], seconds[kept]


def walks_of(
    stop_walks: StopWalks, walker: Walker, access: Links, direct: Links
) -> tuple[Walks, Walks]:
    """The kernels' walks for the way out, and for the way back (mirrored)."""
    out = Walks(
        onward=stop_walks.onward,
        inward=stop_walks.inward,
        access=access,
        direct=direct,
        max_walk_s=int(walker.max_walk_s),
        instant=stop_walks.instant,
    )
    return out, out._replace(onward=stop_walks.inward, inward=stop_walks.onward)


@dataclass(frozen=True)
class PointWalks:
    """Numbered points on their terrain, for what is told of walks that nobody is asked to do."""

    terrain: Terrain
    lat: Floats
    lon: Floats
    _metres: dict[int, Floats] = field(default_factory=dict)

    def seconds(self, a: int, b: int, speed_kmh: float) -> int | None:
        """The walk from point a to point b, however long; None where there is no way."""
        if a == b:
            return 0
        seconds = int(walk_seconds(self._from(min(a, b))[max(a, b)], speed_kmh))
        return None if seconds < 0 else seconds

    def off_m(self, point: int) -> float | None:
        """How far a point is off the streets; None where it is on them, or none are loaded."""
        return self.terrain.off_m(float(self.lat[point]), float(self.lon[point]))

    def _from(self, point: int) -> Floats:
        """Metres from a point to all of them; one search answers for all that is told of it."""
        if point not in self._metres:
            here = self.lat[[point]], self.lon[[point]]
            self._metres[point] = self.terrain.metres_from(here, (self.lat, self.lon))
        return self._metres[point]
