"""Households for the tests: by hand, and drawn by a seed.

None of them is of the sample that the lean list was made from (`fisca/make_lean_list.py`): other
ages, rents, wages and resources.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

import numpy as np

from jalon.core.months import Month, first_day, parse_month
from jalon.rights.dynamics.types import Axis, Incomes, TaxedAs
from jalon.rights.request.household import (
    Adult,
    AdultStatus,
    Child,
    Household,
    Housing,
    HousingStatus,
)
from jalon.rights.request.offer import WEEKS_PER_MONTH, Job

MONTH = parse_month("2026-11")
SMIC_EUR_HOUR = 12.31
_COMMUNES = ("94028", "75112", "67482", "23096", None)
_HOMES: tuple[HousingStatus | None, ...] = (
    "tenant",
    "tenant_social",
    "tenant",
    "free",
    "owner",
    "none",
    None,
)
_PAST = 5


def born(years: int, months: int = 0, day: int = 10, month: Month = MONTH) -> dt.date:
    """The birth of somebody of an age on a month."""
    return first_day(Month(month - 12 * years - months)).replace(day=day)


def worked(eur: float, months: int = _PAST, month: Month = MONTH) -> Mapping[Month, float]:
    """The same net wage in each of the months before and in this one."""
    return {Month(month - lag): eur for lag in range(months + 1)}


def alone(*children: int, month: Month = MONTH, **changes: Any) -> Household:  # noqa: ANN401
    """One adult without an income, all known, and children of some ages in months.

    No support, no past payment, long alone, in a free home; `changes` are fields of Household.
    """
    adult = Adult(born(33, month=month), "none", worked(0, month=month))
    return _household(month, (adult,), children, changes)


def couple(*children: int, month: Month = MONTH, **changes: Any) -> Household:  # noqa: ANN401
    """Two adults without an income; as `alone`."""
    ages = (33, 35)
    adults = tuple(Adult(born(age, month=month), "none", worked(0, month=month)) for age in ages)
    return _household(month, adults, children, changes)


def _household(
    month: Month, adults: tuple[Adult, ...], children: tuple[int, ...], changes: dict[str, Any]
) -> Household:
    fields: dict[str, Any] = {
        "month": month,
        "adults": adults,
        "couple": len(adults) > 1,
        "children": tuple(
            Child(born(0, age, month=month), support_eur_month=0.0) for age in children
        ),
        "housing": Housing("none"),
        "next_declaration_month": Month(month + 2),
        "resources_n2_eur_year": 0.0,
        "isolated_since": parse_month("2015-01"),
        "commune": "94028",
    }
    return Household(**(fields | changes))


def job(hours: float = 35.0, start: str = "2026-12-01", **changes: Any) -> Job:  # noqa: ANN401
    """A job at the SMIC; `changes` are fields of Job."""
    gross = SMIC_EUR_HOUR * hours * WEEKS_PER_MONTH
    fields: dict[str, Any] = {"id": f"{hours:g} h", "gross_eur_month": gross, "hours_week": hours}
    return Job(**(fields | {"start": dt.date.fromisoformat(start)} | changes))


def drawn(number: int, count: int, *, settled: bool = False) -> list[Household]:
    """Households inside the scope of the lean system, of every kind, by a seed.

    `settled`: nobody has a birthday and nobody's isolation begins or ends in the months around.
    """
    dice = (random.Random(f"{number}-{rank}") for rank in range(count))  # noqa: S311
    return [_draw(one, settled=settled) for one in dice]


def _draw(dice: random.Random, *, settled: bool) -> Household:
    two = dice.random() < 0.5
    statuses: tuple[AdultStatus | None, ...] = (None, "none", "employee", "jobseeker")
    adults = []
    for _ in range(1 + two):
        status = dice.choice((*statuses, "jobseeker_are"))
        wage = dice.choice((0.0, 0.0, 250.0, 777.0, 1333.0, 2100.0))
        past = {Month(MONTH - lag): wage for lag in range(dice.choice((0, 5, 24)))}
        allowance = 650.0 if status == "jobseeker_are" else None
        age = dice.choice((18, 20, 23, 24, 25, 31, 38, 47, 58, 64))
        birth = born(age, 8 if settled else dice.randrange(12), dice.randrange(1, 28))
        adults.append(Adult(birth, status, past, wage, allowance))
    eldest = min(adult.birth for adult in adults)
    most = max(0, (MONTH - eldest.year * 12 - eldest.month + 1) - 17 * 12)
    ages = [dice.randrange(252) for _ in range(dice.choice((0, 0, 1, 1, 2, 3, 4, 6)))]
    if settled:
        ages = [age // 12 * 12 + 8 for age in ages]
    children = tuple(
        Child(born(0, age, dice.randrange(1, 28)), None, dice.choice((0.0, 0.0, 95.0, None)))
        for age in ages
        if age < most
    )
    home = dice.choice(_HOMES)
    rent = dice.choice((230.0, 455.0, 615.0, 990.0))
    zone = dice.choice((1, 2, 3, None))
    lags = (0, 8, 60) if settled else (3, 14, 60)
    lone_since = dice.choice((None, *(Month(MONTH - lag) for lag in lags if lag)))
    return Household(
        MONTH,
        tuple(adults),
        two,
        children,
        Housing(home, rent if home in ("tenant", "tenant_social") else None, zone),
        resources_n2_eur_year=dice.choice((None, 0.0, 7_300.0, 21_500.0, 33_000.0, 61_000.0)),
        isolated_since=None if two else lone_since,
        commune=dice.choice(_COMMUNES),
    )


def steady(household: Household, wages: np.ndarray[Any, Any], months: Axis) -> Incomes:
    """Each adult's wages, the same every month: [adults, copies]; allowances as they are said."""
    axis = Axis(Month(months.first - 17), months.last - months.first + 18)
    net = np.repeat(np.asarray(wages, dtype=float)[:, :, None], axis.count, axis=2)
    allowance = np.zeros_like(net)
    for rank, adult in enumerate(household.adults):
        allowance[rank] = adult.income_eur_month or 0.0
    support = sum(child.support_eur_month or 0.0 for child in household.children)
    kind: TaxedAs = "unemployment"
    kinds = (kind,) * len(household.adults)
    return Incomes(
        axis,
        net,
        net * 1.03,
        allowance,
        allowance > 0,
        np.full(axis.count, support),
        kinds,
    )
