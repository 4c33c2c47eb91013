"""Rows by their id: the first of each is kept, blank ones are left out, and it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.sources.gtfs.cells.table import Table
from jalon.sources.gtfs.notices import EXAMPLE, Notices, Owners, Remark


@dataclass(frozen=True, slots=True)
class IdRows:
    """The rows to keep, in the file's order, and the index of each id among them."""

    rows: Longs
    ids: list[str]
    index: dict[str, int]


def rows_by_id(table: Table, column: str, notices: Notices) -> IdRows:
    """The rows of `table` that have an id of their own in `column`."""
    cells = table.column(column)
    blank = cells.blank()
    first = np.zeros(table.count, np.bool_)
    first[np.unique(cells.codes, return_index=True)[1]] = True
    message = f"{column} is blank; the rows are left out."
    notices.loses(Remark("missing_required_field", message), table, blank)
    message = f"{column} is there twice; the first is kept."
    notices.loses(Remark("duplicate_key", message), table, ~first & ~blank)
    rows = np.flatnonzero(first & ~blank)
    ids = [cells.text(row) for row in rows]
    return IdRows(rows, ids, {key: row for row, key in enumerate(ids)})


@dataclass(frozen=True, slots=True)
class Reference:
    """Where ids of a column are defined: their indices by id, the file, and what follows for those
    that are not there: whether they are lost, and then whose they are."""

    index: Mapping[str, int]
    file: str
    consequence: str
    owners: Owners | None = None
    loses: bool = True


def find_rows(table: Table, column: str, reference: Reference, notices: Notices) -> Ints:
    """Indices in the reference of the cells of `column`; -1 and a notice where one is not there."""
    cells, then = table.column(column), reference.consequence
    rows = cells.find_in(reference.index)
    blank = cells.blank()
    unknown, where = (rows < 0) & ~blank, reference.file
    left_blank = Remark("missing_required_field", f"{column} is blank; {then}.")
    message = f"{column} is not in {where} ({EXAMPLE}); {then}."
    nowhere = Remark("foreign_key_violation", message, [column], where)
    for remark, wrong in ((left_blank, blank), (nowhere, unknown)):
        if reference.loses:
            owners = reference.owners.of(wrong) if reference.owners else None
            notices.loses(remark, table, wrong, owners)
        else:
            notices.tells(remark, table, wrong)
    return rows
