"""What the job costs each month: childcare and the way to work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month, month_of
from jalon.rights.costs import childcare, travel
from jalon.rights.costs.cost import Cost
from jalon.rights.request.household import Care, Child, Household
from jalon.rights.request.offer import WEEKS_PER_MONTH, Job, Travel

LOW, CENTRAL, HIGH = range(3)
ALONE_FROM_YEARS = 12
"""From this age on nobody pays for care: the CMG itself ends there."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Euros a month [low, central, high] x months; `eur` None: not computed.

    `now` is what is paid today, central: [months]. `causes` and `left_out` as in `Cost`.
    """

    eur: Floats | None
    now: Floats
    causes: frozenset[str]
    left_out: frozenset[str]


def care_costs(household: Household, months: tuple[Month, ...]) -> Costs:
    """What a job adds to the care of each month, whole: the same for every job."""
    n2 = household.resources_n2_eur_month
    family = _with_older_alone(household)
    extra = [childcare.extra_month_cost_eur(family, month, n2) for month in months]
    now = [childcare.month_cost_eur(family, month, n2, with_job=False) for month in months]
    paid_now = np.array([0.0 if cost.eur is None else cost.eur.central for cost in now])
    return _gather(extra, paid_now)


def travel_costs(job: Job, months: tuple[Month, ...], share: Floats) -> Costs:
    """The way to work; a pass is paid for a month begun, kilometres for days worked."""
    days = job.days_week * WEEKS_PER_MONTH
    whole = _whole_months(job.travel, days, months, job.hours_week)
    by_day = job.travel is not None and job.travel.kind == "car"
    eur = None if whole.eur is None else whole.eur * (share if by_day else share > 0)
    return replace(whole, eur=eur)


@lru_cache(maxsize=16_384)
def _whole_months(
    job_travel: Travel | None, days: float, months: tuple[Month, ...], hours_week: float
) -> Costs:
    """The way to work of months that are worked whole."""
    costs = [
        travel.month_cost_eur(job_travel, days, month, hours_week=hours_week) for month in months
    ]
    return _gather(costs, np.zeros(len(months)))


def _gather(costs: list[Cost], now: Floats) -> Costs:
    ranges = [cost.eur for cost in costs if cost.eur is not None]
    whole = len(ranges) == len(costs)
    eur = np.array([(eur.low, eur.central, eur.high) for eur in ranges]).T if whole else None
    causes: frozenset[str] = frozenset().union(*(cost.causes for cost in costs))
    left_out: frozenset[str] = frozenset().union(*(cost.left_out for cost in costs))
    return Costs(eur, now, causes, left_out)


def _with_older_alone(household: Household) -> Household:
    """A child who is old enough needs nobody where nothing was said of its care."""

    def settled(child: Child) -> Child:
        years = (household.month - month_of(child.birth)) // 12
        alone = child.care is None and years >= ALONE_FROM_YEARS
        return replace(child, care=Care("none")) if alone else child

    return replace(household, children=tuple(settled(child) for child in household.children))
