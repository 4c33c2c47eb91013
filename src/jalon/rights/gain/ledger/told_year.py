"""A ledger with every figure opened beforehand: it can be kept, and read where no law is built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from jalon.core.months import Month
from jalon.rights.gain.ledger.explain import Step
from jalon.rights.gain.ledger.year_ledger import Ledger, make_ledger
from jalon.rights.gain.result import Flow, Gain
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job

OPENED = ("salary_net", "rsa", "ppa", "housing", "family", "childcare", "travel")
"""The parts of a month that have rules to tell."""
StepsByPart = Mapping[str, Mapping[Month, tuple[Step, ...]]]


@dataclass(frozen=True, slots=True)
class ToldYear:
    """What `Ledger` says, in plain values. `steps` are those of its `flows`."""

    household: Household
    job: Job | None
    gain: Gain | None
    flows: tuple[Flow, ...]
    causes: tuple[str, ...]
    scales: Mapping[str, dt.date]
    steps: StepsByPart
    steps_without_job: StepsByPart

    def explain(self, part: str, month: Month, *, with_job: bool = True) -> tuple[Step, ...]:
        """As `Ledger.explain`: KeyError where it cannot be opened, a figure that nobody knows too.

        IndexError for a month outside the year.
        """
        if not any(flow.month == month for flow in self.flows):
            raise IndexError(f"month {month} is outside the year")
        with_job = with_job or self.job is None
        return (self.steps if with_job else self.steps_without_job)[part][month]


def tell_year(household: Household, job: Job | None = None) -> ToldYear:
    """The year of a household, with a job or without one, and how each of its figures is made."""
    ledger = make_ledger(household, job)
    without = ledger.gain.without_job if ledger.gain else ()
    return ToldYear(
        household=household,
        job=job,
        gain=ledger.gain,
        flows=ledger.flows,
        causes=ledger.causes,
        scales=ledger.scales,
        steps=_open(ledger, ledger.flows, with_job=True),
        steps_without_job=_open(ledger, without, with_job=False),
    )


def _open(ledger: Ledger, flows: tuple[Flow, ...], *, with_job: bool) -> StepsByPart:
    return {
        part: {
            flow.month: ledger.explain(part, flow.month, with_job=with_job)
            for flow in flows
            if getattr(flow, part) is not None
        }
        for part in OPENED
    }
