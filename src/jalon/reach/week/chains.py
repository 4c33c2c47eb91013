"""Chains solved from work outwards: how late at each place, how late from home.

One function serves both ways. On the way back times are mirrored (negative), so that "latest"
means "earliest": a value of -58 000 there is 16:06:40. Opening hours are not looked at here: they
never change a value, they only allow or forbid it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from jalon.core.arrays import Ints
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.travel.latest_leaves import Leaves, Seeker
from jalon.reach.week.visits import Chain


@dataclass
class ChainTimes:
    """One chain for k (site, deadline) slots; arrays of k int32, NEVER for none.

    `floor`: nothing before it was looked for. `legs[0]`: leaves towards work; `legs[j + 1]`:
    towards stay j, counted from work outwards; the last of them starts at home. `begin[j]`: the
    handover at stay j begins no later.
    """

    chain: Chain
    floor: Ints
    legs: list[Leaves] = field(default_factory=list)
    begin: list[Ints] = field(default_factory=list)

    @property
    def leave(self) -> Ints:
        """The latest leave from home."""
        return self.legs[-1].best


def solve_chains(
    searcher: Seeker, chains: Sequence[Chain], site: Ints, deadline: Ints, floor: Ints
) -> list[ChainTimes]:
    """Solve every chain for every slot: be at point `site[k]` by `deadline[k]`.

    Leaves before `floor[k]` are not looked for.
    """
    solved = [ChainTimes(chain, floor) for chain in chains]
    _first_legs(searcher, solved, site, deadline)
    depth = 0
    while pending := [times for times in solved if len(times.chain.stays) > depth]:
        _next_legs(searcher, pending, depth)
        depth += 1
    return solved


def unsolved(chains: Sequence[Chain], floor: Ints) -> list[ChainTimes]:
    """Every chain with no way for any of k slots, for those who do not ask."""
    never = np.full(len(floor), NEVER, dtype=np.int32)
    leaves = Leaves(never, never, never)
    return [
        ChainTimes(chain, floor, [leaves] * (len(chain.stays) + 1), [never] * len(chain.stays))
        for chain in chains
    ]


def _point_before(chain: Chain, depth: int) -> int:
    """The point visited before the one at `depth` (0 is work): a place, or home at the end."""
    return chain.stays[depth].point if depth < len(chain.stays) else chain.home


def _first_legs(searcher: Seeker, solved: Sequence[ChainTimes], site: Ints, deadline: Ints) -> None:
    """The legs that end at work: all origins at once for each slot."""
    wanted = np.array([_point_before(times.chain, 0) for times in solved], dtype=np.int32)
    origins, column = np.unique(wanted, return_inverse=True)
    slots = len(site)
    leaves = searcher.grouped(
        site,
        deadline,
        np.arange(slots + 1, dtype=np.int64) * len(origins),
        np.tile(origins, slots).astype(np.int32),
        solved[0].floor,
    )
    tables = [values.reshape(slots, len(origins)) for values in leaves]
    for times, origin in zip(solved, column, strict=True):
        times.legs.append(Leaves(*(np.ascontiguousarray(table[:, origin]) for table in tables)))


def _next_legs(searcher: Seeker, pending: Sequence[ChainTimes], depth: int) -> None:
    """The legs towards the stay at `depth`, for every chain that has one."""
    for times in pending:
        times.begin.append(_earlier(times.legs[depth].best, times.chain.stays[depth].handover_s))
    slots = len(pending[0].begin[depth])
    roots = np.array([times.chain.stays[depth].point for times in pending], dtype=np.int32)
    origins = np.array([_point_before(times.chain, depth + 1) for times in pending], dtype=np.int32)
    leaves = searcher.leaves(
        np.repeat(roots, slots),
        np.concatenate([times.begin[depth] for times in pending]),
        np.repeat(origins, slots),
        np.tile(pending[0].floor, len(pending)),
    )
    for index, times in enumerate(pending):
        part = slice(index * slots, (index + 1) * slots)
        times.legs.append(Leaves(*(values[part] for values in leaves)))


def _earlier(times: Ints, seconds: int) -> Ints:
    return np.where(times > NEVER, times - np.int32(seconds), NEVER).astype(np.int32)
