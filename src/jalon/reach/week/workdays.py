"""The shifts of a week as slots: which (site, time) pairs must be solved on which timetable.

Weekdays whose timetables are the same second by second are solved once, together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Ints, Longs
from jalon.core.time import DAY_S, WEEKDAYS, DayClock
from jalon.reach.network import Network
from jalon.reach.request.model import Request
from jalon.reach.travel.timetable import Timetable, timetable_of
from jalon.reach.week.visits import Points


@dataclass(frozen=True)
class Workday:
    """One weekday with its n worked offers, as rows to judge; times on the date's axis.

    `offers` (n) are numbers of the request's offers. `offer_of_row` (such numbers too), `site`,
    `start_s` and `end_s` have a row for each of them, from its first start to its last end, and
    behind those a row for each single shift of the m split offers: those at `split` (m) of the n.
    `parts` (k x m) are the rows of their shifts in order, -1 where an offer has fewer.
    """

    weekday: int
    clock: DayClock
    offers: Longs
    offer_of_row: Longs
    site: Ints
    start_s: Ints
    end_s: Ints
    split: Longs
    parts: Longs

    @property
    def name(self) -> str:
        """The weekday's English name."""
        return WEEKDAYS[self.weekday]

    @property
    def rows(self) -> int:
        """How many rows are judged: offers, and the shifts of split ones."""
        return len(self.site)


@dataclass(frozen=True)
class Slots:
    """k distinct (site, deadline) pairs, and for each workday the slot of each of its rows.

    `moment` is the shift's start, or its end mirrored: what the length of a trip is counted from.
    """

    site: Ints
    deadline: Ints
    moment: Ints
    of_day: dict[int, Longs]


@dataclass(frozen=True)
class DayKind:
    """Workdays that share one timetable, and their slots of the way out and of the way back."""

    timetable: Timetable
    days: tuple[Workday, ...]
    out: Slots
    back: Slots


def workdays_of(request: Request, network: Network, points: Points) -> list[Workday]:
    """Each weekday that some offer works with known hours."""
    sites = np.array([points.add(offer.point) for offer in request.offers], dtype=np.int32)
    days = []
    for weekday in range(7):
        worked = [i for i, offer in enumerate(request.offers) if offer.shifts.get(weekday)]
        if worked:
            days.append(_workday(request, network, weekday, worked, sites))
    return days


def _workday(
    request: Request, network: Network, weekday: int, worked: Sequence[int], sites: Ints
) -> Workday:
    clock = DayClock(request.monday + dt.timedelta(days=weekday), network.zone)
    shifts = [request.offers[i].shifts[weekday] or () for i in worked]
    split = [at for at, spans in enumerate(shifts) if len(spans) > 1]
    whole = [(spans[0][0], spans[-1][1]) for spans in shifts]
    rows = whole + [span for at in split for span in shifts[at]]
    offers = np.array([*worked, *(worked[at] for at in split for _ in shifts[at])], dtype=np.int64)
    return Workday(
        weekday=weekday,
        clock=clock,
        offers=offers[: len(worked)],
        offer_of_row=offers,
        site=sites[offers],
        start_s=np.array([clock.axis(start) for start, _ in rows], dtype=np.int32),
        end_s=np.array([clock.axis(end) for _, end in rows], dtype=np.int32),
        split=np.array(split, dtype=np.int64),
        parts=_parts(len(worked), [len(shifts[at]) for at in split]),
    )


def _parts(first: int, counts: Sequence[int]) -> Longs:
    """Rows counted from `first`, one column for each split offer, -1 below its last shift."""
    parts = np.full((max(counts, default=0), len(counts)), -1, dtype=np.int64)
    for column, count in enumerate(counts):
        parts[:count, column] = np.arange(first, first + count)
        first += count
    return parts


def day_kinds(
    request: Request, network: Network, workdays: Sequence[Workday], reach_s: int
) -> list[DayKind]:
    """Group the workdays by timetable; they cover all searches back or on by `reach_s`."""
    if not workdays:
        return []
    margin = np.int32(request.margin_s)
    first_s, last_s = _window(request, workdays, reach_s)
    groups: dict[tuple[bytes, int], tuple[Timetable, list[Workday]]] = {}
    for day in workdays:
        timetable = timetable_of(network, day.clock, first_s, last_s)
        # Days of the same trips are one kind only where their clocks run alike.
        ordinary = day.clock.axis(0) == 0 and day.clock.axis(DAY_S) == DAY_S
        key = (timetable.signature, 0 if ordinary else day.weekday + 1)
        groups.setdefault(key, (timetable, []))[1].append(day)
    return [
        DayKind(
            timetable=timetable,
            days=tuple(days),
            out=_slots(days, [day.start_s for day in days], margin),
            back=_slots(days, [-day.end_s for day in days], np.int32(0)),
        )
        for timetable, days in groups.values()
    ]


def _window(request: Request, workdays: Sequence[Workday], reach_s: int) -> tuple[int, int]:
    """The part of the date's axis that any search can touch, an hour of clock change included."""
    earliest = min(person.earliest_leave_s for person in request.people)
    latest = max(person.latest_return_s for person in request.people)
    first = min([earliest, *(int(day.start_s.min()) - reach_s for day in workdays)])
    last = max([latest, *(int(day.end_s.max()) + reach_s for day in workdays)])
    return first - 3600, last + 3600


def _slots(days: Sequence[Workday], moments: Sequence[Ints], margin: np.int32) -> Slots:
    pairs = np.column_stack((np.concatenate([day.site for day in days]), np.concatenate(moments)))
    distinct, inverse = np.unique(pairs, axis=0, return_inverse=True)
    cuts = np.cumsum([day.rows for day in days])[:-1]
    parts = np.split(inverse.reshape(-1), cuts)
    return Slots(
        site=np.ascontiguousarray(distinct[:, 0]).astype(np.int32),
        deadline=distinct[:, 1] - margin,
        moment=np.ascontiguousarray(distinct[:, 1]),
        of_day={day.weekday: part for day, part in zip(days, parts, strict=True)},
    )
