"""The housing aid of each calendar quarter, with and without counting salaries; with it, what the
landlord takes off the rent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.deep_calls import calls_deep
from jalon.core.months import Month
from jalon.rights.counted_wages import LEFT_OUT, LESS, PENSION
from jalon.rights.dynamics.types import HousingAid, Incomes
from jalon.rights.fisca.case import Case, longest, years_before
from jalon.rights.fisca.copies import Copies, choose_copies, quarter_start
from jalon.rights.fisca.situation import Situation
from jalon.rights.request.household import Household

if TYPE_CHECKING:
    from jalon.rights.fisca.law import LawSystem

_AID, _CUT = "aide_logement", "reduction_loyer_solidarite"
_LESS_WAGES = "aide_logement_abattement_revenus_activite_professionnelle"
_LESS_ALLOWANCE = "aide_logement_abattement_indemnites_chomage"
_LEFT_OUT = "aide_logement_condition_neutralisation"


@calls_deep
def find_housing_aids(system: LawSystem, cases: Sequence[Case], *, lean: bool) -> list[HousingAid]:
    """The aid of households of one shape; `lean` where all are within the lean scope."""
    rented = [case for case in cases if _is_rented(case.household)]
    aids = iter(_reckoned(system, rented, lean=lean) if rented else ())
    return [next(aids) if _is_rented(case.household) else _settled(case) for case in cases]


def _is_rented(household: Household) -> bool:
    home = household.housing
    return home.status in ("tenant", "tenant_social") and bool(home.rent_eur)


def _settled(case: Case) -> HousingAid:
    """The aid where there is nothing to reckon it from."""
    home = case.household.housing
    in_kind = home.status in ("free", "owner")
    goes_on = home.rent_eur is None and home.status in (None, "tenant", "tenant_social")
    nothing = np.zeros((case.copies, case.months.count))
    # Without the rent nothing can be reckoned: what is paid today goes on.
    every = np.full_like(nothing, _paid_today(case.household)) if goes_on else nothing
    return HousingAid(every, every, in_kind, nothing, nothing)


def _paid_today(household: Household) -> float:
    paid = household.past_benefits.get("aide_logement", {})
    return paid[max(paid)] if paid else 0.0


def _reckoned(system: LawSystem, cases: Sequence[Case], *, lean: bool) -> list[HousingAid]:
    months = longest(case.months for case in cases).months
    starts = sorted({quarter_start(month) for month in months})
    copies = [choose_copies(case, lean=lean) for case in cases]
    sizes = [len(of_case.asked) for of_case in copies]
    situation = Situation(system, [case.household for case in cases], sizes)
    situation.give_home(starts)
    _give_incomes(situation, cases, copies, starts[0])
    _count_wages(situation, copies, starts)
    aids, cuts = (_of_quarters(situation, name, starts, sizes) for name in (_AID, _CUT))
    return [
        _aid(
            case, [starts.index(quarter_start(month)) for month in case.months.months], of, aid, cut
        )
        for case, of, aid, cut in zip(cases, copies, aids, cuts, strict=True)
    ]


def _of_quarters(
    situation: Situation, name: str, starts: Sequence[Month], sizes: Sequence[int]
) -> list[Floats]:
    """Euros of each quarter: [copies asked, quarters] of each household."""
    eur = np.stack([situation.find(name, month) for month in starts], axis=1)
    return np.split(eur.astype(float), np.cumsum(sizes)[:-1])


def _aid(
    case: Case, quarters: Sequence[int], copies: Copies, aid: Floats, cut: Floats
) -> HousingAid:
    """From [copies asked, quarters] to every copy and month of a household."""
    plain, neutral = copies.spread(aid[:, quarters])
    cut_plain, cut_neutral = copies.spread(cut[:, quarters])
    return HousingAid(plain, neutral, False, cut_plain, cut_neutral)


def _give_incomes(
    situation: Situation, cases: Sequence[Case], copies: Sequence[Copies], first: Month
) -> None:
    """What the aid counts, month by month."""
    axis = longest(case.incomes.axis for case in cases)
    kinds = [
        {name: amounts[:, of.asked] for name, amounts in _taxed(case.incomes).items()}
        for case, of in zip(cases, copies, strict=True)
    ]
    taxed = {name: _side_by_side([kind[name] for kind in kinds], axis.count) for name in kinds[0]}
    receives_rsa = np.concatenate([of.receives_rsa for of in copies])
    salaries = taxed.pop("salaire_imposable")
    for month in years_before(first):
        if month < axis.first:
            situation.give_salaries(month, np.zeros_like(salaries[:, :, 0]))
    for column, month in enumerate(axis.months):
        situation.give_salaries(month, salaries[:, :, column])
        for name, amounts in taxed.items():
            if amounts[:, :, column].any():
                situation.give_adults(name, month, amounts[:, :, column])
        situation.give("rsa", month, receives_rsa)


def _count_wages(situation: Situation, copies: Sequence[Copies], starts: Sequence[Month]) -> None:
    """Says, quarter by quarter, whose wages count for less or not at all."""
    if not any(of.stopped for of in copies):
        return
    receives_rsa = np.concatenate([of.receives_rsa for of in copies]) > 0
    for start in starts:
        counted = np.concatenate([of.counted_in(start) for of in copies], axis=1)
        less = np.isin(counted, (LESS, PENSION)).astype(float)
        situation.give_adults(_LESS_WAGES, start, less)
        if (counted == PENSION).any():
            situation.give_adults(_LESS_ALLOWANCE, start, (counted == PENSION).astype(float))
        # What is given takes the place of the formula, which looks at the RSA too.
        left_out = (counted == LEFT_OUT) | receives_rsa
        situation.give_adults(_LEFT_OUT, start, left_out.astype(float))


def _taxed(incomes: Incomes) -> dict[str, Floats]:
    """What the housing aid counts, by OpenFisca's names: [adults, copies, months]."""
    kinds = np.array(incomes.taxed_as)[:, None, None]
    support = np.zeros_like(incomes.allowance)
    support[0] = incomes.support
    return {
        "salaire_imposable": incomes.taxable,
        "chomage_imposable": np.where(kinds == "unemployment", incomes.allowance, 0.0),
        "retraite_imposable": np.where(kinds == "pension", incomes.allowance, 0.0),
        "pensions_alimentaires_percues": support,
    }


def _side_by_side(amounts: Sequence[np.ndarray[Any, Any]], months: int) -> Floats:
    """[adults, copies of all, months]; months after a household's last have nothing."""
    padded = [np.pad(eur, ((0, 0), (0, 0), (0, months - eur.shape[2]))) for eur in amounts]
    return np.concatenate(padded, axis=1)
