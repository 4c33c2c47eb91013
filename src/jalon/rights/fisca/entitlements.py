"""What the law gives a household month by month, taken from OpenFisca.

Only what does not depend on the payments' own time is asked of OpenFisca: scales, family benefits,
and the housing aid with and without counting salaries. `jalon.rights.dynamics` does the rest.
"""

from __future__ import annotations

import numpy as np

from jalon.core.months import Month
from jalon.rights.asking.household import Household
from jalon.rights.dynamics.types import B1, F8, Axis, Entitlements, HousingAid, Incomes
from jalon.rights.fisca.family import find_scales
from jalon.rights.fisca.law import LawSystem
from jalon.rights.fisca.scope import is_within_scope
from jalon.rights.fisca.situation import Situation
from jalon.rights.fisca.systems import full_system, lean_system

_PLAIN_AND_NEUTRAL = 2
QUARTER = 3
"""Housing aids are reckoned again in January, April, July and October (R. 823-6 CCH)."""


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
    home, copies = household.housing, incomes.net.shape[1]
    in_kind = home.status in ("free", "owner")
    nothing = np.zeros((copies, months.count))
    if home.rent_eur is None and not in_kind:
        # Without the rent nothing can be reckoned: what is paid today goes on.
        today = np.full((copies, months.count), _paid_today(household))
        return HousingAid(today, today, in_kind, nothing, nothing)
    if home.status not in ("tenant", "tenant_social") or not home.rent_eur:
        return HousingAid(nothing, nothing, in_kind, nothing, nothing)
    starts = sorted({Month(month - month % QUARTER) for month in months.months})
    quarter = [starts.index(Month(month - month % QUARTER)) for month in months.months]
    unemployed = _has_allowance(incomes, months)
    aids, cuts = _readings(system, household, incomes, tuple(starts), unemployed, months)
    aid, cut = aids[:, :, quarter], cuts[:, :, quarter]
    if len(aid) > _PLAIN_AND_NEUTRAL:
        is_abated = unemployed.any(axis=0)
        aid[0], cut[0] = (np.where(is_abated, one[2], one[0]) for one in (aid, cut))
    return HousingAid(aid[0], aid[1], in_kind, cut[0], cut[1])


def _paid_today(household: Household) -> float:
    paid = household.past_benefits.get("aide_logement", {})
    return paid[max(paid)] if paid else 0.0


def _has_allowance(incomes: Incomes, months: Axis) -> B1:
    """[adults, copies, months]: whose wages count for 70 % only, from the second month after the
    last one on, while an unemployment allowance is paid (R. 822-14 CCH).
    """
    kinds = np.array(incomes.taxed_as)[:, None, None] == "unemployment"
    columns = [incomes.axis.column(month) for month in months.months]
    no_wage = np.ones_like(incomes.net[:, :, columns], dtype=bool)
    for lag in range(3):
        no_wage &= incomes.net[:, :, [column - lag for column in columns]] == 0
    return np.asarray(no_wage & (incomes.allowance[:, :, columns] > 0) & kinds, dtype=bool)


def _readings(
    system: LawSystem,
    household: Household,
    incomes: Incomes,
    starts: tuple[Month, ...],
    unemployed: B1,
    months: Axis,
) -> tuple[F8, F8]:
    """[readings, copies, quarters] of the aid, and of what is off the rent: salaries counted, not
    counted because the RSA is paid, and counted for less where somebody is unemployed.
    """
    copies = incomes.net.shape[1]
    count = _PLAIN_AND_NEUTRAL + bool(unemployed.any())
    situation = Situation(system, household, count * copies)
    situation.give_home(starts)
    receives_rsa = np.repeat([0.0, 1.0, 0.0][:count], copies)
    for month in incomes.axis.months:
        for name, amounts in _taxed(incomes, incomes.axis.column(month)).items():
            if amounts.any():
                situation.give_adults(name, month, np.tile(amounts, (1, count)))
        situation.give("rsa", month, receives_rsa)
    if count > _PLAIN_AND_NEUTRAL:
        for start in starts:
            _abate(situation, start, unemployed, months)
    found = [
        np.stack([situation.find(name, month) for month in starts], axis=1).astype(float)
        for name in ("aide_logement", "reduction_loyer_solidarite")
    ]
    aids, cuts = (one.reshape(count, copies, len(starts)) for one in found)
    return aids, cuts


def _abate(situation: Situation, start: Month, unemployed: B1, months: Axis) -> None:
    """Says whose wages count for less, in the last reading of a quarter."""
    columns = [months.column(m) for m in months.months if 0 <= m - start < QUARTER]
    those = unemployed[:, :, columns].any(axis=2).astype(float)
    without = np.zeros_like(those)
    name = "aide_logement_abattement_revenus_activite_professionnelle"
    situation.give_adults(name, start, np.hstack([without, without, those]))


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
