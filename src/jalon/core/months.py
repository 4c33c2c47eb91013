"""Months: what amounts, scales and payments are counted in.

A month is a whole number, `12 * year + month - 1`: months add and subtract as numbers do.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NewType

Month = NewType("Month", int)
_TEXT = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def parse_month(text: str) -> Month:
    """The month of `2026-11`; ValueError otherwise."""
    match = _TEXT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a month like 2026-11")
    return Month(int(match[1]) * 12 + int(match[2]) - 1)


def format_month(month: Month) -> str:
    """`2026-11`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_of(date: dt.date) -> Month:
    """The month that a date is in."""
    return Month(date.year * 12 + date.month - 1)


def first_day(month: Month) -> dt.date:
    """The first day of a month."""
    return dt.date(month // 12, month % 12 + 1, 1)


def days_in(month: Month) -> int:
    """How many days a month has."""
    return (first_day(Month(month + 1)) - first_day(month)).days
