"""From arrays to the months that are shown, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month
from jalon.rights.dynamics.payments import IN_ARREARS
from jalon.rights.gain.costs import CENTRAL, Costs
from jalon.rights.gain.question import GainQuestion
from jalon.rights.gain.result import Flow
from jalon.rights.gain.timeline import YEAR
from jalon.rights.gain.year import Reading, Year


@dataclass(frozen=True)
class Flows:
    """The flows of a year, central reading; `unknown` where RSA and prime d'activité are not
    computed.

    `rows` has by name the euros of each month, a row a job after that without any.
    """

    months: Sequence[Month]
    support: Sequence[float]
    family: Sequence[float]
    rows: Mapping[str, Sequence[Sequence[float]]]
    unknown: bool

    def with_job(self, number: int, care: Costs, travel: Costs) -> tuple[Flow, ...]:
        """The months with a job, by its number in the year."""
        care_eur = None if care.eur is None else care.now + care.eur[CENTRAL]
        travel_eur = None if travel.eur is None else travel.eur[CENTRAL]
        return self._flows(1 + number, _to_cents(care_eur), _to_cents(travel_eur))

    def without_job(self, care: Costs) -> tuple[Flow, ...]:
        """The months without any."""
        return self._flows(0, _to_cents(care.now), _to_cents(np.zeros_like(care.now)))

    def _flows(
        self, row: int, childcare: Iterable[float | None], travel: Iterable[float | None]
    ) -> tuple[Flow, ...]:
        amounts = zip(*(self.rows[name][row] for name in self.rows), strict=True)
        incomes = zip(amounts, self.family, self.support, strict=True)
        costs = zip(childcare, travel, strict=True)
        return tuple(
            self._flow(month, income, cost)
            for month, income, cost in zip(self.months, incomes, costs, strict=True)
        )

    def _flow(
        self,
        month: Month,
        income: tuple[Sequence[float], float, float],
        cost: tuple[float | None, float | None],
    ) -> Flow:
        (amounts, family, support), (childcare, travel) = income, cost
        salary, other, rsa, ppa, housing = (round(amount, 2) for amount in amounts)
        incomes = salary + rsa + ppa + housing + family + other + support
        total = round(incomes - (childcare or 0.0) - (travel or 0.0), 2)
        other = round(other + support, 2)
        if self.unknown:
            return Flow(month, salary, None, None, None, family, other, childcare, travel, None)
        return Flow(month, salary, rsa, ppa, housing, family, other, childcare, travel, total)


def make_flows(question: GainQuestion, first: Reading, year: Year, *, unknown: bool) -> Flows:
    """The flows of a year from its central amounts, which are the `first` reading's."""
    months, due = year.window.months, question.due
    support, axis = question.incomes.support.tolist(), question.incomes.axis
    return Flows(
        months,
        [support[axis.column(month)] for month in months],
        _family(first, [due.column(month - IN_ARREARS) for month in months]),
        {name: amounts.tolist() for name, amounts in year.central.items()},
        unknown,
    )


def _to_cents(eur: Floats | None) -> Sequence[float | None]:
    """Euros of each month; None in each where nothing is computed."""
    return (None,) * YEAR if eur is None else [round(of_month, 2) for of_month in eur.tolist()]


def _family(first: Reading, columns: list[int]) -> list[float]:
    """Euros of each month."""
    total: Floats = sum(first.family.values(), np.zeros(()))
    return [round(float(total[column]), 2) for column in columns]
