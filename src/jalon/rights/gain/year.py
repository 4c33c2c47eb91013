"""The year from one month on, for all the jobs that begin in it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jalon.core.arrays import Floats, Longs
from jalon.rights.dynamics.payments import AmountsDue, paid
from jalon.rights.dynamics.types import Axis
from jalon.rights.gain.costs import CENTRAL, HIGH, LOW, Costs, travel_costs
from jalon.rights.gain.parts import RENT_CUT, SALARY_OF_PARTNER, allowance_of
from jalon.rights.gain.question import GainQuestion
from jalon.rights.gain.scenarios import Scenario
from jalon.rights.gain.timeline import YEAR, share_worked
from jalon.rights.ranges import Range

MODELLED = ("rsa", "ppa", "housing")
"""What the CAF pays, of which the model may be wrong."""
_HALF_A_CENT = 0.005


@dataclass(frozen=True, slots=True)
class Reading:
    """The payments of all copies in one scenario."""

    scenario: Scenario
    due: AmountsDue


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


@dataclass(frozen=True)
class Year:
    """Twelve months of some jobs, given by their indices: arrays are [jobs] or [jobs, months].

    `shares` of each month in the job; `travel` is what the way to work costs; `copies` are the
    jobs' with the ARE and without it; `central` the amounts of the first reading by name, the
    household without a job in row 0, and `family` its family benefits.
    """

    question: GainQuestion
    readings: Sequence[Reading]
    window: Axis
    job_indices: Sequence[int]
    shares: Floats
    travel: Sequence[Costs]
    copies: tuple[Longs, Longs]
    central: Mapping[str, Floats]
    family: Mapping[str, Floats]

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

    def moving(self) -> list[frozenset[str]]:
        """Of each job, what nobody said of incomes and would move its figure: causes by name."""
        by_block = self._by_block
        found: list[frozenset[str]] = []
        for number in range(len(self.job_indices)):
            own = by_block[:, :, :, number]
            moved = np.abs(own - own[:, :1]).max(axis=(0, 2)) / YEAR > _HALF_A_CENT
            alone = self.question.supposed.alone
            found.append(frozenset(name for name, of in alone.items() if moved[list(of)].any()))
        return found

    def care_of(self, care: Costs, number: int | None) -> Costs:
        """The care of a job's months, by its number in the year, and what is paid today.

        Without a job where `number` is None.
        """
        columns = _columns(self.window, self.question.due)
        share = np.zeros(YEAR) if number is None else self.shares[number]
        eur = None if care.eur is None else care.eur[:, columns] * share
        return Costs(eur, care.now[columns], care.causes, care.left_out)

    def _gained(self) -> Floats:
        """Euros over the year with the job, less without it: [readings, jobs]; the first reading
        comes first, then the others, each by block of the question, with the ARE and without it.
        """
        return self._by_block.reshape(-1, len(self.job_indices))

    @cached_property
    def _by_block(self) -> Floats:
        """The same as [readings, blocks, with the ARE and without it, jobs]."""
        return np.array([self._gained_in(reading) for reading in self.readings])

    def _gained_in(self, reading: Reading) -> list[list[Floats]]:
        amounts = _amounts(self.question, reading, self.window)
        return [
            [
                np.sum([_more(amount, copies, first) for amount in amounts.values()], axis=0)
                for copies in self.copies
            ]
            for first in self.question.first_copies
        ]

    def _costs(self, care_eur: Floats | None) -> Floats:
        """Euros over the year: [jobs, bounds]; what is not computed is left out."""
        nothing = np.zeros((3, YEAR))
        columns = _columns(self.window, self.question.due)
        care = nothing if care_eur is None else care_eur[:, columns]
        travel = np.array([nothing if cost.eur is None else cost.eur for cost in self.travel])
        costs: Floats = (care * self.shares[:, None, :] + travel).sum(axis=2)
        return costs

    def _gaps(self, gap: Gap) -> Floats:
        """Euros over the year by which the CAF's amounts may differ from the model's."""
        modelled = [self.central[name] for name in MODELLED]
        moved = sum(np.abs((eur[1:] - eur[0]).sum(axis=1)) for eur in modelled)
        rsa, housing = self.central["rsa"], self.central["housing"]
        ended = ((rsa[1:] == 0) & (rsa[0] > 0)).sum(axis=1)
        less = (housing[1:] < housing[0]).sum(axis=1)
        gaps: Floats = gap.share * moved + (gap.rsa_eur * ended + gap.housing_eur * less)
        return gaps


def make_year(
    question: GainQuestion, readings: Sequence[Reading], window: Axis, job_indices: Sequence[int]
) -> Year:
    """The year of the jobs that begin in the first month of `window`."""
    jobs = [question.jobs[index] for index in job_indices]
    shares = np.array([share_worked(job, window) for job in jobs]).reshape(-1, YEAR)
    travel = [
        travel_costs(job, window.months, share) for job, share in zip(jobs, shares, strict=True)
    ]
    copies = question.copies_of(job_indices)
    rows = np.concatenate(([0], copies[0]))
    amounts = _amounts(question, readings[0], window)
    central = {
        "salary": amounts["salary"][rows],
        SALARY_OF_PARTNER: _salary_of_partner(question, window)[rows],
        **{name: amounts[name][rows] for name in MODELLED},
        **_others(question, window, amounts["rent_cut"], rows),
    }
    family = _family(readings[0], window, question.due, rows)
    return Year(question, readings, window, job_indices, shares, travel, copies, central, family)


def _family(reading: Reading, window: Axis, due: Axis, rows: Longs) -> Mapping[str, Floats]:
    """The family benefits paid in the window by name: [rows, months]."""
    first = due.column(window.first)
    by_name = {
        name: paid(np.atleast_2d(eur), first, YEAR)
        for name, eur in reading.due.scales.family.items()
    }
    return {
        name: eur[rows] if len(eur) > 1 else np.repeat(eur, len(rows), axis=0)
        for name, eur in by_name.items()
    }


def _columns(window: Axis, axis: Axis) -> slice:
    """The months of the window on a longer axis."""
    return slice(axis.column(window.first), axis.column(window.last) + 1)


def _amounts(question: GainQuestion, reading: Reading, window: Axis) -> Mapping[str, Floats]:
    """What comes in during the window, everybody's: each [copies, months].

    What the CAF pays was due one month before.
    """
    incomes, due = question.incomes, question.due
    columns, first = _columns(window, incomes.axis), due.column(window.first)
    return {
        "salary": incomes.net[:, :, columns].sum(axis=0),
        "allowance": incomes.allowance[:, :, columns].sum(axis=0),
        **{name: paid(getattr(reading.due, name), first, YEAR) for name in MODELLED},
        "rent_cut": _rent_cut(reading, _columns(window, due), question.blocks),
        **_moving_family(reading, first),
    }


def _moving_family(reading: Reading, first: int) -> Mapping[str, Floats]:
    """The family benefits, where they are not the same for every copy."""
    return {
        name: paid(eur, first, YEAR)
        for name, eur in reading.due.scales.family.items()
        if eur.ndim > 1
    }


def _salary_of_partner(question: GainQuestion, window: Axis) -> Floats:
    """Of the salaries of the window, what is not the first adult's: [copies, months]."""
    columns = _columns(window, question.incomes.axis)
    salary: Floats = question.incomes.net[1:, :, columns].sum(axis=0)
    return salary


def _others(
    question: GainQuestion, window: Axis, rent_cut: Floats, rows: Longs
) -> Mapping[str, Floats]:
    """The allowances of adults by their names, and the rent: each [rows, months]."""
    incomes = question.incomes
    by_name = {RENT_CUT: rent_cut[rows]}
    columns = _columns(window, incomes.axis)
    for rank, (adult, own) in enumerate(
        zip(question.household.adults, incomes.allowance, strict=True)
    ):
        name = allowance_of(adult, is_first=rank == 0)
        by_name[name] = by_name.get(name, 0.0) + own[rows][:, columns]
    return by_name


def _rent_cut(reading: Reading, columns: slice, blocks: int) -> Floats:
    """How a rent moves with the job; what is off it today is in the rent that one pays."""
    cut = reading.due.rent_cut[:, columns]
    by_block = cut.reshape(blocks, -1, cut.shape[1])
    moved: Floats = (by_block - by_block[:, :1]).reshape(cut.shape)
    return moved


def _more(amounts: Floats, copies: Longs, first: int) -> Floats:
    """[jobs]: what some copies of a block have over the year more than its first one."""
    more: Floats = np.ascontiguousarray(amounts[copies + first] - amounts[first]).sum(axis=1)
    return more
