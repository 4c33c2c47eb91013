"""The year from one month on, for all the jobs that begin in it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jalon.core.arrays import Floats, Longs
from jalon.core.months import Month
from jalon.rights.dynamics.payments import IN_ARREARS, Due, paid
from jalon.rights.dynamics.types import Axis
from jalon.rights.gain.costs import CENTRAL, HIGH, LOW, Costs, travel_costs
from jalon.rights.gain.question import Question
from jalon.rights.gain.scenarios import Scenario
from jalon.rights.gain.timeline import YEAR, share_worked
from jalon.rights.ranges import Range

MODELLED = ("rsa", "ppa", "housing")
"""What the CAF pays, of which the model may be wrong."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The payments of all copies in one scenario."""

    scenario: Scenario
    due: Due
    family: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Gap:
    """By how much what is paid may differ from the model: a share of what moves, and euros of each
    month in which an RSA that was paid ends or a housing aid is less.
    """

    share: float
    rsa_eur: float
    housing_eur: float

    @property
    def is_unexplained(self) -> bool:
        """Whether what was paid is not what the model makes of it."""
        return bool(self.rsa_eur or self.housing_eur)


class Year:
    """Twelve months of some jobs, given by their ranks: arrays are [jobs] or [jobs, months].

    `central` are the amounts of the first reading by name, the household without a job in row 0.
    """

    def __init__(
        self, question: Question, readings: Sequence[Reading], window: Axis, ranks: Sequence[int]
    ) -> None:
        self.window, self.ranks = window, ranks
        self._incomes, self._due, self._readings = question.incomes, question.due, readings
        jobs = [question.jobs[rank] for rank in ranks]
        self.shares = np.array([share_worked(job, window) for job in jobs]).reshape(-1, YEAR)
        self.ways = [
            travel_costs(job, window.months, share)
            for job, share in zip(jobs, self.shares, strict=True)
        ]
        self._copies = question.copies_of(ranks)
        rows = np.concatenate(([0], self._copies[0]))
        salary, allowance = self._received()
        self.central = {
            "salary": salary[rows],
            "other": (allowance + self._rent_cut(readings[0]))[rows],
            **{name: self._paid(readings[0], name)[rows] for name in MODELLED},
        }

    def ranges(self, care_eur: Floats | None, gap: Gap) -> tuple[list[Range], list[float]]:
        """Euros a month of each job: the bounds over all readings and costs with the gap of the
        model around them; and that gap in euros over the year. `care_eur` as in `Costs`.
        """
        sums, costs, gaps = self._gained(), self._costs(care_eur), self._gaps(gap)
        low = (sums.min(axis=0) - costs[:, HIGH] - gaps) / YEAR
        high = (sums.max(axis=0) - costs[:, LOW] + gaps) / YEAR
        central = (sums[0] - costs[:, CENTRAL]) / YEAR
        bounds = np.minimum(low, central), central, np.maximum(high, central)
        return [Range(*each) for each in np.stack(bounds, axis=1).tolist()], gaps.tolist()

    @cached_property
    def months_looked_at(self) -> frozenset[Month]:
        """The reference months of what is paid, in every reading."""
        rhythms = {reading.scenario.rhythm for reading in self._readings}
        dues = [Month(month - IN_ARREARS) for month in self.window.months]
        return frozenset(month for one in rhythms for due in dues for month in one.references(due))

    def care_of(self, care: Costs, place: int | None) -> Costs:
        """The care of one job's months, and what is paid today; without a job where None."""
        columns = self._columns(self._due)
        share = np.zeros(YEAR) if place is None else self.shares[place]
        eur = None if care.eur is None else care.eur[:, columns] * share
        return Costs(eur, care.now[columns], care.causes, care.left_out)

    def _columns(self, axis: Axis) -> slice:
        return slice(axis.column(self.window.first), axis.column(self.window.last) + 1)

    def _received(self) -> tuple[Floats, Floats]:
        """Salaries and allowances of everybody: [copies, months]."""
        columns = self._columns(self._incomes.axis)
        return (
            self._incomes.net[:, :, columns].sum(axis=0),
            self._incomes.allowance[:, :, columns].sum(axis=0),
        )

    def _paid(self, reading: Reading, name: str) -> Floats:
        """What is paid in the window, due one month before: [copies, months]."""
        return paid(getattr(reading.due, name), self._due.column(self.window.first), YEAR)

    def _rent_cut(self, reading: Reading) -> Floats:
        """How a rent moves with the job; what is off it today is in the rent that one pays."""
        cut = reading.due.rent_cut[:, self._columns(self._due)]
        moved: Floats = cut - cut[0]
        return moved

    def _gained(self) -> Floats:
        """Euros over the year with the job, less without it: [readings, jobs]; the first reading
        comes first, then the others, each with the ARE and without it.
        """
        both = [own for reading in self._readings for own in self._gained_in(reading)]
        return np.array(both).reshape(-1, len(self.ranks))

    def _gained_in(self, reading: Reading) -> tuple[Floats, Floats]:
        paid = (self._paid(reading, name) for name in MODELLED)
        amounts = [*self._received(), *paid, self._rent_cut(reading)]
        with_are, without = (
            np.sum([_more(one, copies) for one in amounts], axis=0) for copies in self._copies
        )
        return with_are, without

    def _costs(self, care_eur: Floats | None) -> Floats:
        """Euros over the year: [jobs, bounds]; what is not computed is left out."""
        nothing = np.zeros((3, YEAR))
        care = nothing if care_eur is None else care_eur[:, self._columns(self._due)]
        ways = np.array([nothing if way.eur is None else way.eur for way in self.ways])
        costs: Floats = (care * self.shares[:, None, :] + ways).sum(axis=2)
        return costs

    def _gaps(self, gap: Gap) -> Floats:
        """Euros over the year by which the CAF's amounts may differ from the model's."""
        first = [self.central[name] for name in MODELLED]
        moved = sum(np.abs((one[1:] - one[0]).sum(axis=1)) for one in first)
        rsa, housing = self.central["rsa"], self.central["housing"]
        ended = ((rsa[1:] == 0) & (rsa[0] > 0)).sum(axis=1)
        less = (housing[1:] < housing[0]).sum(axis=1)
        gaps: Floats = gap.share * moved + (gap.rsa_eur * ended + gap.housing_eur * less)
        return gaps


def _more(amounts: Floats, copies: Longs) -> Floats:
    """[jobs]: what some copies have over the year more than copy 0."""
    more: Floats = np.ascontiguousarray(amounts[copies] - amounts[0]).sum(axis=1)
    return more
