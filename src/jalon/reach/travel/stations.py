"""Inside stations: the seconds of pathways between platforms, and between platforms and the street.

See docs/decisions/0016. Where no feed says pathways there is nothing here, and nothing changes.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple, Protocol

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.geo import walk_seconds
from jalon.core.joins import least_of_pairs, matches
from jalon.reach.network import Network

_FAR = 1 << 40
STAIRS_A_FLOOR = 25
"""Between two levels of a station, a second each: some four metres."""
Triple = tuple[int, int, int]


class Ways(NamedTuple):
    """n ways on foot: origin, target, seconds."""

    origin: Longs
    target: Longs
    seconds: Longs


class Straight(Protocol):
    """Walks over the street, however far."""

    def seconds(self, a: Longs, b: Longs) -> Longs:
        """From each stop or entrance a[i] to b[i]; -1 where there is no way."""


@dataclass(frozen=True)
class Door:
    """Rows of (street, stop, seconds): `street` is an entrance and `stop` a platform behind it, or
    both are one stop on the street, 0 seconds apart. Sorted by street."""

    street: Longs
    stop: Longs
    seconds: Longs

    def behind(self, walked: Ways) -> Ways:
        """Walks that end on the street, led on to the stops behind; the least of each pair."""
        walk, door = matches(self.street, walked.target)
        seconds = walked.seconds[walk] + self.seconds[door]
        return Ways(*least_of_pairs(walked.origin[walk], self.stop[door], seconds))


@dataclass(frozen=True)
class Stations:
    """The stations of a network for one walker.

    `street` are the stops and entrances where one is on the street; `entering` and `leaving` lead
    from there to the stops where rides are, and from those to it. `inside` are the ways from
    platform to platform; `closed` the pairs (origin, target) of platforms that pathways join the
    other way round alone. `any`: some feed says pathways.
    """

    street: Longs
    entering: Door
    leaving: Door
    inside: Ways
    closed: tuple[Longs, Longs]
    any: bool

    def between_stops(self, walked: Ways) -> Ways:
        """Walks between places on the street as walks between stops, with those inside.

        The least is taken at the far end of the street already: a large station has as many ways
        to the next one as both have platforms and entrances, all multiplied.
        """
        usable = ~self._is_said(walked.origin, walked.target)
        walk, door = matches(self.leaving.street, walked.origin[usable])
        out = least_of_pairs(
            self.leaving.stop[door],
            walked.target[usable][walk],
            walked.seconds[usable][walk] + self.leaving.seconds[door],
        )
        origin, target, seconds = self.entering.behind(Ways(*out))
        apart = origin != target
        return Ways(
            *least_of_pairs(
                np.append(origin[apart], self.inside.origin),
                np.append(target[apart], self.inside.target),
                np.append(seconds[apart], self.inside.seconds),
            )
        )

    def however_far(self, a: Ints, b: Ints, straight: Straight) -> Longs:
        """Least seconds from each stop a[i] to b[i], over the street or inside; -1 for no way."""
        if not self.any:
            return straight.seconds(a.astype(np.int64), b.astype(np.int64))
        out = [self._at(self.leaving, stop) for stop in a.tolist()]
        into = [self._at(self.entering, stop) for stop in b.tolist()]
        rows = [
            (i, e, f, s + t)
            for i, (here, there) in enumerate(zip(out, into, strict=True))
            for (e, s), (f, t) in product(here, there)
        ]
        index, e, f, doors_s = np.array(rows, dtype=np.int64).reshape(-1, 4).T
        street_s = np.where(e == f, 0, straight.seconds(e, f))
        forbidden = (e == a[index]) & (f == b[index]) & self._is_said(a[index], b[index])
        usable = (street_s >= 0) & ~forbidden
        least = np.full(len(a), _FAR, dtype=np.int64)
        np.minimum.at(least, index[usable], (doors_s + street_s)[usable])
        known = dict(zip(zip(*(c.tolist() for c in self.inside[:2]), strict=True),
                         self.inside.seconds.tolist(), strict=True))  # fmt: skip
        for i, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
            least[i] = min(int(least[i]), known.get(pair, _FAR))
        return np.where(least == _FAR, -1, least)

    def _at(self, door: Door, stop: int) -> list[tuple[int, int]]:
        """The places on the street of one stop, and the seconds between."""
        rows = np.flatnonzero(door.stop == stop)
        return list(zip(door.street[rows].tolist(), door.seconds[rows].tolist(), strict=True))

    def _is_said(self, origin: Ints | Longs, target: Ints | Longs) -> Bools:
        """Which pairs pathways join, in either direction."""
        ends = (self.inside.origin, self.closed[0]), (self.inside.target, self.closed[1])
        a, b = (np.concatenate(side) for side in ends)
        width = 1 + max(int(values.max(initial=0)) for values in (a, b, origin, target))
        said: Bools = np.isin(origin.astype(np.int64) * width + target, a * width + b)
        return said


@lru_cache(maxsize=8)
def stations_of(network: Network, detour: float, speed_kmh: float) -> Stations:
    """The stations of a network at one speed; kept for a while."""
    used = np.asarray(network.stop_used)
    if not len(network.path_from):
        return _without_pathways(np.flatnonzero(used))
    onward, platforms = _graph(network, detour, speed_kmh), _platforms(network)
    doors = np.flatnonzero(_touched(network) & network.stop_is_entrance & _placed(network))
    from_platform = {p: _spread(onward, p) for p in platforms.tolist()}
    from_door = {e: _spread(onward, e) for e in doors.tolist()}
    ends, entrances = set(platforms.tolist()), set(doors.tolist())
    into = [(e, p, s) for e, there in from_door.items() for p, s in there.items() if p in ends]
    out = [
        (e, p, s) for p, there in from_platform.items() for e, s in there.items() if e in entrances
    ]
    between = [
        (p, q, s)
        for p, there in from_platform.items()
        for q, s in there.items()
        if q in ends and q != p
    ]
    behind = {p for _, p, _ in (*into, *out)}
    on_street = used.copy()
    on_street[list(behind)] = False
    street = np.flatnonzero(on_street)
    pairs = {(p, q) for p, q, _ in between}
    closed = [(q, p) for p, q in pairs if (q, p) not in pairs]
    return Stations(
        street=np.union1d(street, doors),
        entering=_door(street, into),
        leaving=_door(street, out),
        inside=Ways(*_columns(between)),
        closed=_columns((a, b, 0) for a, b in closed)[:2],
        any=True,
    )


def _without_pathways(street: Longs) -> Stations:
    door, none = _door(street, ()), _columns(())
    return Stations(street, door, door, Ways(*none), none[:2], any=False)


def _columns(rows: Iterable[Triple]) -> tuple[Longs, Longs, Longs]:
    a, b, c = np.array(sorted(rows), dtype=np.int64).reshape(-1, 3).T
    return a, b, c


def _door(street: Longs, behind: Iterable[Triple]) -> Door:
    """The stops on the street, and those behind entrances."""
    entrance, stop, seconds = _columns(behind)
    rows = np.append(street, entrance)
    order = np.argsort(rows, kind="stable")
    return Door(
        rows[order],
        np.append(street, stop)[order],
        np.append(np.zeros(len(street), dtype=np.int64), seconds)[order],
    )


def _placed(network: Network) -> Bools:
    placed: Bools = ~np.isnan(network.stop_lat)
    return placed


def _touched(network: Network) -> Bools:
    """Which stops a pathway begins or ends at."""
    touched = np.zeros(len(network.stop_lat), dtype=np.bool_)
    touched[network.path_from] = touched[network.path_to] = True
    return touched


def _platforms(network: Network) -> Longs:
    """The stops with rides that pathways touch."""
    return np.flatnonzero(_touched(network) & np.asarray(network.stop_used))


def _graph(network: Network, detour: float, speed_kmh: float) -> dict[int, list[tuple[int, int]]]:
    """From each stop the pathways and their seconds."""
    ways: dict[int, list[tuple[int, int]]] = defaultdict(list)
    seconds = pathway_seconds(network, detour, speed_kmh)
    for a, b, s in zip(
        network.path_from.tolist(), network.path_to.tolist(), seconds.tolist(), strict=True
    ):
        ways[a].append((b, s))
    return ways


def pathway_seconds(network: Network, detour: float, speed_kmh: float) -> Ints:
    """Seconds of each pathway: as said, else by its length, its stairs, or the longer of a straight
    walk and the stairs that its levels are apart."""
    metres = np.asarray(network.path_m)
    by_length = walk_seconds(np.nan_to_num(metres), speed_kmh)
    straight = np.maximum(
        walk_seconds(np.asarray(network.path_crow_m) * detour, speed_kmh),
        np.ceil(np.asarray(network.path_floors) * STAIRS_A_FLOOR),
    )
    stairs, said = np.asarray(network.path_stairs), np.asarray(network.path_s)
    unsaid = np.where(np.isnan(metres), np.where(stairs > 0, stairs, straight), by_length)
    return np.where(said >= 0, said, unsaid).astype(np.int32)


def _spread(ways: dict[int, list[tuple[int, int]]], start: int) -> dict[int, int]:
    """The least seconds from one stop to all that pathways lead to (Dijkstra)."""
    least: dict[int, int] = {}
    heap = [(0, start)]
    while heap:
        seconds, here = heapq.heappop(heap)
        if here in least:
            continue
        least[here] = seconds
        for there, more in ways.get(here, ()):
            if there not in least:
                heapq.heappush(heap, (seconds + more, there))
    return least
