"""The two Parquet files of a match: everybody's best offers, and how many each offer holds for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Ints
from jalon.core.time import WEEKDAYS, format_clock
from jalon.reach.kernels.sentinels import CLOSED
from jalon.reach.match.block import Best
from jalon.reach.match.input.moved_offers import MovedOffer
from jalon.reach.request.model import Offer
from jalon.reach.week.visits import Family

if TYPE_CHECKING:
    import pyarrow as pa

PEOPLE_AT_ONCE = 4096
"""People of one row group of the Parquet file."""


def write_best(path: Path, families: Sequence[Family], offers: Sequence[Offer], best: Best) -> int:
    """One row for each person and offer kept, people in order, the best offer first; gives how
    many. `week_s` are seconds of travel; `places` is a JSON object, child to place."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [("person", pa.string()), ("rank", pa.int32()), ("offer", pa.string()),
         ("week_s", pa.int32()), ("places", pa.string())]
    )  # fmt: skip
    names = np.array([offer.id for offer in offers], dtype=object)
    rows = 0
    with pq.ParquetWriter(path, schema) as writer:
        for first in range(0, len(families), PEOPLE_AT_ONCE):
            part = families[first : first + PEOPLE_AT_ONCE]
            table = _best_rows(part, names, best, first)
            writer.write_table(pa.table(table, schema=schema))
            rows += len(table["rank"])
    return rows


def _best_rows(
    families: Sequence[Family], offers: NDArray[Any], best: Best, first: int
) -> dict[str, Any]:
    last = first + len(families)
    person, rank = np.nonzero(best.seconds[first:last] < CLOSED)
    names = np.array([family.person.id for family in families], dtype=object)
    places = [[_places(choice.places) for choice in family.choices] for family in families]
    choice = best.choice[first:last][person, rank]
    return {
        "person": names[person],
        "rank": rank.astype(np.int32) + 1,
        "offer": offers[best.offer[first:last][person, rank]],
        "week_s": best.seconds[first:last][person, rank],
        "places": [places[p][c] for p, c in zip(person.tolist(), choice.tolist(), strict=True)],
    }


def _places(chosen: dict[str, str]) -> str:
    return json.dumps(chosen, ensure_ascii=False)


def write_starts(
    path: Path, offers: Sequence[Offer], moved: Sequence[MovedOffer], people: Ints
) -> None:
    """For each offer and move with known hours (`people` is not negative): the first shift of its
    first day, and for how many people it holds."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(_starts(offers, moved, people)), path)


def _starts(
    offers: Sequence[Offer], moved: Sequence[MovedOffer], people: Ints
) -> dict[str, pa.Array]:
    import pyarrow as pa

    known = np.flatnonzero(people >= 0).tolist()
    firsts = [_first_shift(moved[number]) for number in known]
    # The types are said: a table without a row has them too.
    return {
        "offer": pa.array([offers[moved[number].offer_index].id for number in known], pa.string()),
        "move_min": pa.array([moved[number].by_s // 60 for number in known], pa.int32()),
        "weekday": pa.array([WEEKDAYS[weekday] for weekday, _, _ in firsts], pa.string()),
        "start": pa.array([format_clock(start) for _, start, _ in firsts], pa.string()),
        "end": pa.array([format_clock(end) for _, _, end in firsts], pa.string()),
        "people": pa.array(people[known], pa.int32()),
    }


def _first_shift(moved: MovedOffer) -> tuple[int, int, int]:
    weekday, spans = min(moved.moved.shifts.items())
    assert spans is not None  # noqa: S101 - only offers with known hours are counted
    return weekday, spans[0][0], spans[-1][1]
