"""Tiles side by side, as they are read, filled and written: people x workplaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from jalon.core.arrays import Longs
from jalon.matching.layers.cells import CELL, TILE, Cells, tell_leave, tell_states, tell_travel
from jalon.matching.prepared import Answer

ROWS_AT_ONCE = 4_000
"""Tiles written by one statement: some seven megabytes."""


@dataclass(frozen=True)
class Board:
    """`cells` (people x tiles x TILE) of some people and tiles, each by their numbers, rising."""

    people: Longs
    tiles: Longs
    cells: Cells

    @classmethod
    def blank(cls, people: Sequence[int], tiles: Sequence[int]) -> Board:
        """Nothing known yet."""
        shape = (len(people), len(tiles), TILE)
        return cls(_sorted(people), _sorted(tiles), np.zeros(shape, dtype=CELL))

    @classmethod
    def stored(cls, people: Sequence[int], tiles: Sequence[int]) -> Board:
        """What the database has of them; nothing known where it has none."""
        board = cls.blank(people, tiles)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT person_id, number, cells FROM matching_tile"
                " WHERE person_id = ANY(%s) AND number = ANY(%s)",
                [board.people.tolist(), board.tiles.tolist()],
            )
            for person, number, cells in cursor:
                row = np.searchsorted(board.people, person)
                column = np.searchsorted(board.tiles, number)
                board.cells[row, column] = np.frombuffer(cells, dtype=CELL)
        return board

    def clear(self, workplaces: Longs) -> None:
        """Forget what is known of some workplaces."""
        self._flat[:, self._columns(workplaces)] = np.zeros((), dtype=CELL)

    def fill(self, answer: Answer) -> None:
        """Take in some answers."""
        where = np.ix_(
            np.searchsorted(self.people, answer.people), self._columns(answer.workplaces)
        )
        self._flat[answer.kind][where] = tell_states(answer.weeks)
        if answer.kind == "term":
            self._flat["travel_min"][where] = tell_travel(answer.weeks)
            self._flat["leave_min"][where] = tell_leave(answer.weeks)

    def write(self) -> None:
        """Into the database, over what was there; people who are gone are left out."""
        people, tiles = (
            np.repeat(self.people, len(self.tiles)),
            np.tile(self.tiles, len(self.people)),
        )
        rows = self.cells.reshape(-1, TILE)
        with connection.cursor() as cursor:
            for first in range(0, len(rows), ROWS_AT_ONCE):
                some = slice(first, first + ROWS_AT_ONCE)
                cells = [row.tobytes() for row in rows[some]]
                cursor.execute(_WRITE, [people[some].tolist(), tiles[some].tolist(), cells])

    @property
    def _flat(self) -> Cells:
        return self.cells.reshape(len(self.people), -1)

    def _columns(self, workplaces: Longs) -> Longs:
        columns: Longs = np.searchsorted(self.tiles, workplaces // TILE) * TILE + workplaces % TILE
        return columns


_WRITE = """
    INSERT INTO matching_tile (person_id, number, cells)
    SELECT person_id, number, cells
    FROM unnest(%s::bigint[], %s::integer[], %s::bytea[]) AS new (person_id, number, cells)
    WHERE EXISTS (SELECT FROM people_person WHERE id = person_id FOR KEY SHARE)
    ON CONFLICT (person_id, number) DO UPDATE SET cells = excluded.cells
"""


def _sorted(numbers: Sequence[int]) -> Longs:
    return np.array(sorted(numbers), dtype=np.int64)
