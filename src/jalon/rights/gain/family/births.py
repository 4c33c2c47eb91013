"""Births within the year: what the law gives before, in the month, and after.

A family benefit begins in the month after the birth (R. 552-2 CSS), and the housing aid counts the
child from then on. RSA and prime d'activité count it from the month of the birth on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month, first_day, month_of
from jalon.rights.dynamics.types import Axis, Entitlements, HousingAid, Scales
from jalon.rights.request.household import Child, Household

_MID_MONTH = 15
"""Nobody knows the day of a birth that is awaited, and no rule looks at it."""
_BY_BENEFIT = ("family", "counted")


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth, and the household with that child. One that `is_over` is of the household's month:
    the model's answer has the child in it already.
    """

    month: Month
    household: Household
    is_over: bool = False


def awaited_months(household: Household) -> tuple[Month, ...]:
    """The months of births to come, in order; a late one is of this month."""
    due = (adult.due for adult in household.adults if adult.pregnant is not False)
    return tuple(sorted(max(month, household.month) for month in due if month is not None))


def births_of(household: Household, last: Month) -> tuple[Household, tuple[Birth, ...]]:
    """The household before the first birth from its month on, and each birth up to `last`."""
    new = [child for child in household.children if month_of(child.birth) == household.month]
    older = tuple(child for child in household.children if child not in new)
    births = [Birth(household.month, household, is_over=True)] if new else []
    with_all = household
    for month in awaited_months(household):
        if month <= last:
            child = Child(first_day(month).replace(day=_MID_MONTH))
            with_all = replace(with_all, children=(*with_all.children, child))
            births.append(Birth(month, with_all))
    return replace(household, children=older), tuple(births)


def splice(births: Sequence[Birth], found: Sequence[Entitlements]) -> Entitlements:
    """One answer out of those before the first birth and after each."""
    given = found[0]
    for birth, after in zip(births, found[1:], strict=True):
        scales = _scales(given.axis, given.scales, after.scales, birth)
        housing = after.housing
        if not birth.is_over:
            housing = _housing(given.axis, given.housing, after.housing, birth)
        given = Entitlements(given.axis, scales, housing)
    return given


def splice_scales(births: Sequence[Birth], axis: Axis, found: Sequence[Scales]) -> Scales:
    """The same of scales alone."""
    given = found[0]
    for birth, after in zip(births, found[1:], strict=True):
        given = _scales(axis, given, after, birth)
    return given


def splice_housing(births: Sequence[Birth], axis: Axis, found: Sequence[HousingAid]) -> HousingAid:
    """The same of housing aids alone."""
    given = found[0]
    for birth, after in zip(births, found[1:], strict=True):
        given = after if birth.is_over else _housing(axis, given, after, birth)
    return given


def _scales(axis: Axis, before: Scales, after: Scales, birth: Birth) -> Scales:
    months = np.array(axis.months)
    by_benefit = {
        name: {
            benefit: np.where(months <= birth.month, eur, getattr(after, name)[benefit])
            for benefit, eur in getattr(before, name).items()
        }
        for name in _BY_BENEFIT
    }
    if birth.is_over:
        return replace(after, **by_benefit)  # type: ignore[arg-type]
    rows = {
        field.name: np.where(
            months < birth.month, getattr(before, field.name), getattr(after, field.name)
        )
        for field in fields(Scales)
        if field.name not in _BY_BENEFIT
    }
    return Scales(**rows, **by_benefit)  # type: ignore[arg-type]


def _housing(axis: Axis, before: HousingAid, after: HousingAid, birth: Birth) -> HousingAid:
    is_before = np.array(axis.months) <= birth.month

    def both(was: Floats, comes: Floats) -> Floats:
        return np.where(is_before, was, comes)

    return HousingAid(
        both(before.plain, after.plain),
        both(before.neutral, after.neutral),
        after.in_kind,
        both(before.cut_plain, after.cut_plain),
        both(before.cut_neutral, after.cut_neutral),
    )
