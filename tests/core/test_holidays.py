"""Public holidays, against calendars that are printed."""

from __future__ import annotations

import datetime as dt

import pytest

from jalon.core.holidays import easter, public_holidays


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        *[(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16), (2030, 4, 21)],
        # The earliest and the latest Easter of the century around us.
        *[(2008, 3, 23), (2038, 4, 25)],
    ],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == dt.date(year, month, day)


def test_holidays_of_2026() -> None:
    assert [f"{date:%d.%m}" for date in public_holidays(2026)] == [
        *("01.01", "06.04", "01.05", "08.05", "14.05", "25.05"),
        *("14.07", "15.08", "01.11", "11.11", "25.12"),
    ]


def test_two_holidays_on_one_date_are_one() -> None:
    # Ascension Day 2008 fell on 1 May.
    assert len(public_holidays(2008)) == 10
