"""What the engine answers: days, their legs, and what would make an offer hold.

All times are whole seconds since midnight of the day asked for, on the clock of the network's
zone, and go beyond 86 400 after midnight. Durations are seconds really elapsed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from jalon.reach.result.reason import Reason

Way = Literal["out", "back"]
LegKind = Literal["walk", "ride", "handover", "bicycle", "car"]
WindowsFor = Literal["day", "way_out"]
UnlockKind = Literal[
    "place_opens_earlier",
    "place_closes_later",
    "other_place",
    "bicycle",
    "shift_moved",
    "car",
]


@dataclass(frozen=True, slots=True)
class Booking:
    """How a ride is booked, as far as the feed says: blank or None where it does not.

    `with_driver`: one tells the driver. `notice_min` minutes before the ride; or by `until_s` of
    the day that is `days_before` days before it.
    """

    with_driver: bool
    phone: str = ""
    url: str = ""
    message: str = ""
    notice_min: int | None = None
    days_before: int | None = None
    until_s: int | None = None


@dataclass(frozen=True, slots=True)
class GoesOn:
    """Where a vehicle goes on as another trip while one stays seated: the stop, when it leaves
    there, and its line and headsign from there on."""

    stop: str
    stop_name: str
    depart_s: int
    line: str
    headsign: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a day. Between two legs one waits.

    `origin` and `target` are `home`, `work`, `place:<id>` or `stop:<id>`; the names are what a
    person reads (a stop's name; empty for points). A ride has its `line` (the route's short
    name), `route_type` and `headsign`; a handover has `origin == target`.

    A ride that is to be booked has its `booking`. One of a service that promises no minute has its
    `headway_s`: one is at the stop at `depart_s`, and the whole headway counts. `goes_on` tells
    what the vehicle becomes while one stays seated.
    """

    way: Way
    kind: LegKind
    origin: str
    target: str
    depart_s: int
    arrive_s: int
    origin_name: str = ""
    target_name: str = ""
    line: str = ""
    headsign: str = ""
    route_type: int | None = None
    booking: Booking | None = None
    headway_s: int = 0
    goes_on: tuple[GoesOn, ...] = ()


@dataclass(frozen=True, slots=True)
class Unlock:
    """One single change that makes a whole offer hold, and the week's travel with it (seconds).

    `place` is the place that opens or closes otherwise, or the one that `child` goes to instead;
    `by_min` the minutes of a change of hours, negative for a shift moved earlier.
    """

    change: UnlockKind
    week_s: int
    place: str | None = None
    child: str | None = None
    by_min: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One person, one offer, one weekday: the plan where it holds, the reasons where it does not.

    `date` is the day of the calendar that it was computed for: timetables and places differ between
    weeks.
    `holdable` is None where the hours are unknown. `places` gives the place chosen for each child.
    `slack_s` is seconds; under 300 the day is fragile. `safe_leave_s` is None when no earlier
    leave survives missing the first ride.

    Of a day with several shifts, `home_between` says whether one comes home between them (None for
    a single shift, False where the day does not hold); durations, rides and legs are then of all
    its ways. `shifts` are its shifts in order, empty where hours are unknown. `start_windows` are
    the first and last starts that hold where the hours are unknown, for a `day` or for the
    `way_out` alone. `unlocks` are of the whole offer, where asked and where it does not hold.
    """

    person: str
    offer: str
    weekday: str
    holdable: bool | None
    date: dt.date = field(kw_only=True)
    leave_home_s: int | None = None
    arrive_work_s: int | None = None
    leave_work_s: int | None = None
    return_home_s: int | None = None
    out_s: int | None = None
    back_s: int | None = None
    rides: int | None = None
    walk_s: int | None = None
    slack_s: int | None = None
    safe_leave_s: int | None = None
    shift_start_s: int | None = None
    shift_end_s: int | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    legs: tuple[Leg, ...] = ()
    shifts: tuple[tuple[int, int], ...] = ()
    home_between: bool | None = None
    start_windows: tuple[tuple[int, int], ...] | None = None
    start_windows_for: WindowsFor | None = None
    unlocks: tuple[Unlock, ...] | None = None
