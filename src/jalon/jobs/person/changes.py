"""What one single change would open to a person among the offers that do not hold, as kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jalon.core.arrays import Longs
from jalon.jobs.company.workplaces import KIND
from jalon.jobs.person.board import OfferBoard
from jalon.matching.queries import Opened, openings_of
from jalon.people.models import Person
from jalon.reach import Unlock, order_told


@dataclass(frozen=True)
class Changes:
    """By change, the offers that it would open. Of a place that opens or closes otherwise, each
    offer is under the least amount that is enough for it.

    `opened` has the offers' numbers in the place of rows. `refreshed_at` is None where nothing was
    computed yet.
    """

    opened: tuple[Opened, ...]
    refreshed_at: dt.datetime | None

    def find_unlocks(self, offers: Longs) -> Mapping[int, tuple[Unlock, ...]]:
        """The changes that would open some offers, in the engine's order; absent where none."""
        found = defaultdict[int, list[Unlock]](list)
        for one in self.opened:
            for number, unlock in one.among(offers).list_unlocks():
                found[number].append(unlock)
        return {number: tuple(sorted(some, key=order_told)) for number, some in found.items()}

    def nearest_first(self, offers: Longs) -> Longs:
        """Offers that a change opens before the others: the smallest change first, then the least
        travel; else in the order of `offers`."""
        numbers, at = np.unique(offers, return_inverse=True)
        rank = np.full(len(numbers), len(self.opened))
        week_s = np.zeros(len(numbers), dtype=np.int64)
        for place, one in enumerate(sorted(self.opened, key=_size)):
            mine = one.among(offers)
            rows = np.searchsorted(numbers, mine.rows)
            better = rank[rows] > place
            rank[rows[better]], week_s[rows[better]] = place, mine.week_s[better]
        order: Longs = np.lexsort((np.arange(len(offers)), week_s[at], rank[at]))
        return offers[order]


def _size(one: Opened) -> tuple[int, str, str]:
    """A place that opens half an hour earlier, then an hour, then a vehicle."""
    change = one.change
    amount = change.by_min if change.by_min is not None else 10_000 + (change.change == "car")
    return amount, change.change, change.place or ""


def changes_of(person: Person, board: OfferBoard) -> Changes:
    """What would open offers of the board that do not hold, and whose hours are all known."""
    known = openings_of(person, KIND)
    numbers = np.array(known.references, dtype=np.int64)
    failing = board.failing[~board.has_unknown(board.failing)]
    opened = (replace(one, rows=numbers[one.rows]).among(failing) for one in known.opened)
    return Changes(tuple(one for one in opened if len(one.rows)), known.refreshed_at)


def merge(changes: Sequence[Opened]) -> Opened:
    """What changes open together, the least travel first: the last of them does it alone."""
    rows = np.concatenate([one.rows for one in changes])
    week_s = np.concatenate([one.week_s for one in changes])
    order = np.lexsort((rows, week_s))
    return Opened(changes[-1].change, rows[order], week_s[order])
