"""What one change would open for a whole territory: pairs of people and offers, summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from jalon.core.arrays import Bools
from jalon.reach.days import plan_days
from jalon.reach.match.block_by_person import block_of
from jalon.reach.match.input.moved_offers import MovedOffer, moved_offers
from jalon.reach.match.territory.longer_lines import (
    LINE_MIN,
    LineChange,
    LongerLines,
    with_longer_lines,
)
from jalon.reach.match.territory.one_change import ChangedPerson, with_one_change
from jalon.reach.network import Network
from jalon.reach.network.coverage import check_covered
from jalon.reach.request.model import Request
from jalon.reach.result.model import UnlockKind
from jalon.reach.what_if.try_changes import SHIFT_MIN

Change = UnlockKind | LineChange
CELLS_AT_ONCE = 200_000_000
"""People are taken in blocks of about so many people x (moved) offers: a byte each."""


@dataclass(frozen=True)
class Key:
    """One change: of everybody's means, of a place's hours, of an offer's shift, or of a line.

    `subject` is the id of the place or the offer, or the name of the line.
    """

    change: Change
    subject: str | None = None
    by_min: int | None = None


@dataclass
class Opening:
    """What a change opens: `pairs` that did not hold, of `people` people. `at_least` says that
    there may be more."""

    key: Key
    pairs: int = 0
    people: int = 0
    at_least: bool = False

    def add(self, opens: Bools) -> None:
        """Count some people's pairs (people x offers)."""
        self.pairs += int(opens.sum())
        self.people += int(opens.any(axis=1).sum())


class OpeningSums:
    """The openings of a territory, counted block by block of people."""

    def __init__(self) -> None:
        self._found: dict[Key, Opening] = {}

    def of(self, key: Key) -> Opening:
        """The opening of a change, empty at first."""
        return self._found.setdefault(key, Opening(key))

    def ranked(self) -> list[Opening]:
        """Those that open anything, the most pairs first."""
        some = [opening for opening in self._found.values() if opening.pairs]
        return sorted(some, key=lambda o: (-o.pairs, o.key.change, o.key.subject or ""))


def count_unlocks(network: Network, request: Request, *, lines: bool = False) -> list[Opening]:
    """Which single changes open how many pairs of the request, the most pairs first.

    A place keeps its longer hours on every weekday that it opens, and for every family that may
    use it; a bicycle or a car is given to everybody who has none; a shift is moved for everybody.
    With `lines`, a line's first trip runs once more LINE_MIN minutes earlier, its last one later:
    counted are pairs whose plans then need one line's added trips alone, so at least these.
    Raises RequestError where the network does not cover the request.
    """
    check_covered(network, request)
    openings = OpeningSums()
    moved = moved_offers(request.offers, [60 * minutes for minutes in SHIFT_MIN])
    longer = with_longer_lines(network, request.monday) if lines else None
    size = max(1, CELLS_AT_ONCE // len(moved))
    for first in range(0, len(request.people), size):
        some = replace(request, people=request.people[first : first + size])
        held = _count(network, some, moved, openings)
        if longer is not None:
            _count_lines(longer, some, held, openings)
    return openings.ranked()


def _count_lines(longer: LongerLines, request: Request, held: Bools, openings: OpeningSums) -> None:
    """The pairs that hold once all lines run longer, for the line that each of them needs."""
    opens = held_of(longer.network, request) & ~held
    for number in np.flatnonzero(opens.any(axis=1)).tolist():
        offers = tuple(request.offers[column] for column in np.flatnonzero(opens[number]))
        question = replace(request, people=(request.people[number],), offers=offers)
        needed: dict[str, set[str]] = {}
        for day in plan_days(longer.network, question):
            used = {leg.line for leg in day.legs if leg.line in longer.added}
            needed.setdefault(day.offer, set()).update(used)
        alone = [next(iter(lines)) for lines in needed.values() if len(lines) == 1]
        for name in set(alone):
            change, line = longer.added[name]
            opening = openings.of(Key(change, line, LINE_MIN))
            opening.at_least = True
            opening.pairs += alone.count(name)
            opening.people += 1


def _count(
    network: Network, request: Request, moved: Sequence[MovedOffer], openings: OpeningSums
) -> Bools:
    """Count a block of people; gives which offers hold for whom as things are."""
    held = held_of(network, replace(request, offers=tuple(offer.moved for offer in moved)))
    for column, offer in enumerate(moved):
        if offer.by_s:
            key = Key("shift_moved", request.offers[offer.offer_index].id, offer.by_s // 60)
            openings.of(key).add(held[:, [column]] & ~held[:, [offer.offer_index]])
    still = held[:, : len(request.offers)]
    changes = list(with_one_change(request.people))
    if changes:
        people = tuple(changed.person for changed in changes)
        opens = held_of(network, replace(request, people=people))
        opens &= ~still[[changed.number for changed in changes]]
        _add_by_key(openings, changes, opens)
    return still


def held_of(network: Network, request: Request) -> Bools:
    """Which offers hold for whom (people x offers); those with unknown hours for nobody."""
    block = block_of(network, request, len(request.offers))
    held = np.zeros((len(request.people), len(request.offers)), dtype=np.bool_)
    for part in block.parts():
        held[:, part] = block.held(part)
    return held


def _add_by_key(openings: OpeningSums, changes: Sequence[ChangedPerson], opens: Bools) -> None:
    rows: dict[Key, list[int]] = {}
    for row, changed in enumerate(changes):
        key = Key(changed.change, changed.place, changed.by_min)
        rows.setdefault(key, []).append(row)
    for key, mine in rows.items():
        openings.of(key).add(opens[mine])
