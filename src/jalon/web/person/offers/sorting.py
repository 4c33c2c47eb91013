"""The orders of the offers that hold, each by a figure that a card shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from jalon.jobs.person.board import OfferBoard, SortKey
from jalon.jobs.person.nearest.read import Nearest
from jalon.jobs.person.week import OfferDays
from jalon.reach import Day
from jalon.rights import rank_by_gain
from jalon.web.minutes import round_down_s
from jalon.web.person.offers.week_figures import (
    earliest_departure_s,
    least_margin_s,
    list_travel_s,
    say_departure,
    say_week_margin,
)

Ranks = Mapping[int, int]
"""By the offer's number: 1 for those that none surely beats. What is not computed is absent."""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order that a person chooses. `key` is None for a figure that is known of the nearest
    offers alone; `told` is the figure of a plan as it is told, rising, where a plan has it; `say`
    the figure in words, where a card does not always show it."""

    label: str
    key: SortKey | None
    told: Callable[[Sequence[Day]], int] | None = None
    say: Callable[[Sequence[Day]], str] | None = None


def _travel_s(days: Sequence[Day]) -> int:
    return sum(list_travel_s(days))


def _latest_first(days: Sequence[Day]) -> int:
    return -earliest_departure_s(days)


def _most_first(days: Sequence[Day]) -> int:
    return -least_margin_s(days)


BY_MARGIN, BY_GAIN = "marge", "gain"
SORTS = {
    "trajet": Sort("trajet court", "travel", _travel_s),
    "depart": Sort("départ plus tard", "leave", _latest_first, say_departure),
    BY_MARGIN: Sort("plus de marge", None, _most_first, say_week_margin),
    "debut": Sort("début proche", "start"),
    BY_GAIN: Sort("ce qu’il rapporte", None),
}
FIRST_SORT = "trajet"


@dataclass(frozen=True)
class Figures:
    """What offers are sorted by: of all of them the board, of the nearest their margins, gains and
    ranks."""

    board: OfferBoard
    nearest: Nearest
    ranks: Ranks

    @classmethod
    def of(cls, board: OfferBoard, nearest: Nearest) -> Figures:
        """Of a person."""
        return cls(board, nearest, rank_offers(nearest))


def rank_offers(nearest: Nearest) -> Ranks:
    """Which of the nearest offers surely bring in more; those of one rank are equal for all that is
    known."""
    numbers = list(nearest.ranges)
    ranks = rank_by_gain([nearest.ranges[number] for number in numbers])
    return {number: rank for number, rank in zip(numbers, ranks, strict=True) if rank is not None}


def list_sorts(figures: Figures) -> list[tuple[str, str]]:
    """The orders to choose from, with their labels; those whose figures are known."""
    known = {BY_MARGIN: bool(figures.nearest.slack_s), BY_GAIN: bool(figures.ranks)}
    return [(key, sort.label) for key, sort in SORTS.items() if known.get(key, True)]


def choose_sort(asked: str, figures: Figures) -> str:
    """The order asked for, or the first one where it is unknown."""
    return asked if asked in dict(list_sorts(figures)) else FIRST_SORT


def sort_offers(figures: Figures, sort: str) -> list[int]:
    """The numbers of the offers that hold, by the figure chosen, then by the least travel, then by
    reference; of a figure that only the nearest have, those that have it."""
    board = figures.board
    by_travel = board.sort(board.holding, SORTS[sort].key or "travel")
    numbers: list[int] = by_travel.tolist()
    if SORTS[sort].key is not None:
        return numbers
    known: Mapping[int, int] = figures.ranks
    if sort == BY_MARGIN:
        slacks = figures.nearest.slack_s
        known = {number: -round_down_s(slack_s) for number, slack_s in slacks.items()}
    return sorted((number for number in numbers if number in known), key=known.__getitem__)


def sort_shown(shown: Sequence[OfferDays], sort: str) -> list[OfferDays]:
    """The offers of a page by the figure that their cards tell.

    An hour to leave that is told forgives a missed ride where that costs less than a minute; what
    is kept of every offer does not know it.
    """
    told = SORTS[sort].told
    if told is None:
        return list(shown)
    return sorted(shown, key=lambda one: (told(one.days), _travel_s(one.days), one.offer.slug))


def group_equals(
    offers: Iterable[OfferDays], sort: str, ranks: Ranks
) -> Iterator[tuple[int, list[OfferDays]]]:
    """Sorted offers, with those of one rank together where gains order them.

    Each group comes with the number of offers that have its rank, on other pages too; it is 0 for
    an offer that is equal to no other.
    """
    counts = Counter(ranks.values())
    by_rank = groupby(
        offers, key=lambda offer_days: ranks.get(offer_days.offer.pk) if sort == BY_GAIN else None
    )
    for rank, group in by_rank:
        equal = counts[rank] if rank is not None else 0
        if equal > 1:
            yield equal, list(group)
        else:
            yield from ((0, [offer_days]) for offer_days in group)
