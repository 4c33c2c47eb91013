"""A year of one household, with a job or without one, in which every figure can be opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jalon.core.months import Month, month_of
from jalon.rights.dynamics.types import Axis
from jalon.rights.gain.compute import reckon
from jalon.rights.gain.explain import Account, Step, explain
from jalon.rights.gain.explain_costs import explain_care, explain_salary, explain_travel
from jalon.rights.gain.result import Flow, Gain
from jalon.rights.gain.scenarios import causes_of
from jalon.rights.gain.timeline import YEAR
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job


class Ledger:
    """Twelve months from the job's start, or from the household's month.

    `flows` are the household's months with the job where there is one; `gain` is None without one.
    """

    def __init__(self, household: Household, job: Job | None = None) -> None:
        self._reckoning = reckon(household, [] if job is None else [job])
        self.household, self.job = household, job
        self.gain: Gain | None = None if job is None else self._reckoning.gains()[0]
        self.flows: tuple[Flow, ...] = (
            self._reckoning.without_job(Axis(household.month, YEAR))
            if self.gain is None
            else self.gain.with_job
        )

    @property
    def not_computed(self) -> tuple[str, ...]:
        """Why RSA and prime d'activité are not computed; empty where they are."""
        return self._reckoning.why_not

    @property
    def causes(self) -> tuple[str, ...]:
        """What nobody said and would change the months without a job, by name."""
        given = self._reckoning.given.scales
        return tuple(sorted(causes_of(self.household, given, may_insure=False)))

    @property
    def scales(self) -> Mapping[str, dt.date]:
        """The day from which each scale has held, by name."""
        return self._reckoning.scale_dates

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
            return tuple(explain_salary(self.household, job, self._reckoning.incomes, month))
        if part == "childcare":
            care, due = self._reckoning.care, self._reckoning.question.due
            return tuple(explain_care(self.household, job, care, due, month))
        if part == "travel":
            return tuple(explain_travel(job, month))
        return explain(self._account(0 if job is None else 1), part, month)

    def _account(self, copy: int) -> Account:
        reading = self._reckoning.readings[0]
        home = self.household.housing
        return Account(
            self._reckoning.given_in(reading.scenario),
            self._reckoning.incomes,
            reading.due,
            reading.scenario.rhythm,
            self._reckoning.known,
            copy,
            claims_rsa=reading.scenario.claims_rsa,
            holds_housing=home.rent_eur is None and not self._reckoning.given.housing.in_kind,
        )
