"""The household's salaries, allowances and support over the months that count, copy by copy."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np

from jalon.core.months import Month
from jalon.rights.asking.household import Adult, Household
from jalon.rights.dynamics.types import F8, Axis, Incomes, TaxedAs
from jalon.rights.fisca import net_salaries
from jalon.rights.takeup.facts import NO_JOB, WITH_ALLOWANCE, salary_now
from jalon.rights.takeup.unknowns import Facet, window_of

BEFORE = 20
"""Months of incomes before the household's month; those that no benefit looks at stay empty."""


def income_axis(month: Month) -> Axis:
    """The months of incomes up to the household's month."""
    return Axis(Month(month - BEFORE), BEFORE + 1)


def make_incomes(household: Household, facets: tuple[Facet, ...], support_eur: float) -> Incomes:
    """One copy for each way in which the facets may be, the last facet moving first.

    An allowance is taken to have been paid in all the months, as nobody says since when.
    """
    axis = income_axis(household.month)
    grids = [np.array(one) for one in zip(*itertools.product(*_values(facets)), strict=True)]
    net = np.stack([_salaries(household, adult, grids) for adult in household.adults])
    allowance = np.stack([_allowances(adult, grids) for adult in household.adults])
    allowance = np.repeat(allowance[:, :, None], axis.count, axis=2)
    share = _taxable_share(household.month)
    support = np.full(axis.count, support_eur)
    kinds = tuple(_taxed_as(adult) for adult in household.adults)
    return Incomes(axis, net, net * share, allowance, allowance > 0, support, kinds)


def _values(facets: tuple[Facet, ...]) -> list[tuple[object, ...]]:
    """A facet that is known has no number: nothing reads the nought that stands there."""
    return [facet.values if facet.is_open else (0.0,) for facet in facets]


def _salaries(household: Household, adult: Adult, grids: list[F8]) -> F8:
    """[copies, months] of one adult."""
    status, reference, year, now, _ = grids
    axis, window = income_axis(household.month), window_of(household.month)
    net = np.zeros((len(reference), axis.count))
    for months, guess in ((window.references, reference), (window.rest, year)):
        for month in months:
            said = adult.past_net_salaries.get(month)
            net[:, axis.column(month)] = guess if said is None else said
    said = salary_now(adult, household.month)
    guess = np.where(np.isin(status, list(NO_JOB)), 0.0, now) if adult.status is None else now
    net[:, -1] = guess if said is None else said
    return net


def _allowances(adult: Adult, grids: list[F8]) -> F8:
    """[copies] of one adult."""
    status, *_, guess = grids
    if adult.income_eur_month is not None:
        return np.full(len(guess), adult.income_eur_month)
    if adult.status is None:
        return np.where(np.isin(status, list(WITH_ALLOWANCE)), guess, 0.0)
    return guess.astype(float) if adult.status in WITH_ALLOWANCE else np.zeros(len(guess))


def _taxed_as(adult: Adult) -> TaxedAs:
    if adult.status == "retired":
        return "pension"
    return "untaxed" if adult.status in ("disabled_aah", "jobseeker_ass") else "unemployment"


@cache
def _taxable_share(month: Month) -> float:
    """Net taxable euros for a net euro, of a full-time wage at the SMIC."""
    one = net_salaries(np.array([1867.0]), np.array([151.67]), month)
    return float(one.taxable[0] / one.net[0])
