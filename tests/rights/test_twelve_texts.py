"""What the engine had wrong until it was reckoned by hand from the texts."""

from __future__ import annotations

import pytest

from tests.rights.twelve.answers import month_of

HALF_A_CENT = 0.0051


def test_1_no_paje_for_the_month_of_the_third_birthday() -> None:
    assert month_of(1, "2027-07")["family"] == 0


def test_1_no_increase_for_the_month_of_the_third_birthday() -> None:
    # June, July and August: 638.28 x 1.5 = 957.42, bonus 185.98, 59.85 % of 1,477.93 = 884.54.
    # 396.83, of which 1.98 of CRDS.
    prime = 957.42 + 185.98 + 884.54 - (1477.93 + 153.19)
    assert round(prime, 1) == 396.8
    assert month_of(1, "2027-11")["ppa"] == pytest.approx(396.83 - 1.98, abs=HALF_A_CENT)


def test_2_a_wage_that_stopped_counts_again_from_the_review_after_the_next_one() -> None:
    # R. 262-13: back on 31 December, so 320 euros of September are left out until March.
    assert month_of(2, "2027-01")["rsa"] == pytest.approx(651.69, abs=HALF_A_CENT)


# Unedic, règlement: 6 x 1,867.02 over 182 days make 61.55 a day; 40.4 % + 13.18 = 38.05;
# 3 % of 61.55 = 1.85 go to the pension (article 19): 36.20 a day, 30 days a month.
ARE_MONTH = 30 * (38.05 - 1.85)


def test_6_the_allowance_of_a_month() -> None:
    assert month_of(6, "2027-08")["other"] == pytest.approx(ARE_MONTH, abs=HALF_A_CENT)


def test_6_the_first_allowance() -> None:
    # 10 % of 11,202.12 = 1,120.21 over 61.55 make 18 days, and 7 more: five days of June are left.
    assert month_of(6, "2027-07")["other"] == pytest.approx(5 * 36.20, abs=HALF_A_CENT)


def test_6_the_housing_aid_from_the_second_month_after() -> None:
    # 6 x 1,531.12 x 0.90 x 0.70 = 5,787.64, so 5,800 - 5,235 = 565 at 3.235 %; RLS 35.99 x 0.98.
    # 336.97 + 61.29 - 40.01 - 18.28 - 5 - 35.27 = 299.70; CRDS 1.49.
    assert month_of(6, "2027-09")["housing"] == 298


@pytest.mark.parametrize(("number", "offer"), [(7, 0), (10, 1)])
def test_7_and_10_the_rsa_beside_the_first_wage(number: int, offer: int) -> None:
    # 651.69 x 0.88 = 573.4872, less a third of 1,477.93.
    by_hand = 573.4872 - 492.6433
    assert month_of(number, "2027-03", offer)["rsa"] == pytest.approx(by_hand, abs=HALF_A_CENT)


def test_9_the_prime_beside_both_wages() -> None:
    # Bonuses 42.98 and 133.74; 59.85 % of 2,166.80; other: AF, PAJE, 16.5 % of 638.28 x 1.8.
    bonuses = 240.63 * (900 - 726.29 + 1266.80 - 726.29) / 972.49
    other = 153.01 + 199.15 + 638.28 * 1.8 * 0.165
    prime = 638.28 * 2.1 + bonuses + 0.5985 * 2166.80 - (2166.80 + other)
    by_hand = round(prime * 0.995, 2)
    assert month_of(9, "2027-08")["ppa"] == pytest.approx(by_hand, abs=HALF_A_CENT)


@pytest.mark.parametrize(
    ("number", "by_hand"),
    [
        (3, 349.06 - 1.74 + 298.75 - 1.49),
        (5, 201.78 - 1.00),
        (9, 153.01 - 0.76 + 199.15 - 0.99),
    ],
)
def test_3_5_and_9_family_benefits(number: int, by_hand: float) -> None:
    assert month_of(number, "2027-03")["family"] == pytest.approx(by_hand, abs=HALF_A_CENT)
