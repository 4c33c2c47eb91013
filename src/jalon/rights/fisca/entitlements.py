"""What the law gives a household month by month, taken from OpenFisca.

Only what does not depend on the payments' own time is asked of OpenFisca: scales, family benefits,
and the housing aid with and without counting salaries. `jalon.rights.dynamics` does the rest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from jalon.rights.dynamics.types import Axis, Entitlements, HousingAid, Incomes
from jalon.rights.fisca.asked import Asked
from jalon.rights.fisca.family import find_scales
from jalon.rights.fisca.housing import find_housing_aids
from jalon.rights.fisca.scope import is_within_scope
from jalon.rights.fisca.situation import shape_of
from jalon.rights.fisca.systems import full_system, lean_system
from jalon.rights.request.household import Household


def find_entitlements(
    household: Household, incomes: Incomes, months: Axis, *, whole: bool = False
) -> Entitlements:
    """What each month of `months` gives; `incomes` begin at least fifteen months before.

    The lean system answers inside its scope and the full one outside it, or when `whole`.
    """
    return find_many_entitlements([Asked(household, incomes, months)], whole=whole)[0]


def find_many_entitlements(asked: Sequence[Asked], *, whole: bool = False) -> list[Entitlements]:
    """The same of many households, in their order: those of one shape share a simulation, where
    each has the answer that it has alone.
    """
    found: dict[int, Entitlements] = {}
    for ranks in _groups(asked):
        group = [asked[rank] for rank in ranks]
        lean = _is_lean(group[0].household, whole=whole)
        system = lean_system() if lean else full_system()
        both = zip(
            find_scales(system, group), find_housing_aids(system, group, lean=lean), strict=True
        )
        found.update(
            (rank, Entitlements(one.months, *given))
            for rank, one, given in zip(ranks, group, both, strict=True)
        )
    return [found[rank] for rank in range(len(asked))]


def find_housing(
    household: Household, incomes: Incomes, months: Axis, *, whole: bool = False
) -> HousingAid:
    """The housing aid alone, as in `find_entitlements`, in half of the time."""
    lean = _is_lean(household, whole=whole)
    system = lean_system() if lean else full_system()
    return find_housing_aids(system, [Asked(household, incomes, months)], lean=lean)[0]


def _is_lean(household: Household, *, whole: bool) -> bool:
    return not whole and is_within_scope(household)


def _groups(asked: Sequence[Asked]) -> Iterator[list[int]]:
    """The ranks of the households that may share a simulation."""
    groups: dict[Hashable, list[int]] = {}
    for rank, one in enumerate(asked):
        key = (shape_of(one.household), one.months.first, one.incomes.axis.first)
        groups.setdefault(key, []).append(rank)
    yield from groups.values()
