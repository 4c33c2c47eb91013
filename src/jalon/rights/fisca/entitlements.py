"""What the law gives a household month by month, taken from OpenFisca.

Only what does not depend on the payments' own time is asked of OpenFisca: scales, family benefits,
and the housing aid with and without counting salaries. `jalon.rights.dynamics` does the rest.
"""

from __future__ import annotations

import numpy as np

from jalon.core.months import Month
from jalon.rights.asking.household import Household
from jalon.rights.dynamics.types import F8, Axis, Entitlements, HousingAid, Incomes
from jalon.rights.fisca.family import find_scales
from jalon.rights.fisca.law import LawSystem
from jalon.rights.fisca.scope import is_within_scope
from jalon.rights.fisca.situation import Situation
from jalon.rights.fisca.systems import full_system, lean_system

QUARTER = 3
"""HousingAid aids are reckoned again in January, April, July and October (R. 823-6 CCH)."""


def find_entitlements(
    household: Household, incomes: Incomes, months: Axis, *, whole: bool = False
) -> Entitlements:
    """What each month of `months` gives; `incomes` begin at least fifteen months before.

    The lean system answers inside its scope and the full one outside it, or when `whole`.
    """
    system = _system(household, whole=whole)
    scales = find_scales(system, household, incomes, months)
    return Entitlements(months, scales, _housing(system, household, incomes, months))


def find_housing(
    household: Household, incomes: Incomes, months: Axis, *, whole: bool = False
) -> HousingAid:
    """The housing aid alone, as in `find_entitlements`, in half of the time."""
    return _housing(_system(household, whole=whole), household, incomes, months)


def _system(household: Household, *, whole: bool) -> LawSystem:
    lean = not whole and is_within_scope(household)
    return lean_system() if lean else full_system()


def _housing(system: LawSystem, household: Household, incomes: Incomes, months: Axis) -> HousingAid:
    """The aid of each calendar quarter, over its three months."""
    copies = incomes.net.shape[1]
    in_kind = household.housing.status in ("free", "owner")
    if household.housing.rent_eur is None and not in_kind:
        # Without the rent nothing can be reckoned: what is paid today goes on.
        today = np.full((copies, months.count), _paid_today(household))
        return HousingAid(today, today, in_kind)
    if (
        household.housing.status not in ("tenant", "tenant_social")
        or not household.housing.rent_eur
    ):
        nothing = np.zeros((copies, months.count))
        return HousingAid(nothing, nothing, in_kind)
    starts = sorted({Month(month - month % QUARTER) for month in months.months})
    both = _both_readings(system, household, incomes, tuple(starts))
    column = [starts.index(Month(month - month % QUARTER)) for month in months.months]
    return HousingAid(both[:copies, column], both[copies:, column], in_kind)


def _paid_today(household: Household) -> float:
    paid = household.past_benefits.get("aide_logement", {})
    return paid[max(paid)] if paid else 0.0


def _both_readings(
    system: LawSystem, household: Household, incomes: Incomes, starts: tuple[Month, ...]
) -> F8:
    """[2 x copies, quarters]: salaries counted, then not counted because the RSA is paid."""
    copies = incomes.net.shape[1]
    situation = Situation(system, household, 2 * copies)
    situation.give_home(starts)
    receives_rsa = np.repeat([0.0, 1.0], copies)
    for month in incomes.axis.months:
        column = incomes.axis.column(month)
        for name, amounts in _taxed(incomes, column).items():
            if amounts.any():
                situation.give_adults(name, month, np.tile(amounts, (1, 2)))
        situation.give("rsa", month, receives_rsa)
    return np.stack([situation.find("aide_logement", month) for month in starts], axis=1).astype(
        float
    )


def _taxed(incomes: Incomes, column: int) -> dict[str, F8]:
    """What the housing aid counts, by OpenFisca's names: [adults, copies]."""
    allowance = incomes.allowance[:, :, column]
    kinds = np.array(incomes.taxed_as)[:, None]
    support = np.zeros_like(allowance)
    support[0] = incomes.support[column]
    return {
        "salaire_imposable": incomes.taxable[:, :, column],
        "chomage_imposable": np.where(kinds == "unemployment", allowance, 0.0),
        "retraite_imposable": np.where(kinds == "pension", allowance, 0.0),
        "pensions_alimentaires_percues": support,
    }
