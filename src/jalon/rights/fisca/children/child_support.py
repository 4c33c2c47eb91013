"""The allocation de soutien familial beside a support that is paid, child by child.

OpenFisca takes the support of all children off the allowance of all; the law looks at each child
(L. 523-1 CSS): what one receives above the allowance takes nothing from another.
"""

from __future__ import annotations

from collections.abc import Mapping

from jalon.core.months import Month
from jalon.rights.birthdays import is_under, opens_by
from jalon.rights.dynamics.crds import after_crds
from jalon.rights.request.household import Household
from jalon.rights.scales.load import at

_UNDER_YEARS = 20


def of_each_child(
    household: Household, month: Month, support_eur: float, row: Mapping[str, float]
) -> dict[str, float]:
    """A month's benefits, with the allowance of each child beside its own support; `support_eur` is
    that of all children.
    """
    if household.couple or support_eur <= 0:
        return dict(row)
    due = [max(0.0, row["asf_of_child"] - eur) for eur in _supports(household, month, support_eur)]
    # D. 523-3 CSS: what is less is not paid.
    least = at("family", "asf_minimum_paid_eur_month", month).number
    total = round(sum(due), 2)
    total = total if total >= least else 0.0
    most = row["counted_asf_of_child"] * sum(eur > 0 for eur in due)
    paid = float(after_crds(total, row["crds"]))
    return {**row, "asf": paid, "counted_asf": round(min(total, most), 2)}


def _supports(household: Household, month: Month, support_eur: float) -> list[float]:
    """The support of each child whom the allowance is for; what nobody said is shared evenly."""
    said = [child.support_eur_month for child in household.children]
    unknown = said.count(None)
    rest = max(0.0, support_eur - sum(eur or 0.0 for eur in said))
    return [
        rest / unknown if eur is None else eur
        for child, eur in zip(household.children, said, strict=True)
        if opens_by(child.birth, 0, month) and is_under(child.birth, _UNDER_YEARS, month)
    ]
