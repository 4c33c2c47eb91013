"""From what is due for a month to what comes on the account, over a run of months.

All is paid in arrears, on the fifth of the month after (R. 262-39 CASF, L. 552-1 and R. 845-3 CSS,
R. 823-10 CCH): what is due for November comes in December.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bools, Floats
from jalon.core.months import Month
from jalon.rights.dynamics.family import choose, spread
from jalon.rights.dynamics.ppa import ppa_due
from jalon.rights.dynamics.rhythm import PERIOD, Rhythm
from jalon.rights.dynamics.rsa import interrupted, rsa_due
from jalon.rights.dynamics.types import Entitlements, Incomes, Scales

IN_ARREARS = 1
"""Months between a month due and its payment."""
_REVALUATION = 0.015
"""The most that scales move an amount by within two quarters; a change of situation does more."""


@dataclass(frozen=True, slots=True)
class AmountsDue:
    """Euros due for each month of the entitlements: [copies, months].

    `rsa_reckoned` is the RSA without what is known of past payments; `rent_cut` is what is off the
    rent of that very month; `scales` have the family benefits that came out.
    """

    rsa: Floats
    ppa: Floats
    housing: Floats
    rsa_reckoned: Floats
    rent_cut: Floats
    scales: Scales


@dataclass(frozen=True, slots=True)
class KnownPayments:
    """What the person says was paid, by benefit and month of payment, said in `month`."""

    payments: Mapping[str, Mapping[Month, float]]
    month: Month

    def last_due(self, benefit: str) -> tuple[Month, float] | None:
        """The last month due of which the payment is known, and the payment."""
        known = self.payments.get(benefit)
        if not known:
            return None
        last = max(known)
        return Month(last - IN_ARREARS), known[last]

    def is_off(self, benefit: str) -> bool:
        """Whether the last payment known is nothing: the benefit is not received."""
        last = self.last_due(benefit)
        return last is not None and last[1] == 0


def find_due(
    given: Entitlements, incomes: Incomes, rhythm: Rhythm, known: KnownPayments
) -> AmountsDue:
    """Every month in its order: the housing aid follows the RSA of the month before (R. 822-17
    CCH), and the RSA counts the housing aid of its reference months.

    The first months have no reference months on the axis: the first known RSA stands there.
    """
    copies, months = incomes.net.shape[1], given.axis.count
    of_rows, given = given, spread(given, copies)
    rsa, ppa, housing, rsa_reckoned, ppa_reckoned, cut = (
        np.zeros((copies, months)) for _ in range(6)
    )
    for column, due in enumerate(given.axis.months):
        before = rsa[:, column - 1] if column else _rsa_at_first(known, copies)
        housing[:, column] = _housing_due(given, column, before)
        if of_rows.rows is not None:
            choose(of_rows.rows, of_rows.scales, given.scales, column, before > 0)
        both = given.housing.cut_neutral[:, column], given.housing.cut_plain[:, column]
        cut[:, column] = np.where(before > 0, *both)
        if rhythm.references(due)[0] < given.axis.first:
            rsa[:, column] = rsa_reckoned[:, column] = _rsa_at_first(known, copies)
            continue
        rsa_reckoned[:, column] = rsa_due(given, incomes, rhythm, due, housing)
        ppa_reckoned[:, column] = ppa_due(given, incomes, rhythm, due, housing)
        quarter = _Quarter(given, rhythm, known, due)
        rsa[:, column] = np.where(
            _stopped(incomes, rhythm, due, known),
            rsa_reckoned[:, column],
            quarter.held("rsa", rsa_reckoned),
        )
        ppa[:, column] = quarter.held("ppa", ppa_reckoned)
    return AmountsDue(rsa, ppa, housing, rsa_reckoned, cut, given.scales)


def paid(due: Floats, first: int, count: int) -> Floats:
    """The columns paid in `count` months from column `first` on: those due one month before."""
    return due[:, first - IN_ARREARS : first - IN_ARREARS + count]


@dataclass(frozen=True, slots=True)
class _Quarter:
    """One month due, and what a payment that is known says of it."""

    given: Entitlements
    rhythm: Rhythm
    known: KnownPayments
    due: Month

    def held(self, benefit: str, reckoned: Floats) -> Floats:
        """A known payment holds for its whole quarter (R. 262-4 CASF, L. 843-4 CSS).

        One of the quarter before holds until the next review as well, where nothing has changed but
        scales: what was paid is better known than what we make of it.
        """
        now = reckoned[:, self.given.axis.column(self.due)]
        last = self.known.last_due(benefit)
        if last is None or not self.given.axis.first <= last[0] or self._isolated_since(last[0]):
            return now
        then, amount = last
        gap = self.rhythm.review(self.due) - self.rhythm.review(then)
        if gap == 0:
            return np.full_like(now, amount)
        is_next = gap == PERIOD and self.rhythm.review(self.due) <= self.known.month
        if not is_next:
            return now
        before = reckoned[:, self.given.axis.column(then)]
        unchanged = np.abs(now - before) <= _REVALUATION * before
        return np.where(unchanged, amount, now)

    def _isolated_since(self, last: Month) -> bool:
        """Whether a parent has come to be isolated after the last month that is known: it is looked
        at again before its review (R. 262-4-1 3° CASF, R. 843-2 CSS).
        """
        then, now = self.given.axis.column(last), self.given.axis.column(self.due)
        return self.given.scales.family_column(then, now) > then


def _stopped(incomes: Incomes, rhythm: Rhythm, due: Month, known: KnownPayments) -> Bools:
    """[copies]: whose salary has stopped since the last payment known: the RSA is reckoned again
    before its review (R. 262-4-1).
    """
    last = known.last_due("rsa")
    if last is None or due <= last[0] or not incomes.axis.first + PERIOD <= last[0]:
        return np.zeros(incomes.net.shape[1], dtype=bool)
    earned_then = incomes.net[:, :, incomes.axis.column(last[0])] > 0
    was_on = earned_then | ~interrupted(incomes, rhythm, last[0])
    since = interrupted(incomes, rhythm, due) & was_on
    return np.asarray(since.any(axis=0), dtype=bool)


def _housing_due(given: Entitlements, column: int, rsa_before: Floats) -> Floats:
    both = given.housing.neutral[:, column], given.housing.plain[:, column]
    due: Floats = np.where(rsa_before > 0, *both)
    return due


def _rsa_at_first(known: KnownPayments, copies: int) -> Floats:
    payments = known.payments.get("rsa", {})
    return np.full(copies, payments[min(payments)] if payments else 0.0)
