"""Care before and after school: a tariff that every commune decides for itself."""

from __future__ import annotations

from jalon.core.months import Month
from jalon.rights.scales.load import at, scales
from jalon.rights.scales.values import Value


def tariff(commune: str | None, month: Month) -> Value | None:
    """The tariff of a commune (INSEE code), in euros an hour by quotient; None is unknown."""
    for scale in scales("after_school"):
        if commune in scale.communes:
            return at("after_school", scale.name, month)
    return None


def parts(children: int, disabled: int) -> float:
    """Parts of the Caf's family quotient: two for the parents, one parent alone too; a half for
    the first and the second child, one for the third, a half for each further; a half more for a
    disabled child (Cnaf, quotient familial).
    """
    return 2.0 + 0.5 * children + (0.5 if children >= 3 else 0.0) + 0.5 * disabled


def hourly_fee_eur(of: Value, resources_month_eur: float, children: int, disabled: int) -> float:
    """Euros for one hour under a tariff, at the household's resources of N-2 a month.

    The quotient here leaves the benefits of the month out: they are not resources of N-2.
    """
    return of.step(resources_month_eur / parts(children, disabled))
