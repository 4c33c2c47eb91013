"""Single values: times, dates, whole and decimal numbers, from trimmed text."""

from __future__ import annotations

import datetime as dt
import math
import re

BLANK = -1
"""The value of a blank cell."""
INVALID = -2
"""The value of a cell that cannot be read."""

_TIME = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])")
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_INTEGER = re.compile(r"\+?([0-9]{1,18})(\.0+)?")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


def parse_time(text: str) -> int:
    """Seconds of `H:MM:SS`, `HH:MM:SS` or `HHH:MM:SS`; BLANK or INVALID otherwise."""
    match = _TIME.fullmatch(text)
    if match is None:
        return INVALID if text else BLANK
    hours, minutes, seconds = map(int, match.groups())
    return hours * 3600 + minutes * 60 + seconds


def parse_date(text: str) -> int:
    """The proleptic ordinal (`date.toordinal`) of `YYYYMMDD`; BLANK or INVALID otherwise."""
    match = _DATE.fullmatch(text)
    if match is None:
        return INVALID if text else BLANK
    try:
        return dt.date(*map(int, match.groups())).toordinal()
    except ValueError:
        return INVALID


def parse_integer(text: str) -> int:
    """A whole number, zero or more (`3.0`, as some spreadsheets write, is 3); BLANK or INVALID."""
    match = _INTEGER.fullmatch(text)
    if match is None:
        return INVALID if text else BLANK
    return int(match.group(1))


def parse_decimal(text: str) -> float:
    """A finite decimal number; NaN when it is blank or cannot be read."""
    if not _DECIMAL.fullmatch(text):
        return math.nan
    number = float(text)
    return number if math.isfinite(number) else math.nan


def format_time(seconds: int) -> str:
    """`HH:MM:SS`, beyond 24 hours too."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
