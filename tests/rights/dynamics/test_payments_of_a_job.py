"""RSA and prime d'activité when a job begins, changes and goes on, reckoned by hand.

Reviews are in January, April, July and October unless said. See `desert.py` for the numbers.
"""

from __future__ import annotations

import numpy as np
import pytest

from jalon.core.months import format_month, parse_month
from jalon.rights.dynamics.payments import paid
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.dynamics.types import Incomes
from tests.rights.dynamics.desert import DUE, LIVED, by_month, due, entitlements, incomes, of


def test_without_anything_the_rsa_is_whole_and_there_is_no_prime() -> None:
    found = due(entitlements(), incomes({}))
    assert of(found.rsa, "2026-01", 12) == [600] * 12
    assert of(found.ppa, "2026-01", 12) == [0] * 12


@pytest.mark.parametrize(
    ("start", "rsa", "ppa"),
    [
        # April looks at December, January and February: 0, 1500, 1500, in the mean 1000 > 600.
        # A month at 1500 makes a prime of 600 + 120 + 900 - 1500 = 120: two of three, 80.
        ("2026-01", [600, 600, 600, 0, 0, 0, 0, 0, 0], [0, 0, 0, 80, 80, 80, 120, 120, 120]),
        # April looks at 0, 0, 1500: 500 in the mean, 100 left. One prime of three: 40.
        ("2026-02", [600, 600, 600, 100, 100, 100, 0, 0, 0], [0, 0, 0, 40, 40, 40, 120, 120, 120]),
        # April sees nothing of it, July sees March, April and May whole.
        ("2026-03", [600, 600, 600, 600, 600, 600, 0, 0, 0], [0, 0, 0, 0, 0, 0, 120, 120, 120]),
    ],
)
def test_a_job_from_each_month_of_a_quarter(start: str, rsa: list[int], ppa: list[int]) -> None:
    found = due(entitlements(), incomes({start: 1500}))
    assert of(found.rsa, "2026-01", 9) == rsa
    assert of(found.ppa, "2026-01", 9) == ppa


@pytest.mark.parametrize(("start", "whole"), [("2026-01", 3), ("2026-02", 2), ("2026-03", 4)])
def test_months_of_whole_rsa_from_the_first_wage_on(start: str, whole: int) -> None:
    found = due(entitlements(), incomes({start: 1500}))
    after = of(found.rsa, start, 12)
    assert after.count(600) == whole
    assert after[:whole] == [600] * whole


def test_the_prime_for_a_month_at_half_the_smic_scale() -> None:
    # 900 a month: bonus 120 x (900 - 600) / 600 = 60; 600 + 60 + 540 - 900 = 300. The RSA is gone.
    found = due(entitlements(), incomes({"2025-01": 900}))
    assert of(found.ppa, "2026-01", 3) == [300] * 3
    assert of(found.rsa, "2026-01", 3) == [0] * 3


def test_a_small_wage_leaves_a_part_of_the_rsa_and_a_prime_beside() -> None:
    # 300: RSA 600 - 300; prime 600 + 180 - max(300, 600) = 180. Both count from 60 hours on: none.
    found = due(entitlements(), incomes({"2025-01": 300}))
    assert of(found.rsa, "2026-01", 3) == [300] * 3
    assert of(found.ppa, "2026-01", 3) == [180] * 3


def test_from_part_time_to_full_time_in_the_second_month_of_a_quarter() -> None:
    # 300 until January, 1500 from February. April looks at 300, 300, 1500: mean 700 > 600.
    # Primes 180, 180 and 120: 160. July looks at three full months: 120.
    found = due(entitlements(), incomes({"2025-01": 300, "2026-02": 1500}))
    assert of(found.rsa, "2026-01", 6) == [300, 300, 300, 0, 0, 0]
    assert of(found.ppa, "2026-01", 9) == [180, 180, 180, 160, 160, 160, 120, 120, 120]


def test_the_three_reference_months_are_the_fourth_the_third_and_the_second_before() -> None:
    references = Rhythm(parse_month("2026-04")).references(parse_month("2026-06"))
    assert [format_month(month) for month in references] == ["2025-12", "2026-01", "2026-02"]


def test_before_march_2025_they_were_the_three_months_just_before() -> None:
    rhythm = Rhythm(parse_month("2025-02"))
    assert [format_month(month) for month in rhythm.references(parse_month("2025-02"))] == [
        "2024-11", "2024-12", "2025-01",
    ]  # fmt: skip
    after = [format_month(month) for month in rhythm.references(parse_month("2025-05"))]
    assert after == ["2025-01", "2025-02", "2025-03"]


@pytest.mark.parametrize("lag", [-6, -3, 3, 6, 9])
def test_a_declaration_three_months_away_is_the_same_rhythm(lag: int) -> None:
    declared = parse_month("2026-04")
    one, other = Rhythm(declared), Rhythm(type(declared)(declared + lag))
    assert [one.review(month) for month in DUE.months] == [
        other.review(month) for month in DUE.months
    ]


def test_what_is_due_for_a_month_is_paid_in_the_next() -> None:
    found = due(entitlements(), incomes({"2026-01": 1500}))
    # Due: 600 for January to March, nothing for April. Paid: 600 in February, March and April.
    first = DUE.column(parse_month("2026-01"))
    assert paid(found.rsa, first, 6)[0].tolist() == [600, 600, 600, 600, 0, 0]


def test_two_adults_with_wages_each_have_a_bonus_and_share_the_scale() -> None:
    # Scale 900. 900 and 1200: bonus 60 + 120; 900 + 180 + 1260 - 2100 = 240.
    couple = entitlements(ratio=by_month({}, start=1.5))
    found = due(couple, incomes({"2025-01": 900}, {"2025-01": 1200}))
    assert of(found.ppa, "2026-01", 3) == [240] * 3
    assert of(found.rsa, "2026-01", 3) == [0] * 3


def test_the_wage_of_one_is_counted_for_both() -> None:
    # Scale 900 less 300: 600. Prime 900 + 180 - 900 = 180.
    found = due(entitlements(ratio=by_month({}, start=1.5)), incomes({}, {"2025-01": 300}))
    assert of(found.rsa, "2026-01", 3) == [600] * 3
    assert of(found.ppa, "2026-01", 3) == [180] * 3


def test_copies_do_not_touch_each_other() -> None:
    alone = [incomes({"2026-01": 1500}), incomes({}), incomes({"2025-01": 300})]
    rows = np.stack([one.net[0, 0] for one in alone])[None]
    none, nobody = np.zeros_like(rows), rows < 0
    support = np.zeros(LIVED.count)
    together = Incomes(LIVED, rows, rows, none, nobody, support, ("unemployment",))
    found = due(entitlements(), together)
    for rank, one in enumerate(alone):
        apart = due(entitlements(), one)
        assert (found.rsa[rank] == apart.rsa[0]).all()
        assert (found.ppa[rank] == apart.ppa[0]).all()
