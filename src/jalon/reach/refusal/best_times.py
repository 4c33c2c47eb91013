"""What would be possible at best: the first moment one can be at work, the last one can leave it.

These are the times that a refusal is told with ("au plus tôt, vous y seriez à 8 h 12").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from jalon.core.arrays import Ints
from jalon.core.time import DAY_S
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.travel.latest_leaves import Seeker
from jalon.reach.week.openings import Openings
from jalon.reach.week.visits import Choice, Family, Stay
from jalon.reach.week.workdays import Workday


@dataclass(frozen=True)
class BestTimes:
    """By site number, on the date's axis: `first_arrival` at work, `last_leave` from work.

    A site that is missing cannot be reached, or left, between the earliest leave and the latest
    return.
    """

    first_arrival: Mapping[int, int]
    last_leave: Mapping[int, int]


def find_best_times(
    family: Family,
    choice: Choice,
    day: Workday,
    openings: Mapping[str, Openings],
    searchers: tuple[Seeker, Seeker],
) -> BestTimes:
    """The best times of one family's workday, within the person's earliest and latest."""
    person, sites = family.person, np.unique(day.site)
    out, back = searchers
    opens = {stay.place.id: _today(openings[stay.place.id], opening=True) for stay in choice.stays}
    closes = {
        stay.place.id: _today(openings[stay.place.id], opening=False) for stay in choice.stays
    }
    earliest = day.clock.axis(person.earliest_leave_s)
    latest = day.clock.axis(person.latest_return_s)
    arrival = _from_home(_HomeSide(back, family.home, -earliest, opens), choice, sites)
    leave = _from_home(_HomeSide(out, family.home, latest, closes), choice, sites)
    return BestTimes(
        {
            int(site): -int(value)
            for site, value in zip(sites, arrival, strict=True)
            if value >= -latest
        },
        {
            int(site): int(value)
            for site, value in zip(sites, leave, strict=True)
            if value >= earliest
        },
    )


def _today(openings: Openings, *, opening: bool) -> int | None:
    """The bound of a handover's outer end: minus the opening (mirrored), or the closing."""
    if openings.today is None:
        return None
    return -int(openings.opens[openings.today]) if opening else int(openings.closes[openings.today])


@dataclass(frozen=True)
class _HomeSide:
    """One side of the day searched from home, where one is at `deadline`; `bounds` of the stays'
    handovers by place, None for a place that is closed."""

    searcher: Seeker
    home: int
    deadline: int
    bounds: Mapping[str, int | None]


def _from_home(side: _HomeSide, choice: Choice, sites: Ints) -> Ints:
    """The best value at each site over every order of the stays, nearest to home first."""
    best = np.full(len(sites), NEVER, dtype=np.int32)
    for order in permutations(choice.stays):
        end = _through(side, order)
        if end is not None:
            root, last = end
            leaves = side.searcher.leaves(
                np.full(len(sites), root, dtype=np.int32),
                np.full(len(sites), last, dtype=np.int32),
                sites,
                np.full(len(sites), last - DAY_S, dtype=np.int32),
            )
            best = np.maximum(best, leaves.best)
    return best


def _through(side: _HomeSide, order: tuple[Stay, ...]) -> tuple[int, int] | None:
    """The last point of the order and the value there; None where the order cannot be done."""
    root, value = side.home, side.deadline
    for stay in order:
        bound = side.bounds[stay.place.id]
        question = (root, value, stay.point, value - DAY_S)
        leaves = side.searcher.leaves(*(np.array([x], dtype=np.int32) for x in question))
        reached = int(leaves.best[0])
        if bound is None or reached <= NEVER:
            return None
        root, value = stay.point, min(reached, bound) - stay.handover_s
    return root, value
