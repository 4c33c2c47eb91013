"""From arrays to the months that are shown, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month
from jalon.rights.dynamics.payments import KnownPayments
from jalon.rights.gain.costs import CENTRAL, Costs
from jalon.rights.gain.parts import OTHERS, SALARY_OF_PARTNER, SUPPORT
from jalon.rights.gain.question import GainQuestion
from jalon.rights.gain.result import Flow
from jalon.rights.gain.timeline import YEAR
from jalon.rights.gain.unsaid.past_wages import PastWages
from jalon.rights.gain.year import MODELLED, Reading, Year


@dataclass(frozen=True)
class Flows:
    """The flows of a year, central reading; `unknown` where RSA and prime d'activité are not
    computed.

    `rows` has by name the euros of each month, a row a job after that without any; `family` the
    benefits of each month, row by row. `unsure` are the amounts of each
    month that rest on wages that nobody said, without an RSA the month before and with one.
    """

    months: Sequence[Month]
    support: Sequence[float]
    family: Sequence[Sequence[Mapping[str, float]]]
    rows: Mapping[str, Sequence[Sequence[float]]]
    unknown: bool
    unsure: Sequence[tuple[frozenset[str], frozenset[str]]]

    def with_job(self, number: int, care: Costs, travel: Costs) -> tuple[Flow, ...]:
        """The months with a job, by its number in the year."""
        care_eur = None if care.eur is None else care.now + care.eur[CENTRAL]
        travel_eur = None if travel.eur is None else travel.eur[CENTRAL]
        return self._flows(1 + number, _to_cents(care_eur), _to_cents(travel_eur))

    def without_job(self, care: Costs, *, is_compared: bool = False) -> tuple[Flow, ...]:
        """The months without any; beside those with a job, care that is not computed there is left
        out here too, or it would be counted as won.
        """
        now = None if is_compared and care.eur is None else care.now
        return self._flows(0, _to_cents(now), _to_cents(np.zeros_like(care.now)))

    def _flows(
        self, row: int, childcare: Iterable[float | None], travel: Iterable[float | None]
    ) -> tuple[Flow, ...]:
        own = {name: amounts[row] for name, amounts in self.rows.items()}
        return tuple(
            self._flow(
                column,
                {name: round(eur[column], 2) for name, eur in own.items()},
                self.family[row][column],
                cost,
                self.unsure[column][own["rsa"][max(column - 1, 0)] > 0],
            )
            for column, cost in enumerate(zip(childcare, travel, strict=True))
        )

    def _flow(
        self,
        column: int,
        eur: Mapping[str, float],
        family: Mapping[str, float],
        cost: tuple[float | None, float | None],
        unsure: frozenset[str],
    ) -> Flow:
        month, partner = self.months[column], eur[SALARY_OF_PARTNER]
        others = {SUPPORT: self.support[column], **eur}
        others = {name: others[name] for name in OTHERS if others.get(name)}
        sums = round(sum(family.values()), 2), round(sum(others.values()), 2)
        salary, parts = eur["salary"], {**family, **others}
        if self.unknown:
            return Flow(month, salary, None, None, None, *sums, *cost, None, parts, partner)
        rsa, ppa, housing = (eur[name] for name in MODELLED)
        costs = sum(one or 0.0 for one in cost)
        total = round(salary + rsa + ppa + housing + sum(sums) - costs, 2)
        return Flow(month, salary, rsa, ppa, housing, *sums, *cost, total, parts, partner, unsure)


def make_flows(
    question: GainQuestion, known: KnownPayments, first: Reading, year: Year, *, unknown: bool
) -> Flows:
    """The flows of a year from its central amounts, which are the `first` reading's."""
    months = year.window.months
    support, axis = question.incomes.support.tolist(), question.incomes.axis
    past = PastWages(question.household, known, first.scenario.rhythm)
    return Flows(
        months,
        [support[axis.column(month)] for month in months],
        _family(year.family),
        {name: amounts.tolist() for name, amounts in year.central.items()},
        unknown,
        [(past.resting(month), past.resting(month, beside_rsa=True)) for month in months],
    )


def _to_cents(eur: Floats | None) -> Sequence[float | None]:
    """Euros of each month; None in each where nothing is computed."""
    return (None,) * YEAR if eur is None else [round(of_month, 2) for of_month in eur.tolist()]


def _family(family: Mapping[str, Floats]) -> list[list[Mapping[str, float]]]:
    """Euros by row, month and benefit, those that are paid."""
    by_name = {name: np.round(eur, 2).tolist() for name, eur in family.items()}
    rows, months = next(iter(family.values())).shape
    return [
        [
            {name: of[row][column] for name, of in by_name.items() if of[row][column]}
            for column in range(months)
        ]
        for row in range(rows)
    ]
