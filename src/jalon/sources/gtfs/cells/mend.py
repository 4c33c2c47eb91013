"""The patient reading of a table, cell by cell, for the files that need it.

Those are the files where a row has too few or too many cells, where a quotation mark stands after
a space, or is never closed. It takes some seconds for a million rows.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from jalon.core.errors import FeedError
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.types import Notice

MAX_RECORD_LINES = 100
"""A row on more lines than this is a quotation mark that nobody closed."""


def records(body: bytearray, first_line: int) -> Iterator[tuple[int, int, list[str]]]:
    """Every row that is not blank: the line where it begins, how many it takes, its cells."""
    stream = io.TextIOWrapper(io.BytesIO(body), "utf-8", newline="")
    reader = csv.reader(stream, skipinitialspace=True)
    before = 0
    for cells in reader:
        line, height, before = first_line + before, reader.line_num - before, reader.line_num
        if len(cells) > 1 or "".join(cells).strip():
            yield line, height, cells


@dataclass(frozen=True, slots=True)
class Body:
    """The text under the header of a file: the line on which it begins, the header's columns."""

    file: str
    text: bytearray
    first_line: int
    width: int


def mended(body: Body, notices: Notices) -> tuple[bytearray, array[int]]:
    """The text with `width` cells in every row, and the line of each row.

    Cells left out at the end of a row are blank; cells too many that are not blank mean that the
    columns have shifted, and nobody can tell where: the row is left out.
    """
    width, out = body.width, io.BytesIO()
    text = io.TextIOWrapper(out, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    lines, wrong, left_out = array("q"), array("q"), 0
    for line, cells in _closed(body):
        if len(cells) != width:
            wrong.append(line)
            if any(cell.strip() for cell in cells[width:]):
                left_out += 1
                continue
        writer.writerow(cells[:width] + [""] * (width - len(cells)))
        lines.append(line)
    text.flush()
    if wrong:
        message = (
            f"Rows have not {width} values as the header has: values that are left out are read "
            "as blank, rows with too many are left out."
        )
        code, file, count, line = "invalid_row_length", body.file, len(wrong), wrong[0]
        if left_out:
            notices.takes(Notice(code, file, count, message, line))
        else:
            notices.add(code, file, message, count, line)
    return bytearray(out.getbuffer()), lines


def _closed(body: Body) -> Iterator[tuple[int, list[str]]]:
    """The records; FeedError when a quotation mark is never closed."""
    odd = body.text.count(b'"') % 2 == 1
    line, height = body.first_line, 1
    try:
        for line, height, cells in records(body.text, body.first_line):
            if height > MAX_RECORD_LINES:
                raise FeedError(_unclosed(body.file, line))
            yield line, cells
    except csv.Error:  # a cell longer than the csv module allows
        raise FeedError(_unclosed(body.file, line)) from None
    if odd and height > 1:
        raise FeedError(_unclosed(body.file, line))


def _unclosed(file: str, line: int) -> str:
    return f"{file}, line {line} or the next: a quotation mark is never closed; close it"
