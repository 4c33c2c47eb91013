"""How the past wages of who has stopped working count: whole, for less, or not at all.

The housing aid (R. 822-13 to 15 CCH) and the family benefits (R. 532-7 CSS) leave out the same:
30 % while an unemployment allowance is paid, everything where none is; the housing aid 30 % of
wages and unemployment allowances beside a pension or the AAH.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jalon.core.arrays import Bools, Longs
from jalon.core.months import first_day
from jalon.rights.birthdays import is_under
from jalon.rights.dynamics.types import Axis, Incomes

if TYPE_CHECKING:
    from jalon.rights.request.household import Adult, Household

WHOLE, LESS, PENSION, LEFT_OUT = range(4)
"""`LESS`: 30 % off wages; `PENSION`: off wages and unemployment allowances; `LEFT_OUT`: neither
counts."""
LESS_SHARE = 0.3
SHARES_LEFT_OUT = {WHOLE: 0.0, LESS: LESS_SHARE, PENSION: LESS_SHARE, LEFT_OUT: 1.0}
_LESS_MONTHS, _JOBLESS_MONTHS = 3, 2
"""30 % off begins with the second month after the one without work, the others with the first:
months without a wage, the month itself being the last of them."""
_LOOKED_AT = 16
"""No wage is counted from further back: twelve months that end two before a quarter's first."""
_YOUNG_YEARS = 3
PENSIONS = frozenset(("retired", "disabled_aah"))
OF_OTHER_RULES = frozenset(("student", "apprentice", "self_employed"))
"""Who is not unemployed without a wage."""
_ASS = "jobseeker_ass"


def counted_wages(
    household: Household, incomes: Incomes, months: Axis, *, early: bool = False
) -> Longs:
    """[adults, copies, months] of the housing aid: `WHOLE` and the others. It is `WHOLE` where
    there is nothing to leave out. `early` as in `ways_of_work`.
    """
    columns = np.array([incomes.axis.column(month) for month in months.months])
    return np.where(
        _has_any(incomes, columns), ways_of_work(household, incomes, months, early=early), WHOLE
    )


def ways_of_work(
    household: Household, incomes: Incomes, months: Axis, *, early: bool = False
) -> Longs:
    """[adults, copies, months]: how what was earned before counts of who works or not. `early`: a
    job ended before the last day of its last month with a wage, which is then the one of the
    change (R. 822-14 CCH); or one of a couple stopped for the children (R. 822-11 CCH, R. 532-4
    CSS).
    """
    columns = np.array([incomes.axis.column(month) for month in months.months])
    allowed = incomes.allowance[:, :, columns] > 0
    pays_before = incomes.allowance[:, :, columns - 1] > 0
    less = _without_wage(incomes, columns, _LESS_MONTHS - early) & allowed
    jobless = _without_wage(incomes, columns, _JOBLESS_MONTHS)
    counted = np.full(allowed.shape, WHOLE, dtype=np.int64)
    for index, adult in enumerate(household.adults):
        if adult.status in OF_OTHER_RULES:
            continue
        if early and is_home_for_children(adult, household):
            counted[index] = np.where(_without_wage(incomes, columns, 1)[index], LEFT_OUT, WHOLE)
            continue
        if adult.status in PENSIONS:
            # From the month after the change on, which may be that of the last wage (R. 822-13).
            none = _without_wage(incomes, columns, _JOBLESS_MONTHS - early)[index]
            has_one = none & allowed[index] & pays_before[index]
            counted[index] = np.where(has_one, PENSION, WHOLE)
            continue
        if adult.registered is False:
            # Who is not registered is not unemployed: all of it counts.
            continue
        without = jobless[index] & (~allowed[index] | (adult.status == _ASS))
        counted[index] = np.where(without, LEFT_OUT, np.where(less[index], LESS, WHOLE))
    return counted


def is_home_for_children(adult: Adult, household: Household) -> bool:
    """Whether one of a couple may have stopped work for a child under three, or for several: from
    the next month on nothing of theirs counts (R. 532-4 1° CSS).
    """
    children = [child for child in household.children if child.birth < first_day(household.month)]
    young = any(is_under(child.birth, _YOUNG_YEARS, household.month) for child in children)
    may_be = adult.status in (None, "none")
    return household.couple and may_be and (young or len(children) > 1)


def _without_wage(incomes: Incomes, columns: Longs, count: int) -> Bools:
    """Whether no wage came in a month and in those before it, `count` in all."""
    none = np.ones((*incomes.net.shape[:2], len(columns)), dtype=np.bool_)
    for lag in range(count):
        none &= incomes.net[:, :, columns - lag] == 0
    return none


def _has_any(incomes: Incomes, columns: Longs) -> Bools:
    """Whether there is a wage or an unemployment allowance to leave out."""
    kinds = np.array(incomes.taxed_as)[:, None, None] == "unemployment"
    earned = np.cumsum(incomes.taxable + np.where(kinds, incomes.allowance, 0.0), axis=2)
    before = np.where(columns >= _LOOKED_AT, earned[:, :, np.maximum(columns - _LOOKED_AT, 0)], 0.0)
    return np.asarray(earned[:, :, columns] > before, dtype=np.bool_)
