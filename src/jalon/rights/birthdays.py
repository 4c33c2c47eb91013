"""When a birth or a birthday opens a right, and when one ends it.

A family benefit opens on the first day of the month after the one in which its conditions are met
(R. 552-2 CSS), and ends on the first day of the month in which they are met no more (R. 552-3).
"""

from __future__ import annotations

import datetime as dt

from jalon.core.months import Month, month_of

SCHOOL_YEARS, MAJORITY_YEARS = 6, 18
_LAST_SCHOOL_DAY = (9, 15)
"""Who is 18 on the 15th of September has no allocation de rentrée scolaire any more."""
_THIRD, _FIRST = 3, 1
_ENDING_FROM_MONTHS = 16 * 12 + 6
"""From this age on birthdays end rights (20, 21, 25 years); before, all but the third open some."""


def opens_by(birth: dt.date, years: int, month: Month) -> bool:
    """Whether a birthday, or the birth (0), has opened a right: it was in a month before."""
    return month - month_of(birth) > 12 * years


def is_under(birth: dt.date, years: int, month: Month) -> bool:
    """Whether the month of a birthday is yet to come."""
    return month - month_of(birth) < 12 * years


def is_birthday_month(birth: dt.date, years: int, month: Month) -> bool:
    """Whether a birthday, or the birth (0), is in this month."""
    return month - month_of(birth) == 12 * years


def is_school_child(birth: dt.date, year: int, first: int = SCHOOL_YEARS, last: int = 18) -> bool:
    """Whether a child may open the allocation de rentrée scolaire of a year: of an age from `first`
    to `last` on the 31st of December, and not of age on the 15th of September (R. 543-2 CSS).
    """
    return first <= school_years(birth, year) <= last and not is_of_age(birth, year)


def school_years(birth: dt.date, year: int) -> int:
    """The age on the 31st of December; six of who will be before February (R. 543-2 CSS)."""
    years = year - birth.year
    return SCHOOL_YEARS if years == SCHOOL_YEARS - 1 and birth.month == 1 else years


def is_of_age(birth: dt.date, year: int) -> bool:
    """Whether somebody is 18 on the 15th of September of a year."""
    return birth <= dt.date(year - MAJORITY_YEARS, *_LAST_SCHOOL_DAY)


def model_birth(birth: dt.date, now: Month) -> dt.date:
    """The birth of a child as OpenFisca has to be told it, which looks at the first day of a month.

    A birthday on that day, or the next one, would open a right a month too soon, and one on any
    other day would end it a month too late. What the third birthday ends is seen to in
    `fisca/family.py`.
    """
    if now - month_of(birth) >= _ENDING_FROM_MONTHS:
        return birth.replace(day=_FIRST)
    return birth.replace(day=max(birth.day, _THIRD))
