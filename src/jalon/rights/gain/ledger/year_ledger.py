"""A year of one household, with a job or without one, in which every figure can be opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from jalon.core.months import Month, month_of
from jalon.rights.dynamics.types import Axis
from jalon.rights.gain.compute import Reckoning, reckon
from jalon.rights.gain.ledger.explain import Account, Step, explain
from jalon.rights.gain.ledger.explain_costs import explain_care, explain_salary, explain_travel
from jalon.rights.gain.result import Flow, Gain
from jalon.rights.gain.scenarios import causes_of
from jalon.rights.gain.timeline import YEAR
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job


@dataclass(frozen=True)
class Ledger:
    """Twelve months from the job's start, or from the household's month.

    `flows` are the household's months with the job where there is one; `gain` is None without one.
    """

    household: Household
    job: Job | None
    reckoning: Reckoning
    gain: Gain | None
    flows: tuple[Flow, ...]

    @property
    def not_computed(self) -> tuple[str, ...]:
        """Why RSA and prime d'activité are not computed; empty where they are."""
        return self.reckoning.why_not

    @property
    def causes(self) -> tuple[str, ...]:
        """What nobody said and would change the months without a job, by name."""
        given, supposed = self.reckoning.given, self.reckoning.question.supposed
        central = self.reckoning.readings[0].scenario
        named = {*causes_of(self.household, given, central, may_insure=False), *supposed.alone}
        return tuple(sorted(named))

    @property
    def scales(self) -> Mapping[str, dt.date]:
        """The day from which each scale has held, by name."""
        return self.reckoning.scale_dates

    @property
    def first(self) -> Month:
        """The first month."""
        return self.household.month if self.job is None else month_of(self.job.start)

    def explain(self, part: str, month: Month, *, with_job: bool = True) -> tuple[Step, ...]:
        """How what is paid in a month was made; KeyError where it cannot be opened.

        IndexError for a month outside the year.
        """
        if not 0 <= month - self.first < YEAR:
            raise IndexError(f"month {month} is outside the year")
        job = self.job if with_job else None
        if part == "salary_net":
            return tuple(explain_salary(self.household, job, self.reckoning.incomes, month))
        if part == "childcare":
            care, due = self.reckoning.care, self.reckoning.question.due
            return tuple(explain_care(self.household, job, care, due, month))
        if part == "travel":
            return tuple(explain_travel(job, month))
        return explain(self._account(0 if job is None else 1), part, month)

    def _account(self, copy: int) -> Account:
        reading = self.reckoning.readings[0]
        home = self.household.housing
        given = self.reckoning.given_in(reading.scenario)
        return Account(
            replace(given, scales=reading.due.scales),
            self.reckoning.incomes,
            reading.due,
            reading.scenario.rhythm,
            self.reckoning.known,
            copy,
            claims_rsa=reading.scenario.claims_rsa,
            claims_housing=reading.scenario.claims_housing,
            holds_housing=home.rent_eur is None and not self.reckoning.given.usual.housing.in_kind,
        )


def make_ledger(household: Household, job: Job | None = None) -> Ledger:
    """The year of a household, with a job or without one."""
    reckoning = reckon(household, [] if job is None else [job])
    if job is None:
        flows = reckoning.without_job(Axis(household.month, YEAR))
        return Ledger(household, None, reckoning, None, flows)
    [gain] = reckoning.gains()
    return Ledger(household, job, reckoning, gain, gain.with_job)
