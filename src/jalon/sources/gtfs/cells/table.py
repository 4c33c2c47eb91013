"""One table of a feed: named columns whose cells are codes into the list of distinct texts.

A column of five million times has some thousands of distinct texts: each is cleaned, parsed or
looked up once, and numpy does the rest. No loop of Python runs over the rows of a large table.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from jalon.core.arrays import Bools, Ints, Longs
from jalon.core.errors import FeedError
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.mend import Body
from jalon.sources.gtfs.cells.rows import parse_rows
from jalon.sources.gtfs.cells.text import clean_text
from jalon.sources.gtfs.notices import Notices

_SOMETHING = re.compile(rb"\S")
_OTHER_SIGNS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True, slots=True)
class Column:
    """n cells; cell i is `values[codes[i]]`, trimmed; a blank cell is ""."""

    codes: Ints
    values: list[str]

    def texts(self) -> list[str]:
        """The n cells as text."""
        return [self.values[code] for code in self.codes.tolist()]

    def text(self, row: int) -> str:
        """One cell."""
        return self.values[int(self.codes[row])]

    def parse(self, function: Callable[[str], int]) -> Longs:
        """`function` of every cell, called once for each distinct text."""
        return np.array([function(value) for value in self.values] or [0], np.int64)[self.codes]

    def find_in(self, index: Mapping[str, int]) -> Ints:
        """Where each cell is in `index`; -1 where it is not."""
        of_value = np.array([index.get(value, -1) for value in self.values] or [-1], np.int32)
        return of_value[self.codes]

    def blank(self) -> Bools:
        """Which cells are blank."""
        return self.parse(lambda value: value == "").astype(np.bool_)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file; a column that the file does not have is blank."""

    file: str
    count: int
    columns: Mapping[str, Column]
    line: Callable[[int], int]

    def column(self, name: str) -> Column:
        """A column by its name."""
        column = self.columns.get(name)
        return column or Column(np.zeros(self.count, np.int32), [""])

    def only(self, rows: Longs) -> Table:
        """A table of some of the rows, which keep their lines."""
        columns = {
            name: Column(column.codes[rows], column.values) for name, column in self.columns.items()
        }
        return Table(self.file, rows.size, columns, lambda row: self.line(int(rows[row])))


def require_table(
    archive: Archive, file: str, required: Sequence[str], optional: Sequence[str], notices: Notices
) -> Table:
    """The table; FeedError when it is missing, empty or lacks a required column."""
    table = find_table(archive, file, required, optional, notices)
    if table is None:
        raise FeedError(f"{file} is missing or empty; add it to the feed")
    return table


def find_table(
    archive: Archive, file: str, required: Sequence[str], optional: Sequence[str], notices: Notices
) -> Table | None:
    """The table, or None when the feed does not have it; FeedError when a column is missing."""
    data = archive.read(file)
    if data is None:
        return None
    text = clean_text(data, file, notices)
    line, header, end = _header(text)
    if not header:
        notices.add("empty_file", file, "The file is empty.")
        return None
    indices = _indices(file, header, required, optional, notices)
    if not indices:
        message = "None of the columns that are read is there; the file is left out."
        notices.add("missing_required_column", file, message, line=line)
        return None
    del text[:end]
    body = Body(file, text, line + 1, len(header))
    rows = parse_rows(body, list(indices.values()), notices)
    if rows.count == 0:
        notices.without_rows.add(file)
    columns = dict(zip(indices, map(_split, rows.columns), strict=True))
    table = Table(file, rows.count, columns, rows.line)
    return Table(file, rows.count, _trimmed(table, notices), rows.line)


def _header(text: bytearray) -> tuple[int, list[str], int]:
    """Line of the header (the first that is not blank), its names, and where the rows begin."""
    first = _SOMETHING.search(text)
    start = text.rfind(b"\n", 0, first.start()) + 1 if first else len(text)
    end = text.find(b"\n", start)
    end = len(text) if end < 0 else end + 1
    cells = next(csv.reader([text[start:end].decode()], skipinitialspace=True), [])
    return 1 + text.count(b"\n", 0, start), [cell.strip() for cell in cells], end


def _indices(
    file: str, header: list[str], required: Sequence[str], optional: Sequence[str], notices: Notices
) -> dict[str, int]:
    """The wanted columns that are there, with their indices in the header."""
    wanted = [*required, *optional]
    for name in required:
        if name not in header:
            raise FeedError(f"{file} has no column {name} ({_had(header)}")
    for name in wanted:
        if header.count(name) > 1:
            notices.add(
                "duplicated_column", file, f"The column {name} is there twice; the first is read."
            )
    return {name: header.index(name) for name in wanted if name in header}


def _had(header: list[str]) -> str:
    """What a header has in the place of a column, and the mend."""
    parted = [name for sign, name in _OTHER_SIGNS.items() if sign in header[0]]
    if len(header) == 1 and parted:
        return f"its values are separated by {parted[0]}); separate them by commas"
    return f"it has {', '.join(header)}); add it"


def _split(array: pa.DictionaryArray) -> Column:
    return Column(array.indices.to_numpy(), array.dictionary.to_pylist())


def _trimmed(table: Table, notices: Notices) -> dict[str, Column]:
    padded = np.zeros(table.count, np.bool_)
    broken = np.zeros(table.count, np.bool_)
    columns = {}
    for name, column in table.columns.items():
        if any("\n" in value for value in column.values):
            broken |= column.parse(lambda value: "\n" in value) > 0
        if any(value != value.strip() for value in column.values):
            padded |= column.parse(lambda value: value != value.strip()) > 0
            column = _merged(column)  # noqa: PLW2901  (the column as it is from here on)
        columns[name] = column
    notices.rows(
        "leading_or_trailing_whitespaces", table, padded, "Spaces around values were taken off."
    )
    notices.rows("new_line_in_value", table, broken, "Values hold a line end, which is kept.")
    return columns


def _merged(column: Column) -> Column:
    """The column with trimmed texts, each of them once."""
    index: dict[str, int] = {}
    codes = [index.setdefault(value.strip(), len(index)) for value in column.values]
    return Column(np.array(codes, np.int32)[column.codes], list(index))
