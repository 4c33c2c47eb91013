"""Between a family's own points: which moments matter, and the legs on every kind of day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jalon.core.time import DayClock
from jalon.reach.hours import openings_on
from jalon.reach.kernels.crowd import Legs
from jalon.reach.kernels.steps import FAR, Steps
from jalon.reach.kernels.types import NEVER, Ints
from jalon.reach.match.cells import Window
from jalon.reach.match.demand import Demand, Kind
from jalon.reach.match.foot import Foot
from jalon.reach.match.riding import Riding
from jalon.reach.request import Place

NO_WINDOW: Window = (int(FAR), -int(FAR))
"""The window of moments in which nothing can be."""


class Between:
    """The legs between the points of some families, found when first asked for."""

    def __init__(self, grounds: Sequence[Foot | Riding], places: Sequence[Place]) -> None:
        self._grounds, self._places = grounds, places
        self._found: dict[tuple[Kind, bool], tuple[Window, Legs]] = {}

    def of(self, kind: Kind, demand: Demand, *, mirrored: bool) -> Legs:
        """On one kind of day and side, for every moment that the demand asks for."""
        window, legs = self._found.get((kind, mirrored), (NO_WINDOW, None))
        wanted = self._window(kind, demand, mirrored)
        if legs is None or wanted[0] < window[0] or wanted[1] > window[1]:
            self._find(demand, mirrored)
            _, legs = self._found[kind, mirrored]
        return legs

    def _find(self, demand: Demand, mirrored: bool) -> None:
        """All kinds of day at once: they share what needs no timetable."""
        kinds = list(demand.weekdays)
        windows = [self._window(kind, demand, mirrored) for kind in kinds]
        sides = [k.timetable.back if mirrored else k.timetable.out for k in kinds]
        found = [
            ground.legs(sides, windows, mirrored=mirrored)
            if isinstance(ground, Foot)
            else [ground.legs(mirrored=mirrored)] * len(kinds)
            for ground in self._grounds
        ]
        for kind, window, legs in zip(kinds, windows, zip(*found, strict=True), strict=True):
            self._found[kind, mirrored] = window, _stacked(legs)

    def _window(self, kind: Kind, demand: Demand, mirrored: bool) -> Window:
        """The first and last moment at which a handover can begin on that side.

        Only shifts during which some place stays open count.
        """
        low, high = NO_WINDOW
        for weekday in demand.weekdays[kind]:
            clock = kind.clocks[weekday]
            spans = demand.spans(clock)
            opens, morning = openings_at(self._places, clock, spans[:, 0], mirrored=False)
            closes, evening = openings_at(self._places, clock, -spans[:, 1], mirrored=True)
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
