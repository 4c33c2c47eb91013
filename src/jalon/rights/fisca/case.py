"""A case for OpenFisca: one household, and the months that it looks at to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jalon.core.months import Month
from jalon.rights.dynamics.types import Axis, Incomes
from jalon.rights.request.household import Household

_YEARS_LOOKED_AT = 2
"""Resources are those of the year before the last one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A household, its incomes, and the months of which something is asked. `ended_early`: a job
    ended before the last day of its last month with a wage.
    """

    household: Household
    incomes: Incomes
    months: Axis
    ended_early: bool = False

    @property
    def copies(self) -> int:
        """How many copies of the household there are."""
        return int(self.incomes.net.shape[1])

    def support_eur(self, month: Month) -> float:
        """Child support received in a month; after the last one it goes on."""
        axis = self.incomes.axis
        return float(self.incomes.support[axis.column(min(month, axis.last))])


def longest(axes: Iterable[Axis]) -> Axis:
    """The longest of axes that begin together."""
    return max(axes, key=lambda axis: axis.count)


def years_before(month: Month) -> tuple[Month, ...]:
    """The months before one, from the January of the year of which resources are looked at."""
    first = (month // 12 - _YEARS_LOOKED_AT) * 12
    return tuple(Month(before) for before in range(first, month))
