"""Unknown hours: between which starts would the day hold?

Every start of a grid is tried as a shift of its own, by the same search, with no plan traced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from jalon.core.time import DAY_S, WEEKDAYS
from jalon.reach.network import Network
from jalon.reach.request.model import Offer, Request
from jalon.reach.result.model import Day
from jalon.reach.week.judge import goes_out
from jalon.reach.week.solve import Week

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


class Windows:
    """The starts that hold for a block of people, for every offer and weekday of unknown hours.

    At most about `pairs` pairs of a person and a start are tried at once, so that memory stays
    flat; one bit of each is kept.
    """

    def __init__(self, network: Network, request: Request, pairs: int) -> None:
        self._network = network
        self._request = request
        self._pairs = pairs
        self._bits: dict[tuple[int, int], NDArray[np.uint8]] = {}
        alike: dict[int | None, list[int]] = {}
        for number, offer in enumerate(request.offers):
            if None in offer.shifts.values():
                alike.setdefault(offer.duration_s, []).append(number)
        for duration_s, offers in alike.items():
            self._try_all(offers, duration_s)

    def day(self, number: int, offer: int, weekday: int) -> Day:
        """The windows of one person of the block (by number), offer and weekday."""
        asked = self._request.offers[offer]
        grid = self._grid(asked.duration_s)
        bits = self._bits[offer, weekday][number]
        holds = np.unpackbits(bits, count=len(grid)).astype(np.bool_)
        return Day(
            person=self._request.people[number].id,
            offer=asked.id,
            weekday=WEEKDAYS[weekday],
            holdable=None,
            start_windows=tuple(_intervals(grid, holds, self._request.start_step_s)),
            start_windows_for="way_out" if asked.duration_s is None else "day",
        )

    def _grid(self, duration_s: int | None) -> Ints:
        """The starts to try: not before, nor with an end after, what anybody of the block may."""
        people = self._request.people
        grid = np.arange(0, DAY_S, self._request.start_step_s)
        grid = grid[grid >= min(person.earliest_leave_s for person in people)]
        latest = max(person.latest_return_s for person in people)
        return grid if duration_s is None else grid[grid + duration_s <= latest]

    def _try_all(self, offers: list[int], duration_s: int | None) -> None:
        """Some offers of one duration, a few at once."""
        grid = self._grid(duration_s)
        if not len(grid):
            self._keep_none(offers)
            return
        at_once = max(1, self._pairs // (len(self._request.people) * len(grid)))
        for first in range(0, len(offers), at_once):
            self._try(offers[first : first + at_once], grid, whole_day=duration_s is not None)

    def _try(self, offers: list[int], grid: Ints, *, whole_day: bool) -> None:
        tried = [
            _shifted(self._request.offers[i], start) for i in offers for start in grid.tolist()
        ]
        request = replace(self._request, offers=tuple(tried))
        week = Week(self._network, request, plans=False, backs=whole_day)
        for day in week.workdays:
            holds = np.array([_holding(week, n, day.weekday) for n in range(len(week.families))])
            parts = np.split(holds, len(day.offers) // len(grid), axis=1)
            for first, part in zip(day.offers[:: len(grid)], parts, strict=True):
                number = offers[int(first) // len(grid)]
                self._bits[number, day.weekday] = np.packbits(part, axis=1)

    def _keep_none(self, offers: list[int]) -> None:
        for number in offers:
            for weekday in self._request.offers[number].shifts:
                none = np.zeros((len(self._request.people), 0), dtype=np.uint8)
                self._bits[number, weekday] = none


def _shifted(offer: Offer, start: int) -> Offer:
    """The offer with one shift from `start`, on each weekday of unknown hours."""
    span = (start, start + (offer.duration_s or 1))
    unknown = (weekday for weekday, spans in offer.shifts.items() if spans is None)
    return Offer(offer.id, offer.point, dict.fromkeys(unknown, (span,)))


def _holding(week: Week, number: int, weekday: int) -> Bools:
    """Which of the day's offers hold for a family, with whatever choice of places."""
    standing = week.standings[number]
    if week.backs:
        return reduce(np.logical_or, (shown.holds for shown in standing.shown[weekday]))
    family = week.families[number]
    by_way = standing.judged[weekday]
    each = (goes_out(family, one) for judged in by_way for one in judged)
    return reduce(np.logical_or, each)


def _intervals(grid: Ints, holds: Bools, step_s: int) -> Iterator[tuple[int, int]]:
    """The first and the last start of each run of neighbours that hold."""
    starts = grid[holds]
    cuts = np.flatnonzero(np.diff(starts) != step_s) + 1
    for first, end in pairwise([0, *cuts.tolist(), len(starts)]):
        if first < end:
            yield int(starts[first]), int(starts[end - 1])
