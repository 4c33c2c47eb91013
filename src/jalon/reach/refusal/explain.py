"""Why a day does not hold: every cause that blocks it, in the order in which the day meets them.

Keys of `Reason.detail` (clock seconds end in `_s`, minutes in `_min`; a key is left out where it
is not known):

- too_far_on_foot: origin, target (home, work or place:<id>), walk_min (left out where the streets
  do not join them), max_walk_min
- off_the_streets: origin, metres (to the nearest street; left out where there is none)
- no_service_early_enough: needed_s (be at work by), first_arrival_s
- before_earliest_leave: leave_s, earliest_leave_s, first_arrival_s
- place_not_open_yet: place, needed_s (the handover begins by), opens_s or closed_all_day,
  first_arrival_s
- last_service_gone: ends_s, last_leave_s
- place_closed_before_return: place, ready_s (the handover ends), closes_s, last_leave_s
- after_latest_return: return_s, latest_return_s, last_leave_s
- trip_too_long: way (out or back), max_trip_min, and trip_min or (where the search ended without a
  way) at_least_min; of one ride of a vehicle also origin and target
- of a vehicle, each code: mean (bicycle or car)

Where a person has several ways to move, the reasons are of the one that comes nearest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.reach.refusal.best_times import Prospects
from jalon.reach.result.model import Reason, ReasonCode
from jalon.reach.week.judge import SEEK_S, Judgement, WayBack, WayOut
from jalon.reach.week.visits import Family

_GAPS: dict[ReasonCode, tuple[str, str, int]] = {
    "too_far_on_foot": ("max_walk_min", "walk_min", 60),
    "no_service_early_enough": ("needed_s", "first_arrival_s", 1),
    "before_earliest_leave": ("leave_s", "earliest_leave_s", 1),
    "place_not_open_yet": ("needed_s", "opens_s", 1),
    "last_service_gone": ("last_leave_s", "ends_s", 1),
    "place_closed_before_return": ("closes_s", "ready_s", 1),
    "after_latest_return": ("latest_return_s", "return_s", 1),
    "trip_too_long": ("max_trip_min", "trip_min", 60),
}
"""For each code that has a measure, the two figures whose difference is what is missing, and their
unit in seconds."""


def nearest(by_way: Sequence[tuple[Reason, ...]]) -> tuple[Reason, ...]:
    """The reasons of the way to move that comes nearest: the fewest of them without a measure,
    then the least that is missing at worst, then the first."""
    return min(by_way, key=_distance)


def _distance(reasons: Sequence[Reason]) -> tuple[int, int]:
    gaps = [_gap_s(reason) for reason in reasons]
    known = [gap for gap in gaps if gap is not None]
    return len(gaps) - len(known), max(known, default=0)


def _gap_s(reason: Reason) -> int | None:
    if reason.code not in _GAPS:
        return None
    less, more, unit = _GAPS[reason.code]
    if less not in reason.detail or more not in reason.detail:
        return None
    return (int(reason.detail[more]) - int(reason.detail[less])) * unit


def _best(ways: Sequence[tuple[Bools, Ints]]) -> Longs:
    """For each offer the way that is possible, then of the highest value; the first of equals."""
    value = np.array([np.where(possible, 1 << 40, 0) + value for possible, value in ways])
    picks: Longs = value.argmax(axis=0)
    return picks


@dataclass(frozen=True)
class Explainer:
    """Explains the refusals of one family, choice and workday, by one way to move (blocking.py)."""

    family: Family
    judged: Judgement
    prospects: Callable[[], Prospects]

    def reasons(self, k: int) -> tuple[Reason, ...]:
        """The reasons of the workday's row number k, which does not hold."""
        found = list(self.too_far(k))
        if not found:
            found = [*self._out(k), *self._back(k)]
        return tuple(found)

    def too_far(self, k: int) -> Iterator[Reason]:
        """What no hour of the day can mend."""
        raise NotImplementedError

    def off_streets(self, k: int, off_m: Callable[[int], float | None]) -> Iterator[Reason]:
        """The points of the day that are too far from every street, from home on."""
        choice, site = self.judged.choice, int(self.judged.view.day.site[k])
        named = [(f"place:{stay.place.id}", stay.point) for stay in choice.stays]
        for origin, point in [("home", self.family.home), *named, ("work", site)]:
            metres = off_m(point)
            if metres is not None:
                known = math.ceil(metres) if math.isfinite(metres) else None
                yield self.reason("off_the_streets", origin=origin, metres=known)

    def reason(self, code: ReasonCode, **detail: str | int | None) -> Reason:
        """One reason of this workday, with what is known of its details."""
        known = {name: value for name, value in detail.items() if value is not None}
        return Reason(code, self.judged.view.day.name, known)

    def _clock(self, axis_s: int) -> int:
        return self.judged.view.day.clock.clock(int(axis_s))

    def _first_arrival(self, k: int) -> int | None:
        value = self.prospects().first_arrival.get(int(self.judged.view.day.site[k]))
        return None if value is None else self._clock(value)

    def _last_leave(self, k: int) -> int | None:
        value = self.prospects().last_leave.get(int(self.judged.view.day.site[k]))
        return None if value is None else self._clock(value)

    # The way out.

    def _out(self, k: int) -> Iterator[Reason]:
        day, person = self.judged.view.day, self.family.person
        way = self.judged.outs[self._nearest_out[k]]
        leave, start = int(way.leave[k]), int(day.start_s[k])
        if leave < start - person.max_trip_s - SEEK_S:
            yield self.no_way_out(k)
            return
        earliest = day.clock.axis(person.earliest_leave_s)
        if leave < earliest:
            yield self.reason(
                "before_earliest_leave",
                leave_s=self._clock(leave),
                earliest_leave_s=person.earliest_leave_s,
                first_arrival_s=self._first_arrival(k),
            )
        yield from self._not_open(way, k)
        yield from self._too_long("out", start - leave)

    def no_way_out(self, k: int) -> Reason:
        """Nothing near enough: is the day's first way too late, or is every way far too long?"""
        view = self.judged.view
        deadline = int(view.kind.out.deadline[view.kind.out.of_day[view.day.weekday][k]])
        first = self.prospects().first_arrival.get(int(view.day.site[k]))
        if first is not None and first <= deadline:
            return self.far_too_long("out")
        return self.reason(
            "no_service_early_enough",
            needed_s=self._clock(deadline),
            first_arrival_s=self._first_arrival(k),
        )

    def far_too_long(self, way: str) -> Reason:
        """Longer than was looked for."""
        longest = self.family.person.max_trip_s
        return self.reason(
            "trip_too_long",
            way=way,
            at_least_min=(longest + SEEK_S) // 60,
            max_trip_min=longest // 60,
        )

    @cached_property
    def _nearest_out(self) -> Longs:
        """For each offer the order that comes nearest: open if there is one, then latest leave."""
        return _best([(way.is_open, way.leave) for way in self.judged.outs])

    def _not_open(self, way: WayOut, k: int) -> Iterator[Reason]:
        for stay, begin in zip(way.solved.chain.stays[::-1], way.begin[::-1], strict=True):
            openings = self.judged.view.openings[stay.place.id]
            needed, place = self._clock(begin[k]), stay.place.id
            if openings.today is None:
                yield self.reason(
                    "place_not_open_yet", place=place, needed_s=needed, closed_all_day=1
                )
            elif begin[k] < openings.opens[openings.today]:
                yield self.reason(
                    "place_not_open_yet",
                    place=place,
                    needed_s=needed,
                    opens_s=self._clock(openings.opens[openings.today]),
                    first_arrival_s=self._first_arrival(k),
                )

    def _too_long(self, way: str, seconds: int) -> Iterator[Reason]:
        longest = self.family.person.max_trip_s
        if seconds > longest:
            yield self.reason(
                "trip_too_long",
                way=way,
                trip_min=math.ceil(seconds / 60),
                max_trip_min=longest // 60,
            )

    # The way back.

    def _back(self, k: int) -> Iterator[Reason]:
        day, person = self.judged.view.day, self.family.person
        way, end = self.judged.backs[self._nearest_back[k]], int(day.end_s[k])
        if not way.found[k] or way.home[k] > end + person.max_trip_s + SEEK_S:
            yield self.no_way_back(k)
            return
        yield from self._closed(way, k)
        home = int(way.home[k])
        if home > day.clock.axis(person.latest_return_s):
            yield self.reason(
                "after_latest_return",
                return_s=self._clock(home),
                latest_return_s=person.latest_return_s,
                last_leave_s=self._last_leave(k),
            )
        yield from self._too_long("back", home - end)

    def no_way_back(self, k: int) -> Reason:
        """Nothing near enough: has the last way gone, or is every way far too long?"""
        day = self.judged.view.day
        last = self.prospects().last_leave.get(int(day.site[k]))
        if last is not None and last >= day.end_s[k]:
            return self.far_too_long("back")
        return self.reason(
            "last_service_gone",
            ends_s=self._clock(day.end_s[k]),
            last_leave_s=self._last_leave(k),
        )

    def _closes(self, place: str, k: int) -> int | None:
        """When the place closes on the child: in the span of the morning, else in today's."""
        openings = self.judged.view.openings[place]
        if openings.today is None:
            return None
        return max(int(openings.closes[openings.today]), int(self.judged.view.bounds[place][1][k]))

    @cached_property
    def _nearest_back(self) -> Longs:
        """For each offer the order that comes nearest: in time, then the earliest return."""
        return _best([(way.in_time, -way.home) for way in self.judged.backs])

    def _closed(self, way: WayBack, k: int) -> Iterator[Reason]:
        for stay, done in zip(way.solved.chain.stays, way.done, strict=True):
            closes = self._closes(stay.place.id, k)
            if closes is not None and done[k] > closes:
                yield self.reason(
                    "place_closed_before_return",
                    place=stay.place.id,
                    ready_s=self._clock(done[k]),
                    closes_s=self._clock(closes),
                    last_leave_s=self._last_leave(k),
                )
