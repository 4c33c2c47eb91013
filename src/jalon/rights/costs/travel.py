"""Going to work: a pass of which the employer pays half, or kilometres in one's car."""

from __future__ import annotations

from jalon.core.months import Month
from jalon.rights.costs.cost import NOTHING, Cause, Cost, not_computed
from jalon.rights.ranges import Range, exact
from jalon.rights.request.offer import Travel
from jalon.rights.scales.load import at

LEGAL_HOURS_WEEK = 35.0


def navigo_eur_month(month: Month) -> float:
    """Euros of a month's pass of the Île-de-France, all zones, at its full price."""
    return at("travel", "navigo_month_eur", month).number


def share_paid_back(hours_week: float, month: Month) -> float:
    """The share of a pass that the employer pays: less for a short week (R. 3261-9)."""
    whole_from = at("travel", "employer_full_from_hours_week", month).number
    return at("travel", "employer_share", month).number * min(1.0, hours_week / whole_from)


def month_cost_eur(
    travel: Travel | None,
    days_month: float,
    month: Month,
    *,
    hours_week: float = LEGAL_HOURS_WEEK,
    solidarity_share: float | None = None,
) -> Cost:
    """Euros of a month with `days_month` days at work. `travel` None: unknown, not computed.

    `hours_week` are those of the job: they decide on the employer's share. `solidarity_share` is
    what the person pays of the full price of the pass (0: free); None: what the scale says.
    """
    if travel is None:
        return not_computed("travel_unknown")
    if travel.kind == "car":
        return _car(travel.km_day * days_month, month)
    if travel.kind == "transit_pass":
        return _pass(travel.eur_month, month, hours_week, solidarity_share)
    return NOTHING


def _pass(price_eur: float, month: Month, hours_week: float, share: float | None) -> Cost:
    """The pass after the employer's share (L. 3261-2 Code du travail), at the full price or at a
    solidarity fare: free at best, where nobody knows.
    """
    of_employer = at("travel", "employer_share", month)
    whole_from = at("travel", "employer_full_from_hours_week", month)
    fare = at("travel", "solidarity_share_of_pass", month)
    own = price_eur * (1.0 - share_paid_back(hours_week, month))
    used = {of_employer, fare}
    if hours_week < whole_from.number:
        used.add(whole_from)
    known = fare.amount if share is None else share
    if known is not None:
        return Cost(exact(own * known), values=frozenset(used))
    causes: frozenset[Cause] = frozenset(("solidarity_fare_unknown",)) if own else frozenset()
    return Cost(Range(0.0, own, own), causes, frozenset(used))


def _car(km_month: float, month: Month) -> Cost:
    """From fuel alone to everything that a car costs; in the middle one kilometre more in a car
    that one has (tax scales by kilometre and of fuel).
    """
    names = ("car_fuel_eur_km", "car_one_more_eur_km", "car_full_eur_km")
    low, central, high = (at("travel", name, month) for name in names)
    eur = km_month * Range(low.number, central.number, high.number)
    causes: frozenset[Cause] = frozenset(("car_cost_per_km",)) if km_month else frozenset()
    return Cost(eur, causes, frozenset((low, central, high)))
