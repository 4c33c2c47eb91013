"""What looking after the children costs in a month, with the job and without it."""

from __future__ import annotations

from jalon.core.months import Month
from jalon.rights.costs.bounds import Family, family_of, is_dependent
from jalon.rights.costs.cost import NOTHING, Cost, not_computed, total
from jalon.rights.costs.kinds import child_cost
from jalon.rights.ranges import Range, spanning
from jalon.rights.request.household import Child, Household


def month_cost_eur(
    household: Household, month: Month, resources_month_eur: float | None, *, with_job: bool
) -> Cost:
    """Euros of a month for all children, after the CMG and before the tax credit.

    `resources_month_eur` are those of N-2, a month; None is unknown: from the floor to the cap, and
    the floor is central, as it is what a household without resources pays. With the job the hours
    are `hours_month`; without it `hours_month_now`. Where today's hours are unknown, today's cost
    is between none and that of the job's hours, and central 0: the whole is put to the job, which
    is the careful reading. A child whose care is unknown, or whose hours are, makes the total not
    computed. ScaleError for a month before the scales.
    """
    family = family_of(household, month, resources_month_eur)
    cost_of = _with_job if with_job else _without_job
    return total(
        cost_of(family, child) for child in household.children if is_dependent(child, month)
    )


def extra_month_cost_eur(
    household: Household, month: Month, resources_month_eur: float | None
) -> Cost:
    """Euros that the job adds to the month's care.

    Narrower than the difference of the two costs: what is unknown to both (the price, resources)
    is the same with the job and without it.
    """
    family = family_of(household, month, resources_month_eur)
    return total(
        _extra(family, child) for child in household.children if is_dependent(child, month)
    )


def _with_job(family: Family, child: Child) -> Cost:
    if child.care is None:
        return not_computed("care_unknown")
    if child.care.kind == "none":
        return NOTHING
    if child.care.hours_month is None:
        return not_computed("care_hours_unknown")
    return child_cost(family, child, child.care, child.care.hours_month)


def _without_job(family: Family, child: Child) -> Cost:
    if child.care is None or child.care.kind == "none" or child.care.hours_month_now is None:
        return _today_unknown(_with_job(family, child), is_today=True)
    return child_cost(family, child, child.care, child.care.hours_month_now)


def _extra(family: Family, child: Child) -> Cost:
    new = _with_job(family, child)
    if child.care is None or child.care.hours_month_now is None:
        return _today_unknown(new, is_today=False)
    now = _without_job(family, child)
    if new.eur is None or now.eur is None:
        return new + now
    low, high = new.eur.low - now.eur.low, new.eur.high - now.eur.high
    eur = spanning(low, new.eur.central - now.eur.central, high)
    return Cost(eur, new.causes | now.causes, new.values | now.values, new.left_out | now.left_out)


def _today_unknown(new: Cost, *, is_today: bool) -> Cost:
    """Today's cost, or what the job adds, where nobody said what is paid for today."""
    if new.eur is None or not new.eur.high:
        return new
    central = 0.0 if is_today else new.eur.central
    eur = Range(0.0, central, new.eur.high)
    return Cost(eur, new.causes | {"care_today_unknown"}, new.values, new.left_out)
