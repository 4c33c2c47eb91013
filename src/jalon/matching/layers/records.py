"""Answers that few pairs have: for each person and tile the records of those pairs in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from jalon.core.arrays import Bools, Longs
from jalon.core.time import DAY_S
from jalon.matching.layers.cells import TILE
from jalon.matching.layers.rows import write_rows
from jalon.matching.models import OpeningTile, WindowTile
from jalon.reach import START_STEP_S

WINDOW = np.dtype(
    [("workplace", "u1"), ("weekdays", "u1"), ("starts", "u1", (DAY_S // START_STEP_S // 8,))]
)
"""Of a workplace (its place in the tile): the weekdays (a bit each, Monday the lowest) on which the
same starts hold, and these: the engine's bits of a whole day's grid."""
OPENING = np.dtype(
    [("workplace", "u1"), ("change", "u1"), ("by_min", "u1"), ("place", "<u4"), ("week_s", "<u4")]
)
"""Of a workplace that does not hold: a change (its place in `UNLOCK_KINDS`) that would make it
hold, by how many minutes of which place (0 for a vehicle), and the week's travel then."""
Records = npt.NDArray[Any]
"""An array of one of these; a person's of one tile are sorted by workplace."""
Tiles = dict[tuple[int, int], bytes]
"""By person and tile."""


class Found(NamedTuple):
    """Records as they are computed, in any order: of which person and workplace each is. The
    records' own `workplace` is not yet told."""

    people: Longs
    workplaces: Longs
    records: Records


@dataclass(frozen=True)
class RecordTable:
    """One table of records."""

    model: type[WindowTile | OpeningTile]
    dtype: np.dtype[Any]

    def sort_out(self, found: Iterable[Found]) -> Tiles:
        """What was computed, by person and tile."""
        parts = [part for part in found if len(part.people)]
        if not parts:
            return {}
        people, workplaces, records = (
            np.concatenate(column) for column in zip(*parts, strict=True)
        )
        order = np.lexsort((workplaces, people))
        people, workplaces, records = people[order], workplaces[order], records[order]
        tiles, records["workplace"] = np.divmod(workplaces, TILE)
        fresh = (np.diff(people) != 0) | (np.diff(tiles) != 0)
        first = np.concatenate(([0], np.flatnonzero(fresh) + 1))
        last = np.append(first[1:], len(records))
        names = zip(people[first].tolist(), tiles[first].tolist(), strict=True)
        return {
            name: records[start:end].tobytes()
            for name, start, end in zip(names, first.tolist(), last.tolist(), strict=True)
        }

    def replace_people(self, people: Sequence[int], tiles: Tiles) -> None:
        """All that is known of some people."""
        self.model._default_manager.filter(person_id__in=people).delete()
        self._write(tiles)

    def replace_workplaces(
        self, people: Sequence[int], numbers: Sequence[int], tiles: Tiles
    ) -> None:
        """What is known of some workplaces, by their numbers, for some people."""
        gone = {tile: np.zeros(TILE, dtype=np.bool_) for tile in {n // TILE for n in numbers}}
        for number in numbers:
            gone[number // TILE][number % TILE] = True
        before = self.read(people, list(gone))
        self._write(
            {
                name: after
                for name in before.keys() | tiles.keys()
                if (
                    after := self._merged(
                        before.get(name, b""), gone[name[1]], tiles.get(name, b"")
                    )
                )
                != before.get(name)
            }
        )

    def read(self, people: Sequence[int], tiles: Sequence[int]) -> Tiles:
        """What the database has of some people and tiles."""
        rows = self.model._default_manager.filter(
            person_id__in=people, number__in=tiles
        ).values_list("person_id", "number", "records")
        return {(person, number): bytes(records) for person, number, records in rows}

    def _merged(self, before: bytes, gone: Bools, more: bytes) -> bytes:
        old = np.frombuffer(before, dtype=self.dtype)
        new = np.frombuffer(more, dtype=self.dtype)
        both = np.concatenate((old[~gone[old["workplace"]]], new))
        merged: bytes = both[np.argsort(both["workplace"], kind="stable")].tobytes()
        return merged

    def _write(self, tiles: Mapping[tuple[int, int], bytes]) -> None:
        rows = [(*name, records) for name, records in sorted(tiles.items())]
        write_rows(self.model, "records", rows)


WINDOWS = RecordTable(WindowTile, WINDOW)
OPENINGS = RecordTable(OpeningTile, OPENING)
