"""Keeping parameters between two changes of the law, and a family's months, loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from jalon.core.months import Month, format_month, parse_month
from jalon.rights.dynamics.types import Axis
from jalon.rights.fisca import family
from jalon.rights.fisca.case import Case
from jalon.rights.fisca.eras import era_of
from jalon.rights.fisca.family import find_scales
from jalon.rights.fisca.systems import lean_system
from jalon.rights.request.household import Household
from tests.rights.households import MONTH, alone, couple, drawn, steady

DAYS = ("2025-01-01", "2025-03-31", "2026-04-01", "2026-05-31", "2026-06-01", "2026-11-15")
MOVING = [
    # Births that pass 3, 14 and 20 years, a first month and the end of an isolation on the way.
    alone(2, 31, isolated_since=Month(MONTH - 7)),
    couple(160, 163, 233, 238),
    *drawn(3, 2),
]


@pytest.mark.parametrize("day", DAYS)
def test_the_parameters_of_a_day_are_those_that_openfisca_builds_for_it(day: str) -> None:
    law = lean_system()
    kept = dict(_leaves(law.get_parameters_at_instant(day), ""))
    built = dict(_leaves(law.parameters.get_at_instant(day), ""))
    assert len(built) > 2_000
    assert kept == built


def test_a_day_between_two_changes_builds_nothing_new() -> None:
    law = lean_system()
    first = law.get_parameters_at_instant("2026-11-01")
    assert law.get_parameters_at_instant("2026-11-28") is first
    assert law.get_parameters_at_instant("2026-03-31") is not law.get_parameters_at_instant(
        "2026-04-01"
    )


def test_the_changes_of_the_law_are_those_that_are_known_to_have_been() -> None:
    months = {format_month(month) for month in lean_system().change_months}
    assert months >= {"2025-04", "2026-01", "2026-04", "2026-06", "2026-10"}


@pytest.mark.parametrize("household", MOVING)
def test_one_month_of_an_era_speaks_for_all(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    months = Axis(Month(MONTH - 8), 18)
    incomes = steady(household, np.zeros((len(household.adults), 1)), months)
    kept = find_scales(lean_system(), [Case(household, incomes, months)])[0]
    monkeypatch.setattr(family, "era_of", lambda _law, _household, month: month)
    each = find_scales(lean_system(), [Case(household, incomes, months)])[0]
    for field in fields(kept):
        one, other = getattr(kept, field.name), getattr(each, field.name)
        rows = (
            [(one, other)]
            if isinstance(one, np.ndarray)
            else zip(one.values(), other.values(), strict=True)
        )
        for row, apart in rows:
            assert np.array_equal(row, apart), field.name


def test_eras_are_fewer_than_months_and_change_with_a_birthday() -> None:
    law, household = lean_system(), alone(30)
    eras = [era_of(law, household, Month(MONTH + lag)) for lag in range(12)]
    assert 2 < len(set(eras)) < 12
    assert era_of(law, household, parse_month("2026-11")) != era_of(
        law, household, parse_month("2027-05")
    )


def _leaves(node: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - no types there
    children = getattr(node, "_children", None)
    if children is None:
        yield path, getattr(node, "__dict__", node) if hasattr(node, "thresholds") else node
        return
    for name, child in children.items():
        yield from _leaves(child, f"{path}.{name}")
