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
from jalon.reach.judging import goes_out
from jalon.reach.network import Network
from jalon.reach.request import Offer, Request
from jalon.reach.results import Day
from jalon.reach.week import Week

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
        self._bits: dict[tuple[int, int], NDArray[np.uint8]] = {}
        asked = [i for i, offer in enumerate(request.offers) if None in offer.shifts.values()]
        self._grid = self._starts()
        at_once = max(1, pairs // (len(request.people) * max(1, len(self._grid))))
        for known in (True, False):
            alike = [i for i in asked if (request.offers[i].duration_s is not None) == known]
            for first in range(0, len(alike), at_once):
                self._try(alike[first : first + at_once], whole_day=known)

    def day(self, number: int, offer: int, weekday: int) -> Day:
        """The windows of one person of the block (by number), offer and weekday."""
        asked = self._request.offers[offer]
        bits = self._bits[offer, weekday][number]
        holds = np.unpackbits(bits, count=len(self._grid)).astype(np.bool_)
        return Day(
            person=self._request.people[number].id,
            offer=asked.id,
            weekday=WEEKDAYS[weekday],
            holdable=None,
            start_windows=tuple(_intervals(self._grid, holds, self._request.start_step_s)),
            start_windows_for="way_out" if asked.duration_s is None else "day",
        )

    def _starts(self) -> Ints:
        """The starts of the grid, without those before everybody's day."""
        grid = np.arange(0, DAY_S, self._request.start_step_s)
        return grid[grid >= min(person.earliest_leave_s for person in self._request.people)]

    def _try(self, offers: list[int], *, whole_day: bool) -> None:
        tried = [
            _shifted(self._request.offers[number], int(start))
            for number in offers
            for start in self._grid
        ]
        if not tried:
            self._keep_none(offers)
            return
        request = replace(self._request, offers=tuple(tried))
        week = Week(self._network, request, plans=False, backs=whole_day)
        for day in week.workdays:
            holds = np.array([_holding(week, n, day.weekday) for n in range(len(week.families))])
            starts = len(self._grid)
            for column, number in enumerate(day.offers[::starts] // starts):
                part = holds[:, column * starts : (column + 1) * starts]
                self._bits[offers[number], day.weekday] = np.packbits(part, axis=1)

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
