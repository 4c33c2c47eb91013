"""The nursery paid by the PSU: resources x rate for an hour (barème national of the Cnaf)."""

from __future__ import annotations

from jalon.core.months import Month
from jalon.rights.scales.load import at
from jalon.rights.scales.values import Value


def values(month: Month) -> tuple[Value, Value, Value]:
    """The rate, the floor and the cap of resources of a month."""
    return (
        at("creche", "rate", month),
        at("creche", "floor_eur_month", month),
        at("creche", "cap_eur_month", month),
    )


def counted_eur_month(resources_month_eur: float, month: Month) -> float:
    """What counts of the resources of N-2, a month: between floor and cap."""
    _, floor, cap = values(month)
    return min(max(resources_month_eur, floor.number), cap.number)


def hourly_fee_eur(resources_month_eur: float, children: int, disabled: int, month: Month) -> float:
    """Euros for one hour: resources (N-2, a month) between floor and cap, times the rate.

    `children` are all dependent children; the rate is one step lower for each of the `disabled`
    ones (AEEH), whichever child goes there (Cnaf, barème national des participations familiales).
    ValueError without a child. Not rounded: nurseries round to the cent in their own ways.
    """
    if children < 1:
        raise ValueError("a nursery looks after a child")
    rate, *_ = values(month)
    return counted_eur_month(resources_month_eur, month) * rate.step(children, later=disabled)
