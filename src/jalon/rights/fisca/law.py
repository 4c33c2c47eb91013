"""OpenFisca-France with its parameters kept between two changes of the law.

OpenFisca builds the whole tree of parameters anew for every date that it is asked about, and keeps
the last 128 answers; a year of one household asks for more, so that most of the time of a plain
simulation goes there. Between two dates on which some parameter changes the trees are equal: one is
kept for each such stretch, and for good.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from typing import Any

from openfisca_core import periods
from openfisca_core.parameters import helpers
from openfisca_france import CountryTaxBenefitSystem

from jalon.core.months import Month, parse_month
from jalon.rights.fisca.lookups import with_lookups

# Its files are UTF-8, and it opens them as the locale says, which a library may change for an
# instant in another thread: half a law would be read, and the rest refused.
helpers.open = partial(open, encoding="utf-8")


class LawSystem(CountryTaxBenefitSystem):  # type: ignore[misc] # OpenFisca has no types
    """The same answers as the class that it comes from, sooner."""

    def __init__(self) -> None:
        super().__init__()
        self._days = sorted(set(_days(self.parameters)))
        self._trees: dict[str, Any] = {}
        months = (parse_month(day[:7]) for day in self._days if day > "1000")
        self.change_months: tuple[Month, ...] = tuple(dict.fromkeys(months))
        """The months in which some parameter takes a new value, in order."""

    def get_parameters_at_instant(self, instant: Any) -> Any:  # noqa: ANN401 - OpenFisca has no types
        """The tree of the stretch that a date is in."""
        start = instant.start if isinstance(instant, periods.Period) else periods.instant(instant)
        index = bisect_right(self._days, str(start))
        day = self._days[index - 1] if index else str(start)
        if day not in self._trees:
            self._trees[day] = with_lookups(self.parameters.get_at_instant(day))
        return self._trees[day]


def _days(node: Any) -> Iterator[str]:  # noqa: ANN401 - OpenFisca has no types
    """Every date on which some value under a node begins."""
    for child in getattr(node, "children", {}).values():
        yield from _days(child)
    for bracket in getattr(node, "brackets", ()):
        yield from _days(bracket)
    for value in getattr(node, "values_list", ()):
        yield value.instant_str
