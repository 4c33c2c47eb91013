"""Between a family's own points: which moments matter, and the legs on every kind of day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from jalon.core.time import DayClock
from jalon.reach.hours import openings_on
from jalon.reach.kernels.crowd import Legs
from jalon.reach.kernels.profiles import FAR, Steps
from jalon.reach.kernels.types import NEVER, Ints
from jalon.reach.match.demand import Kind
from jalon.reach.match.foot import Foot
from jalon.reach.request import Place

if TYPE_CHECKING:
    from jalon.reach.match.block import Block


class Between:
    """The legs between the points of a block's families, found when first asked for."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._found: dict[tuple[Kind, bool], Legs] = {}

    def of(self, kind: Kind, *, mirrored: bool) -> Legs:
        """On one kind of day and side."""
        if (kind, mirrored) not in self._found:
            kinds = list(self._block.demand.weekdays)
            for one, legs in zip(kinds, self._find(kinds, mirrored), strict=True):
                self._found[one, mirrored] = legs
        return self._found[kind, mirrored]

    def _find(self, kinds: Sequence[Kind], mirrored: bool) -> list[Legs]:
        """All kinds of day at once: they share what needs no timetable."""
        windows = [self._window(kind, mirrored) for kind in kinds]
        sides = [k.timetable.back if mirrored else k.timetable.out for k in kinds]
        found = [
            ground.legs(sides, windows, mirrored=mirrored)
            if isinstance(ground, Foot)
            else [ground.legs(mirrored=mirrored)] * len(kinds)
            for ground in self._block.grounds
        ]
        return [_stacked(of_kind) for of_kind in zip(*found, strict=True)]

    def _window(self, kind: Kind, mirrored: bool) -> tuple[int, int]:
        """The first and last moment at which a handover can begin on that side.

        Only shifts during which some place stays open count.
        """
        low, high = int(FAR), -int(FAR)
        demand, places = self._block.demand, self._block.people.places
        for weekday in demand.weekdays[kind]:
            clock = kind.clocks[weekday]
            spans = demand.spans(clock)
            opens, morning = openings_at(places, clock, spans[:, 0], mirrored=False)
            closes, evening = openings_at(places, clock, -spans[:, 1], mirrored=True)
            usable = (morning == evening) & (opens < -NEVER) & (closes < -NEVER)
            usable &= (opens <= spans[:, 0]) & (closes <= -spans[:, 1])
            bound = closes if mirrored else opens
            moments = np.broadcast_to(-spans[:, 1] if mirrored else spans[:, 0], bound.shape)
            low = min(low, int(bound[usable].min(initial=low)))
            high = max(high, int(moments[usable].max(initial=high)))
        return low, high


def openings_at(
    places: Sequence[Place], clock: DayClock, moments: Ints, *, mirrored: bool
) -> tuple[Ints, Ints]:
    """By place and moment: before when no handover begins, and the number of the span.

    Moments and bounds are on the side's axis: shift starts and openings, or mirrored ends and
    closings.
    """
    shape = (len(places), len(moments))
    bound = np.full(shape, -NEVER, dtype=np.int32)
    span = np.full(shape, -1, dtype=np.int32)
    known: dict[object, tuple[Ints, Ints]] = {}
    for number, place in enumerate(places):
        if place.hours not in known:
            openings = openings_on(place, clock)
            at = -moments if mirrored else moments
            which = np.searchsorted(openings.opens, at, side="right") - 1
            ends = np.append(-openings.closes if mirrored else openings.opens, -NEVER)
            limit = np.where(which >= 0, ends[which], -NEVER)
            known[place.hours] = limit.astype(np.int32), which.astype(np.int32)
        bound[number], span[number] = known[place.hours]
    return bound, span


def _stacked(grounds: Sequence[Legs]) -> Legs:
    """The legs of all grounds, one after the other."""
    start = np.zeros(1, dtype=np.int64)
    for legs in grounds:
        start = np.append(start, start[-1] + legs.steps.start[1:])
    arrive = np.concatenate([legs.steps.arrive for legs in grounds])
    leave = np.concatenate([legs.steps.leave for legs in grounds])
    return Legs(Steps(start, arrive, leave), np.concatenate([legs.direct for legs in grounds]))
