"""What is unknown of a family and its care, as corners: the cheapest, the central, the dearest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from jalon.core.months import Month, month_of
from jalon.rights.costs.cost import Cause
from jalon.rights.ranges import Range
from jalon.rights.request.household import Child, Household

DEPENDENT_UNDER_YEARS = 20
"""Until when a child is dependent for family benefits (R. 512-2 CSS)."""


@dataclass(frozen=True, slots=True)
class Family:
    """What the scales ask of a household on a month. `resources_month_eur` None: unknown.

    `disabled` is the number of children with the AEEH. A child of whom nobody said it has none:
    health is not asked, and with it the price of care only falls.
    """

    month: Month
    resources_month_eur: float | None
    children: int
    disabled: int
    lone_parent: bool
    commune: str | None


@dataclass(frozen=True, slots=True)
class Corner:
    """One way that everything unknown may be. `fee_eur_hour` only where somebody asks for one."""

    resources_month_eur: float
    disabled: int
    fee_eur_hour: float = 0.0
    with_contributions: bool = True


Corners = tuple[Corner, Corner, Corner]
_CAUSES: dict[str, Cause] = {
    "resources_month_eur": "resources_n2_unknown",
    "fee_eur_hour": "care_price_unknown",
    "with_contributions": "care_contributions_estimated",
}


def family_of(household: Household, month: Month, resources_month_eur: float | None) -> Family:
    """The family of a household on a month: children who are born and under 20."""
    dependent = [child for child in household.children if is_dependent(child, month)]
    return Family(
        month,
        resources_month_eur,
        len(dependent),
        sum(child.disabled is True for child in dependent),
        not household.couple,
        household.commune,
    )


def is_dependent(child: Child, month: Month) -> bool:
    """Whether a child is born and under 20 on a month."""
    return 0 <= month - month_of(child.birth) < 12 * DEPENDENT_UNDER_YEARS


def corners_of(
    family: Family, floor: float, cap: float, fees: tuple[float, float, float] = (0.0, 0.0, 0.0)
) -> Corners:
    """The corners between the bounds of resources and of hourly fees.

    Central: resources at the floor, no child disabled that is not known to be, contributions paid.
    """
    known = family.resources_month_eur
    least, most = (floor, cap) if known is None else (known, known)
    low, central, high = fees
    return (
        Corner(least, family.disabled, low, with_contributions=False),
        Corner(least, family.disabled, central),
        Corner(most, family.disabled, high),
    )


def spread(corners: Corners, eur_of: Callable[[Corner], float]) -> tuple[Range, frozenset[Cause]]:
    """The range of an amount over the corners, and what makes it wide.

    `eur_of` never falls with resources and fees, and never rises with disabled children. A cause is
    named when it moves the central amount by itself.
    """
    low, central, high = corners
    middle = eur_of(central)
    causes = {
        cause
        for field, cause in _CAUSES.items()
        for end in (low, high)
        if eur_of(replace(central, **{field: getattr(end, field)})) != middle
    }
    return Range(eur_of(low), middle, eur_of(high)), frozenset(causes)
