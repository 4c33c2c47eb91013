"""Does the day hold? One family, one choice of places, one workday, all its offers at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jalon.reach.chains import Solved
from jalon.reach.families import Choice, Family, Stay
from jalon.reach.hours import Openings
from jalon.reach.kernels.types import NEVER, Ints
from jalon.reach.slots import DayKind, Workday

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class DayView:
    """What judging needs of a workday: its slots and, by place id, the openings around it."""

    kind: DayKind
    day: Workday
    openings: Mapping[str, Openings]


@dataclass(frozen=True)
class WayOut:
    """One order of places on the way out, for n offers.

    `leave` is the latest leave (NEVER for none), `begin[j]` the latest begin of stay j's
    handover, `span[j]` the opening span that it falls to (-1: none), `opens[j]` its opening.
    """

    solved: Solved
    leave: Ints
    begin: list[Ints]
    span: list[NDArray[np.int64]]
    opens: list[Ints]

    @cached_property
    def is_open(self) -> Bools:
        """Where every place is open in time and a way exists."""
        found: Bools = self.leave > NEVER
        for span in self.span:
            found = found & (span >= 0)
        return found


@dataclass(frozen=True)
class WayBack:
    """One order of places on the way back, for n offers; times are not mirrored.

    `home` is the earliest return (only where `found`), `done[j]` the earliest end of stay j's
    handover.
    """

    solved: Solved
    found: Bools
    home: Ints
    done: list[Ints]


@dataclass(frozen=True)
class Judged:
    """n offers on one workday with one choice of places."""

    view: DayView
    choice: Choice
    outs: list[WayOut]
    backs: list[WayBack]
    leave: Ints
    home: Ints
    closes: dict[str, Ints]
    out_found: Bools
    back_found: Bools
    holds: Bools

    @property
    def seconds(self) -> NDArray[np.int64]:
        """Seconds away from home for the travel of a day that holds (0 elsewhere)."""
        day = self.view.day
        spent = (day.start_s - self.leave) + (self.home - day.end_s)
        return np.where(self.holds, spent, 0).astype(np.int64)


def judge(
    family: Family,
    choice: Choice,
    view: DayView,
    out: Sequence[Solved],
    back: Sequence[Solved],
) -> Judged:
    """Judge every offer of the workday; `out` and `back` are the choice's chains, solved."""
    outs = [_way_out(solved, view) for solved in out]
    backs = [_way_back(solved, view) for solved in back]
    leave, closes = _best_out(outs, choice, view)
    home, back_found = _best_back(backs, closes, len(leave))
    holds = _within(family, view, leave, home) & (leave > NEVER) & back_found
    return Judged(view, choice, outs, backs, leave, home, closes, leave > NEVER, back_found, holds)


def _within(family: Family, view: DayView, leave: Ints, home: Ints) -> Bools:
    """The person's own bounds, for offers with a way out and a way back."""
    day, person = view.day, family.person
    bounds: Bools = (
        (leave >= day.clock.axis(person.earliest_leave_s))
        & (home <= day.clock.axis(person.latest_return_s))
        & (day.start_s - leave <= person.max_trip_s)
        & (home - day.end_s <= person.max_trip_s)
    )
    return bounds


def _way_out(solved: Solved, view: DayView) -> WayOut:
    slot = view.kind.out.of_day[view.day.weekday]
    begin = [values[slot] for values in solved.begin]
    span, opens = [], []
    for stay, latest in zip(solved.chain.stays, begin, strict=True):
        openings = view.openings[stay.place.id]
        chosen = openings.span_for(latest)
        span.append(chosen)
        opens.append(_at(openings.opens, chosen))
    return WayOut(solved, solved.leave[slot], begin, span, opens)


def _at(values: Ints, index: NDArray[np.int64]) -> Ints:
    """values[index], and NEVER for index -1."""
    return np.append(values, NEVER).astype(np.int32)[index]


def _way_back(solved: Solved, view: DayView) -> WayBack:
    slot = view.kind.back.of_day[view.day.weekday]
    leave = solved.leave[slot]
    return WayBack(
        solved=solved,
        found=leave > NEVER,
        home=-leave,
        done=[-values[slot] for values in solved.begin],
    )


def _best_out(
    outs: Sequence[WayOut], choice: Choice, view: DayView
) -> tuple[Ints, dict[str, Ints]]:
    """The latest leave over the orders whose places are open, and the closings that go with it."""
    leaves = np.array([np.where(way.is_open, way.leave, NEVER) for way in outs], dtype=np.int32)
    pick = leaves.argmax(axis=0)
    closes = {stay.place.id: _closes(outs, pick, stay, view) for stay in choice.stays}
    best: Ints = leaves.max(axis=0)
    return best, closes


def _closes(outs: Sequence[WayOut], pick: NDArray[np.int64], stay: Stay, view: DayView) -> Ints:
    """The closing of the span in which the chosen order leaves the child."""
    spans = np.array([way.span[way.solved.chain.stays.index(stay)] for way in outs])
    chosen = spans[pick, np.arange(len(pick))]
    return _at(view.openings[stay.place.id].closes, chosen)


def _best_back(
    backs: Sequence[WayBack], closes: Mapping[str, Ints], offers: int
) -> tuple[Ints, Bools]:
    """The earliest return over the orders that find every place still open."""
    homes = np.full((len(backs), offers), -NEVER, dtype=np.int32)
    for row, way in zip(homes, backs, strict=True):
        in_time = in_time_back(way, closes)
        row[in_time] = way.home[in_time]
    best: Ints = homes.min(axis=0)
    return best, best < -NEVER


def in_time_back(way: WayBack, closes: Mapping[str, Ints]) -> Bools:
    """Where this order ends every handover by the closing."""
    in_time = way.found
    for stay, done in zip(way.solved.chain.stays, way.done, strict=True):
        in_time = in_time & (done <= closes[stay.place.id])
    return in_time
