"""The rent with which the housing aid is the highest, where nobody said one."""

from __future__ import annotations

from jalon.rights.request.household import Household

_LEVELS = ((3, 700.0), (8, 1_000.0), (12, 1_300.0))
"""Up to so many children: a rent over the ceiling of zone 1 (arrêté of 27 September 2019: some 340
for one person, 460 with a child, 66 more for each other) and under 3.4 times that of zone 3.
"""


def level_rent_eur(household: Household) -> float:
    """Euros a month: the aid rises up to a ceiling, is level, and falls again."""
    children = len(household.children)
    return next(eur for most, eur in _LEVELS if children <= most)
