"""The prime d'activité due for one month, for every copy at once."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.months import Month
from jalon.rights.dynamics.crds import after_crds
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.types import Entitlements, Incomes, Scales


def bonus(salaries: Floats, scales: Scales, column: int) -> Floats:
    """The individual increase of each worker (D. 843-2 CSS): 0 up to 59 hours at the SMIC, whole
    from 138 on, straight in between.
    """
    smic = scales.smic_eur_hour[column]
    low, high = scales.bonus_from_h[column] * smic, scales.bonus_to_h[column] * smic
    whole = np.round(scales.bonus_rate[column] * scales.ppa_base[column], 2)
    share: Floats = np.clip((salaries - low) / (high - low), 0.0, 1.0) * whole
    return share


def ppa_of_month(
    given: Entitlements, incomes: Incomes, month: Month, due: Month, housing: Floats
) -> Floats:
    """[copies]: the prime for one reference month (L. 842-3 CSS), on the scale of the month due."""
    scales, then, now = given.scales, given.axis.column(month), given.axis.column(due)
    came = incomes.axis.column(month)
    family = scales.family_column(then, now)
    salaries = incomes.net[:, :, came]
    earned = salaries.sum(axis=0)
    scale = scales.ratio[family] * scales.ppa_base[now]
    cap = scales.ppa_housing_cap[family] * scales.ppa_base[now] / scales.ppa_base[family]
    lodging = (
        np.full_like(earned, cap) if given.housing.in_kind else np.minimum(housing[:, then], cap)
    )
    other = scales.benefits[..., then] + incomes.allowance[:, :, came].sum(axis=0)
    other = other + incomes.support[came]
    raised = scale + bonus(salaries, scales, now).sum(axis=0) + scales.ppa_slope[now] * earned
    prime: Floats = np.maximum(raised - np.maximum(earned + other + lodging, scale), 0.0)
    # Age and permit are looked at in the month of the right (R. 842-2 CSS, I a).
    return prime if scales.ppa_eligible[now] else np.zeros_like(prime)


def ppa_gross(
    given: Entitlements, incomes: Incomes, rhythm: Rhythm, due: Month, housing: Floats
) -> Floats:
    """[copies] euros due for a month before CRDS: the mean of the three primes (R. 843-1 CSS).

    Nobody without a salary in these months has it (L. 842-2), and less than fifteen euros is not
    paid (D. 843-5).
    """
    references = rhythm.references(due)
    primes = [ppa_of_month(given, incomes, month, due, housing) for month in references]
    columns = [incomes.axis.column(month) for month in references]
    worked = (incomes.net[:, :, columns] > 0).any(axis=(0, 2))
    mean = sum(primes, np.zeros(housing.shape[0])) / 3
    least = given.scales.ppa_minimum[given.axis.column(due)]
    gross: Floats = np.where(worked & (mean >= least), mean, 0.0)
    return gross


def ppa_due(
    given: Entitlements, incomes: Incomes, rhythm: Rhythm, due: Month, housing: Floats
) -> Floats:
    """[copies] euros paid for a month: after the CRDS, which the CAF keeps back (ordonnance 96-50,
    article 14 II 9°).
    """
    gross = ppa_gross(given, incomes, rhythm, due, housing)
    return after_crds(gross, float(given.scales.crds[given.axis.column(due)]))
