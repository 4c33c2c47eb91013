"""What a gain is made of. Euros; costs are positive and are taken off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from jalon.core.months import Month
from jalon.rights.ranges import Range


@dataclass(frozen=True, slots=True)
class Flow:
    """What comes on the account in one month, central reading. None: not computed.

    `rsa` … `family` are paid for the month before. `other` are allowances (ARE) and child support,
    less a rent that rises because its reduction for low incomes (RLS) ends.
    `total` leaves out what is None, except where RSA and prime d'activité are: then it is None.
    `parts` are what `family` and `other` are made of, by the names of `parts.py`.
    `partner_salary` is in `salary_net`: what the second adult earns. `unsure` names those of `rsa`,
    `ppa` and `housing` that rest on past wages that nobody said, counted as none.
    """

    month: Month
    salary_net: float
    rsa: float | None
    ppa: float | None
    housing: float | None
    family: float
    other: float
    childcare: float | None
    travel: float | None
    total: float | None
    parts: Mapping[str, float] = field(default_factory=dict)
    partner_salary: float = 0.0
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """What one job brings in, as in `Gain`, without its months."""

    id: str
    net_eur_month: Range | None
    causes: tuple[str, ...]
    not_computed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """What one job brings in over the twelve months from its start.

    `net_eur_month` is the mean of the months' differences, the end of a short contract included;
    None: not computed, and `not_computed` says why. `causes` make it a range, `not_counted` would
    change it, and rare facts that nobody said are `assumed` as usual. `notices` are
    about the offer itself, or what it brings with it. `with_job` and `without_job` are the same
    months.
    """

    id: str
    net_eur_month: Range | None
    with_job: tuple[Flow, ...]
    without_job: tuple[Flow, ...]
    causes: tuple[str, ...]
    not_counted: tuple[str, ...]
    not_computed: tuple[str, ...]
    scales: Mapping[str, dt.date]
    assumed: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def differences(self) -> tuple[float | None, ...]:
        """Euros more or less each month, central reading."""
        return tuple(
            None if a.total is None or b.total is None else round(a.total - b.total, 2)
            for a, b in zip(self.with_job, self.without_job, strict=True)
        )
