"""The heaps of a person's offers: what holds, what does not, what is unknown; and their orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from jalon.jobs.person.gains import Gains
from jalon.jobs.person.week import OfferDays
from jalon.reach import Day
from jalon.rights import rank_by_gain
from jalon.web.person.offers.week_figures import (
    earliest_departure_s,
    least_margin_s,
    list_travel_s,
    say_departure,
    say_week_margin,
)
from jalon.web.words.reasons import missing_s

LATE_S = 10**9
"""Sorts what is unknown last."""
Ranks = Mapping[str, int]
"""By slug: 1 for the offers that none surely beats. What is not computed is absent."""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order that a person chooses, by a figure that they can see."""

    label: str
    key: Callable[[OfferDays, Ranks], Any]
    say: Callable[[Sequence[Day]], str] | None = None
    """The figure in words, where a card does not always show it."""


def _week(offer_days: OfferDays, _: Ranks) -> int:
    return sum(list_travel_s(offer_days.days)) if offer_days.holds else LATE_S


def _leave(offer_days: OfferDays, _: Ranks) -> int:
    return -earliest_departure_s(offer_days.days) if offer_days.holds else LATE_S


def _slack(offer_days: OfferDays, _: Ranks) -> int:
    return -least_margin_s(offer_days.days) if offer_days.holds else LATE_S


def _gain(offer_days: OfferDays, ranks: Ranks) -> int:
    return ranks.get(offer_days.offer.slug, LATE_S)


BY_GAIN = "gain"
SORTS = {
    "trajet": Sort("trajet court", _week),
    "depart": Sort("départ plus tard", _leave, say_departure),
    "marge": Sort("plus de marge", _slack, say_week_margin),
    "debut": Sort("début proche", lambda offer_days, _: offer_days.offer.start_date),
    BY_GAIN: Sort("ce qu’il rapporte", _gain),
}
FIRST_SORT = "trajet"


@dataclass(frozen=True, slots=True)
class OfferHeaps:
    """A person's offers in three heaps."""

    holding: tuple[OfferDays, ...]
    failing: tuple[OfferDays, ...]
    unknown: tuple[OfferDays, ...]


def nearest_first(offers: Iterable[OfferDays]) -> list[OfferDays]:
    """Those that miss the least first; what has no measure last."""

    def missing(offer_days: OfferDays) -> int:
        gap_s = missing_s(offer_days.days)
        return LATE_S if gap_s is None else gap_s

    return sorted(offers, key=lambda offer_days: (missing(offer_days), offer_days.offer.slug))


def make_heaps(offers: Iterable[OfferDays]) -> OfferHeaps:
    """The three heaps, each in the order of `offers`."""
    heaps: dict[bool | None, list[OfferDays]] = {True: [], False: [], None: []}
    for offer_days in offers:
        heaps[offer_days.holds].append(offer_days)
    return OfferHeaps(tuple(heaps[True]), tuple(heaps[False]), tuple(heaps[None]))


def rank_offers(offers: Sequence[OfferDays], gains: Gains) -> Ranks:
    """Which offers surely bring in more; those of one rank are equal for all that is known."""
    slugs = [offer_days.offer.slug for offer_days in offers]
    ranks = rank_by_gain([gains.range_of(slug) for slug in slugs])
    return {slug: rank for slug, rank in zip(slugs, ranks, strict=True) if rank is not None}


def list_sorts(ranks: Ranks) -> list[tuple[str, str]]:
    """The orders to choose from, with their labels; by gain where there is a gain."""
    return [(key, sort.label) for key, sort in SORTS.items() if ranks or key != BY_GAIN]


def choose_sort(asked: str, ranks: Ranks) -> str:
    """The order asked for, or the first one where it is unknown."""
    return asked if asked in dict(list_sorts(ranks)) else FIRST_SORT


def sort_offers(offers: Iterable[OfferDays], sort: str, ranks: Ranks) -> list[OfferDays]:
    """By the figure chosen, then by the least travel, then by reference; a total order."""
    key = SORTS[sort].key
    return sorted(
        offers,
        key=lambda offer_days: (
            key(offer_days, ranks),
            _week(offer_days, ranks),
            offer_days.offer.slug,
        ),
    )


def group_equals(
    offers: Iterable[OfferDays], sort: str, ranks: Ranks
) -> Iterator[tuple[int, list[OfferDays]]]:
    """Sorted offers, with those of one rank together where gains order them.

    Each group comes with the number of offers that have its rank, on other pages too; it is 0 for
    an offer that is equal to no other.
    """
    counts = Counter(ranks.values())
    by_rank = groupby(
        offers, key=lambda offer_days: ranks.get(offer_days.offer.slug) if sort == BY_GAIN else None
    )
    for rank, group in by_rank:
        equal = counts[rank] if rank is not None else 0
        if equal > 1:
            yield equal, list(group)
        else:
            yield from ((0, [offer_days]) for offer_days in group)
