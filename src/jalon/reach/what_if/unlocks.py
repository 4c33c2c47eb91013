"""What would make an offer hold: the smallest single changes, and the travel of the week then."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from jalon.reach.result.model import Unlock, UnlockKind
from jalon.reach.week.solve import Week
from jalon.reach.what_if.try_changes import (
    FailingPairs,
    OpenedOffers,
    with_other_place,
    with_place_hours,
    with_shift_moved,
    with_vehicle,
)

UNLOCK_KINDS: tuple[UnlockKind, ...] = (
    "place_opens_earlier",
    "place_closes_later",
    "other_place",
    "bicycle",
    "shift_moved",
    "car",
)
"""In the order in which they are told. `other_place` and `shift_moved` need new scans."""


@dataclass(frozen=True, slots=True)
class PairUnlocks:
    """The unlocks of one person and offer that does not hold though all its hours are known."""

    person: str
    offer: str
    unlocks: tuple[Unlock, ...]


@dataclass(frozen=True)
class Unlocks:
    """The unlocks of the pairs of one solved week, by family's and offer's index."""

    failing: FailingPairs
    by_pair: Mapping[tuple[int, int], Mapping[object, Unlock]]

    def of(self, family_index: int, offer_index: int) -> tuple[Unlock, ...] | None:
        """In order, for a family and an offer; None where nothing is to be unlocked."""
        if not self.failing.mask[family_index, offer_index]:
            return None
        return tuple(
            sorted(self.by_pair.get((family_index, offer_index), {}).values(), key=order_told)
        )

    def pairs(self) -> Iterator[PairUnlocks]:
        """All of them, in the order of the request."""
        request = self.failing.week.request
        for family_index, offer_index in np.argwhere(self.failing.mask).tolist():
            unlocks = self.of(family_index, offer_index) or ()
            person, offer = request.people[family_index], request.offers[offer_index]
            yield PairUnlocks(person.id, offer.id, unlocks)


def unlock_week(week: Week, kinds: Collection[UnlockKind], pairs: int) -> Unlocks:
    """Every change of `kinds` tried on the pairs that do not hold, about `pairs` of them at once.

    Of the amounts of one change the smallest that does is kept.
    """
    failing = FailingPairs.of(week, pairs)
    by_pair: dict[tuple[int, int], dict[object, Unlock]] = {}
    wanted = [kind for kind in UNLOCK_KINDS if kind in kinds] if failing.mask.any() else []
    for kind in wanted:
        # Smaller amounts come first.
        for opened in _try_change(failing, kind):
            by_min = opened.by_min
            key = (opened.change, opened.place, opened.child, by_min is not None and by_min > 0)
            for offer_index in np.flatnonzero(opened.opens).tolist():
                week_s = int(opened.seconds[offer_index])
                unlock = Unlock(opened.change, week_s, opened.place, opened.child, by_min)
                by_pair.setdefault((opened.family_index, offer_index), {}).setdefault(key, unlock)
    return Unlocks(failing, by_pair)


def _try_change(failing: FailingPairs, kind: UnlockKind) -> Iterator[OpenedOffers]:
    """What one kind of change opens, smaller amounts first."""
    match kind:
        case "bicycle" | "car":
            return with_vehicle(failing, kind)
        case "other_place":
            return with_other_place(failing)
        case "shift_moved":
            return with_shift_moved(failing)
        case "place_opens_earlier" | "place_closes_later":
            return with_place_hours(failing, kind)


def order_told(unlock: Unlock) -> tuple[int, int, int, int]:
    """The key by which unlocks are told: their kind, the smallest change, the quickest week."""
    by_min = unlock.by_min or 0
    return UNLOCK_KINDS.index(unlock.change), abs(by_min), unlock.week_s, by_min
