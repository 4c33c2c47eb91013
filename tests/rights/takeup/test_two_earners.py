"""Couples with two incomes have the higher ceilings of PAJE and complément familial."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights import Adult, Benefit, Household, check_rights, parse_household
from jalon.rights.two_earners import has_two_earners, least_eur_year, usually_two_earners
from tests.rights.households import MONTH, born, couple

LEAST = 0.136 * 46_368
"""13.6 % of the ceiling of January 2024 (R. 522-2 CSS): 6,306.05."""
PAJE_HALF = 99.58 - 0.49
"""20.825 % of 478.16 is 99.58; 0.5 % of it, rounded down to the cent, is the CRDS."""


def earner(own: float | None, wage: float = 1_900.0) -> Adult:
    past = {Month(MONTH - lag): wage for lag in range(17)}
    status = "employee" if wage else "none"
    return Adult(born(33), status, past, wage, resources_n2_eur_year=own)  # type: ignore[arg-type]


def family(first: Adult, second: Adult, total: float | None, *children: int) -> Household:
    return couple(*children, adults=(first, second), resources_n2_eur_year=total)


def of(household: Household, name: str) -> Benefit:
    return check_rights(household).of(name)


@pytest.mark.parametrize(
    ("own", "two"),
    [
        ((22_500.0, 22_500.0), True),
        ((45_000.0 - LEAST - 1, LEAST + 1), True),
        ((45_000.0 - LEAST + 1, LEAST - 1), False),
        ((45_000.0, 0.0), False),
        # The other's share is what the household's resources leave.
        ((22_500.0, None), True),
        ((None, LEAST - 1), False),
        ((45_000.0 - LEAST + 1, None), False),
        ((None, None), None),
    ],
)
def test_both_have_to_have_earned_enough(
    own: tuple[float | None, float | None], two: bool | None
) -> None:
    household = family(earner(own[0]), earner(own[1]), 45_000.0, 20)
    assert has_two_earners(household) is two
    found = of(household, "paje")
    if two is None:
        assert (found.verdict, found.question) == ("possible", "own_resources_n2")
    else:
        assert found.verdict == ("likely" if two else "no")
    if two is not False:
        assert found.amount_eur_month is not None
        assert found.amount_eur_month.central == pytest.approx(PAJE_HALF, abs=0.011)


def test_the_complement_familial_has_the_higher_ceiling_too() -> None:
    # 50,000 with three children: over the ceiling of one income, under that of two.
    ages = (50, 80, 120)
    for own, verdict in ((25_000.0, "likely"), (49_000.0, "no")):
        household = family(earner(own), earner(50_000.0 - own), 50_000.0, *ages)
        assert of(household, "cf").verdict == verdict
    assert of(family(earner(None), earner(None), 50_000.0, *ages), "cf").verdict == "possible"


def test_low_resources_ask_nothing() -> None:
    found = of(family(earner(None), earner(None), 2 * LEAST - 1, 20), "paje")
    assert (found.verdict, found.question) == ("likely", None)
    assert has_two_earners(couple(20, resources_n2_eur_year=None)) is None


def test_what_nobody_said_is_as_it_is_today() -> None:
    both = family(earner(None), earner(None), 45_000.0, 20)
    assert usually_two_earners(both)
    one = family(earner(None), earner(None, wage=0.0), 45_000.0, 20)
    assert not usually_two_earners(one)
    # The amount that is shown first follows; the verdict does not.
    found = of(one, "paje")
    assert found.verdict == "possible"
    assert found.amount_eur_month is not None
    assert found.amount_eur_month.central == 0


def test_the_resources_of_each_make_those_of_the_household() -> None:
    adult = {"birth": "1990-03-10", "resources_n2_eur_year": 20_000}
    told = {"month": "2026-12", "couple": True, "adults": [adult, adult]}
    assert parse_household(told).resources_n2_eur_year == 40_000
    told["adults"] = [adult, {"birth": "1990-03-10"}]
    assert parse_household(told).resources_n2_eur_year is None


def test_the_least_income_is_of_the_year_that_counts() -> None:
    assert least_eur_year(MONTH) == pytest.approx(LEAST)
    assert least_eur_year(parse_month("2025-12")) == pytest.approx(0.136 * 43_992)
    assert least_eur_year(parse_month("2027-01")) == pytest.approx(0.136 * 47_100)


def test_a_lone_parent_has_the_higher_ceiling_anyway() -> None:
    assert has_two_earners(replace(couple(20), couple=False, adults=(earner(None),))) is False
