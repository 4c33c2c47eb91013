"""The weeks of a whole territory, as a store keeps them: everybody, then newcomers alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jalon.core.arrays import Longs
from jalon.reach.match.block import Block, PairWeeks, prepare_block
from jalon.reach.match.block_by_person import JudgementBlock, block_of
from jalon.reach.match.input.offers import Calendar
from jalon.reach.match.start_bits import OfferStarts, find_starts
from jalon.reach.network import Network
from jalon.reach.network.coverage import check_covered
from jalon.reach.request.model import Offer, Person, Request

PAIRS_AT_ONCE = 50_000_000
"""Parts have at most about so many pairs: their weeks take eight bytes each while they are read."""


@dataclass(frozen=True)
class TerritoryWeeks:
    """People and offers prepared once. Newcomers are asked about without asking anew for anybody.

    Offers whose hours are unknown, all or some, have no week: they are in no part.
    """

    block: Block | JudgementBlock

    @classmethod
    def of(cls, network: Network, request: Request) -> TerritoryWeeks:
        """Raises RequestError where the network does not cover the request."""
        check_covered(network, request)
        block = block_of(network, request, len(request.offers))
        if isinstance(block, Block):
            # What is known of the people then serves offers of any hours.
            block = prepare_block(network, request, any_hours=True)
        return cls(block)

    def all(self) -> Iterator[tuple[Longs, PairWeeks]]:
        """Some offers by number, and the weeks of everybody (people x these offers)."""
        size = max(1, PAIRS_AT_ONCE // max(1, len(self.block.request.people)))
        for part in self.block.parts():
            for first in range(0, len(part), size):
                offers = part[first : first + size]
                yield offers, self.block.weeks(offers)

    def starts(self, offers: Sequence[Offer]) -> Iterator[OfferStarts]:
        """The same people with offers of unknown hours: which starts hold."""
        return find_starts(self.block, offers)

    def with_offers(self, offers: Sequence[Offer]) -> TerritoryWeeks:
        """The same people with other offers."""
        if isinstance(self.block, Block):
            return TerritoryWeeks(self.block.with_offers(offers))
        request = replace(self.block.request, offers=tuple(offers))
        return TerritoryWeeks(replace(self.block, request=request))

    def with_people(self, people: Sequence[Person]) -> TerritoryWeeks:
        """The same offers with other people."""
        if isinstance(self.block, Block):
            return TerritoryWeeks(self.block.with_people(people))
        request = replace(self.block.request, people=tuple(people))
        return TerritoryWeeks(block_of(self.block.network, request, len(request.offers)))


@lru_cache(maxsize=8)
def run_alike(network: Network, monday: dt.date, other: dt.date) -> bool:
    """Whether nothing tells two weeks that the network covers from each other: each day has the
    same trips, and no clock is put forward or back. Their answers are then the same.

    Remembered for a few weeks: to tell takes the timetables of both, some seconds.
    """
    mine, theirs = Calendar(network, monday), Calendar(network, other)
    return all(mine.is_same_day(weekday, theirs) for weekday in range(7))
