"""Adults with a residence permit of less than five years (L. 262-4 and L. 842-2).

Refugees and others are let off the five years, and nobody says here whom; nor are they asked of
who has the increase for isolation. A partner without them is not counted in the other's right
(L. 262-5 CASF, L. 842-2 CSS).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jalon.rights.assumed import is_permit_short
from jalon.rights.dynamics.types import Scales
from jalon.rights.request.household import Household

_COUPLE, _COUPLE_AND_ONE = 1.5, 1.8
"""Montants forfaitaires of two and of three persons (R. 262-1 CASF)."""
_SECOND_SHARE, _THIRD_SHARE = 0.5, 0.3
"""What a second and a third person add."""
_LODGING = (0.12 * 1.0, 0.16 * 1.5, 0.165 * 1.8)
"""Forfait logement of one, two, and three or more persons, in bases (R. 262-9 CASF)."""
_NEAR = 1e-6


def is_permit_unsettled(household: Household) -> bool:
    """Whether a short permit may close RSA and prime. Of somebody whose RSA is paid it has not."""
    short = [is_permit_short(adult) for adult in household.adults]
    known = household.past_benefits.get("rsa")
    is_paid = bool(known) and known is not None and known[max(known)] > 0
    return any(short) and not (all(short) and is_paid)


def under_short_permits(scales: Scales, household: Household) -> Scales:
    """The scales where nobody is let off the five years."""
    if all(map(is_permit_short, household.adults)):
        raised = scales.isolated if not household.couple else np.zeros_like(scales.isolated)
        return replace(
            scales,
            rsa_eligible=scales.rsa_eligible & raised,
            ppa_eligible=scales.ppa_eligible & raised,
        )
    return _without_partner(scales)


def _without_partner(scales: Scales) -> Scales:
    """The right of one of a couple, with their children."""
    two, three = (np.abs(scales.ratio - of) < _NEAR for of in (_COUPLE, _COUPLE_AND_ONE))
    share = np.where(two, _SECOND_SHARE, _THIRD_SHARE)
    one_lodging, two_lodging, most_lodging = _LODGING
    lodging = np.where(two, one_lodging / two_lodging, 1.0)
    lodging = np.where(three, two_lodging / most_lodging, lodging)
    return replace(
        scales,
        ratio=scales.ratio - share,
        raised_ratio=scales.raised_ratio - share,
        rsa_housing_cap=scales.rsa_housing_cap * lodging,
        ppa_housing_cap=scales.ppa_housing_cap * lodging,
    )
