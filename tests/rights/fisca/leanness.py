"""Lean against full: what a comparison looks at, for the tests and for `python -m bench.lean`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np

from jalon.core.months import Month
from jalon.rights.dynamics.types import Axis, Entitlements, Incomes
from jalon.rights.fisca import find_entitlements
from jalon.rights.request.household import Household
from tests.rights.households import MONTH, steady

MONTHS = Axis(Month(MONTH - 8), 22)
WAGES = (0.0, 310.0, 900.0, 1477.93, 2350.0, 5200.0)


def lived(household: Household, months: Axis) -> Incomes:
    """Some wages of the first adult, one a copy; the other's as said."""
    wages = np.zeros((len(household.adults), len(WAGES)))
    for rank, adult in enumerate(household.adults[1:], 1):
        wages[rank] = adult.net_salary_eur_month or 0.0
    wages[0] = WAGES
    return steady(household, wages, months)


def compared(household: Household, months: Axis = MONTHS) -> tuple[list[str], Entitlements]:
    """What differs in any bit between both systems, and the lean answer."""
    incomes = lived(household, months)
    lean, full = (find_entitlements(household, incomes, months, whole=one) for one in (False, True))
    both = zip(_arrays(lean), _arrays(full), strict=True)
    return [name for (name, one), (_, other) in both if not np.array_equal(one, other)], lean


def _arrays(given: Entitlements) -> Iterator[tuple[str, Any]]:
    for field in fields(given.scales):
        found = getattr(given.scales, field.name)
        if isinstance(found, np.ndarray):
            yield field.name, found
        else:
            yield from ((f"{field.name} {name}", row) for name, row in found.items())
    yield "housing", given.housing.plain
    yield "housing beside the RSA", given.housing.neutral
