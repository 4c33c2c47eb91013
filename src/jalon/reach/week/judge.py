"""Does the day hold? One family, one choice of places, one way to move, one workday, all its rows.

A row is an offer, from its first start to its last end, or one shift of a split offer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jalon.core.arrays import Bools, Ints, Longs
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.week.chains import ChainTimes
from jalon.reach.week.openings import Openings
from jalon.reach.week.visits import Choice, Family
from jalon.reach.week.workdays import DayKind, Workday

SEEK_S = 30 * 60
"""How much longer than the longest trip a way is still looked for, to be told as too long."""


@dataclass(frozen=True)
class DayView:
    """What judging needs of a workday: its slots and, by place id, the openings around it."""

    kind: DayKind
    day: Workday
    openings: Mapping[str, Openings]

    @cached_property
    def bounds(self) -> dict[str, tuple[Ints, Ints]]:
        """By place id, for n rows, the opening and closing of the span that can hold the shift.

        The child is left before the shift starts and fetched after it ends, without a break
        between: only the span in which it starts can do. Where there is none, it never opens.
        """
        return {place: span.around(self.day.start_s) for place, span in self.openings.items()}


@dataclass(frozen=True)
class WayOut:
    """One order of places on the way out, for n rows.

    `leave` is the latest leave (NEVER for none), `begin[j]` the latest begin of stay j's
    handover, `is_open` whether a way exists and every place is open in time for it.
    """

    times: ChainTimes
    leave: Ints
    begin: list[Ints]
    is_open: Bools


@dataclass(frozen=True)
class WayBack:
    """One order of places on the way back, for n rows; times are not mirrored.

    `home` is the earliest return (only where it `exists`), `done[j]` the earliest end of stay j's
    handover, `in_time` whether a way exists and every handover ends by the closing.
    """

    times: ChainTimes
    exists: Bools
    home: Ints
    done: list[Ints]
    in_time: Bools


@dataclass(frozen=True)
class Judgement:
    """n rows of one workday with one choice of places and one way to move.

    `leave` is the latest leave (NEVER for none), `home` the earliest return (-NEVER for none).
    """

    view: DayView
    choice: Choice
    outs: list[WayOut]
    backs: list[WayBack]
    leave: Ints
    home: Ints
    holds: Bools

    @property
    def seconds(self) -> Longs:
        """Seconds away from home for the travel of a day that holds (0 elsewhere)."""
        day = self.view.day
        spent = (day.start_s - self.leave) + (self.home - day.end_s)
        return np.where(self.holds, spent, 0).astype(np.int64)

    @property
    def minutes(self) -> Longs:
        """The same in minutes, each way rounded up."""
        day = self.view.day
        told = -((self.leave - day.start_s) // 60) - ((day.end_s - self.home) // 60)
        return np.where(self.holds, told, 0).astype(np.int64)


def judge(
    family: Family,
    choice: Choice,
    view: DayView,
    out: Sequence[ChainTimes],
    back: Sequence[ChainTimes],
) -> Judgement:
    """Judge every row of the workday; `out` and `back` are the choice's chains, solved."""
    longest = family.person.max_trip_s + SEEK_S
    outs = [_way_out(times, view, longest) for times in out]
    backs = [_way_back(times, view, longest) for times in back]
    leave = _best_out(outs)
    home = _best_back(backs, view)
    holds = _leaves_well(family, view, leave) & _returns_well(family, view, home)
    return Judgement(view, choice, outs, backs, leave, home, holds)


def goes_out(family: Family, judged: Judgement) -> Bools:
    """Whether the way out alone holds, with the places open from the handover to the start."""
    view = judged.view
    well = _leaves_well(family, view, judged.leave)
    for stay in judged.choice.stays:
        _, closes = view.bounds[stay.place.id]
        well = well & (closes >= view.day.start_s)
    return well


def _leaves_well(family: Family, view: DayView, leave: Ints) -> Bools:
    """Which rows have a way out that the person can do."""
    day, person = view.day, family.person
    well: Bools = (
        (leave > NEVER)
        & (leave >= day.clock.axis(person.earliest_leave_s))
        & (day.start_s - leave <= person.max_trip_s)
    )
    return well


def _returns_well(family: Family, view: DayView, home: Ints) -> Bools:
    """Which rows have a way back that the person can do."""
    day, person = view.day, family.person
    well: Bools = (
        (home < -NEVER)
        & (home <= day.clock.axis(person.latest_return_s))
        & (home - day.end_s <= person.max_trip_s)
    )
    return well


def _own(leaves: Ints, moments: Ints, longest: int) -> Ints:
    """What this person would find alone: others in the request may have looked farther back."""
    return np.where(leaves >= moments - np.int32(longest), leaves, NEVER).astype(np.int32)


def _way_out(times: ChainTimes, view: DayView, longest: int) -> WayOut:
    slot = view.kind.out.of_day[view.day.weekday]
    leave = _own(times.leave[slot], view.day.start_s, longest)
    begin = [values[slot] for values in times.begin]
    is_open: Bools = leave > NEVER
    for stay, latest in zip(times.chain.stays, begin, strict=True):
        opens, _ = view.bounds[stay.place.id]
        is_open = is_open & (latest >= opens)
    return WayOut(times, leave, begin, is_open)


def _way_back(times: ChainTimes, view: DayView, longest: int) -> WayBack:
    slot = view.kind.back.of_day[view.day.weekday]
    leave = _own(times.leave[slot], -view.day.end_s, longest)
    done = [-values[slot] for values in times.begin]
    exists: Bools = leave > NEVER
    in_time = exists
    for stay, end in zip(times.chain.stays, done, strict=True):
        _, closes = view.bounds[stay.place.id]
        in_time = in_time & (end <= closes)
    return WayBack(times, exists, -leave, done, in_time)


def _best_out(outs: Sequence[WayOut]) -> Ints:
    """The latest leave over the orders whose places are all open in time."""
    best: Ints = np.array([np.where(way.is_open, way.leave, NEVER) for way in outs]).max(axis=0)
    return best.astype(np.int32)


def _best_back(backs: Sequence[WayBack], view: DayView) -> Ints:
    """The earliest return over the orders that find every place still open."""
    homes = np.full((len(backs), view.day.rows), -NEVER, dtype=np.int32)
    for row, way in zip(homes, backs, strict=True):
        row[way.in_time] = way.home[way.in_time]
    best: Ints = homes.min(axis=0)
    return best
