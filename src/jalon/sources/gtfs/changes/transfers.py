"""Changes that concern all rides between two stops: transfers.txt without lines and trips."""

from __future__ import annotations

import numpy as np

from jalon.core.joins import first_of_each
from jalon.sources.gtfs.changes.rows import (
    IN_SEAT,
    Pairs,
    TransferRows,
    pairs_of,
    spread,
    weight_of,
)
from jalon.sources.gtfs.notices import Notices, Remark
from jalon.sources.gtfs.stops import StopTable
from jalon.sources.gtfs.types import Transfers


def read_transfers(rows: TransferRows | None, stops: StopTable, notices: Notices) -> Transfers:
    """One row a pair of stops.

    A row that names a station stands for all its stops. A row between two precise stops wins over
    those; among equals a forbidden change wins, then the longest time.
    """
    if rows is None:
        none = np.zeros(0, np.int32)
        return Transfers(none, none, none)
    plain = rows.only(~rows.special & (rows.kind < IN_SEAT))
    written = pairs_of(plain, stops, notices)
    _remark_repeated(plain, written, len(stops.stops.ids), notices)
    pairs = _chosen(spread(written, stops))
    return Transfers(
        origin=pairs.origin.astype(np.int32),
        target=pairs.target.astype(np.int32),
        seconds=pairs.seconds.astype(np.int32),
    )


def _remark_repeated(plain: TransferRows, pairs: Pairs, stops: int, notices: Notices) -> None:
    again = np.ones(pairs.row.size, np.bool_)
    again[np.unique(pairs.origin * stops + pairs.target, return_index=True)[1]] = False
    message = "A pair is there twice; a forbidden change wins, else the longest time."
    notices.loses(Remark("duplicate_key", message), plain.table, pairs.row[again])


def _chosen(pairs: Pairs) -> Pairs:
    """One row a pair, sorted by origin and target."""
    weight = weight_of(pairs.seconds)
    order = np.lexsort((-weight, pairs.by_station, pairs.target, pairs.origin))
    return pairs.take(order[first_of_each(pairs.origin[order], pairs.target[order])])
