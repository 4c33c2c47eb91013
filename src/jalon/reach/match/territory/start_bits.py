"""Unknown hours of a whole territory: which starts hold, for everybody, each start one more offer.

The question and the grid are those of what_if/start_windows.py, which answers a few pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Bits, Bools, Longs
from jalon.core.time import DAY_S
from jalon.reach.match.block import Block
from jalon.reach.match.block_by_person import PAIRS_AT_ONCE, JudgementBlock
from jalon.reach.request.model import Offer, Request
from jalon.reach.what_if.start_windows import (
    alike_hours,
    find_start_windows,
    grid_of,
    shifted,
)

CELLS_AT_ONCE = 10_000_000
"""People x starts that are looked at together: a byte each on every weekday."""


class OfferStarts(NamedTuple):
    """The starts of one offer, by its number: `bits` (weekdays x people x bytes) has a bit for each
    start of a whole day's grid, from midnight. Where the offer says no duration they are starts
    whose way out holds."""

    offer: int
    weekdays: tuple[int, ...]
    bits: Bits


def find_starts(block: Block | JudgementBlock, offers: Sequence[Offer]) -> Iterator[OfferStarts]:
    """The starts that hold for the people of a block, for each of `offers` with unknown hours."""
    if not block.request.people:
        return
    request = replace(block.request, offers=tuple(offers))
    for duration_s, numbers in alike_hours(request).items():
        grid = grid_of(request, duration_s)
        at_once = max(1, CELLS_AT_ONCE // (len(request.people) * max(1, len(grid))))
        for first in range(0, len(numbers), at_once):
            some = numbers[first : first + at_once]
            if not isinstance(block, Block):
                yield from _one_by_one(block, request, some)
            elif len(grid):
                yield from _in_lanes(block, request, some, grid)
            else:
                yield from (_none(request, number) for number in some)


def _in_lanes(
    block: Block, request: Request, numbers: Sequence[int], grid: Longs
) -> Iterator[OfferStarts]:
    """Some offers of one duration."""
    offers = [request.offers[number] for number in numbers]
    tried = [shifted(offer, start) for offer in offers for start in grid.tolist()]
    trial, every = block.with_offers(tried), np.arange(len(tried))
    by_day = trial.out_by_day(every) if offers[0].duration_s is None else trial.held_by_day(every)
    found: list[dict[int, Bits]] = [{} for _ in offers]
    for weekday, worked, holds in by_day:
        # An offer works on a weekday with all of its starts, or with none.
        for first in range(0, len(worked), len(grid)):
            mine = holds[:, first : first + len(grid)]
            found[int(worked[first]) // len(grid)][weekday] = _whole_day(request, grid, mine)
    for number, by_weekday in zip(numbers, found, strict=True):
        yield OfferStarts(number, tuple(by_weekday), np.array(list(by_weekday.values())))


def _one_by_one(
    block: JudgementBlock, request: Request, numbers: Sequence[int]
) -> Iterator[OfferStarts]:
    """The same where rides and changes take no time."""
    some = replace(request, offers=tuple(request.offers[number] for number in numbers))
    windows = find_start_windows(block.network, some, PAIRS_AT_ONCE)
    for at, offer in enumerate(some.offers):
        grid = grid_of(some, offer.duration_s)
        weekdays = _unknown(offer)
        bits = [
            _whole_day(
                request,
                grid,
                np.unpackbits(windows.bits[at, weekday], axis=1, count=len(grid)).astype(np.bool_),
            )
            for weekday in weekdays
        ]
        yield OfferStarts(numbers[at], weekdays, np.array(bits))


def _none(request: Request, number: int) -> OfferStarts:
    """An offer whose day is longer than anybody's."""
    weekdays = _unknown(request.offers[number])
    shape = (len(weekdays), len(request.people), 0)
    nowhere = np.zeros(0, dtype=np.int64)
    holds = np.zeros(shape, dtype=np.bool_)
    return OfferStarts(
        number, weekdays, np.array([_whole_day(request, nowhere, day) for day in holds])
    )


def _unknown(offer: Offer) -> tuple[int, ...]:
    return tuple(weekday for weekday, spans in offer.shifts.items() if spans is None)


def _whole_day(request: Request, grid: Longs, holds: Bools) -> Bits:
    """What holds of a grid (people x starts), as bits of the whole day's grid."""
    starts = -(-DAY_S // request.start_step_s)
    day = np.zeros((len(holds), starts), dtype=np.bool_)
    day[:, grid // request.start_step_s] = holds
    return np.packbits(day, axis=1)
