"""Offers as arrays: the slots of a week, cut into parts that are near in time and in space."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from jalon.core.arrays import Floats, Ints, Longs
from jalon.core.threads import in_threads
from jalon.core.time import DAY_S, DayClock
from jalon.reach.kernels.judge_crowd import Rows
from jalon.reach.network import Network
from jalon.reach.request.model import Offer, Span
from jalon.reach.travel.timetable import Timetable, timetable_of
from jalon.reach.week.visits import Points

CELLS = 1 << 10
"""Cells a side of the grid by which neighbours are found."""
LAST_S = 36 * 3600
"""The last of a day's axis that any way can touch; the first is the clock's midnight, an hour
before the axis begins when clocks go back. So one timetable a date serves every question."""


PARTS_KEPT = 8
"""Parts whose slots a demand keeps: some hundred bytes an offer and day."""


@dataclass(frozen=True, eq=False)
class Kind:
    """Weekdays that share one timetable and run alike, each with its clock."""

    timetable: Timetable
    clocks: dict[int, DayClock]


@dataclass(frozen=True)
class SlotSet:
    """k distinct (site, moment) pairs of one side, near ones together; `time[k]` numbers the
    distinct `moments`. Moments are on the side's own axis: a shift's start, or its end mirrored."""

    site: Ints
    moment: Ints
    time: Ints
    moments: Ints


@dataclass(frozen=True)
class DayPart:
    """One weekday of a part: its clock and its shifts as rows of slots."""

    clock: DayClock
    rows: Rows


@dataclass(frozen=True)
class KindPart:
    """One kind of day of a part: the slots of both sides, and its weekdays."""

    kind: Kind
    out: SlotSet
    back: SlotSet
    days: tuple[DayPart, ...]


@dataclass(frozen=True)
class OfferPart:
    """Some offers (their numbers in the request, rising in time and space) and their slots."""

    offers: Longs
    kinds: tuple[KindPart, ...]

    def by_kind(self) -> Iterator[OfferPart]:
        """A part for each kind of day: for whoever needs the travel tables of one at a time."""
        return (replace(self, kinds=(of_kind,)) for of_kind in self.kinds)


class Calendar:
    """The days of a week by kind: timetables are made when first asked for, and kept."""

    def __init__(self, network: Network, monday: dt.date) -> None:
        self._network, self._monday = network, monday
        self._kinds: dict[tuple[bytes, int], Kind] = {}
        self._of_day: dict[int, Kind] = {}

    def prepare(self, weekdays: Sequence[int]) -> None:
        """Make the timetables of some weekdays at once."""
        missing = [weekday for weekday in weekdays if weekday not in self._of_day]
        in_threads(self._timetable, missing)

    def _timetable(self, weekday: int) -> Timetable:
        clock = self._clock(weekday)
        return timetable_of(self._network, clock, clock.axis(0), LAST_S)

    def _clock(self, weekday: int) -> DayClock:
        return DayClock(self._monday + dt.timedelta(days=weekday), self._network.zone)

    def is_same_day(self, weekday: int, other: Calendar) -> bool:
        """Whether a weekday has the same trips in another week, and clocks run evenly on both."""
        return (
            self._clock(weekday).is_plain
            and other._clock(weekday).is_plain
            and self._timetable(weekday).signature == other._timetable(weekday).signature
        )

    def kind(self, weekday: int) -> Kind:
        """The kind of a weekday."""
        if weekday not in self._of_day:
            clock, timetable = self._clock(weekday), self._timetable(weekday)
            # Days of the same trips are one kind only where their clocks run alike.
            ordinary = clock.axis(0) == 0 and clock.axis(DAY_S) == DAY_S
            key = (timetable.signature, 0 if ordinary else weekday + 1)
            kind = self._kinds.setdefault(key, Kind(timetable, {}))
            kind.clocks[weekday] = clock
            self._of_day[weekday] = kind
        return self._of_day[weekday]


@dataclass(frozen=True, eq=False)
class Demand:
    """The offers of a request whose hours are all known: those at the indices `known`.

    `site` (int32, an offer) is an index into `lat`, `lon` and `place`, the place along a curve that
    keeps neighbours together.
    """

    offers: Sequence[Offer]
    known: Sequence[int]
    site: Ints
    lat: Floats
    lon: Floats
    place: Longs
    weekdays: Mapping[Kind, Sequence[int]]
    _spans: dict[int, Ints] = field(default_factory=dict)
    _parts: dict[bytes, OfferPart] = field(default_factory=dict)

    def spans(self, clock: DayClock) -> Ints:
        """The distinct starts and ends of a date's shifts (n x 2) on its axis; of a day with
        several shifts also the first start and the last end."""
        weekday = clock.date.weekday()
        if weekday not in self._spans:
            distinct: set[Span] = set()
            for number in self.known:
                spans = self.offers[number].shifts.get(weekday) or ()
                distinct.update(spans)
                if spans:
                    distinct.add((spans[0][0], spans[-1][1]))
            on_axis = sorted((clock.axis(start), clock.axis(end)) for start, end in distinct)
            self._spans[weekday] = np.array(on_axis, dtype=np.int32).reshape(-1, 2)
        return self._spans[weekday]

    def parts(self, size: int) -> list[Longs]:
        """The offers with known hours, cut into parts of at most `size`, alike ones together."""
        order = sorted(self.known, key=self._likeness)
        return [np.array(order[i : i + size]) for i in range(0, len(order), size)]

    def _likeness(self, number: int) -> tuple[int, int]:
        first = next(iter(sorted(self.offers[number].shifts.items())))[1]
        return (first[0][0] if first else 0, int(self.place[self.site[number]]))

    def part(self, offers: Longs) -> OfferPart:
        """The slots and rows of some offers; kept, as newcomers ask for the same ones."""
        name = offers.tobytes()
        part = self._parts.get(name)
        if part is None:
            kinds = (self._kind_part(kind, offers) for kind in self.weekdays)
            part = OfferPart(offers, tuple(of_kind for of_kind in kinds if of_kind is not None))
            if len(self._parts) >= PARTS_KEPT:
                self._parts.clear()
            self._parts[name] = part
        return part

    def _kind_part(self, kind: Kind, offers: Longs) -> KindPart | None:
        clocks = [kind.clocks[weekday] for weekday in self.weekdays[kind]]
        shifts = [self._shifts(clock, offers) for clock in clocks]
        used = [(clock, day) for clock, day in zip(clocks, shifts, strict=True) if day]
        if not used:
            return None
        every = np.concatenate([_shift_table(day) for _, day in used])
        out, out_slot = self._slots(every[:, 0], every[:, 1])
        back, back_slot = self._slots(every[:, 0], -every[:, 2])
        days, first = [], 0
        for clock, day in used:
            last = first + sum(len(spans) for _, _, spans in day)
            days.append(DayPart(clock, _rows(day, out_slot[first:last], back_slot[first:last])))
            first = last
        return KindPart(kind, out, back, tuple(days))

    def _shifts(self, clock: DayClock, offers: Longs) -> list[_Worked]:
        weekday = clock.date.weekday()
        worked = []
        for index, number in enumerate(offers.tolist()):
            spans = self.offers[number].shifts.get(weekday)
            if spans:
                on_axis = [(clock.axis(start), clock.axis(end)) for start, end in spans]
                worked.append((index, int(self.site[number]), on_axis))
        return worked

    def _slots(self, site: Longs, moment: Longs) -> tuple[SlotSet, Longs]:
        """The distinct slots, latest first and neighbours together, and the slot of each row."""
        order = np.lexsort((site, self.place[site], -moment))
        fresh = np.ones(len(order), dtype=np.bool_)
        fresh[1:] = (np.diff(site[order]) != 0) | (np.diff(moment[order]) != 0)
        slot = np.empty(len(order), dtype=np.int64)
        slot[order] = np.cumsum(fresh) - 1
        chosen = order[fresh]
        moments, time = np.unique(moment[chosen], return_inverse=True)
        return SlotSet(
            site=site[chosen].astype(np.int32),
            moment=moment[chosen].astype(np.int32),
            time=time.reshape(-1).astype(np.int32),
            moments=moments.astype(np.int32),
        ), slot


def find_demand(offers: Sequence[Offer], calendar: Calendar) -> Demand:
    """The demand of some offers; the timetables of the weekdays that they ask for are made."""
    points = Points()
    site = np.array([points.add(offer.point) for offer in offers], dtype=np.int32)
    lat, lon = points.arrays()
    known = [number for number, offer in enumerate(offers) if _is_known(offer)]
    weekdays = sorted({day for number in known for day in offers[number].shifts})
    calendar.prepare(weekdays)
    of_kinds: dict[Kind, list[int]] = {}
    for weekday in weekdays:
        of_kinds.setdefault(calendar.kind(weekday), []).append(weekday)
    return Demand(offers, known, site, lat, lon, _along_a_curve(lat, lon), of_kinds)


_Worked = tuple[int, int, list[Span]]
"""An offer's index in its part, its site, and its shifts on the day's axis."""


def _is_known(offer: Offer) -> bool:
    """Whether it has hours, all known: what is not known is not counted."""
    days = list(offer.shifts.values())
    return bool(days) and all(days)


def _shift_table(day: Sequence[_Worked]) -> Longs:
    """Site, start and end of every shift of a day."""
    rows = [(site, start, end) for _, site, spans in day for start, end in spans]
    return np.array(rows, dtype=np.int64)


def _rows(day: Sequence[_Worked], out_slot: Longs, back_slot: Longs) -> Rows:
    counts = np.array([len(spans) for _, _, spans in day])
    last = np.cumsum(counts)
    first = last - counts
    several = np.where(counts > 1, counts, 0)
    parts = np.repeat(counts > 1, counts)
    return Rows(
        offer=np.array([index for index, _, _ in day], dtype=np.int32),
        out=out_slot[first].astype(np.int32),
        back=back_slot[last - 1].astype(np.int32),
        part=np.concatenate(([0], np.cumsum(several))).astype(np.int32),
        part_out=out_slot[parts].astype(np.int32),
        part_back=back_slot[parts].astype(np.int32),
    )


def _along_a_curve(lat: Floats, lon: Floats) -> Longs:
    """A number for each point such that neighbours have near numbers (Z-order of a grid)."""
    cells = [_cells(lat), _cells(lon)]
    curve = np.zeros(len(lat), dtype=np.int64)
    for bit in range(CELLS.bit_length() - 1):
        for side, cell in enumerate(cells):
            curve |= ((cell >> bit) & 1) << (2 * bit + side)
    return curve


def _cells(degrees: Floats) -> Longs:
    low, high = degrees.min(initial=np.inf), degrees.max(initial=-np.inf)
    share = (degrees - low) / max(high - low, 1e-9)
    cells: Longs = np.minimum((share * CELLS).astype(np.int64), CELLS - 1)
    return cells
