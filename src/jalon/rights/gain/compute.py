"""The net gain of many jobs for one household, all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jalon.core.months import Month, month_of
from jalon.rights.asking.household import Household
from jalon.rights.asking.offer import Job
from jalon.rights.dynamics.payments import IN_ARREARS, Due, find_due
from jalon.rights.dynamics.types import F8, Axis, Entitlements
from jalon.rights.fisca import find_entitlements, scale_dates
from jalon.rights.gain.costs import Costs, care_costs, travel_costs
from jalon.rights.gain.limits import not_computed, not_counted
from jalon.rights.gain.result import Flow, Gain
from jalon.rights.gain.scenarios import (
    Scenario,
    causes_of,
    known_of,
    list_scenarios,
    scales_in,
)
from jalon.rights.gain.timeline import YEAR, Copy, due_axis, make_incomes, share_worked
from jalon.rights.gain.unemployment import opens_allowance
from jalon.rights.ranges import Range
from jalon.rights.scales.load import at

LOW, CENTRAL, HIGH = range(3)


def find_gains(household: Household, jobs: Sequence[Job]) -> list[Gain]:
    """One gain for each job, in their order. The household without a job is computed with them."""
    if not jobs:
        return []
    return Reckoning(household, jobs).gains()


@dataclass(frozen=True, slots=True)
class _Reading:
    """The payments of all copies in one scenario."""

    scenario: Scenario
    due: Due
    family: Mapping[str, F8]


class Reckoning:
    """One household and its jobs; copy 0 has none, then each job, then each job without ARE."""

    def __init__(self, household: Household, jobs: Sequence[Job]) -> None:
        self.household, self.jobs = household, list(jobs)
        self.known = known_of(household)
        self.insurable = [rank for rank, job in enumerate(self.jobs) if opens_allowance(job)]
        self.due = due_axis(household, self.jobs)
        insured = set(self.insurable)
        copies = [
            Copy(None),
            *(Copy(job, rank in insured) for rank, job in enumerate(self.jobs)),
            *(Copy(self.jobs[rank]) for rank in self.insurable),
        ]
        self.incomes = make_incomes(household, copies, self.due)
        self.given = find_entitlements(household, self.incomes, self.due)
        self.care = care_costs(household, self.due.months)
        self.why_not = not_computed(household)
        self.scale_dates = scale_dates(household.month)
        scenarios = list_scenarios(household, self.given.scales, may_insure=bool(self.insurable))
        self.readings = [self._reading(scenario) for scenario in scenarios]
        due = self.readings[0].due
        self.unexplained = {
            "rsa": self._unexplained("rsa", due.rsa_reckoned),
            "aide_logement": self._unexplained("aide_logement", due.housing),
        }

    def gains(self) -> list[Gain]:
        """Each job's."""
        return [self._gain(rank, job) for rank, job in enumerate(self.jobs)]

    def without_job(self, window: Axis) -> tuple[Flow, ...]:
        """The months of a window without any job."""
        care = self._care_of(window, np.zeros(window.count))
        return self._flows(self.readings[0], 0, window, replace(care, eur=None), None)

    def given_in(self, scenario: Scenario) -> Entitlements:
        """What the law gives in one reading."""
        return replace(self.given, scales=scales_in(scenario, self.given.scales))

    def _reading(self, scenario: Scenario) -> _Reading:
        given = self.given_in(scenario)
        due = find_due(given, self.incomes, scenario.rhythm, self.known)
        return _Reading(scenario, due, given.scales.family)

    def _gain(self, rank: int, job: Job) -> Gain:
        window = Axis(month_of(job.start), YEAR)
        share = share_worked(job, window)
        way = travel_costs(job, window.months, share)
        care = self._care_of(window, share)
        with_job = self._flows(self.readings[0], 1 + rank, window, care, way)
        without = self.without_job(window)
        may_insure = rank in self.insurable
        causes = {
            *causes_of(self.household, self.given.scales, may_insure=may_insure),
            *care.causes,
            *way.causes,
        }
        net = None if self.why_not else self._range(rank, job, window, care, way)
        if net is not None and self._gap(rank, window) > 0:
            causes.add("caf_may_differ")
        if any(self.unexplained.values()):
            causes.add("paid_differs_from_model")
        return Gain(
            job.id,
            net,
            with_job,
            without,
            tuple(sorted(causes)),
            not_counted(self.household, job, care, way, self._months_looked_at(window)),
            self.why_not,
            self.scale_dates,
        )

    def _months_looked_at(self, window: Axis) -> set[Month]:
        """The reference months of what is paid in a window, in every reading."""
        rhythms = {reading.scenario.rhythm for reading in self.readings}
        dues = [Month(month - IN_ARREARS) for month in window.months]
        return {month for one in rhythms for due in dues for month in one.references(due)}

    def _care_of(self, window: Axis, share: F8) -> Costs:
        """The care of the months of a window that are worked, and what is paid today."""
        columns = [self.due.column(month) for month in window.months]
        eur = None if self.care.eur is None else self.care.eur[:, columns] * share
        return replace(self.care, eur=eur, now=self.care.now[columns])

    def _range(self, rank: int, job: Job, window: Axis, care: Costs, way: Costs) -> Range:
        """The bounds over all readings and costs, and the gap of the model around them."""
        sums = [self._incomes_gained(reading, rank, window) for reading in self._of(rank)]
        costs = sum(
            (one.eur for one in (care, way) if one.eur is not None), np.zeros((3, window.count))
        ).sum(axis=1)
        gap = self._gap(rank, window)
        low = (min(sums) - costs[HIGH] - gap) / YEAR
        high = (max(sums) - costs[LOW] + gap) / YEAR
        central = (sums[0] - costs[CENTRAL]) / YEAR
        return Range(min(low, central), central, max(high, central))

    def _of(self, rank: int) -> list[_Reading]:
        """The readings of a job: those without ARE are for the jobs that could bring one."""
        if rank in self.insurable:
            return self.readings
        first = self.readings[0].scenario.insured
        return [reading for reading in self.readings if reading.scenario.insured == first]

    def _copy(self, reading: _Reading, rank: int) -> int:
        if rank in self.insurable and not reading.scenario.insured:
            return 1 + len(self.jobs) + self.insurable.index(rank)
        return 1 + rank

    def _incomes_gained(self, reading: _Reading, rank: int, window: Axis) -> float:
        """Euros over the year: salaries, allowances and benefits with the job, less without it."""
        copy = self._copy(reading, rank)
        total = 0.0
        for amounts in self._amounts(reading, window):
            total += float((amounts[copy] - amounts[0]).sum())
        return total

    def _amounts(self, reading: _Reading, window: Axis) -> list[F8]:
        """[copies, months of the window] of everything that differs between copies."""
        received = [self.incomes.axis.column(month) for month in window.months]
        due = [self.due.column(month - IN_ARREARS) for month in window.months]
        cut = reading.due.rent_cut[:, [self.due.column(month) for month in window.months]]
        return [
            self.incomes.net[:, :, received].sum(axis=0),
            self.incomes.allowance[:, :, received].sum(axis=0),
            reading.due.rsa[:, due],
            reading.due.ppa[:, due],
            reading.due.housing[:, due],
            cut - cut[0],  # a rent that rises with the job; today's cut is in the rent one pays
        ]

    def _gap(self, rank: int, window: Axis) -> float:
        """Euros over the year by which the CAF's amounts may differ from the model's."""
        share = at("model_gap", "high_share", self.household.month).number
        modelled = self._amounts(self.readings[0], window)[2:5]
        moved = sum(float(np.abs((one[1 + rank] - one[0]).sum())) for one in modelled)
        rsa, _, housing = modelled
        ended = int(((rsa[1 + rank] == 0) & (rsa[0] > 0)).sum())
        less = int((housing[1 + rank] < housing[0]).sum())
        apart = self.unexplained["rsa"] * ended + self.unexplained["aide_logement"] * less
        return share * moved + apart

    def _unexplained(self, benefit: str, ours: F8) -> float:
        """Euros a month between what was paid and what we make of it; 0 within the model's gap."""
        last = self.known.last_due(benefit)
        if last is None or last[0] < self.due.first:
            return 0.0
        reckoned = float(ours[0, self.due.column(last[0])])
        share = at("model_gap", "high_share", self.household.month).number
        apart = abs(last[1] - reckoned)
        return apart if last[1] and apart > share * reckoned else 0.0

    def _flows(
        self, reading: _Reading, copy: int, window: Axis, care: Costs, way: Costs | None
    ) -> tuple[Flow, ...]:
        salary, allowance, rsa, ppa, housing, cut = (
            amounts[copy] for amounts in self._amounts(reading, window)
        )
        family = sum(reading.family.values(), np.zeros(self.due.count))
        is_job = way is not None
        return tuple(
            self._flow(
                month,
                column,
                (salary, rsa, ppa, housing, allowance + cut),
                float(family[self.due.column(month - IN_ARREARS)]),
                _care_paid(care, column, is_job=is_job, known=self.care.eur is not None),
                0.0 if way is None else _central(way, column),
            )
            for column, month in enumerate(window.months)
        )

    def _flow(
        self,
        month: Month,
        column: int,
        amounts: tuple[F8, ...],
        family: float,
        childcare: float | None,
        travel: float | None,
    ) -> Flow:
        salary, rsa, ppa, housing, other = (round(float(one[column]), 2) for one in amounts)
        support = float(self.incomes.support[self.incomes.axis.column(month)])
        family = round(family, 2)
        incomes = salary + rsa + ppa + housing + family + other + support
        total = round(incomes - (childcare or 0.0) - (travel or 0.0), 2)
        unknown = bool(self.why_not)
        return Flow(
            month,
            salary,
            None if unknown else rsa,
            None if unknown else ppa,
            None if unknown else housing,
            family,
            round(other + support, 2),
            childcare,
            travel,
            None if unknown else total,
        )


def _central(costs: Costs, column: int) -> float | None:
    return None if costs.eur is None else round(float(costs.eur[CENTRAL, column]), 2)


def _care_paid(care: Costs, column: int, *, is_job: bool, known: bool) -> float | None:
    """Today's care, and what the job adds to it."""
    now = float(care.now[column])
    if not is_job:
        return round(now, 2)
    return round(now + float(care.eur[CENTRAL, column]), 2) if care.eur is not None else None
