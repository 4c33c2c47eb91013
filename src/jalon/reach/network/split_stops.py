"""Stops split where changes depend on the line or the trip.

The search knows a change by its two stops. Where the feed says that it also depends on the rides,
a stop gets copies: one for the rides of each line or trip that is named there, to get off or to
board. Every change between copies then has seconds of its own, and the search stays as it is.
A feed that names no line and no trip has no copies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.errors import FeedError
from jalon.core.joins import matches
from jalon.sources.gtfs import FORBIDDEN, ChangeRules, Transfers

MAX_CHANGES = 50_000_000
_FORBIDDEN_WEIGHT = 1 << 20
"""More than the seconds of any change."""


@dataclass(frozen=True)
class Rides:
    """h hops as far as changes go: stops, and the line and row of trips.txt of each."""

    origin: Ints
    target: Ints
    route: Ints
    trip: Ints


@dataclass(frozen=True)
class Copies:
    """c copies of stops, on one side of changes: of which stop, for which line and which trip.

    Copy i is for the rides of trip `trip[i]`, or where that is -1 of line `route[i]`. `number[i]`
    is its number among all stops.
    """

    stop: Longs
    route: Longs
    trip: Longs
    number: Longs


@dataclass(frozen=True)
class SplitStops:
    """Hops between stops and copies, the stop of each copy, and the changes between all of them."""

    origin: Ints
    target: Ints
    copy_of: Ints
    transfers: Transfers


def split_stops(rides: Rides, stops: int, transfers: Transfers, rules: ChangeRules) -> SplitStops:
    """The same rides and changes without rules: `transfers` between stops and copies say it all."""
    if not len(rules.origin):
        return SplitStops(rides.origin, rides.target, np.zeros(0, np.int32), transfers)
    off, target = _copies(
        rides.target, rides, (rules.origin, rules.from_route, rules.from_trip), stops
    )
    on, origin = _copies(
        rides.origin, rides, (rules.target, rules.to_route, rules.to_trip), stops + len(off.stop)
    )
    return SplitStops(
        origin,
        target,
        np.append(off.stop, on.stop).astype(np.int32),
        _changes(off, on, transfers, rules),
    )


def _copies(
    calls: Ints, rides: Rides, named: tuple[Ints, Ints, Ints], first: int
) -> tuple[Copies, Ints]:
    """The copies of one side, numbered from `first` on, and the calls at them."""
    stop, route, trip = (column.astype(np.int64) for column in named)
    by_trip = _is_named(calls, rides.trip, stop, trip)
    by_route = ~by_trip & _is_named(calls, rides.route, stop, route)
    chosen = np.flatnonzero(by_trip | by_route)
    key = np.column_stack(
        (calls[chosen], rides.route[chosen], np.where(by_trip, rides.trip, -1)[chosen])
    ).astype(np.int64)
    kinds, number = np.unique(key, axis=0, return_inverse=True)
    kinds = kinds.reshape(-1, 3)
    numbers = first + np.arange(len(kinds))
    moved = calls.copy()
    moved[chosen] = numbers[number.reshape(-1)]
    return Copies(kinds[:, 0], kinds[:, 1], kinds[:, 2], numbers), moved


def _is_named(calls: Ints, which: Ints, stop: Longs, named: Longs) -> Bools:
    """Which calls are at a stop where their own line, or trip, is named."""
    known = named >= 0
    width = np.int64(max(int(which.max(initial=0)), int(named.max(initial=0))) + 2)
    pairs = np.unique(stop[known] * width + named[known])
    found: Bools = np.isin(calls.astype(np.int64) * width + which, pairs) & (which >= 0)
    return found


def _changes(off: Copies, on: Copies, transfers: Transfers, rules: ChangeRules) -> Transfers:
    """The best change for every pair of a side to get off and a side to board that is named."""
    parts = [_plain(off, on, transfers)]
    parts += [_of_rule(off, on, rules, i) for i in range(len(rules.origin))]
    if sum(len(part[0]) for part in parts) > MAX_CHANGES:
        raise FeedError(
            f"transfers.txt makes more than {MAX_CHANGES:,} changes between lines and trips; "
            "name fewer"
        )
    origin, target, rank, seconds = (np.concatenate(c) for c in zip(*parts, strict=True))
    weight = np.where(seconds == FORBIDDEN, _FORBIDDEN_WEIGHT, seconds)
    order = np.lexsort((-weight, -rank, target, origin))
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (np.diff(origin[order]) != 0) | (np.diff(target[order]) != 0)
    best = order[fresh]
    return Transfers(*(column[best].astype(np.int32) for column in (origin, target, seconds)))


_Part = tuple[Longs, Longs, Longs, Longs]
"""Stops to get off and to board (copies included), ranks, seconds."""


def _plain(off: Copies, on: Copies, transfers: Transfers) -> _Part:
    """What the feed says of all rides, for the copies too; it has the least rank."""
    pair, origin = spread_over(transfers.origin, off.stop, off.number)
    again, target = spread_over(transfers.target[pair], on.stop, on.number)
    pair, origin = pair[again], origin[again]
    seconds = transfers.seconds[pair].astype(np.int64)
    return origin, target, np.full(len(pair), -1), seconds


def _of_rule(off: Copies, on: Copies, rules: ChangeRules, i: int) -> _Part:
    """Every pair that rule i fits."""
    sides = (
        _fitting(off, rules.origin[i], rules.from_route[i], rules.from_trip[i]),
        _fitting(on, rules.target[i], rules.to_route[i], rules.to_trip[i]),
    )
    origin, target = (grid.reshape(-1) for grid in np.meshgrid(*sides, indexing="ij"))
    size = len(origin)
    return origin, target, np.full(size, rules.rank[i]), np.full(size, rules.seconds[i])


def _fitting(copies: Copies, stop: int, route: int, trip: int) -> Longs:
    """The numbers at a stop of the rides of a trip, of a line, or (-1 for both) of all."""
    low, high = np.searchsorted(copies.stop, (stop, stop + 1))
    part = slice(low, high)
    numbers = copies.number[part]
    if trip >= 0:
        numbers = numbers[copies.trip[part] == trip]
    elif route >= 0:
        numbers = numbers[copies.route[part] == route]
    else:
        numbers = np.append(numbers, stop)
    return numbers


def spread_over(
    stops: Ints | Longs, copied: Ints | Longs, copy: Ints | Longs
) -> tuple[Longs, Longs]:
    """Every stop as itself and as its copies: which of `stops` each is of, and its number.

    Copy i is of stop `copied[i]` (rising) and has the number `copy[i]`.
    """
    index, of_copy = matches(copied, stops)
    return (
        np.append(np.arange(len(stops)), index),
        np.append(stops, copy[of_copy]).astype(np.int64),
    )
