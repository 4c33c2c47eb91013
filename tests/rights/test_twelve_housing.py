"""The housing aid of six of the twelve, whole by hand: with and without a landlord of HLM.

Parameters in force since October 2025 (arrêté du 27 septembre 2019 as it stands); those of October
2026 are not in what the engine uses. Aid = rent + charges - personal share - 5 euros, less
98 % of the rent reduction (RLS) in HLM, less 0.5 % of CRDS rounded down to the cent; then rounded
down to the euro. Resources are taxable, less 10 %, rounded up to the next hundred (R. 822-3 CCH).
"""

from __future__ import annotations

from math import floor

import pytest

from tests.rights.twelve.answers import month_of

# Net and the two lines of CSG and CRDS that are taxed.
TAXABLE_FULL, TAXABLE_TWENTY = 1477.93 + 44.02 + 9.17, 844.52 + 25.16 + 5.24
TAXABLE_TEN = 422.26 + 12.58 + 2.62


def _after_crds(eur: float) -> int:
    return floor(eur - floor(eur * 100 * 0.005) / 100)


def _theo(resources: int) -> int:
    """Zone 1, alone, private: rent 336.97 at most, charges 61.29; R0 5,235; Tf 2.83 %.

    Rent against the reference of zone 2: 336.97 / 293.68 = 114.74 %; Tl = 0.45 % x 0.30
    + 0.68 % x 0.3974 = 0.405 %.
    """
    share = 40.01 + (0.0283 + 0.00405) * max(0, resources - 5235)
    return _after_crds(336.97 + 61.29 - share - 5)


def _hlm_alone(resources: int) -> int:
    """As Théo, but in HLM: the RLS of 35.99 is given under 970 euros a month (zone 1, one person).

    Rents of 350, 360 and 380 euros are all over the 336.97 that count.
    """
    rls = 35.99 if resources / 12 < 970 else 0.0
    share = 40.01 + (0.0283 + 0.00405) * max(0, resources - 5235)
    return _after_crds(336.97 + 61.29 - share - 5 - rls * 0.98)


def _aissata(resources: int) -> int:
    """Zone 1, one child, HLM: rent 410, charges 61.29 + 13.90; R0 8,947; Tf 2.70 %; RLS 49.09.

    The least share is 8.5 % of rent and charges; 410 / 404.49 = 101.36 %, Tl = 0.314 %.
    """
    share = (410 + 75.19) * 0.085 + (0.0270 + 0.00314) * max(0, resources - 8947)
    return _after_crds(410 + 75.19 - share - 5 - 49.09 * 0.98)


@pytest.mark.parametrize(
    ("month", "months_worked", "resources"),
    [
        ("2026-12", 0, 0),
        ("2027-05", 3, 4200),  # April looks at March 2026 to February 2027
        ("2027-08", 6, 8300),  # July looks at June 2026 to May 2027
        ("2027-11", 9, 12500),  # October looks at September 2026 to August 2027
    ],
)
def test_11_a_rent_in_the_private_sector(month: str, months_worked: int, resources: int) -> None:
    counted = months_worked * TAXABLE_FULL * 0.90
    assert resources - 100 < counted <= resources
    assert month_of(11, month)["housing"] == _theo(resources)


@pytest.mark.parametrize(
    ("month", "resources"),
    [
        ("2026-12", 0),  # the RSA is received: salaries do not count (R. 822-17)
        ("2027-05", 0),  # the first month without RSA follows one with it
        ("2027-08", 8300),  # under R0
        ("2027-11", 12500),  # 9 x 1,531.12 x 0.90 = 12,402.07
    ],
)
def test_1_a_rent_in_hlm(month: str, resources: int) -> None:
    assert month_of(1, month)["housing"] == _aissata(resources)


@pytest.mark.parametrize(
    ("month", "counted", "resources"),
    [
        ("2027-07", 0, 0),  # the first quarter without RSA follows one with it
        ("2027-08", 6 * TAXABLE_FULL * 0.90, 8300),
        # Unemployed: 30 % off wages from the second month after (R. 822-14).
        ("2027-09", 6 * TAXABLE_FULL * 0.90 * 0.70, 5800),
        ("2027-10", 6 * TAXABLE_FULL * 0.90 * 0.70, 5800),
        # October counts the allowances of July and August too: 181 and 1,086.
        ("2027-11", 6 * TAXABLE_FULL * 0.90 * 0.70 + (181 + 1086) * 0.90, 7000),
    ],
)
def test_6_beside_an_unemployment_allowance(month: str, counted: float, resources: int) -> None:
    assert max(0, resources - 100) <= counted <= resources
    assert month_of(6, month)["housing"] == _hlm_alone(resources)


@pytest.mark.parametrize(
    ("month", "one_job", "both_jobs", "resources"),
    [
        ("2027-05", 9, 3, 7100),  # April looks at March 2026 to February 2027
        ("2027-08", 6, 6, 9500),
        ("2027-11", 3, 9, 11900),  # 991.67 a month: the rent is not reduced any more
    ],
)
def test_8_two_jobs(month: str, one_job: int, both_jobs: int, resources: int) -> None:
    months = one_job + both_jobs
    assert months == 12
    counted = (months * TAXABLE_TEN + both_jobs * TAXABLE_TWENTY) * 0.90
    assert resources - 100 < counted <= resources
    assert month_of(8, month)["housing"] == _hlm_alone(resources)


@pytest.mark.parametrize(
    ("offer", "taxable", "month", "months_worked", "resources"),
    [
        (0, TAXABLE_TWENTY, "2027-08", 6, 4800),
        (0, TAXABLE_TWENTY, "2027-11", 9, 7100),
        (1, TAXABLE_FULL, "2027-08", 6, 8300),
        (1, TAXABLE_FULL, "2027-11", 9, 12500),
    ],
)
def test_10_twenty_hours_or_thirty_five(
    offer: int, taxable: float, month: str, months_worked: int, resources: int
) -> None:
    counted = months_worked * taxable * 0.90
    assert resources - 100 < counted <= resources
    assert month_of(10, month, offer)["housing"] == _hlm_alone(resources)


def test_5_twenty_hours_take_nothing_off() -> None:
    # 8 x 874.92 x 0.90 = 6,299.42 are under the 8,947 that do not count with a child.
    assert 8 * TAXABLE_TWENTY * 0.90 < 8947
    share = (390 + 75.19) * 0.085
    assert month_of(5, "2027-12")["housing"] == _after_crds(390 + 75.19 - share - 5 - 49.09 * 0.98)


def test_7_salaries_never_count_while_the_rsa_is_paid() -> None:
    for month in ("2027-03", "2027-08", "2027-11"):
        assert month_of(7, month)["housing"] == _hlm_alone(0)
