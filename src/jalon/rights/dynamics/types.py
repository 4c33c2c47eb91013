"""What the payments are made from: incomes and what the law gives, month by month.

Arrays are float64 euros. Axes, always in this order: adults, copies, months. A *copy* is the same
household with one job; copy 0 has none. Months are the columns of an `Axis`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from jalon.core.arrays import Bools, Floats, Longs
from jalon.core.months import Month

TaxedAs = Literal["unemployment", "pension", "untaxed"]


@dataclass(frozen=True, slots=True)
class Axis:
    """Consecutive months, the columns of arrays."""

    first: Month
    count: int

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month, in order."""
        return tuple(Month(self.first + i) for i in range(self.count))

    @property
    def last(self) -> Month:
        """The last month."""
        return Month(self.first + self.count - 1)

    def column(self, month: int) -> int:
        """The column of a month; IndexError outside the axis."""
        if not 0 <= month - self.first < self.count:
            raise IndexError(f"month {month} is outside {self.first}+{self.count}")
        return month - self.first


@dataclass(frozen=True, slots=True)
class Incomes:
    """What comes in by the month in which it is received: [adults, copies, months].

    `net` and `taxable` are salaries; `allowance` replaces a lost salary (ARE) or a capacity to work
    (AAH, ASS, pension), and `taxed_as` says of each adult how it is taxed. `substitute`: who may
    claim such an allowance, paid yet or not. `support` is child support received: [months].
    """

    axis: Axis
    net: Floats
    taxable: Floats
    allowance: Floats
    substitute: Bools
    support: Floats
    taxed_as: tuple[TaxedAs, ...]


@dataclass(frozen=True, slots=True)
class FamilyRows:
    """Which family benefits are due where they depend on who works (R. 532-7 CSS): rows of
    `Scales.family` and `Scales.counted`, which are then [rows, months].

    `plain` is the row of each copy and month without an RSA, `neutral` that of who has one.
    """

    plain: Longs
    neutral: int


@dataclass(frozen=True, slots=True)
class Scales:
    """The family's part of RSA, prime d'activité and family benefits: [months].

    `ratio` is the montant forfaitaire in units of the base for the family of that month, `isolated`
    whether it holds the increase for isolation, `raised_ratio` what it would be with it. `rsa_base`
    and `ppa_base` are the bases in force; `*_housing_cap` is the forfait logement. By name:
    `family` are the benefits paid, after CRDS, and `counted` what RSA and prime d'activité count
    of them; [copies, months] where they differ from copy to copy.
    """

    ratio: Floats
    raised_ratio: Floats
    isolated: Bools
    rsa_eligible: Bools
    ppa_eligible: Bools
    rsa_base: Floats
    ppa_base: Floats
    rsa_minimum: Floats
    ppa_minimum: Floats
    ppa_slope: Floats
    bonus_from_h: Floats
    bonus_to_h: Floats
    bonus_rate: Floats
    smic_eur_hour: Floats
    rsa_housing_cap: Floats
    ppa_housing_cap: Floats
    crds: Floats
    family: Mapping[str, Floats]
    counted: Mapping[str, Floats]

    @property
    def benefits(self) -> Floats:
        """Euros of family benefits that count as resources, before CRDS: of the shape of them."""
        total: Floats = np.sum(list(self.counted.values()), axis=0)
        return total

    def family_column(self, then: int, now: int) -> int:
        """Whose family counts for a reference month, in an amount due for a later one: columns.

        It is the month's own, but where a parent has come to be isolated since: then it is that of
        the event, from the first day of its month, between two reviews too (R. 262-4-1 3° CASF,
        R. 843-2 CSS). No other change of the family is written there: it waits for the review.
        """
        isolated = np.flatnonzero(self.isolated[then : now + 1])
        return then + (int(isolated[0]) if isolated.size else 0)


@dataclass(frozen=True, slots=True)
class HousingAid:
    """The housing aid of each month: [copies, months], with and without counting salaries.

    `neutral` leaves out salaries and unemployment allowances, as for who receives the RSA (article
    R. 822-17 CCH). `in_kind` is a home without a rent, which has the forfait logement. `cut_*` is
    what the landlord takes off the rent of a low income (réduction de loyer de solidarité), in the
    same two readings.
    """

    plain: Floats
    neutral: Floats
    in_kind: bool
    cut_plain: Floats
    cut_neutral: Floats


@dataclass(frozen=True, slots=True)
class Entitlements:
    """What the law gives a household, before the payments' own time. `rows` None: the family
    benefits are the same for every copy.
    """

    axis: Axis
    scales: Scales
    housing: HousingAid
    rows: FamilyRows | None = None
