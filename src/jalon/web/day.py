"""A day that holds, as the pages need it: times that are there, stretches without holes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Literal

from jalon.reach import Day, Leg, LegKind

Kind = LegKind | Literal["wait", "work"]

FRAGILE_S = 300
"""Under five minutes of slack a day is fragile (DESIGN.md)."""


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a day that holds, none missing: clock times and durations in seconds."""

    leave_home_s: int
    arrive_work_s: int
    shift_start_s: int
    shift_end_s: int
    return_home_s: int
    out_s: int
    back_s: int
    slack_s: int

    @property
    def travel_s(self) -> int:
        """Time away from home that is not the shift."""
        return self.out_s + self.back_s

    @property
    def is_fragile(self) -> bool:
        """Whether a few minutes late would break the day."""
        return self.slack_s < FRAGILE_S


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the day of one kind; `leg` is None for waits and for the shift."""

    kind: Kind
    start_s: int
    end_s: int
    leg: Leg | None = None

    @property
    def text(self) -> str:
        """The line of a ride."""
        return self.leg.line if self.leg else ""


def read_times(day: Day) -> Times:
    """The times of `day`; ValueError when it does not hold (see `Day.holdable`)."""
    return Times(*(_sure(day, field.name) for field in fields(Times)))


def list_stretches(day: Day) -> list[Stretch]:
    """The whole of a `day` that holds, from leaving to being home, waits included."""
    times = read_times(day)
    out = (leg for leg in day.legs if leg.way == "out")
    back = (leg for leg in day.legs if leg.way == "back")
    stretches = [
        *_with_waits(out, times.leave_home_s, times.shift_start_s),
        Stretch("work", times.shift_start_s, times.shift_end_s),
        *_with_waits(back, times.shift_end_s, times.return_home_s),
    ]
    return [stretch for stretch in stretches if stretch.end_s > stretch.start_s]


def _sure(day: Day, name: str) -> int:
    value = getattr(day, name)
    if value is None:
        raise ValueError(f"a day without {name} does not hold and has no times")
    return int(value)


def _with_waits(legs: Iterable[Leg], start_s: int, end_s: int) -> Iterator[Stretch]:
    now_s = start_s
    for leg in legs:
        yield Stretch("wait", now_s, leg.depart_s)
        yield Stretch(leg.kind, leg.depart_s, leg.arrive_s, leg)
        now_s = leg.arrive_s
    yield Stretch("wait", now_s, end_s)
