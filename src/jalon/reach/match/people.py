"""People as arrays: their points, the orders of their places, and the pairs that need steps."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.reach.kernels.judge_crowd import Crowd
from jalon.reach.request.model import Place
from jalon.reach.week.visits import Choice, Family

Mover = Hashable
"""A walker, or the name of a vehicle: whatever decides how long a leg takes."""


@dataclass
class Ground:
    """What one way to move needs: `row` numbers its points; `towards_work` are the rows from which
    somebody goes straight to work; `pair` numbers its (root, origin) rows, each with the longest
    time that anybody who asks for it may take; `after` and `reach` are as in kernels/slacks.py,
    the margin at work left out."""

    mover: Mover
    row: dict[int, int] = field(default_factory=dict)
    towards_work: set[int] = field(default_factory=set)
    pair: dict[tuple[int, int], int] = field(default_factory=dict)
    longest: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    reach: list[int] = field(default_factory=list)

    def row_of(self, point: int) -> int:
        """The row of a point."""
        return self.row.setdefault(point, len(self.row))

    def pair_of(self, root: int, origin: int, trip_s: int, inner_s: int, outer_s: int) -> int:
        """The pair from row `origin` to row `root`, on a trip of at most `trip_s` seconds.

        Handovers take `inner_s` from the root to work, and `outer_s` from home to the origin.
        """
        number = self.pair.setdefault((root, origin), len(self.pair))
        if number == len(self.longest):
            self.longest.append(0)
            self.after.append(inner_s)
            self.reach.append(0)
        reach_s = trip_s - outer_s
        self.longest[number] = max(self.longest[number], reach_s - inner_s)
        self.after[number] = min(self.after[number], inner_s)
        self.reach[number] = max(self.reach[number], reach_s)
        return number

    @property
    def points(self) -> Longs:
        """The point of each row."""
        return np.fromiter(self.row, dtype=np.int64, count=len(self.row))


@dataclass(frozen=True)
class People:
    """The crowd, its grounds, and the distinct places of its children.

    Rows and pairs of a ground begin at `first_row` and `first_pair` of the crowd's own numbers.
    """

    crowd: Crowd
    grounds: tuple[Ground, ...]
    first_row: tuple[int, ...]
    first_pair: tuple[int, ...]
    places: tuple[Place, ...]
    rows: int
    pairs: int


class _Table:
    """Columns that grow, and the starts of the rows above them."""

    def __init__(self) -> None:
        self.start = [0]
        self.size = 0

    def close(self) -> None:
        self.start.append(self.size)


def people_of(families: Sequence[Family]) -> People:
    """Number everything that the families need."""
    return _Builder().build(families)


class _Builder:
    def __init__(self) -> None:
        self.grounds: dict[Mover, Ground] = {}
        self.places: dict[Place, int] = {}
        self.choice, self.option, self.chain, self.stay, self.visit = (_Table() for _ in range(5))
        self.home: list[tuple[int, int]] = []
        self.stays: list[tuple[int, int, int, int, int]] = []
        self.visits: list[int] = []
        self.numbers: dict[Mover, int] = {}

    def build(self, families: Sequence[Family]) -> People:
        for family in families:
            for choice in family.choices:
                self._add_choice(family, choice)
            self.choice.close()
        grounds = tuple(self.grounds.values())
        first_row = _starts([len(ground.row) for ground in grounds])
        first_pair = _starts([len(ground.pair) for ground in grounds])
        home = np.array(self.home, dtype=np.int64).reshape(-1, 2)
        stays = np.array(self.stays, dtype=np.int64).reshape(-1, 5)
        of_ground = stays[:, 0]
        return People(
            crowd=Crowd(
                choice=_ints(self.choice.start),
                option=_ints(self.option.start),
                chain=_ints(self.chain.start),
                stay=_ints(self.stay.start),
                home=_ints(first_row[home[:, 0]] + home[:, 1]),
                stay_row=_ints(first_row[of_ground] + stays[:, 1]),
                stay_place=_ints(stays[:, 2]),
                stay_handover=_ints(stays[:, 3]),
                stay_pair=_ints(first_pair[of_ground] + stays[:, 4]),
                visit=_ints(self.visit.start),
                visit_place=_ints(self.visits),
                longest=_ints([family.person.max_trip_s for family in families]),
            ),
            grounds=grounds,
            first_row=tuple(first_row.tolist()),
            first_pair=tuple(first_pair.tolist()),
            places=tuple(self.places),
            rows=int(first_row[-1]),
            pairs=int(first_pair[-1]),
        )

    def _add_choice(self, family: Family, choice: Choice) -> None:
        for mover in movers_of(family):
            self._add_option(family, choice, mover)
        self.choice.size += 1
        self.option.close()
        for stay in choice.stays:
            self.visits.append(self.places.setdefault(stay.place, len(self.places)))
        self.visit.size = len(self.visits)
        self.visit.close()

    def _add_option(self, family: Family, choice: Choice, mover: Mover) -> None:
        ground = self.grounds.setdefault(mover, Ground(mover))
        number = self.numbers.setdefault(mover, len(self.numbers))
        trip_s = family.person.max_trip_s
        home = ground.row_of(family.home)
        for chain in choice.chains:
            ground.towards_work.add(ground.row_of(chain.stays[0].point) if chain.stays else home)
            inner_s, all_s = 0, sum(stay.handover_s for stay in chain.stays)
            for stay, outer in zip(chain.stays, [*chain.stays[1:], None], strict=False):
                inner_s += stay.handover_s
                row = ground.row_of(stay.point)
                origin = home if outer is None else ground.row_of(outer.point)
                place = self.places.setdefault(stay.place, len(self.places))
                pair = ground.pair_of(row, origin, trip_s, inner_s, all_s - inner_s)
                self.stays.append((number, row, place, stay.handover_s, pair))
            self.stay.size = len(self.stays)
            self.stay.close()
            self.chain.size += 1
        self.home.append((number, home))
        self.option.size += 1
        self.chain.close()


def movers_of(family: Family) -> tuple[Mover, ...]:
    """The family's ways to move in the order of preference: on foot and by transit first."""
    return (family.walker, *family.person.vehicles)


def _starts(sizes: Sequence[int]) -> Longs:
    return np.concatenate(([0], np.cumsum(np.array(sizes, dtype=np.int64))))


def _ints(values: Sequence[int] | Longs) -> Ints:
    return np.asarray(values, dtype=np.int32)
