"""Which way to move each day, and whether one comes home between the shifts of a split day.

A day is shown as one way out and one way back, the children at their places throughout, where
that holds; else every shift by itself, where each return is no later than the next leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Bytes, Ints, Longs
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.week.judge import Judgement
from jalon.reach.week.workdays import Workday

NOBODY = np.int8(-1)


@dataclass(frozen=True)
class ShownWays:
    """One choice of places on one workday: what is shown of its n offers.

    `holds` (n); `seconds` (n, int64) the travel of the plan shown, 0 where the day does not hold;
    `leave` (n, int32) its leave from home, the day's first one, -NEVER where the day does not hold;
    `minutes` (n, int64) its travel with each way rounded up, 0 where the day does not hold;
    `mover` (int8, a row of the workday each) the number of the way to move shown for that row,
    NOBODY where the row is not shown. A split day that is shown shift by shift has its own row
    unshown, and those of its shifts shown.
    """

    day: Workday
    holds: Bools
    seconds: Longs
    leave: Ints
    minutes: Longs
    mover: Bytes

    def of_offers(self, taken: Bools) -> Bytes:
        """`mover`, for the rows of the offers in `taken` (n) alone; NOBODY for the others."""
        kept = np.zeros(self.day.rows, dtype=np.bool_)
        kept[: len(taken)] = taken
        for rows in self.day.parts:
            real = rows >= 0
            kept[rows[real]] = taken[self.day.split[real]]
        return np.where(kept, self.mover, NOBODY).astype(np.int8)


def show(judgements: Sequence[Judgement]) -> ShownWays:
    """What to show; `judgements` are of one family, choice and workday, by way to move."""
    day = judgements[0].view.day
    offers = len(day.offers)
    table = _WayTable.of(judgements)
    mover = np.full(day.rows, NOBODY, dtype=np.int8)
    mover[:offers] = table.best(np.arange(offers), table.holds[:, :offers])
    if len(day.split):
        _come_home_between(table, day, mover)
    shown = mover > NOBODY
    spent = np.where(shown, table.seconds[mover, np.arange(day.rows)], 0)
    leaves = np.where(shown, table.leave[mover, np.arange(day.rows)], -NEVER)
    told = np.where(shown, table.minutes[mover, np.arange(day.rows)], 0)
    holds, seconds = shown[:offers].copy(), spent[:offers].copy()
    leave, minutes = leaves[:offers].copy(), told[:offers].copy()
    for rows in day.parts:
        real = rows >= 0
        split = day.split[real]
        holds[split] |= shown[rows[real]]
        seconds[split] += spent[rows[real]]
        leave[split] = np.minimum(leave[split], leaves[rows[real]])
        minutes[split] += told[rows[real]]
    return ShownWays(day, holds, seconds, leave.astype(np.int32), minutes, mover)


@dataclass(frozen=True)
class _WayTable:
    """The ways to move of one day, one above the other: ways x rows."""

    holds: Bools
    leave: Ints
    home: Ints
    seconds: Longs
    minutes: Longs

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> _WayTable:
        return cls(
            holds=np.array([judgement.holds for judgement in judgements]),
            leave=np.array([judgement.leave for judgement in judgements]),
            home=np.array([judgement.home for judgement in judgements]),
            seconds=np.array([judgement.seconds for judgement in judgements]),
            minutes=np.array([judgement.minutes for judgement in judgements]),
        )

    def best(self, rows: Longs, allowed: Bools) -> Bytes:
        """For each row the allowed way that leaves last, then is home first, then the first."""
        best = np.full(len(rows), NOBODY, dtype=np.int8)
        for number, here in enumerate(allowed):
            leave, home = self.leave[number, rows], self.home[number, rows]
            before = self.leave[best, rows]
            sooner = (leave == before) & (home < self.home[best, rows])
            best[here & ((best == NOBODY) | (leave > before) | sooner)] = number
        return best


def _come_home_between(table: _WayTable, day: Workday, mover: Bytes) -> None:
    """Fill in the rows of the shifts of split days that do not hold as a whole."""
    parts = day.parts[:, mover[day.split] == NOBODY]
    fits = _fits(table, parts)
    possible = fits[0].any(axis=0)
    home = np.full(possible.sum(), np.iinfo(np.int32).min, dtype=np.int32)
    for rows, allowed in zip(parts[:, possible], fits[:, :, possible], strict=True):
        taken = table.best(rows, allowed & (home <= table.leave[:, rows]))
        shown = (taken > NOBODY) & (rows >= 0)
        mover[rows[shown]] = taken[shown]
        home = np.where(shown, table.home[taken, rows], home)


def _fits(table: _WayTable, parts: Longs) -> Bools:
    """Shifts x ways x offers: does the shift hold so, and can all those after it follow?"""
    fits = table.holds[:, parts].swapaxes(0, 1) & (parts >= 0)[:, None]
    for number in reversed(range(len(parts) - 1)):
        rows, after = parts[number], parts[number + 1]
        in_time = table.home[:, None, rows] <= table.leave[None, :, after]
        follows = (in_time & fits[number + 1][None]).any(axis=1)
        fits[number] &= follows | (after < 0)
    return fits
