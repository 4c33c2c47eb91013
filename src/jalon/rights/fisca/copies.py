"""Which copies of a household the housing aid is asked for: as few as give the answer of all.

Copies whose incomes are the same are asked once. Of who receives the RSA no salary and no
unemployment allowance is counted (R. 822-17 CCH): where nothing else can depend on the job, one
copy of a household answers for all. Wages that count for less, or not at all, are asked only of who
has stopped working.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Floats, Longs
from jalon.core.months import Month
from jalon.rights.counted_wages import counted_wages
from jalon.rights.fisca.case import Case

QUARTER = 3
"""Housing aids are reckoned again in January, April, July and October (R. 823-6 CCH)."""
_KINDS = 4
"""Ways in which an adult's wages count (`counted_wages.py`)."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Copies asked once more, with the wages of who has stopped working counted otherwise.

    `copies` are indices; `ways` [copies, quarters] holds how, as one number for all adults: 0 where
    nobody has stopped. A quarter has another one of these for each other way in its months.
    """

    copies: Longs
    ways: Longs


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of one household, by index, in the order of the simulation.

    First `plain`, with their salaries counted, then `neutral`, without because the RSA is paid,
    then each of `stopped`. `plain_index` says of each copy of the household which of the plain
    ones has its answer; `ways` [plain, months] how its wages count.
    """

    plain: Longs
    neutral: Longs
    stopped: Sequence[Stopped]
    plain_index: Longs
    ways: Longs
    quarters: Sequence[Month]
    quarter_of: Longs
    adults: int

    @property
    def asked(self) -> Longs:
        """All that are asked."""
        more = [self.plain[stopped.copies] for stopped in self.stopped]
        return np.concatenate((self.plain, self.neutral, *more))

    @property
    def receives_rsa(self) -> Floats:
        """Who of these has the RSA: more than nothing, whatever it is."""
        others = sum(len(stopped.copies) for stopped in self.stopped)
        return np.repeat([0.0, 1.0, 0.0], [len(self.plain), len(self.neutral), others])

    def counted_in(self, start: Month) -> Longs:
        """[adults, copies asked]: how wages count in the quarter from a month on."""
        ways = np.zeros(len(self.asked), dtype=np.int64)
        if start in self.quarters:
            quarter = self.quarters.index(start)
            own = [stopped.ways[:, quarter] for stopped in self.stopped]
            ways[len(self.plain) + len(self.neutral) :] = np.concatenate(own) if own else 0
        return np.stack([ways // _KINDS**adult % _KINDS for adult in range(self.adults)])

    def spread(self, amounts: Floats) -> tuple[Floats, Floats]:
        """From [copies asked, months] to the plain and the neutral amounts of every copy."""
        sizes = [len(self.plain), len(self.neutral), *(len(s.copies) for s in self.stopped)]
        plain, neutral, *others = np.split(amounts, np.cumsum(sizes)[:-1])
        counted = plain.copy()
        for stopped, eur in zip(self.stopped, others, strict=True):
            same = stopped.ways[:, self.quarter_of] == self.ways[stopped.copies]
            takes = same & (self.ways[stopped.copies] > 0)
            counted[stopped.copies] = np.where(takes, eur, counted[stopped.copies])
        every = np.zeros_like(self.plain_index) if len(self.neutral) == 1 else self.plain_index
        return counted[self.plain_index], neutral[every]


def choose_copies(case: Case, *, lean: bool) -> Copies:
    """The copies to ask; `lean` inside the lean scope."""
    incomes = case.incomes
    both = np.concatenate((incomes.net, incomes.taxable, incomes.allowance))
    rows = np.ascontiguousarray(both.transpose(1, 0, 2))
    distinct: dict[bytes, int] = {}
    plain_index = np.array([distinct.setdefault(row.tobytes(), len(distinct)) for row in rows])
    plain = np.unique(plain_index, return_index=True)[1]
    counted = counted_wages(case.household, incomes, case.months, early=case.ended_early)[:, plain]
    powers = _KINDS ** np.arange(len(counted))
    ways = np.asarray((counted * powers[:, None, None]).sum(axis=0), dtype=np.int64)
    starts = [quarter_start(month) for month in case.months.months]
    quarters = sorted(set(starts))
    quarter_of = np.array([quarters.index(start) for start in starts])
    neutral = plain[:1] if lean and _is_neutral_for_all(case) else plain
    stopped = _stopped(ways, quarter_of)
    return Copies(plain, neutral, stopped, plain_index, ways, quarters, quarter_of, len(counted))


def quarter_start(month: Month) -> Month:
    """The first month of a month's calendar quarter."""
    return Month(month - month % QUARTER)


def _stopped(ways: Longs, quarter_of: Longs) -> list[Stopped]:
    """As many as a quarter has ways in its months, at most three."""
    found = np.zeros((QUARTER, len(ways), int(quarter_of[-1]) + 1), dtype=np.int64)
    for column, quarter in enumerate(quarter_of):
        way, known = ways[:, column], found[:, :, quarter]
        is_new = (way > 0) & ~(known == way).any(axis=0)
        first_free = (known == 0).argmax(axis=0)
        known[first_free[is_new], np.flatnonzero(is_new)] = way[is_new]
    rows = [(of, np.flatnonzero(of.any(axis=1))) for of in found]
    return [Stopped(copies, of[copies]) for of, copies in rows if len(copies)]


def _is_neutral_for_all(case: Case) -> bool:
    """Whether no job changes the aid of who receives the RSA: the allowance for two salaries is
    taken off what else is counted, and inside the lean scope that is child support.
    """
    return not (case.household.couple and case.incomes.support.any())
