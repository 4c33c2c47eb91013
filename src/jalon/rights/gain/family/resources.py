"""What family benefits count of the resources of N-2 over the year, copy by copy (R. 532-7 CSS).

Who takes a job has them counted whole again from its first month on, or once the RSA has ended; who
has lost one has less of them counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from jalon.core.arrays import Bools, Longs
from jalon.rights.counted_wages import LEFT_OUT, PENSION, PENSIONS, WHOLE, ways_of_work
from jalon.rights.dynamics.types import Axis, FamilyRows, Incomes
from jalon.rights.family_resources import (
    End,
    counted_as_paid,
    counted_eur,
    is_less_with_pension,
    ways_now,
)
from jalon.rights.gain.family.births import awaited_months
from jalon.rights.request.household import Adult, Household
from jalon.rights.two_earners import own_eur_year, settle_two_earners

_WAYS = 4
LARGE_EUR_YEAR = 1e6
"""Over every ceiling."""


@dataclass(frozen=True, slots=True)
class YearResources:
    """`values` are all amounts that count for some copy in some month, euros of a year; `rows` say
    which, by how what nobody said is taken: the usual way first, alone where all is known.
    """

    values: tuple[float, ...]
    rows: Mapping[End, FamilyRows]


def year_resources(household: Household, incomes: Incomes, months: Axis) -> YearResources | None:
    """None where there are none, or nothing to count them for. Where nobody said them they are
    usually none; at the most they are large, and count or not with the work.
    """
    total = household.resources_n2_eur_year
    if total == 0 or not (household.children or awaited_months(household)):
        return None
    if total is None:
        return _of_the_most(household, incomes, months)
    now = counted_as_paid(household)
    # Sure today, as beside an RSA; later it may rest on what each had, which nobody said.
    is_sure = (now is None or len(now.values) == 1) and None not in own_eur_year(household)
    ends: tuple[End, ...] = ("usual",) if is_sure else ("usual", "least", "most")
    found = {end: _counted(household, _ways(household, incomes, months, end), end) for end in ends}
    values = tuple(dict.fromkeys(eur for of in found.values() for eur in (*of.eur, of.neutral_eur)))
    rows = {
        end: FamilyRows(
            np.array([values.index(eur) for eur in of.eur])[of.plain], values.index(of.neutral_eur)
        )
        for end, of in found.items()
    }
    return YearResources(values, rows)


def _of_the_most(household: Household, incomes: Incomes, months: Axis) -> YearResources:
    rich = replace(household, resources_n2_eur_year=LARGE_EUR_YEAR)
    of = _counted(rich, _ways(rich, incomes, months, "usual"), "usual")
    values = tuple(dict.fromkeys((0.0, *of.eur, of.neutral_eur)))
    plain = np.array([values.index(eur) for eur in of.eur])[of.plain]
    none = FamilyRows(np.zeros_like(plain), 0)
    return YearResources(
        values, {"usual": none, "most": FamilyRows(plain, values.index(of.neutral_eur))}
    )


def with_resources(household: Household, eur_year: float, *, two: bool) -> Household:
    """The household with what counts, and with whether two earned in N-2 as it is said: what is
    left out of the resources says nothing of that.
    """
    if eur_year == household.resources_n2_eur_year:
        return household
    return settle_two_earners(replace(household, resources_n2_eur_year=eur_year), two=two)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Euros by combination of ways, which of them `plain` [copies, months] has, and with an RSA."""

    eur: tuple[float, ...]
    plain: Longs
    neutral_eur: float


def _counted(household: Household, ways: Longs, end: End) -> _Counted:
    powers = _WAYS ** np.arange(len(ways))
    combined = np.tensordot(powers, ways, axes=1)
    codes, plain = np.unique(combined, return_inverse=True)
    eur = tuple(
        counted_eur(household, tuple(int(code // power % _WAYS) for power in powers), end)
        for code in codes
    )
    # A pension of then counts beside an RSA too.
    neutral = tuple(
        WHOLE if end == "most" and adult.status in PENSIONS else LEFT_OUT
        for adult in household.adults
    )
    return _Counted(eur, plain.reshape(combined.shape), counted_eur(household, neutral, end))


def _ways(household: Household, incomes: Incomes, months: Axis, end: End) -> Longs:
    """As the family benefits have them: beside a pension for some time only; at the most, whole of
    who may have them whole today.
    """
    ways = ways_of_work(household, incomes, months, early=end == "least")
    for index, adult in enumerate(household.adults):
        if adult.status in PENSIONS:
            over = (ways[index] == PENSION) & ~_is_less(adult, months, end)
            ways[index] = np.where(over, WHOLE, ways[index])
        elif end == "most" and WHOLE in ways_now(adult, household):
            ways[index] = WHOLE
    return ways


def _is_less(adult: Adult, months: Axis, end: End) -> Bools:
    """[months]: whether what was earned before a pension counts for less."""
    found = [is_less_with_pension(adult, month) for month in months.months]
    return np.array([end == "least" if is_less is None else is_less for is_less in found])
