"""How what an adult receives is taxed, where nobody says it: it is never asked."""

from __future__ import annotations

from functools import cache

import numpy as np

from jalon.core.months import Month
from jalon.rights.dynamics.types import TaxedAs
from jalon.rights.fisca.salaries import FULL_TIME_H, net_salaries
from jalon.rights.request.household import Adult

_SMIC_EUR_MONTH = 1867.0
"""About a full-time wage at the SMIC; the share hardly moves with the wage."""


@cache
def taxable_share(month: Month) -> float:
    """Net taxable euros for a net euro, of a full-time wage at the SMIC."""
    salaries = net_salaries(np.array([_SMIC_EUR_MONTH]), np.array([FULL_TIME_H]), month)
    return float(salaries.taxable[0] / salaries.net[0])


def taxed_as(adult: Adult) -> TaxedAs:
    """How the allowance is taxed; that of somebody who will lose a job is unemployment's."""
    if adult.status == "retired":
        return "pension"
    return "untaxed" if adult.status in ("disabled_aah", "jobseeker_ass") else "unemployment"
