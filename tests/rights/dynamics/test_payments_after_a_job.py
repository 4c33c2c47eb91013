"""What is due when a job ends, reckoned by hand: neutralisation, substitutes, the last prime."""

from __future__ import annotations

import pytest

from tests.rights.dynamics.desert import due, entitlements, incomes, of


@pytest.mark.parametrize(
    ("end", "rsa"),
    [
        # Wages from January on, the first month without one, and the RSA due from January on.
        # April looks at 0, 1500, 1500. Ended in April, at the review: neutral at once.
        ("2026-04", [600, 600, 600, 600, 600, 600, 600]),
        # Ended between two reviews: April pays nothing, May and June are reckoned again.
        ("2026-05", [600, 600, 600, 0, 600, 600, 600]),
        ("2026-06", [600, 600, 600, 0, 0, 600, 600]),
        ("2026-07", [600, 600, 600, 0, 0, 0, 600]),
    ],
)
def test_a_wage_that_stops_is_left_out_from_its_month_on(end: str, rsa: list[int]) -> None:
    found = due(entitlements(), incomes({"2026-01": 1500, end: 0}))
    assert of(found.rsa, "2026-01", 7) == rsa
    assert of(found.rsa, "2026-07", 6) == [600] * 6


def test_a_wage_that_stopped_inside_the_quarter_before_is_left_out_at_the_review() -> None:
    # January and February worked, nothing in March: April would see 0, 1500, 1500.
    found = due(entitlements(), incomes({"2026-01": 1500, "2026-03": 0}))
    assert of(found.rsa, "2026-01", 7) == [600] * 7


def test_a_wage_that_is_replaced_by_an_allowance_is_not_left_out() -> None:
    # 1500 until May, an allowance of 500 from June on. July still looks at March, April, May.
    lived = incomes({"2026-01": 1500, "2026-06": 0}, allowance={"2026-06": 500})
    found = due(entitlements(), lived)
    assert of(found.rsa, "2026-04", 6) == [0, 0, 0, 0, 0, 0]
    # October looks at June, July, August: 600 - 500.
    assert of(found.rsa, "2026-10", 3) == [100] * 3


def test_a_wage_that_only_shrinks_is_not_left_out() -> None:
    # 1500, then 100 from June on. July looks at three times 1500, October at three times 100.
    found = due(entitlements(), incomes({"2026-01": 1500, "2026-06": 100}))
    assert of(found.rsa, "2026-04", 9) == [0] * 6 + [500] * 3


def test_the_wage_of_the_other_adult_still_counts() -> None:
    # Hers stops in May, his 200 go on: 600 - 200.
    found = due(entitlements(), incomes({"2026-01": 1500, "2026-05": 0}, {"2025-01": 200}))
    assert of(found.rsa, "2026-04", 3) == [0, 400, 400]


def test_a_job_found_again_in_the_same_quarter_keeps_the_wages_left_out() -> None:
    # Nothing in May, 1500 again from June on. April counted, May and June left out (nobody declares
    # in between), July looks at March, April and May: 1500, 1500, 0: 1000.
    found = due(entitlements(), incomes({"2026-01": 1500, "2026-05": 0, "2026-06": 1500}))
    assert of(found.rsa, "2026-04", 4) == [0, 600, 600, 0]


def test_a_prime_is_not_neutralised_and_follows_the_wages_three_months_later() -> None:
    # 900 until May: 300. July looks at March to May: whole. October sees nothing of it.
    found = due(entitlements(), incomes({"2025-01": 900, "2026-06": 0}))
    assert of(found.ppa, "2026-04", 9) == [300] * 6 + [0] * 3


@pytest.mark.parametrize("start", ["2026-03", "2026-04", "2026-05"])
def test_a_contract_of_three_months_is_seen_whole_whatever_its_month(start: str) -> None:
    """Each month of work counts in one review and one only: nine thirds of a prime in all.

    OpenFisca asks whether one worked in the three months before the review instead of the three
    that are looked at, and so loses the last.
    """
    first = {"2026-03": "2026-06", "2026-04": "2026-07", "2026-05": "2026-08"}[start]
    found = due(entitlements(), incomes({start: 900, first: 0}))
    assert sum(of(found.ppa, "2026-01", 12)) == pytest.approx(3 * 300, abs=0.05)


def test_a_contract_whose_last_month_is_alone_in_its_review() -> None:
    # April to June: July looks at March, April, May: 200. October at June, July, August: 100.
    found = due(entitlements(), incomes({"2026-04": 900, "2026-07": 0}))
    assert of(found.ppa, "2026-07", 7) == [200] * 3 + [100] * 3 + [0]


def test_allowances_count_whole_beside_a_prime() -> None:
    # 600 + 60 + 540 - (900 + 200) = 100.
    found = due(entitlements(), incomes({"2025-01": 900}, allowance={"2025-01": 200}))
    assert of(found.ppa, "2026-01", 3) == [100] * 3
