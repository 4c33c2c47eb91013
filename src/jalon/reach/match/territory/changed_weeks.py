"""What one change opens to each person of a territory, pair by pair: what a store keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.reach.match.block_by_person import block_of
from jalon.reach.match.territory.one_change import ChangedPerson, with_one_change
from jalon.reach.match.territory_weeks import TerritoryWeeks
from jalon.reach.network import Network
from jalon.reach.network.coverage import check_covered
from jalon.reach.request.model import Request


class OpenedPairs(NamedTuple):
    """Pairs that do not hold, and would with a change: its number, the offer's number in the
    request, and the seconds of the week's travel then."""

    change: Longs
    offer: Longs
    seconds: Ints


@dataclass(frozen=True)
class ChangedWeeks:
    """The people of a request as they are, then once more with each of `changes`."""

    territory: TerritoryWeeks
    people: int
    changes: Sequence[ChangedPerson]

    @classmethod
    def of(cls, network: Network, request: Request) -> ChangedWeeks:
        """Raises RequestError where the network does not cover the request."""
        check_covered(network, request)
        changes = list(with_one_change(request.people))
        everybody = (*request.people, *(changed.person for changed in changes))
        block = block_of(network, replace(request, people=everybody), len(request.offers))
        return cls(TerritoryWeeks(block), len(request.people), changes)

    def all(self) -> Iterator[OpenedPairs]:
        """What each change opens; of the amounts of one change the smallest that does."""
        for offers, weeks in self.territory.all():
            held, changed = weeks.holds[: self.people], weeks.holds[self.people :]
            opens = changed & ~held[[change.number for change in self.changes]]
            more = np.flatnonzero(self._smaller >= 0)
            opens[more] &= ~changed[self._smaller[more]]
            change, column = np.nonzero(opens)
            yield OpenedPairs(change, offers[column], weeks.seconds[self.people + change, column])

    @cached_property
    def _smaller(self) -> Longs:
        """For each change the number of the one of the next smaller amount, -1 where none is."""
        last: dict[tuple[object, ...], int] = {}
        smaller = np.full(len(self.changes), -1, dtype=np.int64)
        for number, change in enumerate(self.changes):
            same = change.number, change.change, change.place
            smaller[number] = last.get(same, -1)
            last[same] = number
        return smaller
