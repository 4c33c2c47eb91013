"""Unknown hours: between which starts would the day hold?

Every start of a grid is tried as a shift of its own, by the same search, with no plan traced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

import numpy as np

from jalon.core.arrays import Bits, Bools, Longs
from jalon.core.time import DAY_S, WEEKDAYS
from jalon.reach.network import Network
from jalon.reach.request.model import START_STEP_S, Offer, Request
from jalon.reach.result.model import Day
from jalon.reach.week.judge import goes_out
from jalon.reach.week.solve import Week, solve_week


@dataclass(frozen=True)
class StartWindows:
    """The starts that hold for a block of people, for every offer and weekday of unknown hours.

    `bits` has, by offer and weekday, a row a person: one bit for each start of the offer's grid.
    """

    request: Request
    bits: Mapping[tuple[int, int], Bits]

    def day(self, person_index: int, offer_index: int, weekday: int) -> Day:
        """The windows of one person of the block, one offer and one weekday."""
        offer = self.request.offers[offer_index]
        grid = grid_of(self.request, offer.duration_s)
        bits = self.bits[offer_index, weekday][person_index]
        holds = np.unpackbits(bits, count=len(grid)).astype(np.bool_)
        return Day(
            person=self.request.people[person_index].id,
            offer=offer.id,
            weekday=WEEKDAYS[weekday],
            holdable=None,
            date=self.request.monday + dt.timedelta(days=weekday),
            start_windows=tuple(_intervals(grid, holds, self.request.start_step_s)),
            start_windows_for="way_out" if offer.duration_s is None else "day",
        )


def find_start_windows(network: Network, request: Request, pairs: int) -> StartWindows:
    """Every start of a grid tried, for the offers of unknown hours.

    At most about `pairs` pairs of a person and a start are tried at once, so that memory stays
    flat; one bit of each is kept.
    """
    bits: dict[tuple[int, int], Bits] = {}
    for duration_s, offers in _alike(request).items():
        grid = grid_of(request, duration_s)
        if not len(grid):
            bits |= _none(request, offers)
            continue
        at_once = max(1, pairs // (len(request.people) * len(grid)))
        for first in range(0, len(offers), at_once):
            trial = _Trial(offers[first : first + at_once], grid, duration_s is not None)
            bits |= _try(network, request, trial)
    return StartWindows(request, bits)


@dataclass(frozen=True)
class _Trial:
    """Some offers by index, the starts to try for each, and whether the end is known."""

    offers: list[int]
    grid: Longs
    whole_day: bool


def _alike(request: Request) -> dict[int | None, list[int]]:
    """The indices of the offers of unknown hours, by duration."""
    alike: dict[int | None, list[int]] = {}
    for offer_index, offer in enumerate(request.offers):
        if None in offer.shifts.values():
            alike.setdefault(offer.duration_s, []).append(offer_index)
    return alike


def grid_of(request: Request, duration_s: int | None) -> Longs:
    """The starts to try: not before, nor with an end after, what anybody of the block may."""
    grid = np.arange(0, DAY_S, request.start_step_s)
    grid = grid[grid >= min(person.earliest_leave_s for person in request.people)]
    latest = max(person.latest_return_s for person in request.people)
    return grid if duration_s is None else grid[grid + duration_s <= latest]


def _try(network: Network, request: Request, trial: _Trial) -> dict[tuple[int, int], Bits]:
    starts = trial.grid.tolist()
    tried = [
        shifted(request.offers[offer_index], start)
        for offer_index in trial.offers
        for start in starts
    ]
    tries = replace(request, offers=tuple(tried))
    week = solve_week(network, tries, plans=False, backs=trial.whole_day)
    bits: dict[tuple[int, int], Bits] = {}
    for day in week.workdays:
        holds = np.array([_holding(week, n, day.weekday) for n in range(len(week.families))])
        parts = np.split(holds, len(day.offers) // len(starts), axis=1)
        for first, part in zip(day.offers[:: len(starts)], parts, strict=True):
            offer_index = trial.offers[int(first) // len(starts)]
            bits[offer_index, day.weekday] = np.packbits(part, axis=1)
    return bits


def _none(request: Request, offers: Sequence[int]) -> dict[tuple[int, int], Bits]:
    """No start at all for these offers."""
    none = np.zeros((len(request.people), 0), dtype=np.uint8)
    return {
        (offer_index, day): none
        for offer_index in offers
        for day in request.offers[offer_index].shifts
    }


def shifted(offer: Offer, start: int) -> Offer:
    """The offer with one shift from `start`, on each weekday of unknown hours."""
    span = (start, start + (offer.duration_s or 1))
    unknown = (weekday for weekday, spans in offer.shifts.items() if spans is None)
    return Offer(offer.id, offer.point, dict.fromkeys(unknown, (span,)))


def _holding(week: Week, family_index: int, weekday: int) -> Bools:
    """Which of the day's offers hold for a family, with whatever choice of places."""
    family_week = week.family_weeks[family_index]
    if week.question.backs:
        return reduce(np.logical_or, (shown.holds for shown in family_week.shown[weekday]))
    family = week.families[family_index]
    by_way = family_week.judgements[weekday]
    each = (goes_out(family, judgement) for by_choice in by_way for judgement in by_choice)
    return reduce(np.logical_or, each)


def read_starts(bits: Bits, step_s: int = START_STEP_S) -> tuple[tuple[int, int], ...]:
    """The windows that the bits of a whole day's grid say, as a `Day` has them."""
    grid = np.arange(0, DAY_S, step_s)
    holds = np.unpackbits(bits, count=len(grid)).astype(np.bool_)
    return tuple(_intervals(grid, holds, step_s))


def _intervals(grid: Longs, holds: Bools, step_s: int) -> Iterator[tuple[int, int]]:
    """The first and the last start of each run of neighbours that hold."""
    starts = grid[holds]
    cuts = np.flatnonzero(np.diff(starts) != step_s) + 1
    for first, end in pairwise([0, *cuts.tolist(), len(starts)]):
        if first < end:
            yield int(starts[first]), int(starts[end - 1])
