"""Days as the objects of the command contract (CONTRACTS.md): shown times stay feasible.

In minutes a leave rounds down and an arrival rounds up, so that whoever follows the plan is in
time; durations round up, slack rounds down. With `in_seconds` nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, product
from typing import Any

from jalon.core.time import DAY_S, format_clock
from jalon.reach.request.model import Request
from jalon.reach.result.model import Booking, Day, Leg, Unlock
from jalon.reach.result.reason import Reason

Wire = dict[str, Any]
_ROUND_DOWN = {"needed_s", "leave_s", "opens_s", "closes_s", "ends_s", "last_leave_s"}
THE_DAY_BEFORE = "the day before"
_DURATIONS = ("out", "back", "walk", "slack")


def day_line(day: Day, *, in_seconds: bool) -> Wire:
    """One person, offer and weekday."""
    line: Wire = {"person": day.person, "offer": day.offer, "weekday": day.weekday}
    line["date"] = day.date.isoformat()
    line["holdable"] = day.holdable
    if day.holdable is None:
        return line | _windows(day, in_seconds)
    line["leave_home"] = _clock(day.leave_home_s, in_seconds)
    line["arrive_work"] = _clock(day.arrive_work_s, in_seconds, up=True)
    line["leave_work"] = _clock(day.leave_work_s, in_seconds)
    line["return_home"] = _clock(day.return_home_s, in_seconds, up=True)
    for name in _DURATIONS:
        key, value = _duration(name, getattr(day, f"{name}_s"), in_seconds)
        line[key] = value
    line |= {
        "rides": day.rides,
        "safe_leave_home": _clock(day.safe_leave_s, in_seconds),
        "places": dict(day.places) if day.holdable else {},
    }
    if day.home_between is not None:
        line["home_between"] = day.home_between
    line["reasons"] = [_reason(reason, in_seconds) for reason in day.reasons]
    line["legs"] = _legs(day.legs, in_seconds)
    return line | _unlocks(day.unlocks, in_seconds)


def summary_lines(request: Request, days: Iterable[Day]) -> Iterator[Wire]:
    """One line for each person and offer: does the whole week hold, for how much time, how tightly.

    `days` are all those of the request, in its order. `holdable` is false when a day does not
    hold, null when none fails but one is unknown, or when the offer asks for no day.
    """
    of_pair = groupby(days, key=lambda day: (day.person, day.offer))
    ahead = next(of_pair, None)
    for person, offer in product(request.people, request.offers):
        week: list[Day] = []
        if ahead is not None and ahead[0] == (person.id, offer.id):
            week = list(ahead[1])
            ahead = next(of_pair, None)
        yield _summary(person.id, offer.id, week, request.in_seconds)


def _summary(person: str, offer: str, week: Sequence[Day], in_seconds: bool) -> Wire:
    verdicts = [day.holdable for day in week]
    holdable = False if False in verdicts else None if None in verdicts or not week else True
    line: Wire = {"person": person, "offer": offer, "holdable": holdable}
    line["days"] = len(week)
    line["days_holding"] = verdicts.count(True)
    spent = sum((day.out_s or 0) + (day.back_s or 0) for day in week)
    slacks = [day.slack_s for day in week if day.slack_s is not None]
    for name, value in (("week", spent if holdable else None), ("worst_slack", _least(slacks))):
        key, shown = _duration(name, value, in_seconds)
        line[key] = shown
    unlocks = (day.unlocks for day in week if day.unlocks is not None)
    return line | _unlocks(next(unlocks, None), in_seconds)


def _windows(day: Day, in_seconds: bool) -> Wire:
    """The starts that would hold, of a day whose hours are unknown."""
    windows = [[_clock(time, in_seconds) for time in window] for window in day.start_windows or ()]
    return {"start_windows": windows, "start_windows_for": day.start_windows_for}


def _unlocks(unlocks: Sequence[Unlock] | None, in_seconds: bool) -> Wire:
    """The field `unlocks`, where they were asked for and the offer does not hold."""
    if unlocks is None:
        return {}
    return {"unlocks": [_unlock(unlock, in_seconds) for unlock in unlocks]}


def _unlock(unlock: Unlock, in_seconds: bool) -> Wire:
    line: Wire = {"change": unlock.change}
    for name in ("child", "place", "by_min"):
        if (value := getattr(unlock, name)) is not None:
            line[name] = value
    key, week = _duration("week", unlock.week_s, in_seconds)
    return line | {key: week}


def _least(values: list[int]) -> int | None:
    return min(values) if values else None


def _duration(name: str, seconds: int | None, in_seconds: bool) -> tuple[str, int | None]:
    if in_seconds:
        return f"{name}_s", seconds
    if seconds is None:
        return f"{name}_min", None
    down = name.endswith("slack")
    return f"{name}_min", seconds // 60 if down else -(-seconds // 60)


def _clock(clock_s: int | None, in_seconds: bool, *, up: bool = False) -> str | None:
    return None if clock_s is None else format_clock(clock_s, up=up, seconds=in_seconds)


def _moment(name: str, clock_s: int, in_seconds: bool, *, up: bool) -> Wire:
    """A clock time; where it is of the evening before, its day is said beside it."""
    shown_s = -(-clock_s // 60) * 60 if up and not in_seconds else clock_s
    if shown_s >= 0:
        return {name: _clock(shown_s, in_seconds)}
    return {name: _clock(shown_s % DAY_S, in_seconds), f"{name}_day": THE_DAY_BEFORE}


def _legs(legs: Sequence[Leg], in_seconds: bool) -> list[Wire]:
    """Each leg as it is shown: in minutes none arrives after the next one of its way departs."""
    shown = [_leg(leg, in_seconds) for leg in legs]
    for leg, after in pairwise(shown):
        if leg["way"] == after["way"] and not in_seconds:
            leg["arrive"] = min(leg["arrive"], after["depart"])
    return shown


def _leg(leg: Leg, in_seconds: bool) -> Wire:
    line: Wire = {
        "way": leg.way,
        "kind": leg.kind,
        "from": leg.origin,
        "to": leg.target,
        "depart": _clock(leg.depart_s, in_seconds),
        "arrive": _clock(leg.arrive_s, in_seconds, up=True),
    }
    texts = {
        "from_name": leg.origin_name,
        "to_name": leg.target_name,
        "line": leg.line,
        "headsign": leg.headsign,
    }
    line |= {name: text for name, text in texts.items() if text}
    return line | _ride_facts(leg, in_seconds)


def _ride_facts(leg: Leg, in_seconds: bool) -> Wire:
    """What is said of a ride beyond its times; nothing of one that is neither booked, nor without
    minutes, nor goes on as another."""
    facts: Wire = {}
    if leg.booking is not None:
        facts |= {"booked": True, "booking": _booking(leg.booking, in_seconds)}
    if leg.headway_s:
        name, value = _duration("headway", leg.headway_s, in_seconds)
        facts |= {"approximate": True, name: value}
    if leg.goes_on:
        facts["goes_on"] = [
            {
                "stop": then.stop,
                "stop_name": then.stop_name,
                "depart": _clock(then.depart_s, in_seconds),
                "line": then.line,
                "headsign": then.headsign,
            }
            for then in leg.goes_on
        ]
    return facts


def _booking(booking: Booking, in_seconds: bool) -> Wire:
    """What the feed says of how to book; what it does not say is left out."""
    said = {
        "with": "driver" if booking.with_driver else "agency",
        "phone": booking.phone or None,
        "url": booking.url or None,
        "message": booking.message or None,
        "notice_min": booking.notice_min,
        "days_before": booking.days_before,
        "until": _clock(booking.until_s, in_seconds),
    }
    return {name: value for name, value in said.items() if value is not None}


def _reason(reason: Reason, in_seconds: bool) -> Wire:
    detail: Wire = {}
    for name, value in reason.detail.items():
        if name.endswith("_s") and isinstance(value, int):
            detail |= _moment(name[:-2], value, in_seconds, up=name not in _ROUND_DOWN)
        else:
            detail[name] = value
    return {"code": reason.code, "weekday": reason.weekday, "detail": detail}
