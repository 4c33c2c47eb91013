"""The twelve households reckoned by hand: every number is typed from a published scale.

Nothing of the engine is here but the answers that are compared, to the cent. Months are those of
payment: what is paid in April is due for March. The same arithmetic is told in French in
`docs/douze-foyers.md`; the housing aid is in `test_twelve_housing.py`, and what the hand once found
wrong in `test_twelve_texts.py`.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest

from tests.rights.twelve.answers import month_of

# Décret 2026-220: RSA 651.69. Couples and first child +50 %, then 30 %, 40 % from the third child
# on (R. 262-1 CASF). Lone parent with a child under three: 128.412 % + 42.804 % a child.
RSA_ONE, RSA_TWO = 651.69, 651.69 * 1.5
RSA_RAISED, RSA_COUPLE_THREE = 651.69 * 1.71216, 651.69 * 2.5
# R. 262-9: 12 % of the scale of one, 16 % of two, 16.5 % of three persons or more.
LODGING_ONE, LODGING_TWO, LODGING_THREE = 651.69 * 0.12, 651.69 * 1.5 * 0.16, 651.69 * 1.8 * 0.165
# Décret 2026-222: the same for the prime d'activité on 638.28 (R. 842-3, R. 844-3 CSS).
PPA_ONE, PPA_TWO, PPA_RAISED = 638.28, 638.28 * 1.5, 638.28 * 1.71216
PPA_COUPLE_TWO, PPA_COUPLE_THREE = 638.28 * 2.1, 638.28 * 2.5
PPA_LODGING_ONE, PPA_LODGING_TWO = 638.28 * 0.12, 638.28 * 1.5 * 0.16
PPA_LODGING_THREE = 638.28 * 1.8 * 0.165
CENT = Decimal("0.01")
# BMAF 478.16 since April 2026 (instruction DSS/2B/2026/46). Benefits are amounts to the cent:
# 41.65 % for the PAJE and the CF, 32 % for two children, 73 % for three. Of the ASF 22.5 % at most
# counts.
PAJE, CF, AF_TWO, AF_THREE, ASF_COUNTED = 199.15, 199.15, 153.01, 349.06, 107.59
# Payslips, each line to the cent: 6.90, 0.40, 3.15 and 0.86 % of gross, then 6.80, 2.40 and 0.50 %
# of 98.25 % of it.
FULL = 1867.02 - 128.82 - 7.47 - 58.81 - 16.06 - 124.74 - 44.02 - 9.17
TWENTY = 1066.87 - 73.61 - 4.27 - 33.61 - 9.18 - 71.28 - 25.16 - 5.24
TEN = 533.43 - 36.81 - 2.13 - 16.80 - 4.59 - 35.64 - 12.58 - 2.62
THIRTY = 1600.30 - 110.42 - 6.40 - 50.41 - 13.76 - 106.92 - 37.73 - 7.86
TWENTY_EIGHT = 1553.07 - 107.16 - 6.21 - 48.92 - 13.36 - 103.76 - 36.62 - 7.63
# D. 843-2: from 59 h at 12.31 (726.29) to 138 h (1,698.78), up to 37.7 % of 638.28 (240.63).
BONUS_FULL = 240.63 * (1477.93 - 726.29) / (1698.78 - 726.29)
BONUS_TWENTY = 240.63 * (844.52 - 726.29) / (1698.78 - 726.29)
BONUS_THIRTY = 240.63 * (1266.80 - 726.29) / (1698.78 - 726.29)
BONUS_BOTH_JOBS = 240.63 * (1266.78 - 726.29) / (1698.78 - 726.29)
BONUS_28 = 240.63 * (1229.41 - 726.29) / (1698.78 - 726.29)
BONUS_900 = 240.63 * (900.00 - 726.29) / (1698.78 - 726.29)
# One prime of a reference month: scale + bonus + 59.85 % of earnings - what comes in (L. 842-3).
PRIME_FULL = PPA_ONE + BONUS_FULL + 0.5985 * 1477.93 - (1477.93 + PPA_LODGING_ONE)
PRIME_TWENTY = PPA_ONE + BONUS_TWENTY + 0.5985 * 844.52 - (844.52 + PPA_LODGING_ONE)


def _paid(number: int, month: str, part: str, offer: int = 0) -> float:
    return float(month_of(number, month, offer)[part])


def _is(by_hand: float) -> object:
    """Equal to the cent, half a cent either way."""
    return pytest.approx(round(by_hand, 2), abs=0.0051)


def _less_crds(due: float) -> object:
    """Due to the cent, less 0.5 % of CRDS rounded down to it (ordonnance 96-50, article 14)."""
    gross = Decimal(repr(due)).quantize(CENT, ROUND_HALF_UP)
    return _is(float(gross - (gross * 5 / 1000).quantize(CENT, ROUND_FLOOR)))


@pytest.mark.parametrize(
    ("number", "offer", "net"),
    [
        (1, 0, FULL),
        (5, 0, TWENTY),
        (8, 0, 422.26 + TWENTY),
        (9, 0, 900 + THIRTY),
        (10, 0, TWENTY),
        (12, 0, TWENTY_EIGHT),
    ],
)
def test_net_salaries(number: int, offer: int, net: float) -> None:
    month = "2027-06"
    assert _paid(number, month, "salary_net", offer) == _is(net)


def test_a_job_of_ten_hours_is_what_is_said_of_it() -> None:
    assert round(TEN, 2) == 422.26


@pytest.mark.parametrize("month", ["2026-12", "2027-01"])
def test_1_the_rsa_that_was_paid_holds_for_its_quarter(month: str) -> None:
    assert _paid(1, month, "rsa") == 762.80


def test_1_aissata_until_the_review_of_april() -> None:
    assert _paid(1, "2027-02", "rsa") == _is(RSA_RAISED - LODGING_TWO - PAJE)
    assert _paid(1, "2027-04", "rsa") == _is(RSA_RAISED - LODGING_TWO - PAJE)
    assert _paid(1, "2027-05", "rsa") == 0
    prime = PPA_RAISED + BONUS_FULL + 0.5985 * 1477.93 - (1477.93 + PAJE + PPA_LODGING_TWO)
    assert _paid(1, "2027-05", "ppa") == _less_crds(prime)
    assert _paid(1, "2027-06", "family") == _is(PAJE - 0.99)


def test_1_without_an_increase_or_paje_from_the_third_birthday_on() -> None:
    # October looks at June, July and August; the birthday is on the third of June.
    assert _paid(1, "2027-07", "family") == 0
    assert _paid(1, "2027-11", "rsa") == 0
    prime = PPA_TWO + BONUS_FULL + 0.5985 * 1477.93 - (1477.93 + PPA_LODGING_TWO)
    assert _paid(1, "2027-11", "ppa") == _less_crds(prime)
    idle = RSA_TWO - LODGING_TWO + 388 - 60 * 814.62 * 0.000619
    assert _paid(1, "2027-11", "total_without_job") == pytest.approx(idle, abs=0.011)


def test_1_the_nursery_and_the_pass() -> None:
    # 3,210 a year are under the floor of 2026: 646.52 x 1.5 x 0.84 = 814.62.
    assert _paid(1, "2027-02", "childcare") == _is(140 * 814.62 * 0.000619)
    assert _paid(1, "2027-02", "travel") == _is(90.80 / 2)


def test_2_karim_in_the_quarter_in_which_his_wage_stops() -> None:
    # 320 in September, nothing since: left out from October on, between two reviews (R. 262-4-1).
    assert _paid(2, "2026-12", "rsa") == _is(RSA_ONE)


def test_2_karim_whose_small_wage_has_stopped() -> None:
    # No housing aid, no lump sum; the wage of December counts from the review of March on.
    for month in ("2027-01", "2027-02", "2027-03"):
        assert _paid(2, month, "rsa") == _is(RSA_ONE)
    small = PPA_ONE + 0.5985 * 320 - PPA_ONE
    assert _paid(2, "2027-01", "ppa") == _less_crds(small / 3)
    prime = PPA_ONE + BONUS_FULL + 0.5985 * 1477.93 - 1477.93
    assert _paid(2, "2027-04", "rsa") == 0
    assert _paid(2, "2027-04", "ppa") == _less_crds((0 + prime + prime) / 3)
    assert _paid(2, "2027-07", "ppa") == _less_crds(prime)


def test_3_a_couple_with_three_children() -> None:
    whole = RSA_COUPLE_THREE - LODGING_THREE - AF_THREE - CF
    assert _paid(3, "2027-02", "rsa") == _is(whole)
    assert _paid(3, "2027-03", "rsa") == _is(whole - (0 + 0 + 1477.93) / 3)
    assert _paid(3, "2027-06", "rsa") == 0
    other = AF_THREE + CF + PPA_LODGING_THREE
    prime = PPA_COUPLE_THREE + BONUS_FULL + 0.5985 * 1477.93 - (1477.93 + other)
    assert _paid(3, "2027-03", "ppa") == _less_crds((0 + 0 + prime) / 3)
    assert _paid(3, "2027-06", "ppa") == _less_crds(prime)
    assert _paid(3, "2027-06", "family") == _is(AF_THREE - 1.74 + 298.75 - 1.49)


def test_4_housed_free() -> None:
    assert _paid(4, "2027-01", "rsa") == _is(RSA_ONE - LODGING_ONE)
    assert _paid(4, "2027-04", "rsa") == _is(RSA_ONE - LODGING_ONE)
    assert _paid(4, "2027-05", "rsa") == 0
    assert _paid(4, "2027-05", "ppa") == _less_crds((0 + PRIME_FULL + PRIME_FULL) / 3)
    assert _paid(4, "2027-08", "ppa") == _less_crds(PRIME_FULL)
    assert _paid(4, "2027-08", "housing") == 0


def test_5_twenty_hours_and_a_child_at_school() -> None:
    whole = RSA_TWO - LODGING_TWO - ASF_COUNTED
    assert _paid(5, "2027-03", "rsa") == _is(whole)
    assert _paid(5, "2027-04", "rsa") == _is(whole - (0 + 0 + 844.52) / 3)
    assert _paid(5, "2027-07", "rsa") == 0
    prime = PPA_TWO + BONUS_TWENTY + 0.5985 * 844.52 - (844.52 + ASF_COUNTED + PPA_LODGING_TWO)
    assert _paid(5, "2027-04", "ppa") == _less_crds((0 + 0 + prime) / 3)
    assert _paid(5, "2027-07", "ppa") == _less_crds(prime)
    assert _paid(5, "2027-07", "family") == _is(201.78 - 1.00)


def test_6_six_months() -> None:
    assert _paid(6, "2027-04", "rsa") == _is(RSA_ONE - LODGING_ONE)
    for month in ("2027-05", "2027-08", "2027-10"):
        assert _paid(6, month, "rsa") == 0
        assert _paid(6, month, "ppa") == _less_crds(PRIME_FULL)
    assert _paid(6, "2027-11", "ppa") == 0


def test_6_the_allowance_and_the_rsa_that_comes_back_beside_it() -> None:
    # 6 x 1,867.02 over the 182 days of the contract: 61.55 a day; less 3 % for the pension.
    day = round(0.404 * 61.55 + 13.18, 2) - round(0.03 * 61.55, 2)
    # 25 days of June are waited for: 1,120.21 of paid leave make 18 days at 61.55, and seven.
    first, whole = (30 - 18 - 7) * day, 30 * day
    assert _paid(6, "2027-06", "other") == 0
    assert _paid(6, "2027-07", "other") == _is(first)
    for month in ("2027-08", "2027-09", "2027-10", "2027-11"):
        assert _paid(6, month, "other") == _is(whole)
    # October looks at June, July and August.
    assert _paid(6, "2027-11", "rsa") == _is(RSA_ONE - LODGING_ONE - (0 + first + whole) / 3)
    assert _paid(6, "2027-06", "total") == _is(153.51 + 316)
    assert _paid(6, "2027-07", "total") == _is(153.51 + 316 + 181)


def test_7_three_months_and_no_prime_is_lost() -> None:
    whole = RSA_ONE - LODGING_ONE
    assert _paid(7, "2027-02", "rsa") == _is(whole)
    assert _paid(7, "2027-03", "rsa") == _is(whole - (0 + 0 + 1477.93) / 3)
    for month in ("2027-04", "2027-05", "2027-06", "2027-08", "2027-11"):
        assert _paid(7, month, "rsa") == _is(whole)
    for month in ("2027-03", "2027-04", "2027-05"):
        assert _paid(7, month, "ppa") == _less_crds((0 + 0 + PRIME_FULL) / 3)
    for month in ("2027-06", "2027-07", "2027-08"):
        assert _paid(7, month, "ppa") == _less_crds((PRIME_FULL + PRIME_FULL + 0) / 3)
    assert _paid(7, "2027-09", "ppa") == 0


def test_8_two_jobs() -> None:
    assert _paid(8, "2026-12", "rsa") == _is(RSA_ONE - LODGING_ONE - 422.26)
    alone = PPA_ONE + 0.5985 * 422.26 - PPA_ONE  # 422.26 and 76.59 are less than the scale
    assert _paid(8, "2026-12", "ppa") == _less_crds(alone)
    both = PPA_ONE + BONUS_BOTH_JOBS + 0.5985 * 1266.78 - (1266.78 + PPA_LODGING_ONE)
    assert _paid(8, "2027-04", "rsa") == 0
    assert _paid(8, "2027-04", "ppa") == _less_crds((alone + both + both) / 3)
    assert _paid(8, "2027-07", "ppa") == _less_crds(both)


@pytest.mark.parametrize(("number", "offer", "resources"), [(8, 0, 11900), (10, 1, 12500)])
def test_8_and_10_the_rent_rises_when_its_reduction_ends(
    number: int, offer: int, resources: int
) -> None:
    # RLS of zone 1: under 970 a month for one person, 35.99 off (arrêté du 23 décembre 2025).
    assert resources / 12 > 970
    assert _paid(number, "2027-09", "other", offer) == 0
    for month in ("2027-10", "2027-11"):
        assert _paid(number, month, "other", offer) == -35.99


def test_10_the_rent_stays_at_twenty_hours() -> None:
    assert 7100 / 12 < 970
    assert _paid(10, "2027-11", "other") == 0


def test_9_a_couple_with_a_childminder() -> None:
    other = AF_TWO + PAJE + PPA_LODGING_THREE
    before = PPA_COUPLE_TWO + BONUS_900 + 0.5985 * 900 - (900 + other)
    after = PPA_COUPLE_TWO + BONUS_900 + BONUS_THIRTY + 0.5985 * 2166.80 - (2166.80 + other)
    assert _paid(9, "2027-01", "rsa") == 0
    assert _paid(9, "2027-04", "ppa") == _less_crds(before)
    assert _paid(9, "2027-05", "ppa") == _less_crds((before + after + after) / 3)
    assert _paid(9, "2027-08", "ppa") == _less_crds(after)
    assert _paid(9, "2027-08", "family") == _is(AF_TWO - 0.76 + PAJE - 0.99)
    # 9,720 / 12 = 810 is under the floor of 821; 0.0516 % an hour, 4.91 the reference (D. 531-18).
    left = 120 * 5.20 * (821 * 0.000516 / 4.91)
    assert _paid(9, "2027-01", "childcare") == _is(left)


@pytest.mark.parametrize(
    ("offer", "wage", "prime"), [(0, 844.52, PRIME_TWENTY), (1, 1477.93, PRIME_FULL)]
)
def test_10_twenty_hours_or_thirty_five(offer: int, wage: float, prime: float) -> None:
    whole = RSA_ONE - LODGING_ONE
    assert _paid(10, "2027-02", "rsa", offer) == _is(whole)
    assert _paid(10, "2027-06", "rsa", offer) == 0
    assert _paid(10, "2027-03", "rsa", offer) == _is(whole - (0 + 0 + wage) / 3)
    assert _paid(10, "2027-03", "ppa", offer) == _less_crds((0 + 0 + prime) / 3)
    assert _paid(10, "2027-06", "ppa", offer) == _less_crds(prime)


def test_11_under_twenty_five_there_is_the_prime_only() -> None:
    assert _paid(11, "2026-12", "rsa") == 0
    assert _paid(11, "2027-03", "ppa") == 0
    assert _paid(11, "2027-04", "ppa") == _less_crds((0 + PRIME_FULL + PRIME_FULL) / 3)
    assert _paid(11, "2027-07", "ppa") == _less_crds(PRIME_FULL)


def test_12_child_support_and_a_car() -> None:
    assert _paid(12, "2027-05", "rsa") == _is(RSA_TWO - LODGING_TWO - 220)
    assert _paid(12, "2027-06", "rsa") == 0
    prime = PPA_TWO + BONUS_28 + 0.5985 * 1229.41 - (1229.41 + 220 + PPA_LODGING_TWO)
    assert _paid(12, "2027-06", "ppa") == _less_crds((0 + prime + prime) / 3)
    assert _paid(12, "2027-09", "ppa") == _less_crds(prime)
    assert _paid(12, "2027-03", "other") == 220
    assert _paid(12, "2027-03", "travel") == _is(24 * 5 * 52 / 12 * 0.340)
