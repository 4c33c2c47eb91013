"""From clean text to columns of codes: the quick way by pyarrow, the patient way by mend.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa
import pyarrow.csv

from jalon.core.errors import FeedError
from jalon.sources.gtfs.cells.mend import Body, mended, records
from jalon.sources.gtfs.notices import Notices

BLOCK_BYTES = 16 << 20
"""What pyarrow parses at a time; a row must fit in."""
_SOMETHING = re.compile(rb"\S")


@dataclass(frozen=True, slots=True)
class Rows:
    """Cells of the wanted columns, as dictionary arrays; `line(row)` is where a row begins."""

    count: int
    columns: list[pa.DictionaryArray]
    line: Callable[[int], int]


def parse_rows(body: Body, wanted: Sequence[int], notices: Notices) -> Rows:
    """The rows of `body`, of which the columns in `wanted` are kept."""
    text, width = body.text, body.width
    _remark_blank_lines(body, notices)
    if b', "' not in text and text.count(b'"') % 2 == 0:
        try:
            columns = _columns(text, width, wanted)
        except pa.ArrowInvalid:
            pass  # a row with too few or too many cells
        else:
            return Rows(len(columns[0]), columns, _line_finder(body))
    text, lines = mended(body, notices)
    try:
        columns = _columns(text, width, wanted)
    except pa.ArrowInvalid as error:
        raise FeedError(
            f"{body.file} is not a table of values separated by commas ({error})"
        ) from None
    return Rows(len(columns[0]), columns, lines.__getitem__)


def _columns(body: bytearray, width: int, wanted: Sequence[int]) -> list[pa.DictionaryArray]:
    names = [str(number) for number in range(width)]
    kind = pa.dictionary(pa.int32(), pa.string())
    if not _SOMETHING.search(body):
        return [pa.array([], kind) for _ in wanted]
    table = pyarrow.csv.read_csv(
        pa.BufferReader(body),
        read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=BLOCK_BYTES),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=b'"' in body),
        convert_options=pyarrow.csv.ConvertOptions(
            check_utf8=False,  # text.py did
            include_columns=[names[number] for number in wanted],
            column_types=dict.fromkeys(names, kind),
        ),
    )
    return [column.unify_dictionaries().combine_chunks() for column in table.columns]


def _remark_blank_lines(body: Body, notices: Notices) -> None:
    text = body.text
    blank = text.count(b"\n\n") + text.startswith(b"\n")
    if blank:
        place = 0 if text.startswith(b"\n") else text.find(b"\n\n") + 1
        line = body.first_line + text.count(b"\n", 0, place)
        notices.add("empty_row", body.file, "Blank lines were skipped.", blank, line)


def _line_finder(body: Body) -> Callable[[int], int]:
    """How to find a row's line. Where every row is one line, nothing of the text is kept."""
    text, first_line = body.text, body.first_line
    if b'"' not in text and b"\n\n" not in text and not text.startswith(b"\n"):
        return lambda row: first_line + row
    return lambda row: next(islice(records(text, first_line), row, None))[0]
