"""In a steady state there is no timing: our payments are OpenFisca's own `rsa`, `ppa` and aid.

One simulation of a village on the whole of OpenFisca is given nothing but wages, allowances, homes
and births, and reckons the rest: scales, family benefits, housing aid after RSA after housing aid.
Our side is `find_entitlements` on the lean system and our dynamics. Incomes and families are the
same in every month looked at, and November 2026 is a month of review.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pytest

from jalon.core.months import Month
from jalon.rights.dynamics.payments import KnownPayments, find_due
from jalon.rights.dynamics.ppa import ppa_gross
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.types import Axis
from jalon.rights.fisca import find_entitlements
from jalon.rights.request.household import Adult, Household
from tests.rights.households import MONTH, drawn, steady
from tests.rights.village import Values, Village

HOUSEHOLDS = [
    replace(one, housing=replace(one.housing, zone=one.housing.zone or 2), commune=None)
    for one in drawn(1, 24, settled=True)
]
_BACK = 22
"""The housing aid looks at the child support of the whole calendar year before."""
CENT = 0.0051
"""Half a cent, and OpenFisca's arrays are of single precision."""


class Ours(NamedTuple):
    """What we find for one household in the month of review."""

    rsa: float
    ppa: float
    housing: float


def wage(adult: Adult) -> float:
    return adult.net_salary_eur_month or 0.0


@pytest.fixture(scope="module")
def theirs(whole_openfisca: Any, deep_recursion: None) -> Mapping[str, Values]:  # noqa: ANN401
    village = Village(whole_openfisca, HOUSEHOLDS)
    wages = [[wage(adult) for adult in one.adults] for one in HOUSEHOLDS]
    allowances = [[adult.income_eur_month or 0.0 for adult in one.adults] for one in HOUSEHOLDS]
    for lag in range(_BACK + 1):
        month = Month(MONTH - lag)
        village.give_homes(month)
        village.give_family(month)
        village.give_adults("salaire_net", month, wages)
        village.give_adults("salaire_imposable", month, [[1.03 * w for w in one] for one in wages])
        for name in ("chomage_net", "chomage_imposable"):
            village.give_adults(name, month, allowances)
    return {name: village.find(name, MONTH) for name in ("rsa", "ppa", "aide_logement")}


@pytest.fixture(scope="module")
def ours() -> list[Ours]:
    return [_reckon(one) for one in HOUSEHOLDS]


def _reckon(household: Household) -> Ours:
    months = Axis(Month(MONTH - 8), 10)
    incomes = steady(household, np.array([[wage(adult)] for adult in household.adults]), months)
    given = find_entitlements(household, incomes, months)
    due = find_due(given, incomes, Rhythm(MONTH), KnownPayments({}, MONTH))
    now = months.column(MONTH)
    gross = ppa_gross(given, incomes, Rhythm(MONTH), MONTH, due.housing)
    return Ours(float(due.rsa[0, now]), float(gross[0]), float(due.housing[0, now]))


def test_the_same_to_the_cent_for_every_household(
    theirs: Mapping[str, Values], ours: list[Ours]
) -> None:
    # One test for all benefits: two workers would each build the village, for four seconds.
    for benefit, name in (("rsa", "rsa"), ("ppa", "ppa"), ("housing", "aide_logement")):
        due = np.array([getattr(one, benefit) for one in ours])
        apart = np.abs(due - theirs[name])
        worst = int(apart.argmax())
        assert apart[worst] <= CENT, (
            benefit, HOUSEHOLDS[worst], due[worst], theirs[name][worst],
            np.flatnonzero(apart > CENT),
        )  # fmt: skip


def test_the_village_is_varied_enough_to_tell(
    theirs: Mapping[str, Values], ours: list[Ours]
) -> None:
    """A comparison of zeros with zeros would show nothing."""
    for name, some in (("rsa", 5), ("ppa", 8), ("aide_logement", 5)):
        assert np.count_nonzero(theirs[name]) >= some
        assert len(np.unique(np.round(theirs[name], 2))) >= some // 2
    assert {len(one.children) for one in HOUSEHOLDS} >= {0, 1, 2, 3, 4}
    assert {len(one.adults) for one in HOUSEHOLDS} == {1, 2}
    assert {one.housing.status for one in HOUSEHOLDS} >= {"tenant", "free", "owner", "none", None}
