"""Between a family's own points: which moments matter, and the legs on every kind of day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jalon.core.arrays import Ints
from jalon.core.time import DayClock
from jalon.reach.kernels.judge_crowd import Legs
from jalon.reach.kernels.profile_steps import Steps
from jalon.reach.kernels.profiles import Window
from jalon.reach.kernels.sentinels import FAR, NEVER
from jalon.reach.match.input.offers import Demand, Kind
from jalon.reach.match.travel.transit_ground import TransitGround
from jalon.reach.match.travel.vehicle_ground import VehicleGround
from jalon.reach.request.model import Place
from jalon.reach.week.openings import openings_on

GRID_S = 300
"""Of a block that is asked for any hours, shifts start and end on such a grid."""
ANY_HOURS = np.arange(0, 36 * 3600, GRID_S, dtype=np.int32)


class FamilyLegs:
    """The legs between the points of some families, found when first asked for.

    With `any_hours` they serve shifts of the whole day, not only those of the first demand.
    """

    def __init__(
        self,
        grounds: Sequence[TransitGround | VehicleGround],
        places: Sequence[Place],
        *,
        any_hours: bool,
    ) -> None:
        self._grounds, self._places, self._any_hours = grounds, places, any_hours
        self._kept: dict[tuple[Kind, bool], tuple[Window, Legs]] = {}

    def of(self, kind: Kind, demand: Demand, *, mirrored: bool) -> Legs:
        """On one kind of day and side, for every moment that the demand asks for."""
        kept = self._kept.get((kind, mirrored))
        if kept is None or not _covers(kept[0], self._window(kind, demand, mirrored)):
            # Not what is kept now: somebody else may have found others in another thread meanwhile.
            kept = self._find(demand, mirrored)[kind]
        return kept[1]

    def _find(self, demand: Demand, mirrored: bool) -> dict[Kind, tuple[Window, Legs]]:
        """All kinds of day at once: they share what needs no timetable."""
        kinds = list(demand.weekdays)
        windows = [
            self._window(kind, demand, mirrored, any_hours=self._any_hours) for kind in kinds
        ]
        sides = [k.timetable.back if mirrored else k.timetable.out for k in kinds]
        every = [
            ground.legs(sides, windows, mirrored=mirrored)
            if isinstance(ground, TransitGround)
            else [ground.legs(mirrored=mirrored)] * len(kinds)
            for ground in self._grounds
        ]
        found = {
            kind: (window, _stacked(legs))
            for kind, window, legs in zip(kinds, windows, zip(*every, strict=True), strict=True)
        }
        self._kept |= {(kind, mirrored): kept for kind, kept in found.items()}
        return found

    def _window(
        self, kind: Kind, demand: Demand, mirrored: bool, *, any_hours: bool = False
    ) -> Window:
        """When a handover can begin on that side, and for which moments.

        Only shifts during which some place stays open count.
        """
        low, high, kept = int(FAR), -int(FAR), [np.zeros(0, dtype=np.int32)]
        for weekday in demand.weekdays[kind]:
            clock = kind.clocks[weekday]
            spans = demand.spans(clock)
            if any_hours:
                # Hours that are not on the grid are served too.
                starts = ends = np.union1d(ANY_HOURS, spans)
            else:
                starts, ends = spans[:, 0], spans[:, 1]
            opens, morning = openings_at(self._places, clock, starts, mirrored=False)
            closes, evening = openings_at(self._places, clock, -ends, mirrored=True)
            usable = (morning == evening) & (opens <= starts) & (closes <= -ends)
            bound = closes if mirrored else opens
            moments = np.broadcast_to(-ends if mirrored else starts, bound.shape)
            low = min(low, int(bound[usable].min(initial=low)))
            high = max(high, int(moments[usable].max(initial=high)))
            kept.append(np.unique(moments[usable]))
        return Window(low, high, np.unique(np.concatenate(kept)))


def _covers(window: Window, wanted: Window) -> bool:
    inside = window.first <= wanted.first and wanted.last <= window.last
    return inside and bool(np.isin(wanted.moments, window.moments).all())


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
        hours = place.hours, place.periods
        if hours not in known:
            openings = openings_on(place, clock)
            at = -moments if mirrored else moments
            which = np.searchsorted(openings.opens, at, side="right") - 1
            ends = np.append(-openings.closes if mirrored else openings.opens, -NEVER)
            limit = np.where(which >= 0, ends[which], -NEVER)
            known[hours] = limit.astype(np.int32), which.astype(np.int32)
        bound[number], span[number] = known[hours]
    return bound, span


def _stacked(grounds: Sequence[Legs]) -> Legs:
    """The legs of all grounds, one after the other."""
    start = np.zeros(1, dtype=np.int64)
    for legs in grounds:
        start = np.append(start, start[-1] + legs.steps.start[1:])
    arrive = np.concatenate([legs.steps.arrive for legs in grounds])
    leave = np.concatenate([legs.steps.leave for legs in grounds])
    return Legs(Steps(start, arrive, leave), np.concatenate([legs.direct for legs in grounds]))
