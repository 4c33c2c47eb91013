"""The household's salaries, allowances and support over the months that count, copy by copy."""

from __future__ import annotations

import itertools

import numpy as np

from jalon.core.arrays import Bools, Floats
from jalon.core.months import Month
from jalon.rights.allowances import NO_JOB, WITH_ALLOWANCE, salary_now
from jalon.rights.dynamics.types import Axis, Incomes
from jalon.rights.fisca import taxable_share, taxed_as
from jalon.rights.request.household import Adult, Household
from jalon.rights.takeup.unknown.facet import Facet
from jalon.rights.takeup.unknown.facets import window_of

_NOTHING = 0.0
"""Stands where a facet is known, and is not read."""
BEFORE = 20
"""Months of incomes before the household's month; those that no benefit looks at stay empty."""


def income_axis(month: Month) -> Axis:
    """The months of incomes up to the one after the household's, which a birthday looks at."""
    return Axis(Month(month - BEFORE), BEFORE + 2)


def make_incomes(household: Household, facets: tuple[Facet, ...], support_eur: float) -> Incomes:
    """One copy for each combination of the values of facets, the last facet moving first.

    Who is paid an allowance could claim it before its first month too: a wage that has stopped is
    then counted all along (R. 262-13 CASF).
    """
    axis = income_axis(household.month)
    adults = household.adults
    values = [facet.values if facet.is_open else (_NOTHING,) for facet in facets]
    grids = [np.array(grid) for grid in zip(*itertools.product(*values), strict=True)]
    net = np.stack([_salaries(household, index, grids) for index in range(len(adults))])
    amounts = np.stack([_allowances(adult, grids) for adult in adults])
    is_paid = np.stack([_is_paid(facets[-1], index, grids, axis) for index in range(len(adults))])
    amounts = np.repeat(amounts[:, :, None], axis.count, axis=2)
    share = taxable_share(household.month)
    support = np.full(axis.count, support_eur)
    kinds = tuple(taxed_as(adult) for adult in adults)
    return Incomes(axis, net, net * share, amounts * is_paid, amounts > 0, support, kinds)


def _salaries(household: Household, adult_index: int, grids: list[Floats]) -> Floats:
    """[copies, months] of one adult."""
    status, reference, year, now, *_ = grids
    axis, window = income_axis(household.month), window_of(household.month)
    adult = household.adults[adult_index]
    net = np.zeros((len(now), axis.count))
    for months, guess in ((window.recent, reference), (window.rest, year)):
        own = guess[:, adult_index] if guess.ndim > 1 else guess
        for month in months:
            said = adult.past_net_salaries.get(month)
            net[:, axis.column(month)] = own if said is None else said
    said = salary_now(adult, household.month)
    guess = np.where(np.isin(status, list(NO_JOB)), 0.0, now) if adult.status is None else now
    net[:, axis.column(household.month) :] = np.reshape(guess if said is None else said, (-1, 1))
    return net


def _allowances(adult: Adult, grids: list[Floats]) -> Floats:
    """[copies] of one adult."""
    status, *_, guess, _ = grids
    if adult.income_eur_month is not None:
        return np.full(len(guess), adult.income_eur_month)
    if adult.status is None:
        return np.where(np.isin(status, list(WITH_ALLOWANCE)), guess, 0.0)
    return guess.astype(float) if adult.status in WITH_ALLOWANCE else np.zeros(len(guess))


def _is_paid(since: Facet, adult_index: int, grids: list[Floats], axis: Axis) -> Bools:
    """[copies, months] of one adult: whether the allowance has begun."""
    *_, guess = grids
    starts = (
        guess[:, adult_index]
        if since.is_open
        else np.full(len(guess), since.values[0][adult_index])
    )
    is_paid: Bools = np.array(axis.months)[None, :] >= starts[:, None]
    return is_paid
