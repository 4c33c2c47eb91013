"""The whole question: for every person, offer and weekday, does the day hold, and how?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from jalon.reach.describe_days import tell_days
from jalon.reach.network import Network
from jalon.reach.network.coverage import check_covered
from jalon.reach.plan.trace_week import trace_week
from jalon.reach.request.model import Request
from jalon.reach.result.model import Day, UnlockKind
from jalon.reach.week.solve import solve_week
from jalon.reach.what_if.start_windows import find_start_windows
from jalon.reach.what_if.unlocks import UNLOCK_KINDS, PairUnlocks, unlock_week

PAIRS_AT_ONCE = 400_000
"""People are taken in blocks of about so many person-offer pairs, so that memory stays flat."""
PARTS = 4
"""Side questions (starts to try, changes to try) take blocks of so many times fewer pairs."""


def plan_days(
    network: Network, request: Request, *, unlocks: Collection[UnlockKind] = ()
) -> Iterator[Day]:
    """One Day for each person, offer and weekday asked for, in the order of the request.

    With `unlocks`, days that do not hold carry what would make their whole offer hold. Raises
    RequestError before the first one when the network does not cover the request.
    """
    check_covered(network, request)
    return _plan(network, request, unlocks)


def find_unlocks(
    network: Network, request: Request, kinds: Collection[UnlockKind] = UNLOCK_KINDS
) -> Iterator[PairUnlocks]:
    """What would make each offer hold, for every person and offer that does not hold.

    `kinds` are the changes to try: `other_place` and `shift_moved` take about as long as the days
    themselves each time, the others little. Pairs come in the order of the request. Raises
    RequestError as `plan_days` does.
    """
    check_covered(network, request)
    return _unlock(network, request, kinds)


def _plan(network: Network, request: Request, kinds: Collection[UnlockKind]) -> Iterator[Day]:
    for block in _blocks(request):
        windows = find_start_windows(network, block, PAIRS_AT_ONCE // PARTS)
        week = solve_week(network, block)
        plans = trace_week(week)
        unlocks = unlock_week(week, kinds, PAIRS_AT_ONCE // PARTS) if kinds else None
        yield from tell_days(week, plans, windows, unlocks)


def _unlock(
    network: Network, request: Request, kinds: Collection[UnlockKind]
) -> Iterator[PairUnlocks]:
    for block in _blocks(request):
        week = solve_week(network, block, plans=False)
        yield from unlock_week(week, kinds, PAIRS_AT_ONCE // PARTS).pairs()


def _blocks(request: Request) -> Iterator[Request]:
    """The request by blocks of people."""
    at_once = max(1, PAIRS_AT_ONCE // len(request.offers))
    for first in range(0, len(request.people), at_once):
        yield replace(request, people=request.people[first : first + at_once])
