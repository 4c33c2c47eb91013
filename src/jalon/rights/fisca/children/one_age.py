"""Children of one age, whom OpenFisca cannot tell apart: twins, or born less than a year apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

from jalon.core.months import Month, month_of
from jalon.rights.birthdays import is_under, model_birth, opens_by
from jalon.rights.request.household import Household

_PAJE_UNDER_YEARS, _AF_UNDER_YEARS = 3, 20
_PAIR = 2
_A_NIGHT = dt.timedelta(days=1)
_LATER_FROM = dt.date(2012, 3, 1)
"""Who is born from then on raises the allocations familiales at 18, and at 14 who was before (R.
521-1 CSS, décret 2026-138)."""


def of_one_age(household: Household, month: Month, row: Mapping[str, float]) -> dict[str, float]:
    """A month's benefits, with what is due for children of one age."""
    more = row["af_for_age"] if row["af"] and _raises_unseen(household, month) else 0.0
    times = _born_together(household, month)
    paje = {name: times * row[name] for name in ("paje", "counted_paje")}
    return {**row, **paje, "af": round(row["af"] + more, 2)}


def _born_together(household: Household, month: Month) -> int:
    """How many base allowances there are: one for each child of a multiple birth (L. 531-3 CSS)."""
    births = sorted(
        child.birth
        for child in household.children
        if opens_by(child.birth, 0, month) and is_under(child.birth, _PAJE_UNDER_YEARS, month)
    )
    most = run = 1
    for elder, younger in pairwise(births):
        run = run + 1 if younger - elder <= _A_NIGHT else 1
        most = max(most, run)
    return most


def _raises_unseen(household: Household, month: Month) -> bool:
    """Whether the younger of two has the age that raises, and the model, which looks at whole
    years, takes both for the eldest (L. 521-3 CSS excepts one).
    """
    births = sorted(
        model_birth(child.birth, household.month)
        for child in household.children
        if opens_by(child.birth, 0, month) and is_under(child.birth, _AF_UNDER_YEARS, month)
    )
    if len(births) != _PAIR:
        return False
    elder, younger = (_years(birth, month) for birth in births)
    return elder == younger >= (14 if births[-1] < _LATER_FROM else 18)


def _years(birth: dt.date, month: Month) -> int:
    """Completed years on the first day of a month."""
    return (month - month_of(birth) - (birth.day > 1)) // 12
