"""The housing aid of two of the twelve, whole by hand: with and without a landlord of HLM.

Parameters in force since October 2025 (arrêté du 27 septembre 2019 as it stands); those of October
2026 are not in what the engine uses. Aid = rent + charges - personal share - 5 euros, less
98 % of the rent reduction (RLS) in HLM, less 0.5 % of CRDS rounded down to the cent; then rounded
down to the euro. Resources are taxable, less 10 %, rounded up to the next hundred (R. 822-3 CCH).
"""

from __future__ import annotations

from math import floor

import pytest

from tests.rights.twelve.answers import month_of

TAXABLE_FULL = 1477.93 + 44.02 + 9.17
"""Net and the two lines of CSG and CRDS that are taxed."""


def _after_crds(eur: float) -> int:
    return floor(eur - floor(eur * 100 * 0.005) / 100)


def _theo(resources: int) -> int:
    """Zone 1, alone, private: rent 336.97 at most, charges 61.29; R0 5,235; Tf 2.83 %.

    Rent against the reference of zone 2: 336.97 / 293.68 = 114.74 %; Tl = 0.45 % x 0.30
    + 0.68 % x 0.3974 = 0.405 %.
    """
    share = 40.01 + (0.0283 + 0.00405) * max(0, resources - 5235)
    return _after_crds(336.97 + 61.29 - share - 5)


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
