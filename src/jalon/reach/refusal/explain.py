"""Why a day does not hold: every cause that blocks it, in the order in which the day meets them.

Where a person has several ways to move, the reasons are of the one that comes nearest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.reach.refusal.best_times import BestTimes
from jalon.reach.result.reason import Reason, ReasonCode
from jalon.reach.week.judge import SEEK_S, Judgement, WayBack, WayOut
from jalon.reach.week.visits import Family


def nearest(by_way: Sequence[tuple[Reason, ...]]) -> tuple[Reason, ...]:
    """The reasons of the way to move that comes nearest: the fewest of them without a measure,
    then the least that is missing at worst, then the first."""
    return min(by_way, key=_distance)


def _distance(reasons: Sequence[Reason]) -> tuple[int, int]:
    gaps = [reason.gap_s for reason in reasons]
    known = [gap for gap in gaps if gap is not None]
    return len(gaps) - len(known), max(known, default=0)


def _best(ways: Sequence[tuple[Bools, Ints]]) -> Longs:
    """For each offer the way that is possible, then of the highest value; the first of equals."""
    value = np.array([np.where(possible, 1 << 40, 0) + value for possible, value in ways])
    picks: Longs = value.argmax(axis=0)
    return picks


@dataclass(frozen=True)
class Explainer:
    """Explains the refusals of one family, choice and workday, by one way to move."""

    family: Family
    judgement: Judgement
    best_times: Callable[[], BestTimes]

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """The reasons of the workday's row number `row`, which does not hold."""
        too_far = tuple(self.too_far(row))
        return too_far or (*self._out(row), *self._back(row))

    def too_far(self, row: int) -> Iterator[Reason]:
        """What no hour of the day can mend."""
        raise NotImplementedError

    def off_streets(self, row: int, off_m: Callable[[int], float | None]) -> Iterator[Reason]:
        """The points of the day that are too far from every street, from home on."""
        choice, site = self.judgement.choice, int(self.judgement.view.day.site[row])
        named = [(f"place:{stay.place.id}", stay.point) for stay in choice.stays]
        for origin, point in [("home", self.family.home), *named, ("work", site)]:
            metres = off_m(point)
            if metres is not None:
                known = math.ceil(metres) if math.isfinite(metres) else None
                yield self.reason("off_the_streets", origin=origin, metres=known)

    def reason(self, code: ReasonCode, **detail: str | int | None) -> Reason:
        """One reason of this workday, with what is known of its details."""
        known = {name: value for name, value in detail.items() if value is not None}
        return Reason(code, self.judgement.view.day.name, known)

    def _clock(self, axis_s: int) -> int:
        return self.judgement.view.day.clock.clock(int(axis_s))

    def _first_arrival(self, row: int) -> int | None:
        value = self.best_times().first_arrival.get(int(self.judgement.view.day.site[row]))
        return None if value is None else self._clock(value)

    def _last_leave(self, row: int) -> int | None:
        value = self.best_times().last_leave.get(int(self.judgement.view.day.site[row]))
        return None if value is None else self._clock(value)

    # The way out.

    def _out(self, row: int) -> Iterator[Reason]:
        day, person = self.judgement.view.day, self.family.person
        way = self.judgement.outs[self._nearest_out[row]]
        leave, start = int(way.leave[row]), int(day.start_s[row])
        if leave < start - person.max_trip_s - SEEK_S:
            yield self.no_way_out(row)
            return
        earliest = day.clock.axis(person.earliest_leave_s)
        if leave < earliest:
            yield self.reason(
                "before_earliest_leave",
                leave_s=self._clock(leave),
                earliest_leave_s=person.earliest_leave_s,
                first_arrival_s=self._first_arrival(row),
            )
        yield from self._not_open(way, row)
        yield from self._too_long("out", start - leave)

    def no_way_out(self, row: int) -> Reason:
        """Nothing near enough: is the day's first way too late, or is every way far too long?"""
        view = self.judgement.view
        deadline = int(view.kind.out.deadline[view.kind.out.of_day[view.day.weekday][row]])
        first = self.best_times().first_arrival.get(int(view.day.site[row]))
        if first is not None and first <= deadline:
            return self.far_too_long("out")
        return self.reason(
            "no_service_early_enough",
            needed_s=self._clock(deadline),
            first_arrival_s=self._first_arrival(row),
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
        return _best([(way.is_open, way.leave) for way in self.judgement.outs])

    def _not_open(self, way: WayOut, row: int) -> Iterator[Reason]:
        for stay, begin in zip(way.times.chain.stays[::-1], way.begin[::-1], strict=True):
            openings = self.judgement.view.openings[stay.place.id]
            needed, place = self._clock(begin[row]), stay.place.id
            if openings.today is None:
                yield self.reason(
                    "place_not_open_yet", place=place, needed_s=needed, closed_all_day=1
                )
            elif begin[row] < openings.opens[openings.today]:
                yield self.reason(
                    "place_not_open_yet",
                    place=place,
                    needed_s=needed,
                    opens_s=self._clock(openings.opens[openings.today]),
                    first_arrival_s=self._first_arrival(row),
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

    def _back(self, row: int) -> Iterator[Reason]:
        day, person = self.judgement.view.day, self.family.person
        way, end = self.judgement.backs[self._nearest_back[row]], int(day.end_s[row])
        if not way.exists[row] or way.home[row] > end + person.max_trip_s + SEEK_S:
            yield self.no_way_back(row)
            return
        yield from self._closed(way, row)
        home = int(way.home[row])
        if home > day.clock.axis(person.latest_return_s):
            yield self.reason(
                "after_latest_return",
                return_s=self._clock(home),
                latest_return_s=person.latest_return_s,
                last_leave_s=self._last_leave(row),
            )
        yield from self._too_long("back", home - end)

    def no_way_back(self, row: int) -> Reason:
        """Nothing near enough: has the last way gone, or is every way far too long?"""
        day = self.judgement.view.day
        last = self.best_times().last_leave.get(int(day.site[row]))
        if last is not None and last >= day.end_s[row]:
            return self.far_too_long("back")
        return self.reason(
            "last_service_gone",
            ends_s=self._clock(day.end_s[row]),
            last_leave_s=self._last_leave(row),
        )

    def _closes(self, place: str, row: int) -> int | None:
        """When the place closes on the child: in the span of the morning, else in today's."""
        openings = self.judgement.view.openings[place]
        if openings.today is None:
            return None
        return max(
            int(openings.closes[openings.today]), int(self.judgement.view.bounds[place][1][row])
        )

    @cached_property
    def _nearest_back(self) -> Longs:
        """For each offer the order that comes nearest: in time, then the earliest return."""
        return _best([(way.in_time, -way.home) for way in self.judgement.backs])

    def _closed(self, way: WayBack, row: int) -> Iterator[Reason]:
        for stay, done in zip(way.times.chain.stays, way.done, strict=True):
            closes = self._closes(stay.place.id, row)
            if closes is not None and done[row] > closes:
                yield self.reason(
                    "place_closed_before_return",
                    place=stay.place.id,
                    ready_s=self._clock(done[row]),
                    closes_s=self._clock(closes),
                    last_leave_s=self._last_leave(row),
                )
