"""From arrays to the months that are shown, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month
from jalon.rights.dynamics.payments import IN_ARREARS
from jalon.rights.gain.costs import CENTRAL, Costs
from jalon.rights.gain.question import Question
from jalon.rights.gain.result import Flow
from jalon.rights.gain.timeline import YEAR
from jalon.rights.gain.year import Reading, Year


class Flows:
    """The flows of a year, central reading; `unknown` where RSA and prime d'activité are not
    computed.
    """

    def __init__(self, question: Question, first: Reading, year: Year, *, unknown: bool) -> None:
        months = year.window.months
        axis, due = question.incomes.axis, question.due
        support = question.incomes.support.tolist()
        self._months = months
        self._support = [support[axis.column(month)] for month in months]
        self._family = _family(first, [due.column(month - IN_ARREARS) for month in months])
        self._rows = {name: amounts.tolist() for name, amounts in year.central.items()}
        self._unknown = unknown

    def with_job(self, place: int, care: Costs, way: Costs) -> tuple[Flow, ...]:
        """The months with a job of the year."""
        paid = None if care.eur is None else care.now + care.eur[CENTRAL]
        travel = None if way.eur is None else way.eur[CENTRAL]
        return self._flows(1 + place, _to_cents(paid), _to_cents(travel))

    def without_job(self, care: Costs) -> tuple[Flow, ...]:
        """The months without any."""
        return self._flows(0, _to_cents(care.now), _to_cents(np.zeros_like(care.now)))

    def _flows(
        self, row: int, childcare: Iterable[float | None], travel: Iterable[float | None]
    ) -> tuple[Flow, ...]:
        columns = zip(*(self._rows[name][row] for name in self._rows), strict=True)
        return tuple(
            self._flow(*each)
            for each in zip(
                self._months, columns, self._family, self._support, childcare, travel, strict=True
            )
        )

    def _flow(
        self,
        month: Month,
        amounts: tuple[float, ...],
        family: float,
        support: float,
        childcare: float | None,
        travel: float | None,
    ) -> Flow:
        salary, other, rsa, ppa, housing = (round(one, 2) for one in amounts)
        incomes = salary + rsa + ppa + housing + family + other + support
        total = round(incomes - (childcare or 0.0) - (travel or 0.0), 2)
        other = round(other + support, 2)
        if self._unknown:
            return Flow(month, salary, None, None, None, family, other, childcare, travel, None)
        return Flow(month, salary, rsa, ppa, housing, family, other, childcare, travel, total)


def _to_cents(eur: Floats | None) -> Sequence[float | None]:
    """Euros of each month; None in each where nothing is computed."""
    return (None,) * YEAR if eur is None else [round(one, 2) for one in eur.tolist()]


def _family(first: Reading, columns: list[int]) -> list[float]:
    """Euros of each month."""
    total: Floats = sum(first.family.values(), np.zeros(()))
    return [round(float(total[column]), 2) for column in columns]
