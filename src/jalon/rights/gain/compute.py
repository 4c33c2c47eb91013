"""The net gain of many jobs for one household, all of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jalon.core.arrays import Floats
from jalon.core.months import Month, month_of
from jalon.rights.assumed import assumptions
from jalon.rights.dynamics.payments import AmountsDue, KnownPayments, find_due
from jalon.rights.dynamics.types import Axis, Entitlements, Incomes
from jalon.rights.fisca import scale_dates
from jalon.rights.gain.costs import Costs, care_costs
from jalon.rights.gain.family.given import Given, find_given
from jalon.rights.gain.flows import Flows, make_flows
from jalon.rights.gain.limits import not_computed, not_counted, notices
from jalon.rights.gain.question import GainQuestion, make_question
from jalon.rights.gain.result import Figure, Flow, Gain
from jalon.rights.gain.scenarios import (
    Scenario,
    causes_of,
    given_in,
    known_of,
    list_scenarios,
)
from jalon.rights.gain.timeline import YEAR
from jalon.rights.gain.year import Gap, Reading, Year, make_year
from jalon.rights.ranges import Range
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job
from jalon.rights.scales.load import at


def find_gains(household: Household, jobs: Sequence[Job]) -> list[Gain]:
    """One gain for each job, in their order. The household without a job is computed with them."""
    if not jobs:
        return []
    return reckon(household, jobs).gains()


def find_gains_of_many(asked: Iterable[tuple[Household, Sequence[Job]]]) -> list[list[Gain]]:
    """The gains of many households with jobs of their own, in their order: together they take a
    good half of the time."""
    return [reckoning.gains() for reckoning in reckon_many(asked)]


def reckon(household: Household, jobs: Sequence[Job]) -> Reckoning:
    """The payments of a household with each of its jobs, and without any."""
    return next(reckon_many([(household, jobs)]))


def reckon_many(asked: Iterable[tuple[Household, Sequence[Job]]]) -> Iterator[Reckoning]:
    """The same of many households, in their order: together they take a fraction of the time."""
    questions = [make_question(household, jobs) for household, jobs in asked]
    given = find_given(questions)
    return (_reckon(*both) for both in zip(questions, given, strict=True))


@dataclass(frozen=True)
class Reckoning:
    """One household and its jobs, reckoned in every scenario.

    `causes` are those of jobs that open no allowance, then of those that do; `why_not` why RSA and
    prime d'activité are not computed.
    """

    question: GainQuestion
    given: Given
    known: KnownPayments
    care: Costs
    readings: Sequence[Reading]
    gap: Gap
    causes: tuple[frozenset[str], frozenset[str]]
    why_not: tuple[str, ...]
    scale_dates: Mapping[str, dt.date]

    @property
    def household(self) -> Household:
        """Whose it is."""
        return self.question.household

    @property
    def incomes(self) -> Incomes:
        """Every copy's incomes."""
        return self.question.incomes

    def gains(self) -> list[Gain]:
        """Each job's gain."""
        by_index: dict[int, Gain] = {}
        for year in self._years():
            flows = self._flows(year)
            without = flows.without_job(year.care_of(self.care, None), is_compared=True)
            for number, figure in enumerate(self._figures(year)):
                gain = self._gain(year, number, figure, (flows, without))
                by_index[year.job_indices[number]] = gain
        return [by_index[index] for index in range(len(by_index))]

    def figures(self) -> list[Figure]:
        """Each job's, as its gain has it, without the months."""
        by_index: dict[int, Figure] = {}
        for year in self._years():
            by_index.update(zip(year.job_indices, self._figures(year), strict=True))
        return [by_index[index] for index in range(len(by_index))]

    def without_job(self, window: Axis) -> tuple[Flow, ...]:
        """The months of a window without any job."""
        year = make_year(self.question, self.readings, window, [])
        return self._flows(year).without_job(year.care_of(self.care, None))

    def given_in(self, scenario: Scenario) -> Entitlements:
        """What the law gives in one reading."""
        return given_in(scenario, self.given, self.household)

    def _years(self) -> Iterator[Year]:
        """The jobs by the month in which they begin."""
        by_start: dict[Month, list[int]] = {}
        for index, job in enumerate(self.question.jobs):
            by_start.setdefault(month_of(job.start), []).append(index)
        for start, indices in by_start.items():
            yield make_year(self.question, self.readings, Axis(start, YEAR), indices)

    def _flows(self, year: Year) -> Flows:
        unknown = bool(self.why_not)
        return make_flows(self.question, self.known, self.readings[0], year, unknown=unknown)

    def _figures(self, year: Year) -> list[Figure]:
        ranges, gaps = year.ranges(self.care.eur, self.gap)
        return [
            self._figure(index, net, {*travel.causes, *moving}, may_differ=gap > 0)
            for index, net, gap, travel, moving in zip(
                year.job_indices, ranges, gaps, year.travel, year.moving(), strict=True
            )
        ]

    def _figure(self, index: int, net: Range, own: set[str], *, may_differ: bool) -> Figure:
        """`own` are the causes of this job alone."""
        may_insure = index in self._insurable
        causes = {*self.causes[may_insure], *self.care.causes, *own}
        if may_differ and not self.why_not:
            causes.add("caf_may_differ")
        if self.gap.is_unexplained:
            causes.add("paid_differs_from_model")
        named = tuple(sorted(causes))
        job = self.question.jobs[index]
        return Figure(job.id, None if self.why_not else net, named, self.why_not)

    @cached_property
    def _insurable(self) -> frozenset[int]:
        return frozenset(self.question.insurable)

    def _gain(
        self, year: Year, number: int, figure: Figure, flows: tuple[Flows, tuple[Flow, ...]]
    ) -> Gain:
        """The gain of a job by its number in the year; `flows` of all jobs, and without any."""
        job, travel = self.question.jobs[year.job_indices[number]], year.travel[number]
        care = year.care_of(self.care, number)
        with_job, without = flows[0].with_job(number, care, travel), flows[1]
        return Gain(
            figure.id,
            figure.net_eur_month,
            with_job,
            without,
            figure.causes,
            not_counted(self.household, job, care, travel),
            self.why_not,
            self.scale_dates,
            assumptions(self.household),
            (*notices(self.household, job), *self._of_family(year, number)),
        )

    def _of_family(self, year: Year, number: int) -> Iterator[str]:
        """That family benefits are less in some month because of the job."""
        if any((eur[1 + number] < eur[0]).any() for eur in year.family.values()):
            yield "resources_count_again"


def _reckon(question: GainQuestion, given: Given) -> Reckoning:
    household = question.household
    known = known_of(household)
    scenarios = list_scenarios(household, given, question.incomes)
    readings = [_read(question, given, known, scenario) for scenario in scenarios]
    of_other_jobs, of_insurable_jobs = (
        frozenset(causes_of(household, given, scenarios[0], may_insure=may))
        for may in (False, True)
    )
    return Reckoning(
        question,
        given,
        known,
        care_costs(household, question.due.months),
        readings,
        _gap(question, known, readings[0].due),
        (of_other_jobs, of_insurable_jobs),
        not_computed(household),
        scale_dates(household.month),
    )


def _read(
    question: GainQuestion, given: Given, known: KnownPayments, scenario: Scenario
) -> Reading:
    own = given_in(scenario, given, question.household)
    incomes = question.incomes
    if scenario.support_more_eur:
        incomes = replace(incomes, support=incomes.support + scenario.support_more_eur)
    due = find_due(own, incomes, scenario.rhythm, known)
    return Reading(scenario, due)


def _gap(question: GainQuestion, known: KnownPayments, due: AmountsDue) -> Gap:
    share = at("model_gap", "high_share", question.household.month).number

    def unexplained(benefit: str, ours: Floats) -> float:
        """Euros a month between what was paid and what we make of it; 0 within the model's gap."""
        last = known.last_due(benefit)
        if last is None or last[0] < question.due.first:
            return 0.0
        reckoned = float(ours[0, question.due.column(last[0])])
        apart = abs(last[1] - reckoned)
        return apart if last[1] and apart > share * reckoned else 0.0

    rsa, housing = unexplained("rsa", due.rsa_reckoned), unexplained("aide_logement", due.housing)
    return Gap(share, rsa, housing)
