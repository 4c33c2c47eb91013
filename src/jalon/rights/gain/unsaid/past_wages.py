"""Past wages that nobody said: whether a payment of the year looks at one, and which amounts.

Months by themselves count them as none; the figure of a gain is reckoned with each of several
(`supposed.py`), and holds them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jalon.core.months import Month
from jalon.rights.assumed import TENANTS
from jalon.rights.dynamics.payments import IN_ARREARS, KnownPayments
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.request.household import Household

_QUARTER = 3
_BY_REVIEW = ("rsa", "ppa")
NEAR_MONTHS, _HOUSING_MONTHS = 7, 15
"""Months before the household's: those that the reviews look at, and a year for the housing aid."""


def are_past_wages_unknown(household: Household) -> bool:
    """Whether a past month that a payment of the year may look at is not known of somebody."""
    home, month = household.housing, household.month
    is_rented = home.status in (None, *TENANTS) and bool(home.rent_eur)
    lags = range(1, 1 + (_HOUSING_MONTHS if is_rented else NEAR_MONTHS))
    return is_one_unknown(household, (Month(month - lag) for lag in lags))


def is_one_unknown(household: Household, months: Iterable[Month]) -> bool:
    """Whether a month of these is past, and its wage not known of somebody."""
    past = [month for month in months if month < household.month]
    return any(month not in adult.past_net_salaries for adult in household.adults for month in past)


def housing_references(due: Month) -> list[Month]:
    """The months whose wages the housing aid of a month looks at: the twelve that end two before
    its quarter (R. 822-3 CCH).
    """
    quarter = due - due % _QUARTER
    return [Month(month) for month in range(quarter - 13, quarter - 1)]


@dataclass(frozen=True, slots=True)
class PastWages:
    """What rests on them in the months of one household, whose reviews follow `rhythm`."""

    household: Household
    known: KnownPayments
    rhythm: Rhythm

    def resting(self, month: Month, *, beside_rsa: bool = False) -> frozenset[str]:
        """Of RSA, prime d'activité and housing aid, what is paid in a month and rests on a wage
        that nobody said. `beside_rsa`: whether an RSA was paid the month before; the housing aid
        then looks at no wage (R. 822-17 CCH).
        """
        due = Month(month - IN_ARREARS)
        return frozenset((*self._by_review(due), *self._housing(due, beside_rsa=beside_rsa)))

    def _by_review(self, due: Month) -> Iterator[str]:
        looked_at = self.rhythm.references(due)
        # They count the housing aid of these months too.
        if is_one_unknown(self.household, looked_at) or any(
            self._is_housing_open(month, beside_rsa=self._is_on_rsa(month)) for month in looked_at
        ):
            yield from (name for name in _BY_REVIEW if not self._is_held(name, due))

    def _is_on_rsa(self, month: Month) -> bool:
        """Whether an RSA that was paid last stands for a month that is over."""
        last = self.known.last_due("rsa")
        return last is not None and last[1] > 0 and month < self.household.month

    def _is_held(self, benefit: str, due: Month) -> bool:
        """Whether a payment that is known goes on until the next review."""
        last = self.known.last_due(benefit)
        return last is not None and self.rhythm.review(last[0]) == self.rhythm.review(due)

    def _housing(self, due: Month, *, beside_rsa: bool) -> Iterator[str]:
        # An RSA that rests on them may be none.
        is_sure_rsa = beside_rsa and "rsa" not in self._by_review(Month(due - IN_ARREARS))
        if self._is_housing_open(due, beside_rsa=is_sure_rsa):
            yield "housing"

    def _is_housing_open(self, due: Month, *, beside_rsa: bool) -> bool:
        home = self.household.housing
        is_reckoned = home.status in TENANTS and bool(home.rent_eur)
        if not is_reckoned or beside_rsa or self.known.is_off("aide_logement"):
            return False
        # The wages of the quarters before are older than what anybody is asked.
        if due < self.household.month - self.household.month % _QUARTER:
            return False
        return is_one_unknown(self.household, housing_references(due))
