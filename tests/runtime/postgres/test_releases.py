"""Which corrections of PostgreSQL must be out by a day, from its calendar alone."""

from __future__ import annotations

import datetime as dt

import pytest

from jalon.runtime.postgres.releases import least_minor, tell_age


@pytest.mark.parametrize(
    ("major", "day", "least"),
    [
        (18, dt.date(2025, 10, 1), 0),
        (18, dt.date(2025, 11, 26), 0),  # out on the 13th; distributions have two weeks
        (18, dt.date(2025, 11, 27), 1),
        (18, dt.date(2026, 11, 30), 5),
        (17, dt.date(2025, 3, 1), 2),
        (99, dt.date(2026, 1, 1), None),
    ],
)
def test_the_least_that_is_out(major: int, day: dt.date, least: int | None) -> None:
    assert least_minor(major, day) == least


def test_what_is_behind_is_told_and_what_is_not_is_silent() -> None:
    day = dt.date(2026, 11, 30)
    assert tell_age(180_005, day) == ""
    assert tell_age(180_009, day) == ""
    assert tell_age(190_000, day) == ""
    assert tell_age(180_004, day) == "PostgreSQL 18.4 is behind: 18.5 or newer is out."
    assert tell_age(130_022, day).startswith("PostgreSQL 13 is too old")
    assert "no corrections any more" in tell_age(140_030, dt.date(2027, 1, 1))
