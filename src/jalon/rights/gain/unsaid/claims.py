"""Rights that are not paid today: claimed from now on, or not; and whether the young have the RSA.

An RSA or a housing aid of 0 that the law explains says nothing of later months: the CAF looks at
the aid again every quarter, and an RSA is claimed when wages have ended. One that the law does not
explain was not claimed, for what is known.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jalon.core.months import month_of
from jalon.rights.dynamics.payments import KnownPayments
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.rsa import rsa_due
from jalon.rights.dynamics.types import Axis, Entitlements, HousingAid, Incomes, Scales
from jalon.rights.gain.unsaid.past_wages import housing_references, is_one_unknown
from jalon.rights.request.household import Household

_RSA_MONTHS = 25 * 12
"""The age of the RSA without a child (L. 262-4 CASF); before, it takes work (L. 262-7-1)."""
_MAJORITY = 18 * 12


def claims_of_housing(household: Household, home: HousingAid, axis: Axis) -> tuple[bool, ...]:
    """Whether a housing aid is claimed from now on, central first."""
    if is_lease_of_minor(household, home):
        return (True, False)
    known = KnownPayments(household.past_benefits, household.month)
    last = known.last_due("aide_logement")
    if last is None or last[1] > 0 or not _may_come(home):
        return (True,)
    if last[0] < axis.first:
        return (False, True)
    rsa = known.last_due("rsa")
    has_rsa = rsa is not None and rsa[1] > 0
    if not has_rsa and is_one_unknown(household, housing_references(last[0])):
        # Wages that nobody said may explain it; beside an RSA none would.
        return (True, False)
    reckoned = (home.neutral if has_rsa else home.plain)[:, axis.column(last[0])]
    if not reckoned.any():
        return (True,)
    return (False, True) if reckoned[0] else (True, False)


def claims_of_rsa(
    household: Household, given: Entitlements, incomes: Incomes, rhythm: Rhythm
) -> tuple[bool, ...]:
    """Whether an RSA that is not paid is claimed from now on, central first."""
    last = KnownPayments(household.past_benefits, household.month).last_due("rsa")
    if last is None:
        return (False, True)
    looked_at = rhythm.references(last[0])
    if is_one_unknown(household, looked_at):
        # Wages that nobody said may explain it.
        return (True, False)
    if looked_at[0] < given.axis.first:
        return (False, True)
    was_due = rsa_due(given, incomes, rhythm, last[0], given.housing.plain)[0] > 0
    return (False, True) if was_due else (True, False)


def is_lease_of_minor(household: Household, home: HousingAid) -> bool:
    """Whether an aid asks for a lease that a minor cannot sign alone; one that is paid has it."""
    youths = all(household.month - month_of(adult.birth) < _MAJORITY for adult in household.adults)
    last = KnownPayments(household.past_benefits, household.month).last_due("aide_logement")
    return youths and _may_come(home) and not (last is not None and last[1] > 0)


def as_claimed(home: HousingAid, household: Household, axis: Axis, *, claims: bool) -> HousingAid:
    """The aid that comes: nothing where it is not claimed, nor up to a month in which it was 0."""
    last = KnownPayments(household.past_benefits, household.month).last_due("aide_logement")
    comes = np.full(axis.count, claims)
    if last is not None and last[1] == 0:
        comes &= np.array(axis.months) > last[0]
    return replace(home, plain=home.plain * comes, neutral=home.neutral * comes)


def rights_of_the_young(household: Household, scales: Scales) -> tuple[bool, ...]:
    """Whether who is under 25 without a child has the RSA by two years of work, central first: one
    that is paid says so.
    """
    if scales.rsa_eligible.all() or household.children or not _are_young(household):
        return (False,)
    paid = KnownPayments(household.past_benefits, household.month).last_due("rsa")
    return (True,) if paid is not None and paid[1] > 0 else (False, True)


def _may_come(home: HousingAid) -> bool:
    return bool(home.plain.any() or home.neutral.any())


def _are_young(household: Household) -> bool:
    ages = [household.month - month_of(adult.birth) for adult in household.adults]
    learns = all(adult.status == "student" for adult in household.adults)
    awaited = any(adult.pregnant for adult in household.adults)
    return max(ages) <= _RSA_MONTHS and min(ages) >= _MAJORITY and not learns and not awaited
