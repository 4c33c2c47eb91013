"""The engine's answers, kept for a while: a person goes to and fro between the same pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson

from jalon.core.background_cache import BackgroundCache, MemoryStore
from jalon.matching.week_kinds import least_trips
from jalon.reach import Day, Network, UnlockKind, parse_request, plan_days

KEPT_BYTES = 64 << 20
"""Weeks of answers kept in the memory of one process; one takes a few megabytes."""
_days: BackgroundCache[tuple[Day, ...]] = BackgroundCache(MemoryStore(KEPT_BYTES))


def week_to_ask(network: Network, today: dt.date) -> dt.date:
    """The Monday of the coming week that runs the most trips on its working days.

    A week with a public holiday would call a job untenable that is held all the year.
    """
    monday = today + dt.timedelta(days=7 - today.weekday())
    weeks = [monday + dt.timedelta(weeks=i) for i in range(4)]
    return max(weeks, key=lambda week: (least_trips(network, week), -week.toordinal()))


def find_days(
    network: Network, request: dict[str, Any], kinds: tuple[UnlockKind, ...]
) -> tuple[Day, ...]:
    """The days of a request, computed once while it stays the same; those that do not hold say
    which changes of `kinds` would open their offer.
    """
    # The build's name stands for the network; two feeds never make builds of one name.
    key = orjson.dumps((network.manifest["arrays"], request, kinds))
    days = _days.ask(key, lambda: _compute(network, request, kinds))
    assert days is not None  # noqa: S101 - waited for as long as it takes
    return days


def _compute(
    network: Network, request: dict[str, Any], kinds: tuple[UnlockKind, ...]
) -> tuple[Day, ...]:
    return tuple(plan_days(network, parse_request(request), unlocks=kinds))
