"""What the law gives a household month by month, taken from OpenFisca.

Only what does not depend on the payments' own time is asked of OpenFisca: scales, family benefits,
and the housing aid with and without counting salaries. `jalon.rights.dynamics` does the rest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from jalon.rights.dynamics.types import Axis, Entitlements, HousingAid, Incomes, Scales
from jalon.rights.fisca.case import Case
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
    return find_many_entitlements([Case(household, incomes, months)], whole=whole)[0]


def find_many_entitlements(cases: Sequence[Case], *, whole: bool = False) -> list[Entitlements]:
    """The same of many households, in their order: those of one shape share a simulation, where
    each has the answer that it has alone.
    """
    by_index: dict[int, Entitlements] = {}
    for indices in _groups(cases):
        group = [cases[index] for index in indices]
        lean = _is_lean(group[0].household, whole=whole)
        system = lean_system() if lean else full_system()
        both = zip(
            find_scales(system, group), find_housing_aids(system, group, lean=lean), strict=True
        )
        by_index.update(
            (index, Entitlements(case.months, *given))
            for index, case, given in zip(indices, group, both, strict=True)
        )
    return [by_index[index] for index in range(len(cases))]


def find_many_housing_aids(cases: Sequence[Case], *, whole: bool = False) -> list[HousingAid]:
    """The housing aids alone, as in `find_many_entitlements`, in half of the time."""
    by_index: dict[int, HousingAid] = {}
    for indices in _groups(cases):
        group = [cases[index] for index in indices]
        lean = _is_lean(group[0].household, whole=whole)
        system = lean_system() if lean else full_system()
        by_index.update(zip(indices, find_housing_aids(system, group, lean=lean), strict=True))
    return [by_index[index] for index in range(len(cases))]


def find_many_scales(cases: Sequence[Case], *, whole: bool = False) -> list[Scales]:
    """The scales alone, as in `find_many_entitlements`."""
    by_index: dict[int, Scales] = {}
    for indices in _groups(cases):
        group = [cases[index] for index in indices]
        lean = _is_lean(group[0].household, whole=whole)
        by_index.update(
            zip(indices, find_scales(lean_system() if lean else full_system(), group), strict=True)
        )
    return [by_index[index] for index in range(len(cases))]


def _is_lean(household: Household, *, whole: bool) -> bool:
    return not whole and is_within_scope(household)


def _groups(cases: Sequence[Case]) -> Iterator[list[int]]:
    """The indices of the cases that may share a simulation."""
    groups: dict[Hashable, list[int]] = {}
    for index, case in enumerate(cases):
        key = (shape_of(case.household), case.months.first, case.incomes.axis.first)
        groups.setdefault(key, []).append(index)
    yield from groups.values()
