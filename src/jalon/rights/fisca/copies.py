"""Which copies of a household the housing aid is asked for: as few as give the answer of all.

Copies whose incomes are the same are asked once. Of who receives the RSA no salary and no
unemployment allowance is counted (R. 822-17 CCH): where nothing else can depend on the job, one
copy of a household answers for all. Wages that count for less are asked only of who has them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Floats, Longs
from jalon.core.months import Month
from jalon.rights.dynamics.types import Axis
from jalon.rights.fisca.case import Case

_NO_WAGE_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of one household, by index, in the order of the simulation.

    First `plain`, with their salaries counted, then `neutral`, without because the RSA is paid,
    then `abated`, with their wages counted for less. `plain_index` says of each copy of
    the household which of the plain ones has its answer. `unemployed`: [adults, copies, months].
    """

    plain: Longs
    neutral: Longs
    abated: Longs
    plain_index: Longs
    unemployed: Bools
    months: Axis

    @property
    def asked(self) -> Longs:
        """All that are asked."""
        return np.concatenate((self.plain, self.neutral, self.abated))

    @property
    def receives_rsa(self) -> Floats:
        """Who of these has the RSA: more than nothing, whatever it is."""
        sizes = [len(part) for part in (self.plain, self.neutral, self.abated)]
        return np.repeat([0.0, 1.0, 0.0], sizes)

    @property
    def has_abated(self) -> bool:
        """Whether anybody's wages count for less."""
        return len(self.abated) > 0

    def abated_in(self, start: Month, count: int) -> Bools:
        """[adults, copies asked]: whose wages count for less in some months."""
        columns = [m - self.months.first for m in self.months.months if 0 <= m - start < count]
        those = np.asarray(self.unemployed[:, self.abated][:, :, columns].any(axis=2))
        others = len(self.plain) + len(self.neutral)
        nobody = np.zeros((those.shape[0], others), dtype=np.bool_)
        return np.concatenate((nobody, those), axis=1)

    def spread(self, amounts: Floats) -> tuple[Floats, Floats]:
        """From [copies asked, months] to the plain and the neutral amounts of every copy."""
        plain, neutral, abated = np.split(amounts, np.cumsum((len(self.plain), len(self.neutral))))
        counted = plain[self.plain_index]
        if self.has_abated:
            is_abated = self.unemployed.any(axis=0)
            for_less = plain.copy()
            for_less[self.plain_index[self.abated]] = abated
            counted = np.where(is_abated, for_less[self.plain_index], counted)
        every = np.zeros_like(self.plain_index) if len(self.neutral) == 1 else self.plain_index
        return counted, neutral[every]


def choose_copies(case: Case, *, lean: bool) -> Copies:
    """The copies to ask; `lean` inside the lean scope."""
    incomes = case.incomes
    both = np.concatenate((incomes.net, incomes.taxable, incomes.allowance))
    rows = np.ascontiguousarray(both.transpose(1, 0, 2))
    distinct: dict[bytes, int] = {}
    plain_index = np.array([distinct.setdefault(row.tobytes(), len(distinct)) for row in rows])
    plain = np.unique(plain_index, return_index=True)[1]
    unemployed = _has_allowance(case)
    abated = plain[unemployed[:, plain].any(axis=(0, 2))]
    neutral = plain[:1] if lean and _is_neutral_for_all(case) else plain
    return Copies(plain, neutral, abated, plain_index, unemployed, case.months)


def _is_neutral_for_all(case: Case) -> bool:
    """Whether no job changes the aid of who receives the RSA: the allowance for two salaries is
    taken off what else is counted, and inside the lean scope that is child support.
    """
    return not (case.household.couple and case.incomes.support.any())


def _has_allowance(case: Case) -> Bools:
    """[adults, copies, months]: whose wages count for 70 % only, from the second month after the
    last one on, while an unemployment allowance is paid (R. 822-14 CCH).
    """
    incomes, months = case.incomes, case.months
    kinds = np.array(incomes.taxed_as)[:, None, None] == "unemployment"
    columns = np.array([incomes.axis.column(month) for month in months.months])
    no_wage = np.ones((*incomes.net.shape[:2], len(columns)), dtype=bool)
    for lag in range(_NO_WAGE_MONTHS):
        no_wage &= incomes.net[:, :, columns - lag] == 0
    return np.asarray(no_wage & (incomes.allowance[:, :, columns] > 0) & kinds, dtype=bool)
