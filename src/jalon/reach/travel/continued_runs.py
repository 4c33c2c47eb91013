"""Runs of one day: each trip, or the trips that one vehicle goes on as, where one stays seated.

A trip that several continue, or that continues several, is in several runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.reach.network import Network

MAX_RUNS_A_TRIP = 64
"""So often one trip may be in runs: trips that split and join in long rows would flood memory."""


class DayRuns(NamedTuple):
    """The hops of one day's runs, in their order: numbers of the network's hops, and the run of
    each; `runs` is how many there are."""

    hop: Longs
    run: Ints
    runs: int


def runs_of_day(network: Network, inside: Bools, today: Bools) -> DayRuns:
    """The hops that are `inside` (h), of the trips that run `today` (t), as runs."""
    linked = today[network.continued_from] & today[network.continued_by]
    hop_trip = np.asarray(network.hop_trip)
    if not linked.any():
        hop = np.flatnonzero(inside & today[hop_trip])
        trips, run = np.unique(hop_trip[hop], return_inverse=True)
        return DayRuns(hop, run.astype(np.int32), len(trips))
    pairs = np.asarray(network.continued_from)[linked], np.asarray(network.continued_by)[linked]
    chained = np.unique(np.concatenate(pairs))
    alone = today.copy()
    alone[chained] = False
    lone = np.flatnonzero(inside & alone[hop_trip])
    lone_trips, lone_run = np.unique(hop_trip[lone], return_inverse=True)
    chains = _chains(*pairs)
    ends = np.searchsorted(hop_trip, np.stack((chained, chained + 1)))
    hops_of = dict(zip(chained.tolist(), ends.T.tolist(), strict=True))
    spans = [hops_of[trip] for chain in chains for trip in chain]
    sizes = [sum(high - low for low, high in map(hops_of.__getitem__, chain)) for chain in chains]
    hop = np.concatenate([np.arange(low, high) for low, high in spans])
    run = np.repeat(np.arange(len(chains)), sizes)
    kept = inside[hop]
    return DayRuns(
        np.concatenate((lone, hop[kept])),
        np.concatenate((lone_run, len(lone_trips) + run[kept])).astype(np.int32),
        len(lone_trips) + len(chains),
    )


def _chains(origin: Ints, target: Ints) -> list[list[int]]:
    """Every way through the continuations from a trip that continues none to one that none does.

    A trip that only ways beyond MAX_RUNS_A_TRIP would come to begins ways of its own: one boards it
    like every other.
    """
    following: dict[int, list[int]] = defaultdict(list)
    for a, b in zip(origin.tolist(), target.tolist(), strict=True):
        following[a].append(b)
    continuing = set(target.tolist())
    chains: list[list[int]] = []
    met: set[int] = set()
    for first in [*sorted(set(origin.tolist()) - continuing), *sorted(continuing)]:
        if first not in continuing or first not in met:
            ways = _ways_from(first, following)
            met.update(*ways)
            chains += ways
    return chains


def _ways_from(first: int, following: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The ways that begin with one trip, MAX_RUNS_A_TRIP of them whole."""
    ways: list[list[int]] = []
    open_ones = [[first]]
    while open_ones and len(ways) < MAX_RUNS_A_TRIP:
        way = open_ones.pop()
        after = following.get(way[-1], [])
        open_ones += [[*way, trip] for trip in reversed(after)]
        if not after:
            ways.append(way)
    return ways + open_ones  # what is left is cut: nobody is counted as staying on from there
