"""Which minor version of PostgreSQL there must be by now: no network is asked.

PostgreSQL brings out corrections on the second Thursday of February, May, August and November
(https://www.postgresql.org/developer/roadmap/), sometimes more often: what is reckoned here is the
least.
"""

from __future__ import annotations

import datetime as dt

OLDEST = 14
"""The oldest version that serves: Django's (5.2), and ours where nothing newer is asked."""
_FIRST = {
    14: dt.date(2021, 9, 30),
    15: dt.date(2022, 10, 13),
    16: dt.date(2023, 9, 14),
    17: dt.date(2024, 9, 26),
    18: dt.date(2025, 9, 25),
}
"""When each version came out."""
_SUPPORTED_YEARS = 5
_MONTHS = (2, 5, 8, 11)
_TO_PACKAGE = dt.timedelta(days=14)
"""A distribution takes some days."""


def least_minor(major: int, today: dt.date) -> int | None:
    """The least minor version that came out before `today`; None for a version unknown here."""
    first = _FIRST.get(major)
    if first is None:
        return None
    years = range(first.year, today.year + 1)
    days = (_second_thursday(year, month) for year in years for month in _MONTHS)
    return sum(first < day <= today - _TO_PACKAGE for day in days)


def tell_age(version: int, today: dt.date) -> str:
    """One sentence where `version`, as PostgreSQL numbers it (180004), is behind; else empty."""
    major, minor = divmod(version, 10_000)
    if major < OLDEST:
        return f"PostgreSQL {major} is too old: {OLDEST} is the oldest that serves."
    first, least = _FIRST.get(major), least_minor(major, today)
    if first is not None and today.year - first.year > _SUPPORTED_YEARS:
        return f"PostgreSQL {major} has no corrections any more: take a newer version."
    if least is not None and minor < least:
        return f"PostgreSQL {major}.{minor} is behind: {major}.{least} or newer is out."
    return ""


def _second_thursday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 7)
