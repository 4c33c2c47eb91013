"""The net gain of many jobs for one household, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from jalon.core.arrays import Floats
from jalon.core.months import Month, month_of
from jalon.rights.dynamics.payments import find_due
from jalon.rights.dynamics.types import Axis, Entitlements
from jalon.rights.fisca import find_many_entitlements, scale_dates
from jalon.rights.gain.costs import Costs, care_costs
from jalon.rights.gain.flows import Flows
from jalon.rights.gain.limits import not_computed, not_counted
from jalon.rights.gain.question import Question
from jalon.rights.gain.result import Figure, Flow, Gain
from jalon.rights.gain.scenarios import (
    Scenario,
    causes_of,
    known_of,
    list_scenarios,
    scales_in,
)
from jalon.rights.gain.timeline import YEAR
from jalon.rights.gain.year import Gap, Reading, Year
from jalon.rights.ranges import Range
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job
from jalon.rights.scales.load import at


def find_gains(household: Household, jobs: Sequence[Job]) -> list[Gain]:
    """One gain for each job, in their order. The household without a job is computed with them."""
    if not jobs:
        return []
    return reckon(household, jobs).gains()


def reckon(household: Household, jobs: Sequence[Job]) -> Reckoning:
    """The payments of a household with each of its jobs, and without any."""
    return next(reckon_many([(household, jobs)]))


def reckon_many(asked: Iterable[tuple[Household, Sequence[Job]]]) -> Iterator[Reckoning]:
    """The same of many households, in their order: together they take a fraction of the time."""
    questions = [Question(household, jobs) for household, jobs in asked]
    given = find_many_entitlements([question.asked for question in questions])
    return (Reckoning(*both) for both in zip(questions, given, strict=True))


class Reckoning:
    """One household and its jobs, reckoned in every scenario."""

    def __init__(self, question: Question, given: Entitlements) -> None:
        self.question, self.given = question, given
        self.household, self.incomes = question.household, question.incomes
        self.known = known_of(self.household)
        self.care = care_costs(self.household, question.due.months)
        self.why_not = not_computed(self.household)
        self.scale_dates = scale_dates(self.household.month)
        self._insurable = set(question.insurable)
        self._causes = {
            may: frozenset(causes_of(self.household, given.scales, may_insure=may))
            for may in (False, True)
        }
        scenarios = list_scenarios(self.household, given.scales)
        self.readings = [self._reading(scenario) for scenario in scenarios]
        due = self.readings[0].due
        self.gap = Gap(
            at("model_gap", "high_share", self.household.month).number,
            self._unexplained("rsa", due.rsa_reckoned),
            self._unexplained("aide_logement", due.housing),
        )

    def gains(self) -> list[Gain]:
        """Each job's gain."""
        found: dict[int, Gain] = {}
        for year in self._years():
            flows = self._flows(year)
            without = flows.without_job(year.care_of(self.care, None))
            for place, figure in enumerate(self._figures(year)):
                found[year.ranks[place]] = self._gain(year, place, figure, flows, without)
        return [found[rank] for rank in range(len(found))]

    def figures(self) -> list[Figure]:
        """Each job's, as its gain has it, without the months."""
        found: dict[int, Figure] = {}
        for year in self._years():
            found.update(zip(year.ranks, self._figures(year), strict=True))
        return [found[rank] for rank in range(len(found))]

    def without_job(self, window: Axis) -> tuple[Flow, ...]:
        """The months of a window without any job."""
        year = Year(self.question, self.readings, window, [])
        return self._flows(year).without_job(year.care_of(self.care, None))

    def given_in(self, scenario: Scenario) -> Entitlements:
        """What the law gives in one reading."""
        return replace(self.given, scales=scales_in(scenario, self.given.scales))

    def _reading(self, scenario: Scenario) -> Reading:
        given = self.given_in(scenario)
        due = find_due(given, self.incomes, scenario.rhythm, self.known)
        return Reading(scenario, due, given.scales.family)

    def _years(self) -> Iterator[Year]:
        """The jobs by the month in which they begin."""
        ranks: dict[Month, list[int]] = {}
        for rank, job in enumerate(self.question.jobs):
            ranks.setdefault(month_of(job.start), []).append(rank)
        for start, own in ranks.items():
            yield Year(self.question, self.readings, Axis(start, YEAR), own)

    def _flows(self, year: Year) -> Flows:
        return Flows(self.question, self.readings[0], year, unknown=bool(self.why_not))

    def _figures(self, year: Year) -> list[Figure]:
        ranges, gaps = year.ranges(self.care.eur, self.gap)
        return [
            self._figure(rank, one, way, may_differ=gap > 0)
            for rank, one, gap, way in zip(year.ranks, ranges, gaps, year.ways, strict=True)
        ]

    def _figure(self, rank: int, net: Range, way: Costs, *, may_differ: bool) -> Figure:
        causes = {*self._causes[rank in self._insurable], *self.care.causes, *way.causes}
        if may_differ and not self.why_not:
            causes.add("caf_may_differ")
        if self.gap.is_unexplained:
            causes.add("paid_differs_from_model")
        named = tuple(sorted(causes))
        job = self.question.jobs[rank]
        return Figure(job.id, None if self.why_not else net, named, self.why_not)

    def _gain(
        self, year: Year, place: int, figure: Figure, flows: Flows, without: tuple[Flow, ...]
    ) -> Gain:
        job, way = self.question.jobs[year.ranks[place]], year.ways[place]
        care, looked_at = year.care_of(self.care, place), year.months_looked_at
        return Gain(
            figure.id,
            figure.net_eur_month,
            flows.with_job(place, care, way),
            without,
            figure.causes,
            not_counted(self.household, job, care, way, looked_at),
            self.why_not,
            self.scale_dates,
        )

    def _unexplained(self, benefit: str, ours: Floats) -> float:
        """Euros a month between what was paid and what we make of it; 0 within the model's gap."""
        last, due = self.known.last_due(benefit), self.question.due
        if last is None or last[0] < due.first:
            return 0.0
        reckoned = float(ours[0, due.column(last[0])])
        share = at("model_gap", "high_share", self.household.month).number
        apart = abs(last[1] - reckoned)
        return apart if last[1] and apart > share * reckoned else 0.0
