"""The timetable of one date: its trips, and those of the days around it that run into it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jalon.core.arrays import Ints
from jalon.core.threads import unlocked_property
from jalon.core.time import DAY_S, DayClock
from jalon.reach.kernels.sentinels import (
    BOOKED_ALIGHT,
    BOOKED_BOARD,
    CAN_ALIGHT,
    CAN_BOARD,
    NO_MINUTE,
)
from jalon.reach.kernels.types import Hops, Side
from jalon.reach.network import Network
from jalon.reach.travel.continued_runs import runs_of_day
from jalon.reach.travel.walks import Walker

HOUR_S = 3600
DAWN_H, DUSK_H = 0, 36
"""A timetable begins at midnight at the latest, and ends at noon on the day after at the earliest,
so that people share it: to make one takes ten times as long as a person's day."""
KEPT = 8
"""Timetables kept in memory: a week and one; each takes about 100 bytes a hop of its date."""


@dataclass(frozen=True)
class Timetable:
    """One date between two moments of its axis, as both sides.

    `hop[i]` is the network's number of the i-th hop by run of `out`.
    """

    out: Side
    back: Side
    hop: Ints
    signature: bytes

    def of_walker(self, walker: Walker) -> Timetable:
        """What one may ride who walks, and books, like this."""
        return self if walker.books else self.without_booked

    @unlocked_property
    def without_booked(self) -> Timetable:
        """The same for those who refuse rides that are to be booked; itself where there is none."""
        flags = self.out.by_run.flags
        if not (flags & (BOOKED_BOARD | BOOKED_ALIGHT)).any():
            return self
        flags = np.where(flags & BOOKED_BOARD, flags & ~np.uint8(CAN_BOARD), flags)
        flags = np.where(flags & BOOKED_ALIGHT, flags & ~np.uint8(CAN_ALIGHT), flags)
        hops = self.out.by_run._replace(flags=flags.astype(np.uint8))
        return Timetable(
            out=_side(hops, self.out.base, self.out.headway_s),
            back=_side(mirrored(hops), self.out.base, self.out.headway_s),
            hop=self.hop,
            signature=self.signature + b"-",
        )


def timetable_of(network: Network, clock: DayClock, first_s: int, last_s: int) -> Timetable:
    """All hops of the hours from `first_s` to `last_s` of the date's axis; kept for a while."""
    first_h, last_h = min(first_s // HOUR_S, DAWN_H), max(-(-last_s // HOUR_S), DUSK_H)
    return _kept_timetable(network, clock.date, first_h, last_h)


@lru_cache(maxsize=KEPT)
def _kept_timetable(network: Network, date: dt.date, first_h: int, last_h: int) -> Timetable:
    clock = DayClock(date, network.zone)
    return build_timetable(network, clock, first_h * HOUR_S, last_h * HOUR_S)


def forget_timetables() -> None:
    """Let go of those that are kept."""
    _kept_timetable.cache_clear()


def build_timetable(network: Network, clock: DayClock, first_s: int, last_s: int) -> Timetable:
    """All hops that leave at or after `first_s` and arrive by `last_s` on the date's axis."""
    hops, number, runs = _hops_of_date(network, clock, first_s, last_s)
    base = np.array(network.stop_base)
    trip = np.asarray(network.hop_trip)[number]
    digest = hashlib.blake2b(digest_size=16)
    for part in (hops.departure, hops.arrival, trip):
        digest.update(part.tobytes())
    headway_s = np.zeros(max(runs, 1), dtype=np.int32)
    headway_s[hops.run] = np.asarray(network.trip_headway_s)[trip]
    return Timetable(
        out=_side(hops, base, headway_s),
        back=_side(mirrored(hops), base, headway_s),
        hop=number,
        signature=digest.digest(),
    )


def _hops_of_date(
    network: Network, clock: DayClock, first_s: int, last_s: int
) -> tuple[Hops, Ints, int]:
    """Hops by run, the network's number of each, and how many runs there are."""
    before = network.longest_trip_s // DAY_S + 1
    after = max(0, last_s) // DAY_S + 1
    parts: list[tuple[Hops, Ints]] = []
    runs = 0
    for offset in range(-before, after + 1):
        hops, number, count = _hops_of_service_day(network, clock, offset, first_s, last_s)
        parts.append((hops._replace(run=hops.run + np.int32(runs)), number))
        runs += count
    columns = [np.concatenate(column) for column in zip(*(hops for hops, _ in parts), strict=True)]
    return Hops._make(columns), np.concatenate([number for _, number in parts]), runs


def _hops_of_service_day(
    network: Network, clock: DayClock, offset: int, first_s: int, last_s: int
) -> tuple[Hops, Ints, int]:
    """The hops of one service day on the date's axis; see `_hops_of_date`."""
    day = clock.date + dt.timedelta(days=offset)
    runs_today = network.runs_on(day)[network.trip_service]
    shift = np.int32(clock.axis_of_day(day))
    departure, arrival = network.hop_departure_s, network.hop_arrival_s
    inside = (departure >= first_s - shift) & (arrival <= last_s - shift)
    hop, run, count = runs_of_day(network, inside, runs_today)
    hops = Hops(
        origin=np.asarray(network.hop_from)[hop],
        target=np.asarray(network.hop_to)[hop],
        departure=np.asarray(departure)[hop] + shift,
        arrival=np.asarray(arrival)[hop] + shift,
        run=run,
        flags=np.asarray(network.hop_flags)[hop],
    )
    return hops, hop.astype(np.int32), count


def mirrored(hops: Hops) -> Hops:
    """The same hops with time running backwards: getting off becomes boarding."""
    flags = (
        np.where(hops.flags & CAN_ALIGHT, CAN_BOARD, 0)
        | np.where(hops.flags & CAN_BOARD, CAN_ALIGHT, 0)
        | (hops.flags & NO_MINUTE)
    )
    return Hops(
        origin=np.ascontiguousarray(hops.target[::-1]),
        target=np.ascontiguousarray(hops.origin[::-1]),
        departure=np.ascontiguousarray(-hops.arrival[::-1]),
        arrival=np.ascontiguousarray(-hops.departure[::-1]),
        run=np.ascontiguousarray(hops.run[::-1]),
        flags=np.ascontiguousarray(flags[::-1]).astype(np.uint8),
    )


def _side(hops: Hops, base: Ints, headway_s: Ints) -> Side:
    latest = np.argsort(hops.departure, kind="stable")[::-1]
    by_stop = np.lexsort((hops.departure, hops.origin)).astype(np.int32)
    counts = np.bincount(hops.origin, minlength=len(base))
    return Side(
        by_run=Hops._make(np.ascontiguousarray(column) for column in hops),
        latest=Hops._make(column[latest] for column in hops),
        stop_start=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        at_stop=by_stop,
        base=base,
        runs=len(headway_s),
        headway_s=headway_s,
    )
