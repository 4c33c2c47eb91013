"""Collects the named remarks on a feed while it is read.

Codes are those of the canonical GTFS validator where it has one. Ours are: `byte_order_mark`,
`bare_carriage_return`, `not_utf8`, `swapped_coordinates`, `conditional_boarding`,
`unsupported_transfer` and `service_without_days`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from jalon.sources.gtfs.types import Notice


class NumberedRows(Protocol):
    """A file whose rows know the line where they begin."""

    @property
    def file(self) -> str:
        """Its name in the feed."""

    @property
    def line(self) -> Callable[[int], int]:
        """The line of a row; 1 is the header's."""


class Notices:
    """The remarks so far, in the order in which they were made."""

    def __init__(self) -> None:
        self.all: list[Notice] = []

    def add(
        self, code: str, file: str, message: str, count: int = 1, line: int | None = None
    ) -> None:
        """Remarks on a whole file, or on one line of it."""
        self.all.append(Notice(code, file, count, message, line))

    def rows(self, code: str, table: NumberedRows, rows: NDArray[Any], message: str) -> None:
        """Remarks on rows of a table, given as a mask or as indices; nothing when there is none."""
        indices = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        if indices.size:
            self.add(code, table.file, message, int(indices.size), table.line(int(indices.min())))
