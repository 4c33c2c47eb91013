"""A month's cost with what it rests on: causes of its width, scales, what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from jalon.rights.ranges import Range, exact
from jalon.rights.scales.values import Value

Cause = Literal[
    "care_unknown",  # nobody said who looks after a child: not computed
    "care_hours_unknown",  # nor for how many hours: not computed
    "care_today_unknown",  # hours that are paid today already
    "care_price_unknown",  # what the childminder or the home carer asks
    "care_contributions_estimated",  # social contributions that the CMG leaves to the parent
    "resources_n2_unknown",
    "after_school_tariff_unknown",  # the commune's tariff is not written here: not computed
    "travel_unknown",  # how one goes to work: not computed
    "solidarity_fare_unknown",
    "car_cost_per_km",
]
LeftOut = Literal["childcare_tax_credit"]
"""What comes a year later and is not in a month's cost (art. 200 quater B, 199 sexdecies CGI)."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Euros of one month. `eur` None: it cannot be computed, and `causes` say why; it is not 0.

    `causes` also name what makes a range wide. `values` are the scales used; `left_out` what
    would change the figure and is not in it.
    """

    eur: Range | None
    causes: frozenset[Cause] = frozenset()
    values: frozenset[Value] = frozenset()
    left_out: frozenset[LeftOut] = frozenset()

    @property
    def unsure(self) -> tuple[str, ...]:
        """The scales used that nobody has read in a text yet, the invented ones of the demo too."""
        return tuple(sorted(value.key for value in self.values if not value.sure))

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            None if self.eur is None or other.eur is None else self.eur + other.eur,
            self.causes | other.causes,
            self.values | other.values,
            self.left_out | other.left_out,
        )


NOTHING = Cost(exact(0.0))


def not_computed(cause: Cause) -> Cost:
    """A cost that one unknown forbids."""
    return Cost(None, frozenset((cause,)))


def total(costs: Iterable[Cost]) -> Cost:
    """The sum; one that is not computed makes it not computed."""
    return reduce(Cost.__add__, costs, NOTHING)
