"""A day that holds, as the pages need it: times that are there, stretches without holes.

Every page tells the hours of the stretches, `from_s` and `until_s`, which follow
`jalon.web.minutes`; seconds are for what is drawn to scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Literal

from jalon.reach import Day, Leg, LegKind, Way
from jalon.web.minutes import departure_s, round_down_s, round_up_s

Kind = LegKind | Literal["wait", "work", "pause", "home"]
"""`pause` is between two shifts near the work, `home` between two shifts at home."""

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
    """A stretch of the day of one kind; `leg` is None where one does not move.

    `from_s` and `until_s` are its hours as they are told, on whole minutes. A wait of which no
    minute is left between them is drawn and not told.
    """

    kind: Kind
    start_s: int
    end_s: int
    leg: Leg | None = None
    from_s: int = 0
    until_s: int = 0

    @property
    def is_told(self) -> bool:
        """Whether there is anything to tell of it."""
        return self.kind != "wait" or self.until_s > self.from_s

    @property
    def text(self) -> str:
        """The line of a ride."""
        return self.leg.line if self.leg else ""


_TIMES = tuple(field.name for field in fields(Times))


def read_times(day: Day) -> Times:
    """The times of `day`; ValueError when it does not hold (see `Day.holdable`)."""
    return Times(*(_sure(day, name) for name in _TIMES))


def list_shifts(day: Day) -> tuple[tuple[int, int], ...]:
    """The shifts of a day that holds, in order."""
    times = read_times(day)
    return day.shifts or ((times.shift_start_s, times.shift_end_s),)


def list_arrivals(day: Day) -> list[tuple[int, int]]:
    """Each way out of a day that holds: when one is at work, and when the shift starts."""
    starts = [start_s for start_s, _ in list_shifts(day)]
    if not day.home_between:
        return [(read_times(day).arrive_work_s, starts[0])]
    legs = [_legs_of(day, "out", number) for number in range(len(starts))]
    return [
        (way[-1].arrive_s if way else start_s, start_s)
        for way, start_s in zip(legs, starts, strict=True)
    ]


def list_stretches(day: Day) -> list[Stretch]:
    """The whole of a `day` that holds, from leaving to being home, waits included."""
    parts = _there_and_back(day) if day.home_between else _one_stay(day)
    stretches = [stretch for stretch in parts if stretch.end_s > stretch.start_s]
    hours_s = _told_hours_s(stretches, told_departure_s(day))
    return [
        replace(stretch, from_s=from_s, until_s=until_s)
        for stretch, (from_s, until_s) in zip(stretches, pairwise(hours_s), strict=True)
    ]


def told_departure_s(day: Day) -> int:
    """The hour to leave home, as it is told."""
    return departure_s(read_times(day).leave_home_s, day.safe_leave_s)


def told_ways_s(day: Day) -> tuple[int, int]:
    """How long the ways out and the ways back of a day are, by the hours that are told."""
    if not day.home_between:
        times = read_times(day)
        out_s = round_down_s(times.shift_start_s) - told_departure_s(day)
        return out_s, round_up_s(times.return_home_s) - round_down_s(times.shift_end_s)
    return _ways_there_and_back_s(day)


def _ways_there_and_back_s(day: Day) -> tuple[int, int]:
    """The same, where one is at home between the shifts."""
    out_s = back_s = 0
    is_out = True
    for stretch in list_stretches(day):
        if stretch.kind in ("work", "home"):
            is_out = stretch.kind == "home"
        else:
            length_s = stretch.until_s - stretch.from_s
            out_s, back_s = (out_s + length_s, back_s) if is_out else (out_s, back_s + length_s)
    return out_s, back_s


def _told_hours_s(stretches: list[Stretch], leave_s: int) -> list[int]:
    """The hours between stretches, from leaving to being home; none is after the next one."""
    hours_s = [round_up_s(stretches[-1].end_s)]
    for before, after in reversed(list(pairwise(stretches))):
        hours_s.append(min(_told_hour_s(before, after), hours_s[-1]))
    return [min(leave_s, hours_s[-1]), *reversed(hours_s)]


def _told_hour_s(before: Stretch, after: Stretch) -> int:
    """The hour between two stretches: up where one arrives and stays, down where one goes on.

    Who gets off a service that promises no minute is told an hour at the latest: it is an arrival,
    unless the next ride leaves at once.
    """
    is_late = before.leg is not None and before.leg.headway_s > 0 and after.kind != "ride"
    stays = after.kind in ("wait", "home")
    return (round_up_s if stays or is_late else round_down_s)(after.start_s)


def _one_stay(day: Day) -> Iterator[Stretch]:
    """One way out, the shifts with their pauses, one way back."""
    times, shifts = read_times(day), list_shifts(day)
    out = (leg for leg in day.legs if leg.way == "out")
    back = (leg for leg in day.legs if leg.way == "back")
    yield from _with_waits(out, times.leave_home_s, times.shift_start_s)
    for (start_s, end_s), (next_s, _) in pairwise([*shifts, (times.shift_end_s, 0)]):
        yield Stretch("work", start_s, end_s)
        yield Stretch("pause", end_s, next_s)
    yield from _with_waits(back, times.shift_end_s, times.return_home_s)


def _there_and_back(day: Day) -> Iterator[Stretch]:
    """A way out and a way back for each shift, at home between."""
    home_s = read_times(day).leave_home_s
    for number, (start_s, end_s) in enumerate(list_shifts(day)):
        out, back = _legs_of(day, "out", number), _legs_of(day, "back", number)
        leave_s = out[0].depart_s if out else start_s
        yield Stretch("home", home_s, leave_s)
        yield from _with_waits(out, leave_s, start_s)
        yield Stretch("work", start_s, end_s)
        home_s = back[-1].arrive_s if back else end_s
        yield from _with_waits(back, end_s, home_s)


def _legs_of(day: Day, way: Way, number: int) -> list[Leg]:
    """The legs of the way out to a shift, or of the way back from it, by the shift's number."""
    shifts = list_shifts(day)
    if way == "out":
        after_s = shifts[number - 1][1] if number else read_times(day).leave_home_s
        until_s = shifts[number][0]
    else:
        after_s = shifts[number][1]
        until_s = shifts[number + 1][0] if number + 1 < len(shifts) else day.legs[-1].arrive_s
    legs = (leg for leg in day.legs if leg.way == way)
    return [leg for leg in legs if after_s <= leg.depart_s and leg.arrive_s <= until_s]


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
