"""The household's incomes month by month: without the job, and with each of the jobs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month, days_in, month_of
from jalon.rights.dynamics.types import Axis, Incomes
from jalon.rights.fisca import net_salaries, taxable_share, taxed_as
from jalon.rights.gain.unemployment import allowance_after, allowance_beside
from jalon.rights.gain.unsaid.past_wages import NEAR_MONTHS
from jalon.rights.gain.unsaid.supposed import Supposed, allowances_of, wage_now
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job

YEAR = 12
BEFORE_DUE = 8
"""Months due before the household's month: a quarter, its reference months, one in arrears."""
BEFORE_INCOMES = 25
"""Months of incomes before: a year to two months before the first quarter of the housing aid."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the household: `job` None is without a job; `insured`: with the ARE after it;
    `supposed` of what nobody said.
    """

    job: Job | None
    supposed: Supposed
    insured: bool = False


def due_axis(household: Household, jobs: Sequence[Job]) -> Axis:
    """The months due that a year from each job's start rests on."""
    last = max([month_of(job.start) for job in jobs], default=household.month) + YEAR - 1
    first = Month(household.month - BEFORE_DUE)
    return Axis(first, last - first + 1)


def make_incomes(household: Household, copies: Sequence[Copy], due: Axis) -> Incomes:
    """Every copy's incomes, from two years before the household's month on."""
    first = Month(household.month - BEFORE_INCOMES)
    axis = Axis(first, due.last - first + 1)
    shape = (len(household.adults), len(copies), axis.count)
    net, allowance, substitute = np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=bool)
    starts = np.array([copy.supposed.starts for copy in copies])
    amounts = np.array([allowances_of(household.adults, copy.supposed) for copy in copies])
    for index in range(len(household.adults)):
        net[index] = _own_salaries(household, index, axis, copies)
        is_paid = np.array(axis.months) >= starts[:, index, None]
        allowance[index] = is_paid * amounts[:, index, None]
        # Who waits for the first payment may claim it all the same.
        substitute[index] = amounts[:, index, None] > 0
    taxable = net * taxable_share(household.month)
    support = sum(child.support_eur_month or 0.0 for child in household.children)
    kinds = tuple(taxed_as(adult) for adult in household.adults)
    incomes = Incomes(
        axis, net, taxable, allowance, substitute, np.full(axis.count, support), kinds
    )
    _add_jobs(household, copies, incomes)
    return incomes


def share_worked(job: Job, axis: Axis) -> Floats:
    """The share of each month's days in the job: [months]."""
    return _shares(job.start, job.months, axis)


@lru_cache(maxsize=4096)
def _shares(start: dt.date, months: int | None, axis: Axis) -> Floats:
    end = None if months is None else _months_after(start, months)
    shares = np.array([_share(start, end, month) for month in axis.months])
    shares.setflags(write=False)
    return shares


def _months_after(start: dt.date, months: int) -> tuple[Month, int]:
    """The month of the end, and its days worked: the day before the same day of the month."""
    return Month(month_of(start) + months), start.day - 1


def _share(begins: dt.date, end: tuple[Month, int] | None, month: Month) -> float:
    start = month_of(begins)
    if month < start or (end is not None and month > end[0]):
        return 0.0
    first = begins.day - 1 if month == start else 0
    last = end[1] if end is not None and month == end[0] else days_in(month)
    return max(0, min(last, days_in(month)) - first) / days_in(month)


def _own_salaries(household: Household, rank: int, axis: Axis, copies: Sequence[Copy]) -> Floats:
    """[copies, months] of an adult by rank: what is known of the past, then what goes on."""
    by_supposed = {
        supposed: _own_salary(household, rank, axis, supposed)
        for supposed in dict.fromkeys(copy.supposed for copy in copies)
    }
    return np.array([by_supposed[copy.supposed] for copy in copies])


def _own_salary(household: Household, rank: int, axis: Axis, supposed: Supposed) -> Floats:
    """[months]; months that nobody spoke of count as supposed."""
    adult, now = household.adults[rank], household.month
    said = wage_now(adult, now)
    going_on = supposed.wage_eur if said is None else said
    known = adult.past_net_salaries
    return np.array(
        [
            going_on
            if month > now
            else known.get(month, going_on if month == now else _past(supposed, rank, now - month))
            for month in axis.months
        ]
    )


def _past(supposed: Supposed, rank: int, months_ago: int) -> float:
    past = supposed.past
    if rank not in past.of:
        return 0.0
    return past.near_eur if months_ago <= NEAR_MONTHS else past.before_eur


def _add_jobs(household: Household, copies: Sequence[Copy], incomes: Incomes) -> None:
    """Writes the jobs over the first adult's incomes, copy by copy."""
    jobs = [copy.job for copy in copies if copy.job is not None]
    if not jobs:
        return
    gross = np.array([job.gross_eur_month for job in jobs])
    salaries = net_salaries(gross, np.array([job.hours_month for job in jobs]), household.month)
    nets, taxables = iter(salaries.net), iter(salaries.taxable)
    for index, copy in enumerate(copies):
        if copy.job is None:
            continue
        share = share_worked(copy.job, incomes.axis)
        after = incomes.axis.column(month_of(copy.job.start))
        if not copy.job.keeps_current_job:
            left = 1.0 - share[after]
            for own in (incomes.net, incomes.taxable):
                own[0, index, after + 1 :] = 0.0
                own[0, index, after] *= left
        incomes.net[0, index] += share * next(nets)
        incomes.taxable[0, index] += share * next(taxables)
        _add_allowances(household.month, copy, copy.job, incomes, index)


def _add_allowances(now: Month, copy: Copy, job: Job, incomes: Incomes, index: int) -> None:
    """The ARE beside the wage of who had one before, and after a job that was long enough; `index`
    is the copy's.
    """
    axis, allowance = incomes.axis, incomes.allowance[0, index]
    share = share_worked(job, axis)
    if copy.supposed.is_are:
        for column in np.flatnonzero(share):
            gross = share[column] * job.gross_eur_month
            allowance[column] = allowance_beside(allowance[column], gross, now)
    if copy.insured:
        after = allowance_after(job)
        come = np.arange(axis.first, axis.last + 1) >= after.first
        amounts = np.where(come, after.eur_month, 0.0)
        if axis.first <= after.first <= axis.last:
            amounts[axis.column(after.first)] *= after.first_share
        allowance[:] = np.maximum(allowance, amounts)
        incomes.substitute[0, index] |= np.cumsum(share > 0) > 0
