"""French public holidays of mainland France, on which transport runs as on a Sunday."""

from __future__ import annotations

import datetime as dt

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_DAYS_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension Day and Whit Monday (article L. 3133-1 of the code du travail)."""


def easter(year: int) -> dt.date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm of 1876, after Meeus)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leaps, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - correction + 15) % 30
    fours, rest = divmod(in_century, 4)
    weekday = (32 + 2 * leap_rest + 2 * fours - moon - rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def public_holidays(year: int) -> list[dt.date]:
    """The eleven public holidays of a year, in order (fewer dates when two fall together)."""
    fixed = {dt.date(year, month, day) for month, day in _FIXED}
    sunday = easter(year)
    return sorted(fixed | {sunday + dt.timedelta(days=days) for days in _DAYS_AFTER_EASTER})
