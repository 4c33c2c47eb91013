"""Reading tables of comma-separated values: each value is asked by its column, and checked."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from jalon.core.errors import WrongInputError
from jalon.core.time import WEEKDAYS, parse_clock

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")
Hours = dict[str, list[tuple[str, str]]]
"""By weekday, the times of opening and of closing as they were written."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, and where it stands."""

    values: Mapping[str, str]
    where: str

    def wrong(self, why: str) -> WrongInputError:
        """The complaint about this line: one sentence."""
        return WrongInputError(f"{self.where}: {why}.")

    def text(self, column: str, most: int = 200) -> str:
        """A text that must be there."""
        value = self.values[column].strip()
        if not value or len(value) > most:
            raise self.wrong(f"{column} must have 1 to {most} signs")
        return value

    def optional(self, column: str) -> str:
        """A text, perhaps empty, or of a column that may be left out."""
        return self.values.get(column, "").strip()

    def slug(self) -> str:
        """The reference by which the line is known when the table is loaded again."""
        value = self.values["slug"].strip()
        if not _SLUG.fullmatch(value):
            raise self.wrong(f"slug {value!r} is not of small letters, digits and dashes")
        return value

    def one_of(self, column: str, choices: list[str]) -> str:
        """One of the words of `choices`."""
        value = self.values[column].strip()
        if value not in choices:
            raise self.wrong(f"{column} {value!r} is none of {', '.join(choices)}")
        return value

    def number(self, column: str, least: float, most: float) -> float:
        """A number between two others."""
        try:
            value = float(self.values[column])
        except ValueError:
            value = float("nan")
        if least <= value <= most:
            return value
        raise self.wrong(
            f"{column} {self.values[column]!r} is not a number from {least:g} to {most:g}"
        )

    def amount(self, column: str) -> Decimal:
        """A number with at most two decimals, kept as it is written."""
        try:
            return Decimal(self.values[column]).quantize(Decimal("0.01"))
        except InvalidOperation:
            raise self.wrong(f"{column} {self.values[column]!r} is not an amount") from None

    def date(self, column: str) -> dt.date:
        """A date, as 2026-12-01."""
        try:
            return dt.date.fromisoformat(self.values[column].strip())
        except ValueError:
            raise self.wrong(f"{column} {self.values[column]!r} is not a date") from None

    def hours(self) -> Hours:
        """`monday-friday 07:30-18:30; saturday 08:00-12:00`; a weekday may come several times."""
        found: Hours = {}
        for part in filter(None, map(str.strip, self.values["hours"].split(";"))):
            days, _, times = part.partition(" ")
            opening, _, closing = times.strip().partition("-")
            first, _, last = days.partition("-")
            try:
                at, to = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
                parse_clock(opening), parse_clock(closing)
            except ValueError:
                raise self.wrong(f"hours {part!r} are not like monday-friday 07:30-18:30") from None
            for day in WEEKDAYS[at : to + 1]:
                found.setdefault(day, []).append((opening, closing))
        return found


def read_rows(
    path: Path, columns: tuple[str, ...], may_have: frozenset[str] = frozenset()
) -> Iterator[Row]:
    """The lines of a table that has just these columns, and those that it may have; none where
    there is no such file.
    """
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if set(reader.fieldnames or ()) - may_have != set(columns):
                raise WrongInputError(f"{path.name}: its columns must be {','.join(columns)}.")
            for line in reader:
                where = f"{path.name}, line {reader.line_num}"
                if None in line or None in line.values():
                    raise WrongInputError(f"{where}: it has not as many values as columns.")
                yield Row(line, where)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongInputError(f"{path.name} cannot be read: {error}.") from error
