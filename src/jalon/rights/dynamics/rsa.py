"""The RSA due for one month, for every copy at once."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Bools, Floats
from jalon.core.months import Month
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.types import Entitlements, Incomes


def interrupted(incomes: Incomes, rhythm: Rhythm, due: Month) -> Bools:
    """[adults, copies]: whose salary has stopped, with nothing in its place (R. 262-13 CASF).

    It counts from the first day of the month of the event, between two reviews too (R. 262-4-1),
    and until the review after the next salary: one that comes back in the month of a review counts
    from the next one, so the month before is looked at as well.
    """
    column = incomes.axis.column
    since = slice(column(rhythm.review(due) - 1), column(due) + 1)
    nothing = (incomes.net[:, :, since] == 0) & ~incomes.substitute[:, :, since]
    gone: Bools = nothing.any(axis=2)
    return gone


def counted_resources(incomes: Incomes, rhythm: Rhythm, due: Month) -> Floats:
    """[copies]: the monthly mean of what came in over the reference months (R. 262-7 II)."""
    columns = [incomes.axis.column(month) for month in rhythm.references(due)]
    salaries = incomes.net[:, :, columns].mean(axis=2)
    salaries = np.where(interrupted(incomes, rhythm, due), 0.0, salaries)
    allowances = incomes.allowance[:, :, columns].mean(axis=2)
    support = incomes.support[columns].mean()
    total: Floats = (salaries + allowances).sum(axis=0) + support
    return total


def rsa_due(
    given: Entitlements, incomes: Incomes, rhythm: Rhythm, due: Month, housing: Floats
) -> Floats:
    """[copies] euros due for a month; `housing` is the housing aid due: [copies, months].

    The mean over the reference months of the montant forfaitaire less resources: the family is the
    one of each reference month (R. 262-4; `Scales.family_column`), the scale the one in force for
    the month due.
    """
    scales, column = given.scales, given.axis.column
    benefits = scales.benefits
    now = column(due)
    if not scales.rsa_eligible[now]:
        return np.zeros(housing.shape[0])
    resources = counted_resources(incomes, rhythm, due)
    amounts = np.zeros_like(resources)
    for month in rhythm.references(due):
        then = column(month)
        family = scales.family_column(then, now)
        raised = scales.rsa_base[now] / scales.rsa_base[family]
        cap = scales.rsa_housing_cap[family] * raised
        lodging = (
            np.full_like(resources, cap)
            if given.housing.in_kind
            else np.minimum(housing[:, then], cap)
        )
        scale = scales.ratio[family] * scales.rsa_base[now]
        amounts += np.maximum(scale - resources - benefits[..., then] - lodging, 0.0)
    mean = amounts / 3
    due_eur: Floats = np.where(mean >= scales.rsa_minimum[now], np.round(mean, 2), 0.0)
    return due_eur
