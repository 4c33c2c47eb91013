"""Walking: between stops, from points to stops, by the rules of the exact definition.

Metres are great-circle metres times the detour; seconds are rounded up. Between two stops the
feed's own time wins where it names the pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from jalon.core.geo import haversine_m, walk_seconds
from jalon.reach.kernels.near import pairs_within
from jalon.reach.kernels.types import Links, Walks
from jalon.reach.network import Network
from jalon.sources.gtfs import FORBIDDEN, UNTIMED

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
ROUNDING_M = 0.01
"""Search this much farther than the limit; whole seconds or metres then decide exactly."""


@dataclass(frozen=True)
class WalkRules:
    """The request's settings of walking (CONTRACTS.md)."""

    detour: float
    max_stop_walk_m: float
    min_change_s: int


@dataclass(frozen=True)
class Walker:
    """What of a person changes the walks; `rides` is False for those who only walk."""

    speed_kmh: float
    max_walk_s: int
    rides: bool


@lru_cache(maxsize=8)
def stop_walks_of(network: Network, rules: WalkRules, speed_kmh: float) -> StopWalks:
    """The changes of a network at one speed; kept for a while."""
    return StopWalks(network, rules, speed_kmh)


class StopWalks:
    """Changes at and between the stops of a network at one speed, as links both ways."""

    def __init__(self, network: Network, rules: WalkRules, speed_kmh: float) -> None:
        walked = _stops_nearby(network, rules, speed_kmh)
        origin, target, seconds = _with_transfers(network, rules, speed_kmh, walked)
        stop, change_s = _changes(network, rules)
        origin, target = np.concatenate((origin, stop)), np.concatenate((target, stop))
        seconds = np.concatenate((seconds, change_s))
        self.onward = _links(origin, target, seconds, len(network.stop_ids))
        self.inward = _links(target, origin, seconds, len(network.stop_ids))
        self.instant = bool((seconds == 0).any())


def _stops_nearby(
    network: Network, rules: WalkRules, speed_kmh: float
) -> tuple[Longs, Longs, Longs]:
    """Ordered pairs of different stops within the longest walk between stops, and seconds."""
    used = np.flatnonzero(network.stop_used)
    limit = rules.max_stop_walk_m / rules.detour
    lat, lon = network.stop_lat[used], network.stop_lon[used]
    row, column, distance = _near(network, used, lat, lon, limit)
    origin, metres = used[row], distance * rules.detour
    kept = (origin != column) & (metres <= rules.max_stop_walk_m)
    return origin[kept], column[kept], walk_seconds(metres[kept], speed_kmh)


def _near(
    network: Network, used: Longs, lat: Floats, lon: Floats, limit_m: float
) -> tuple[Longs, Longs, Floats]:
    """Pairs (row of lat/lon, stop, great-circle metres) within `limit_m`, rows rising."""
    order = used[np.argsort(network.stop_lat[used], kind="stable")]
    start, near, metres = pairs_within(
        np.array(lat, dtype=np.float64),
        np.array(lon, dtype=np.float64),
        np.array(network.stop_lat[order]),
        np.array(network.stop_lon[order]),
        limit_m + ROUNDING_M,
    )
    return np.repeat(np.arange(len(lat)), np.diff(start)), order[near], metres


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


def _named_seconds(
    network: Network, rules: WalkRules, speed_kmh: float, named: NDArray[np.bool_]
) -> Longs:
    """Seconds of the transfers chosen by `named`; -1 where forbidden or not to be known."""
    a = np.asarray(network.transfer_from)[named]
    b = np.asarray(network.transfer_to)[named]
    seconds = np.asarray(network.transfer_s)[named].astype(np.int64)
    lat, lon = network.stop_lat, network.stop_lon
    on_foot = walk_seconds(haversine_m(lat[a], lon[a], lat[b], lon[b]) * rules.detour, speed_kmh)
    return np.where(seconds == UNTIMED, on_foot, np.where(seconds == FORBIDDEN, -1, seconds))


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


def _links(origin: Longs, target: Longs, seconds: Longs, rows: int) -> Links:
    order = np.lexsort((target, origin))
    counts = np.bincount(origin, minlength=rows)
    return Links(
        start=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        end=target[order].astype(np.int32),
        seconds=seconds[order].astype(np.int32),
    )


def access_links(
    network: Network, rules: WalkRules, walker: Walker, lat: Floats, lon: Floats
) -> Links:
    """For each point the stops within the walker's longest walk, and the seconds to them."""
    if not walker.rides:
        empty = np.zeros(0, dtype=np.int64)
        return _links(empty, empty, empty, len(lat))
    used = np.flatnonzero(network.stop_used)
    limit = walker.max_walk_s * walker.speed_kmh / 3.6 / rules.detour
    point, stop, distance = _near(network, used, lat, lon, limit)
    seconds = walk_seconds(distance * rules.detour, walker.speed_kmh)
    kept = seconds <= walker.max_walk_s
    return _links(point[kept], stop[kept], seconds[kept], len(lat))


def walks_of(
    stop_walks: StopWalks, rules: WalkRules, walker: Walker, access: Links, lat: Floats, lon: Floats
) -> tuple[Walks, Walks]:
    """The kernels' walks for the way out, and for the way back (mirrored)."""
    out = Walks(
        onward=stop_walks.onward,
        inward=stop_walks.inward,
        access=access,
        lat=lat,
        lon=lon,
        detour=float(rules.detour),
        speed_kmh=float(walker.speed_kmh),
        max_walk_s=int(walker.max_walk_s),
        instant=stop_walks.instant,
    )
    return out, out._replace(onward=stop_walks.inward, inward=stop_walks.onward)
