"""Collects the named remarks on a feed while it is read, and what of the feed was lost by them.

Codes are those of the canonical GTFS validator where it has one. Ours are: `byte_order_mark`,
`bare_carriage_return`, `not_utf8`, `swapped_coordinates`, `conditional_boarding`,
`service_without_days`, `years_left_out`, `pickup_drop_off_window`, `on_demand_zone`,
`no_scheduled_ride`, `headway_without_minutes`, `change_by_line_or_trip`, `in_seat_transfer`,
`in_seat_transfer_left_out`, `in_seat_transfer_not_allowed`, `block_continuation`,
`block_goes_elsewhere`, `station_pathways` and `pathway_without_time`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Ints, Longs
from jalon.sources.gtfs.types import Notice

Kind = Literal["trips", "services", "stops"]
EXAMPLE = "{example}"
"""Stands in a message for what the first of the rows says."""


class Cells(Protocol):
    """A column of a file."""

    def text(self, row: int) -> str:
        """One cell."""


class NumberedRows(Protocol):
    """A file whose rows know the line where they begin."""

    @property
    def file(self) -> str:
        """Its name in the feed."""

    @property
    def line(self) -> Callable[[int], int]:
        """The line of a row; 1 is the header's."""

    def column(self, name: str) -> Cells:
        """A column by its name."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose rows are: indices of trips, services or stops, one a row; -1 where nobody knows."""

    kind: Kind
    indices: Ints | Longs

    def of(self, rows: NDArray[Any]) -> Owners:
        """The owners of some of the rows, by a mask or by indices."""
        return Owners(self.kind, self.indices[rows])


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of rows: a code and a sentence.

    Where the sentence holds EXAMPLE, it is what the first row has in the columns `shows`.
    `referred` is the file in which the rows name what is not there ("" where they name nothing).
    """

    code: str
    message: str
    shows: Sequence[str] = ()
    referred: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost by a notice, by its owners; `referred` as in the remark."""

    notice: Notice
    owners: Owners
    referred: str = ""


class Notices:
    """The remarks so far, in the order in which they were made, and the losses among them.

    `without_rows` are the files that have a header alone.
    """

    def __init__(self) -> None:
        self.all: list[Notice] = []
        self.losses: list[Loss] = []
        self.without_rows: set[str] = set()

    def add(
        self, code: str, file: str, message: str, count: int = 1, line: int | None = None
    ) -> None:
        """Remarks on a whole file, or on one line of it."""
        self.all.append(Notice(code, file, count, message, line))

    def rows(self, code: str, table: NumberedRows, rows: NDArray[Any], message: str) -> None:
        """Remarks on rows of a table, given as a mask or as indices; nothing when there is none."""
        self.tells(Remark(code, message), table, rows)

    def tells(self, remark: Remark, table: NumberedRows, rows: NDArray[Any]) -> None:
        """The same with an example."""
        self._rows(remark, table, rows, lost=False)

    def loses(
        self, remark: Remark, table: NumberedRows, rows: NDArray[Any], owners: Owners | None = None
    ) -> None:
        """Remarks on rows that are not used, or not as they are; `owners` are those of each."""
        notice = self._rows(remark, table, rows, lost=True)
        if notice is not None and owners is not None:
            self.losses.append(Loss(notice, owners, remark.referred))

    def takes(self, notice: Notice, owners: Owners | None = None) -> None:
        """A notice made elsewhere, by which something is lost."""
        notice = replace(notice, lost=True)
        self.all.append(notice)
        if owners is not None:
            self.losses.append(Loss(notice, owners))

    def _rows(
        self, remark: Remark, table: NumberedRows, rows: NDArray[Any], *, lost: bool
    ) -> Notice | None:
        indices = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        if indices.size == 0:
            return None
        first = int(indices.min())
        texts = [table.column(name).text(first) for name in remark.shows]
        said = remark.message.replace(EXAMPLE, ", ".join(map(repr, texts)))
        count, line = int(indices.size), table.line(first)
        notice = Notice(remark.code, table.file, count, said, line, lost)
        self.all.append(notice)
        return notice
