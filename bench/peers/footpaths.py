"""Footpaths that every engine can be given: symmetric, in whole minutes, transitively closed.

Engines with one label a stop are only right when footpaths are closed under composition, and
nigiri closes them itself; so they are closed here, once, for everybody.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Longs
from jalon.core.geo import haversine_m, walk_seconds
from jalon.reach import Network

MINUTE_S = 60
FAR = 2**40
NEARBY_M = 100.0
"""Walks of a feed that names no transfer; longer ones would join a city into one component."""
DETOUR, SPEED_KMH = 1.3, 4.5


class Footpaths(NamedTuple):
    """Walks between different stops: `seconds[i]` from `origin[i]` to `target[i]` and back."""

    origin: Longs
    target: Longs
    seconds: Longs


def closed_footpaths(network: Network) -> Footpaths:
    """The feed's timed transfers, or where it has none the walks of 100 m, closed."""
    origin = np.asarray(network.transfer_from, dtype=np.int64)
    target = np.asarray(network.transfer_to, dtype=np.int64)
    seconds = np.asarray(network.transfer_s, dtype=np.int64)
    timed = (seconds >= 0) & (origin != target)
    walks = Footpaths(origin[timed], target[timed], seconds[timed])
    if not timed.any():
        walks = _walks_nearby(network)
    whole = -(-np.maximum(walks.seconds, 1) // MINUTE_S) * MINUTE_S
    return _closed(walks._replace(seconds=whole), len(network.stop_ids))


def _walks_nearby(network: Network) -> Footpaths:
    used = np.flatnonzero(network.stop_used)
    lat, lon = np.asarray(network.stop_lat)[used], np.asarray(network.stop_lon)[used]
    rows = []
    for number, stop in enumerate(used):
        metres = haversine_m(lat[number], lon[number], lat, lon)
        near = np.flatnonzero((metres <= NEARBY_M) & (used > stop))
        rows.append((np.full(len(near), stop), used[near], metres[near]))
    origin, target, metres = (np.concatenate(column) for column in zip(*rows, strict=True))
    return Footpaths(origin, target, walk_seconds(metres * DETOUR, SPEED_KMH))


def _closed(walks: Footpaths, stops: int) -> Footpaths:
    """Shortest sums of walks between all stops of each component, both ways alike."""
    parts = [_shortest(members, walks) for members in _components(walks, stops)]
    return Footpaths(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _components(walks: Footpaths, stops: int) -> list[Longs]:
    """The stops of each component of two stops or more."""
    label = np.arange(stops)
    while True:
        lowest = label.copy()
        np.minimum.at(lowest, walks.origin, label[walks.target])
        np.minimum.at(lowest, walks.target, label[walks.origin])
        if (lowest == label).all():
            break
        label = lowest
    order = np.argsort(label, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return [group for group in groups if len(group) > 1]


def _shortest(members: Longs, walks: Footpaths) -> Footpaths:
    """Floyd and Warshall on one component; these have some tens of stops."""
    inside = np.isin(walks.origin, members)
    row = np.searchsorted(members, walks.origin[inside])
    column = np.searchsorted(members, walks.target[inside])
    table = np.full((len(members), len(members)), FAR, dtype=np.int64)
    np.minimum.at(table, (row, column), walks.seconds[inside])
    table = np.minimum(table, table.T)
    for middle in range(len(members)):
        table = np.minimum(table, table[:, middle, None] + table[None, middle, :])
    a, b = np.nonzero(~np.eye(len(members), dtype=np.bool_))
    return Footpaths(members[a], members[b], table[a, b])
