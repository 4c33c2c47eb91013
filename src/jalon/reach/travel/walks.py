"""Walking: between stops, from points to stops, by the rules of the exact definition.

Metres are the terrain's; seconds are rounded up. Between two stops the feed's own time wins where
it names the pair.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from jalon.core.arrays import Bools, Floats, Longs
from jalon.core.errors import NetworkError
from jalon.core.geo import Positions, walk_seconds
from jalon.reach.kernels.types import Links, Walks
from jalon.reach.network import Network
from jalon.reach.network.split_stops import MAX_CHANGES, spread_over, spread_pairs
from jalon.reach.request.rules import WalkRules
from jalon.reach.terrain import StreetTerrain
from jalon.reach.terrain.straight_lines import CrowTerrain, Terrain
from jalon.reach.travel.stations import Door, Stations, Ways, stations_of
from jalon.sources.gtfs import FORBIDDEN, UNTIMED


@dataclass(frozen=True)
class Walker:
    """What of a person changes walks and rides; `rides` is False for those who only walk,
    and `books` for those who refuse rides that are to be booked."""

    speed_kmh: float
    max_walk_s: int
    rides: bool
    books: bool = True


@dataclass(frozen=True)
class StopWalks:
    """Changes at and between the stops of a network at one speed, as links both ways.

    `instant`: some change takes no time.
    """

    onward: Links
    inward: Links
    instant: bool


@dataclass(frozen=True)
class Access:
    """By point the stops within the longest walk: to board there, and to come from."""

    entering: Links
    leaving: Links


@lru_cache(maxsize=8)
def stop_walks_of(network: Network, rules: WalkRules, speed_kmh: float) -> StopWalks:
    """The changes of a network at one speed; kept for a while."""
    walked = _over_copies(network, *_stops_nearby(network, rules, speed_kmh))
    origin, target, seconds = _with_transfers(network, rules, speed_kmh, walked)
    changes = _changes(network, rules)
    origin, target, seconds = (
        np.concatenate(parts) for parts in zip((origin, target, seconds), changes, strict=True)
    )
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
    stations = stations_of(network, rules.detour, speed_kmh)
    places = _places(network, stations)
    row, column, metres = terrain_of(network, rules).pairs(places, places, rules.max_stop_walk_m)
    kept = (row != column) & (metres <= rules.max_stop_walk_m)
    walked = Ways(
        stations.street[row[kept]],
        stations.street[column[kept]],
        walk_seconds(metres[kept], speed_kmh),
    )
    return stations.between_stops(walked) if stations.any else walked


def _places(network: Network, stations: Stations) -> Positions:
    """Where one is on the street at stops and entrances."""
    return network.stop_lat[stations.street], network.stop_lon[stations.street]


def _over_copies(
    network: Network, origin: Longs, target: Longs, seconds: Longs
) -> tuple[Longs, Longs, Longs]:
    """The same walks between copies of stops, too."""
    off, on = network.copies
    if not len(off[0]) and not len(on[0]):
        return origin, target, seconds
    left, boarded = (1 + np.bincount(side[0], minlength=network.own_stops) for side in (off, on))
    if (left[origin] * boarded[target]).sum() > MAX_CHANGES:
        raise NetworkError(
            f"Between its stops the network has more than {MAX_CHANGES:,} changes between lines "
            "and trips; name fewer in transfers.txt and build it again."
        )
    walk, origin, target = spread_pairs(origin, target, off, on)
    return origin, target, seconds[walk]


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
    named = network.stop_base[named_from] != network.stop_base[named_to]
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
    a = network.stop_base[np.asarray(network.transfer_from)[named]]
    b = network.stop_base[np.asarray(network.transfer_to)[named]]
    seconds = np.asarray(network.transfer_s)[named].astype(np.int64)
    untimed = np.flatnonzero(seconds == UNTIMED)
    stations = stations_of(network, rules.detour, speed_kmh)
    seconds[untimed] = stations.however_far(
        a[untimed], b[untimed], _Straight(network, terrain_of(network, rules), speed_kmh)
    )
    return np.where(seconds == FORBIDDEN, -1, seconds)


@dataclass(frozen=True)
class _Straight:
    """Walks between stops and entrances, however far."""

    network: Network
    terrain: Terrain
    speed_kmh: float

    def seconds(self, a: Longs, b: Longs) -> Longs:
        """From each stop a[i] to b[i]; -1 where there is no way."""
        lat, lon = self.network.stop_lat, self.network.stop_lon
        ends = ((lat[stop], lon[stop]) for stop in (a, b))
        return walk_seconds(self.terrain.metres(*ends), self.speed_kmh)


def _changes(network: Network, rules: WalkRules) -> tuple[Longs, Longs, Longs]:
    """Changes at one stop, between its copies too: the setting, unless the feed says otherwise."""
    stops = np.arange(len(network.stop_ids))[: network.own_stops]
    seconds = np.full(len(stops), rules.min_change_s, dtype=np.int64)
    origin, target, seconds = _over_copies(network, stops, stops, seconds)
    base, count = np.asarray(network.stop_base), len(network.stop_ids)
    named_from = np.asarray(network.transfer_from, dtype=np.int64)
    named_to = np.asarray(network.transfer_to, dtype=np.int64)
    said = np.asarray(network.transfer_s)
    same = np.flatnonzero((base[named_from] == base[named_to]) & (said != UNTIMED))
    free = ~np.isin(origin * count + target, named_from[same] * count + named_to[same])
    allowed = same[said[same] >= 0]
    return (
        np.concatenate((origin[free], named_from[allowed])),
        np.concatenate((target[free], named_to[allowed])),
        np.concatenate((seconds[free], said[allowed].astype(np.int64))),
    )


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
) -> Access:
    """For each point the stops within the walker's longest walk, and the seconds to and from."""
    if not walker.rides:
        empty = np.zeros(0, dtype=np.int64)
        nowhere = links_of(empty, empty, empty, len(lat))
        return Access(nowhere, nowhere)
    stations = stations_of(network, rules.detour, walker.speed_kmh)
    places = _places(network, stations)
    row, street, seconds = _walked(terrain_of(network, rules), walker, (lat, lon), places)
    walked = Ways(row, stations.street[street], seconds)
    off, on = network.copies
    if not stations.any and not len(off[0]) and not len(on[0]):
        both = links_of(*walked, len(lat))
        return Access(both, both)
    sides = ((stations.entering, on), (stations.leaving, off))
    return Access(*(_through(door, walked, walker, copies, len(lat)) for door, copies in sides))


def _through(
    door: Door, walked: Ways, walker: Walker, copies: tuple[Longs, Longs], points: int
) -> Links:
    """The walks of points to the street, on to the stops behind the doors, and to their copies."""
    point, stop, seconds = door.behind(walked)
    kept = seconds <= walker.max_walk_s
    index, copied = spread_over(stop[kept], *copies)
    return links_of(point[kept][index], copied, seconds[kept][index], points)


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
    stop_walks: StopWalks, walker: Walker, access: Access, direct: Links
) -> tuple[Walks, Walks]:
    """The kernels' walks for the way out, and for the way back (mirrored)."""
    out = Walks(
        onward=stop_walks.onward,
        inward=stop_walks.inward,
        access=access.entering,
        egress=access.leaving,
        direct=direct,
        max_walk_s=int(walker.max_walk_s),
        instant=stop_walks.instant,
    )
    back = out._replace(
        onward=stop_walks.inward,
        inward=stop_walks.onward,
        access=access.leaving,
        egress=access.entering,
    )
    return out, back


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
