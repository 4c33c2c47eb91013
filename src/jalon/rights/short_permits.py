"""Adults with a residence permit of less than five years (L. 262-4 and L. 842-2).

Refugees and others are let off the five years, and nobody says here whom; nor are they asked of
who has the increase for isolation. A partner without them is not counted in the other's right
(L. 262-5 CASF, L. 842-2 CSS).
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from jalon.core.arrays import Bools
from jalon.core.months import Month
from jalon.rights.assumed import PERMIT_YEARS, is_permit_short
from jalon.rights.dynamics.types import Axis, Scales
from jalon.rights.request.household import Adult, Household

_COUPLE, _COUPLE_AND_ONE = 1.5, 1.8
"""Montants forfaitaires of two and of three persons (R. 262-1 CASF)."""
_SECOND_SHARE, _THIRD_SHARE = 0.5, 0.3
"""What a second and a third person add."""
_LODGING = (0.12 * 1.0, 0.16 * 1.5, 0.165 * 1.8)
"""Forfait logement of one, two, and three or more persons, in bases (R. 262-9 CASF)."""
_NEAR = 1e-6
_YEAR = 12


def is_permit_unsettled(household: Household) -> bool:
    """Whether a short permit may close RSA and prime. Of who is paid one of them it has not: the
    five years are asked for both.
    """
    short = [is_permit_short(adult) for adult in household.adults]
    is_paid = household.is_paid("rsa") or household.is_paid("ppa")
    return any(short) and not (all(short) and is_paid)


def under_short_permits(scales: Scales, household: Household, axis: Axis) -> Scales:
    """The scales where nobody is let off the five years, up to the month that completes them."""
    short = np.array([_is_short(adult, household.month, axis) for adult in household.adults])
    closed = short.all(axis=0)
    some: Bools = np.logical_and(short.any(axis=0), ~closed)
    open_ = ~closed | (scales.isolated & (not household.couple))
    scales = replace(
        scales,
        rsa_eligible=scales.rsa_eligible & open_,
        ppa_eligible=scales.ppa_eligible & open_,
    )
    return _without_partner(scales, some) if some.any() else scales


def _is_short(adult: Adult, now: Month, axis: Axis) -> Bools:
    """[months]: whether the permit is of less than five years in each of them."""
    years = adult.permit_years
    months = np.array(axis.months)
    if years is None or years == "not_needed":
        return np.zeros(len(months), dtype=np.bool_)
    return np.asarray(months < now + math.ceil((PERMIT_YEARS - years) * _YEAR - _NEAR))


def _without_partner(scales: Scales, some: Bools) -> Scales:
    """The right of one of a couple, with their children, in some months."""
    two, three = (np.abs(scales.ratio - of) < _NEAR for of in (_COUPLE, _COUPLE_AND_ONE))
    share = np.where(some, np.where(two, _SECOND_SHARE, _THIRD_SHARE), 0.0)
    one_lodging, two_lodging, most_lodging = _LODGING
    lodging = np.where(two, one_lodging / two_lodging, 1.0)
    lodging = np.where(three, two_lodging / most_lodging, lodging)
    lodging = np.where(some, lodging, 1.0)
    return replace(
        scales,
        ratio=scales.ratio - share,
        raised_ratio=scales.raised_ratio - share,
        rsa_housing_cap=scales.rsa_housing_cap * lodging,
        ppa_housing_cap=scales.ppa_housing_cap * lodging,
    )
