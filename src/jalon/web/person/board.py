"""The person's board: what holds, what does not, what nobody knows, and the orders one chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from jalon.jobs.queries import OfferDays
from jalon.web.words.reasons import missing_s

LATE_S = 10**9
"""Sorts what is unknown last."""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order that a person chooses, by a figure that they can see."""

    label: str
    key: Callable[[OfferDays], Any]


def _week(found: OfferDays) -> int:
    return LATE_S if found.week_min is None else found.week_min


def _leave(found: OfferDays) -> int:
    """The earliest leave of the week: the hour that decides the alarm clock."""
    leaves = [day.leave_home_s for day in found.days if day.leave_home_s is not None]
    return -min(leaves, default=-LATE_S)


def _slack(found: OfferDays) -> int:
    return -(found.worst_slack_s or 0)


SORTS = {
    "trajet": Sort("trajet court", _week),
    "depart": Sort("départ tardif", _leave),
    "marge": Sort("plus de marge", _slack),
    "debut": Sort("début proche", lambda found: found.offer.start_date),
}
FIRST_SORT = "trajet"


@dataclass(frozen=True, slots=True)
class Board:
    """A person's offers in three heaps."""

    holding: tuple[OfferDays, ...]
    failing: tuple[OfferDays, ...]
    unknown: tuple[OfferDays, ...]


def nearest_first(offers: Iterable[OfferDays]) -> list[OfferDays]:
    """Those that miss the least first; what has no measure last."""

    def missing(found: OfferDays) -> int:
        gap_s = missing_s(found.days)
        return LATE_S if gap_s is None else gap_s

    return sorted(offers, key=lambda found: (missing(found), found.offer.slug))


def make_board(offers: Iterable[OfferDays]) -> Board:
    """The three heaps, each in the order of `offers`."""
    heaps: dict[bool | None, list[OfferDays]] = {True: [], False: [], None: []}
    for found in offers:
        heaps[found.holds].append(found)
    return Board(tuple(heaps[True]), tuple(heaps[False]), tuple(heaps[None]))


def choose_sort(asked: str) -> str:
    """The order asked for, or the first one where it is unknown."""
    return asked if asked in SORTS else FIRST_SORT


def sort_offers(offers: Iterable[OfferDays], sort: str) -> list[OfferDays]:
    """By the figure chosen, then by the least travel, then by reference; a total order."""
    key = SORTS[sort].key
    return sorted(offers, key=lambda found: (key(found), _week(found), found.offer.slug))
