"""Reading a JSON value with its place, so that every complaint can name it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from jalon.core.errors import RequestError
from jalon.core.time import DAY_S, WEEKDAYS, parse_clock

FIRST_YEAR, LAST_YEAR = 1970, 2200
_MISSING: Any = object()
Word = TypeVar("Word", bound=str)


class Field:
    """One value of a request and where it stands."""

    def __init__(self, value: object, where: str) -> None:
        self.value = value
        self.where = where

    @property
    def is_null(self) -> bool:
        """Whether the value is null: unknown."""
        return self.value is None

    def wrong(self, why: str) -> RequestError:
        """The complaint about this value: one sentence."""
        return RequestError(f"{self.where}: {why}.")

    def get(self, name: str, default: object = _MISSING) -> Field:
        """A field of an object; RequestError when it is missing and has no default."""
        if not isinstance(self.value, dict):
            raise self.wrong("an object {…} is expected")
        where = name if self.where == "the request" else f"{self.where}.{name}"
        value = self.value.get(name, default)
        if value is _MISSING:
            raise RequestError(f"{where} is missing.")
        return Field(value, where)

    def only(self, *names: str) -> None:
        """RequestError when an object has a field of another name: a slip would change answers."""
        if not isinstance(self.value, dict):
            raise self.wrong("an object {…} is expected")
        for name in self.value:
            if name not in names:
                raise self.wrong(f"{_shown(name)} is not known here; known are {', '.join(names)}")

    def named(self, name: str) -> Field:
        """The same value, called by a name that people know as well."""
        return Field(self.value, f"{name}, {self.where}")

    def items(self) -> list[Field]:
        """The items of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("a list […] is expected")
        return [Field(item, f"{self.where}[{i}]") for i, item in enumerate(self.value)]

    def number(self, low: float, high: float) -> float:
        """A finite number between two bounds."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(f"{_shown(value)} is not a number")
        if isinstance(value, float) and math.isnan(value):
            raise self.wrong(f"{_shown(value)} is not a number")
        if not low <= value <= high:
            raise self.wrong(f"{_shown(value)} is not between {low:g} and {high:g}")
        return float(value)

    def whole(self, low: int, high: int) -> int:
        """A whole number between two bounds."""
        value = self.number(low, high)
        if not value.is_integer():
            raise self.wrong(f"{value} is not a whole number")
        return int(value)

    def minutes(self, low: float, high: float) -> int:
        """Minutes between two bounds, as whole seconds."""
        return round(self.number(low, high) * 60)

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong(f"{_shown(self.value)} is not a text")
        if any("\ud800" <= sign <= "\udfff" for sign in self.value):
            raise self.wrong(f"{_shown(self.value)} holds half a character (a lone surrogate)")
        return self.value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong(f"{_shown(self.value)} is neither true nor false")
        return self.value

    def one_of(self, words: Sequence[Word]) -> Word:
        """One of some words."""
        for word in words:
            if self.value == word:
                return word
        raise self.wrong(f"{_shown(self.value)} is not one of {', '.join(words)}")

    def date(self, first_year: int = FIRST_YEAR) -> dt.date:
        """A date as 2026-11-23."""
        try:
            date = dt.date.fromisoformat(self.text())
        except ValueError:
            raise self.wrong(f"{_shown(self.value)} is not a date like 2026-11-23") from None
        if not first_year <= date.year <= LAST_YEAR:
            raise self.wrong(f"{date} is not between {first_year} and {LAST_YEAR}")
        return date

    def clock(self) -> int:
        """A clock time, in seconds since midnight."""
        try:
            return parse_clock(self.text())
        except ValueError:
            raise self.wrong(
                f"{_shown(self.value)} is not a time like 08:30 (up to 29:59)"
            ) from None

    def span(self, *, over_midnight: bool = False) -> tuple[int, int]:
        """Two clock times; the second is after the first, or of the next day if that may be."""
        items = self.items()
        if len(items) != 2:
            raise self.wrong('a start and an end like ["08:30", "16:30"] are expected')
        start, end = items[0].clock(), items[1].clock()
        if over_midnight and end < start:
            end += DAY_S
        if end <= start:
            raise self.wrong(f"it ends ({items[1].value}) no later than it starts")
        return start, end

    def by_weekday(self) -> Iterator[tuple[int, Field]]:
        """The fields of an object whose names are weekdays, in the order given."""
        if not isinstance(self.value, dict):
            raise self.wrong("an object by weekday {…} is expected")
        for name in self.value:
            if name not in WEEKDAYS:
                raise self.wrong(f"{_shown(name)} is not a weekday (monday … sunday)")
            yield WEEKDAYS.index(name), self.get(name)

    def weekdays(self) -> list[Field | None]:
        """One field for each weekday from Monday; None where the weekday is absent."""
        days: list[Field | None] = [None] * 7
        for weekday, day in self.by_weekday():
            days[weekday] = day
        return days


def _shown(value: object) -> str:
    """A value short enough for a sentence (Python refuses to write whole numbers of any length)."""
    if isinstance(value, int) and value.bit_length() > 128:
        return "a number of more than 38 digits"
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
