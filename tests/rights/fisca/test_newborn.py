"""The base allowance of a child just born does not count as a resource: R. 262-11 2° CASF."""

from __future__ import annotations

import numpy as np
import pytest

from jalon.core.months import Month
from jalon.rights import make_ledger
from jalon.rights.dynamics.types import Axis
from jalon.rights.fisca.case import Case
from jalon.rights.fisca.family import find_scales
from jalon.rights.fisca.systems import lean_system
from jalon.rights.request.household import Household
from tests.rights.households import MONTH, alone, couple, steady

AGES = range(1, 7)
"""Of a child born in the month before, in months, from the household's month on."""


def is_counted(household: Household) -> list[bool]:
    """Whether the base allowance, which is paid all along, counts in each of six months."""
    months = Axis(MONTH, len(AGES))
    incomes = steady(household, np.zeros((len(household.adults), 1)), months)
    scales = find_scales(lean_system(), [Case(household, incomes, months)])[0]
    paid, counted = (values["paje"][: len(AGES)] for values in (scales.family, scales.counted))
    assert (paid > 190).all()
    return [bool(eur > 190) for eur in counted]


@pytest.mark.parametrize(
    ("household", "first_counted"),
    [
        # Alone: up to the last day of the month in which the child is three months old.
        (alone(1, isolated_since=Month(MONTH - 1)), 4),
        (alone(1, 90, isolated_since=Month(MONTH - 30)), 4),
        # A couple: in the month of the birth only, which is over.
        (couple(1), 1),
        # A child of two: the one allowance of the family is due for that child too.
        (alone(1, 24), 1),
    ],
)
def test_from_which_age_on_it_counts(household: Household, first_counted: int) -> None:
    assert is_counted(household) == [age >= first_counted for age in AGES]


def test_in_the_month_of_the_birth_it_counts_for_nobody() -> None:
    assert is_counted(couple(0))[:2] == [False, True]


def test_a_lone_parent_has_the_whole_scale_after_the_birth() -> None:
    # Born in October, alone since; the months looked at in October are June to August. 651.69 x
    # 1.71216, with nothing counted: no allowance was paid before the birth.
    household = alone(1, isolated_since=Month(MONTH - 1), next_declaration_month=Month(MONTH + 2))
    steps = make_ledger(household).explain("rsa", Month(MONTH + 1))
    counted = [step.eur for step in steps if step.code == "benefits_counted"]
    scales = [step.eur for step in steps if step.code == "raised_scale"]
    assert counted == [0.0] * 3
    assert scales == [pytest.approx(1115.797, abs=0.01)] * 3
