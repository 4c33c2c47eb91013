"""Unknown hours of a whole territory: which starts hold, for everybody, each start one more offer.

The question and the grid are those of what_if/start_windows.py, which answers a few pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Bits, Bools, Longs
from jalon.core.time import DAY_S
from jalon.reach.match.block import Block
from jalon.reach.match.block_by_person import PAIRS_AT_ONCE, JudgementBlock
from jalon.reach.request.model import Offer, Request
from jalon.reach.what_if.start_windows import (
    find_start_windows,
    grid_of,
    shifted,
)

CELLS_AT_ONCE = 12_000_000
"""People x starts that are looked at together: a byte each on every weekday."""

HeldByDay = Callable[[Block, Longs], Iterator[tuple[int, Longs, Bools]]]


class OfferStarts(NamedTuple):
    """The starts of one offer, by its number: `bits` (weekdays x people x bytes) has a bit for each
    start of a whole day's grid, from midnight. Where the offer says no duration they are starts
    whose way out holds."""

    offer: int
    weekdays: tuple[int, ...]
    bits: Bits


def find_starts(block: Block | JudgementBlock, offers: Sequence[Offer]) -> Iterator[OfferStarts]:
    """The starts that hold for the people of a block, for each of `offers` with unknown hours."""
    request = replace(block.request, offers=tuple(offers))
    numbers = [number for number, offer in enumerate(offers) if None in offer.shifts.values()]
    if not request.people or not numbers:
        return
    if not isinstance(block, Block):
        yield from _one_by_one(block, request, numbers)
        return
    # Days of all lengths together: the more slots of about the same time, the fuller the lanes.
    days = [number for number in numbers if offers[number].duration_s is not None]
    outs = [number for number in numbers if offers[number].duration_s is None]
    for some, held_by_day in ((days, Block.held_by_day), (outs, Block.out_by_day)):
        at_once = max(1, CELLS_AT_ONCE // (len(request.people) * _most_starts(request, some)))
        for first in range(0, len(some), at_once):
            yield from _in_lanes(block, request, some[first : first + at_once], held_by_day)


def _most_starts(request: Request, numbers: Sequence[int]) -> int:
    """Of the offers of some numbers, and at least one."""
    durations = {request.offers[number].duration_s for number in numbers}
    return max([1, *(len(grid_of(request, duration_s)) for duration_s in durations)])


def _in_lanes(
    block: Block, request: Request, numbers: Sequence[int], held_by_day: HeldByDay
) -> Iterator[OfferStarts]:
    """The starts of some offers."""
    offers = [request.offers[number] for number in numbers]
    grids = [grid_of(request, offer.duration_s) for offer in offers]
    tried = [
        shifted(offer, start)
        for offer, grid in zip(offers, grids, strict=True)
        for start in grid.tolist()
    ]
    owner = np.repeat(np.arange(len(offers)), [len(grid) for grid in grids])
    found = [dict.fromkeys(_unknown(offer), _no_start(request)) for offer in offers]
    for weekday, worked, holds in held_by_day(block.with_offers(tried), np.arange(len(tried))):
        # An offer works on a weekday with all of its starts, or with none.
        first = np.flatnonzero(np.diff(owner[worked], prepend=-1))
        for at, mine in zip(first, np.split(holds, first[1:], axis=1), strict=True):
            number = int(owner[worked[at]])
            found[number][weekday] = _whole_day(request, grids[number], mine)
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


def _no_start(request: Request) -> Bits:
    """What is said of a day that is longer than anybody's."""
    nowhere = np.zeros(0, dtype=np.int64)
    return _whole_day(request, nowhere, np.zeros((len(request.people), 0), dtype=np.bool_))


def _unknown(offer: Offer) -> tuple[int, ...]:
    return tuple(weekday for weekday, spans in offer.shifts.items() if spans is None)


def _whole_day(request: Request, grid: Longs, holds: Bools) -> Bits:
    """What holds of a grid (people x starts), as bits of the whole day's grid."""
    starts = -(-DAY_S // request.start_step_s)
    day = np.zeros((len(holds), starts), dtype=np.bool_)
    day[:, grid // request.start_step_s] = holds
    return np.packbits(day, axis=1)
