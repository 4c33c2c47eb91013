"""Tiles side by side, as they are read, filled and written: people x workplaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from jalon.core.arrays import Longs
from jalon.matching.layers.cells import CELL, TILE, Cells, tell_leave, tell_states, tell_travel
from jalon.matching.layers.rows import ROWS_AT_ONCE, write_rows
from jalon.matching.models import Tile
from jalon.matching.prepared import Answer


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
        # Some people at a time: the rows of all would take as much memory as the board again.
        at_once = max(1, ROWS_AT_ONCE // max(1, len(self.tiles)))
        for first in range(0, len(self.people), at_once):
            rows = [
                (person, tile, self.cells[row, column].tobytes())
                for row, person in enumerate(self.people[first : first + at_once].tolist(), first)
                for column, tile in enumerate(self.tiles.tolist())
            ]
            write_rows(Tile, "cells", rows)

    @property
    def _flat(self) -> Cells:
        return self.cells.reshape(len(self.people), len(self.tiles) * TILE)

    def _columns(self, workplaces: Longs) -> Longs:
        columns: Longs = np.searchsorted(self.tiles, workplaces // TILE) * TILE + workplaces % TILE
        return columns


def _sorted(numbers: Sequence[int]) -> Longs:
    return np.array(sorted(numbers), dtype=np.int64)
