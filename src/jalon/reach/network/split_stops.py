"""Stops split where changes depend on the line or the trip.

The search knows a change by its two stops. Where the feed says that it also depends on the rides,
a stop gets copies: one for the rides of each line or trip that is named there, to get off or to
board. Every change between copies then has seconds of its own, and the search stays as it is.
A feed that names no line and no trip has no copies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.errors import FeedError
from jalon.core.joins import first_of_each, matches
from jalon.sources.gtfs import ChangeRules, Transfers, weight_of

MAX_CHANGES = 25_000_000
"""More than these would take minutes and gigabytes: some 5,000 trips that are named at one stop."""


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
    left = _fitting(off, rules.origin, rules.from_route, rules.from_trip)
    boarded = _fitting(on, rules.target, rules.to_route, rules.to_trip)
    _refuse_flood(_count(off, on, transfers) + _count_of_rules(left, boarded, len(rules.origin)))
    parts = _plain(off, on, transfers), _of_rules(left, boarded, rules)
    origin, target, rank, seconds = (np.concatenate(c) for c in zip(*parts, strict=True))
    order = np.lexsort((-weight_of(seconds), -rank, target, origin))
    best = order[first_of_each(origin[order], target[order])]
    return Transfers(*(column[best].astype(np.int32) for column in (origin, target, seconds)))


_Part = tuple[Longs, Longs, Longs, Longs]
"""Stops to get off and to board (copies included), ranks, seconds."""


def _plain(off: Copies, on: Copies, transfers: Transfers) -> _Part:
    """What the feed says of all rides, for the copies too; it has the least rank."""
    copies = (off.stop, off.number), (on.stop, on.number)
    pair, origin, target = spread_pairs(transfers.origin, transfers.target, *copies)
    seconds = transfers.seconds[pair].astype(np.int64)
    return origin, target, np.full(len(pair), -1), seconds


class _Fits(NamedTuple):
    """Which numbers of stops and copies rules fit on one side: rules (rising), numbers."""

    rule: Longs
    number: Longs


def _of_rules(left: _Fits, boarded: _Fits, rules: ChangeRules) -> _Part:
    """Every pair that some rule fits."""
    one, other = matches(boarded.rule, left.rule)
    rule = left.rule[one]
    rank, seconds = (column[rule].astype(np.int64) for column in (rules.rank, rules.seconds))
    return left.number[one], boarded.number[other], rank, seconds


def _fitting(copies: Copies, stop: Ints, route: Ints, trip: Ints) -> _Fits:
    """What rules fit of the rides of a trip, else of a line, or (both -1) of all at their stops."""
    by_trip = np.flatnonzero(trip >= 0)
    by_route = np.flatnonzero((trip < 0) & (route >= 0))
    by_all = np.flatnonzero((trip < 0) & (route < 0))
    parts = [
        _same_pairs((copies.stop, copies.trip), (stop[by_trip], trip[by_trip])),
        _same_pairs((copies.stop, copies.route), (stop[by_route], route[by_route])),
        matches(copies.stop, stop[by_all]),
    ]
    rule = [chosen[i] for chosen, (i, _) in zip((by_trip, by_route, by_all), parts, strict=True)]
    rules = np.concatenate((*rule, by_all))
    numbers = np.concatenate((*(copies.number[k] for _, k in parts), stop[by_all]))
    order = np.argsort(rules, kind="stable")
    return _Fits(rules[order].astype(np.int64), numbers[order].astype(np.int64))


def _same_pairs(known: tuple[Longs, Longs], wanted: tuple[Ints, Ints]) -> tuple[Longs, Longs]:
    """Every (i, k) where the i-th wanted pair, of numbers from 0 on, is the k-th known one."""
    width = np.int64(2 + max(int(side[1].max(initial=-1)) for side in (known, wanted)))
    keys, asked = (side[0].astype(np.int64) * width + side[1] for side in (known, wanted))
    order = np.argsort(keys, kind="stable")
    i, k = matches(keys[order], asked)
    return i, order[k]


def _count(off: Copies, on: Copies, transfers: Transfers) -> int:
    """How many changes there are at the stops that have copies, and by the feed's own times."""
    stops = 1 + max(
        int(column.max(initial=-1))
        for column in (off.stop, on.stop, transfers.origin, transfers.target)
    )
    left, boarded = (1 + np.bincount(side.stop, minlength=stops) for side in (off, on))
    copied = (left > 1) | (boarded > 1)
    at_one = left[copied] * boarded[copied]
    apart = transfers.origin != transfers.target
    between = left[transfers.origin[apart]] * boarded[transfers.target[apart]]
    return int(at_one.sum() + between.sum())


def _count_of_rules(left: _Fits, boarded: _Fits, rules: int) -> int:
    sizes = [np.bincount(side.rule, minlength=rules) for side in (left, boarded)]
    return int((sizes[0] * sizes[1]).sum())


def _refuse_flood(changes: int) -> None:
    if changes > MAX_CHANGES:
        raise FeedError(
            f"transfers.txt makes {changes:,} changes between lines and trips, which is more than "
            f"{MAX_CHANGES:,}: every pair of those that it names at one stop is one; name fewer."
        )


def spread_pairs(
    origin: Ints | Longs,
    target: Ints | Longs,
    off: tuple[Longs, Longs],
    on: tuple[Longs, Longs],
) -> tuple[Longs, Longs, Longs]:
    """Every pair of stops between all their copies, too: which pair each is of, and its ends.

    `off` and `on` are the copies to get off and to board, as for `spread_over`.
    """
    pair, origin = spread_over(origin, *off)
    again, target = spread_over(target[pair], *on)
    return pair[again], origin[again], target


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
