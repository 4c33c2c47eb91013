"""The timetable of one date: its trips, and those of the days around it that run into it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jalon.core.arrays import Ints
from jalon.core.time import DAY_S, DayClock
from jalon.reach.kernels.types import CAN_ALIGHT, CAN_BOARD, Hops, Side
from jalon.reach.network import Network

HOUR_S = 3600
DAWN_H = 3
"""A timetable begins at three in the morning at the latest, so that people share it."""
KEPT = 8
"""Timetables kept in memory: a week and one; each takes about 100 bytes a hop of its date."""


@dataclass(frozen=True)
class Timetable:
    """One date between two moments of its axis, as both sides; `run_trip[r]` is run r's trip."""

    out: Side
    back: Side
    run_trip: Ints
    signature: bytes


def timetable_of(network: Network, clock: DayClock, first_s: int, last_s: int) -> Timetable:
    """All hops of the hours from `first_s` to `last_s` of the date's axis; kept for a while."""
    first_h, last_h = min(first_s // HOUR_S, DAWN_H), -(-last_s // HOUR_S)
    return _kept_timetable(network, clock.date, first_h, last_h)


@lru_cache(maxsize=KEPT)
def _kept_timetable(network: Network, date: dt.date, first_h: int, last_h: int) -> Timetable:
    clock = DayClock(date, network.zone)
    return build_timetable(network, clock, first_h * HOUR_S, last_h * HOUR_S)


def build_timetable(network: Network, clock: DayClock, first_s: int, last_s: int) -> Timetable:
    """All hops that leave at or after `first_s` and arrive by `last_s` on the date's axis."""
    hops, run_trip = _hops_of_date(network, clock, first_s, last_s)
    stops = len(network.stop_ids)
    digest = hashlib.blake2b(digest_size=16)
    for part in (hops.departure, hops.arrival, run_trip[hops.run]):
        digest.update(part.tobytes())
    return Timetable(
        out=_side(hops, stops, len(run_trip)),
        back=_side(mirrored(hops), stops, len(run_trip)),
        run_trip=run_trip,
        signature=digest.digest(),
    )


def _hops_of_date(
    network: Network, clock: DayClock, first_s: int, last_s: int
) -> tuple[Hops, Ints]:
    before = network.longest_trip_s // DAY_S + 1
    after = max(0, last_s) // DAY_S + 1
    parts: list[tuple[Hops, Ints]] = []
    runs = 0
    for offset in range(-before, after + 1):
        hops, trips = _hops_of_service_day(network, clock, offset, first_s, last_s)
        parts.append((hops._replace(run=hops.run + np.int32(runs)), trips))
        runs += len(trips)
    columns = [np.concatenate(column) for column in zip(*(hops for hops, _ in parts), strict=True)]
    return Hops._make(columns), np.concatenate([trips for _, trips in parts])


def _hops_of_service_day(
    network: Network, clock: DayClock, offset: int, first_s: int, last_s: int
) -> tuple[Hops, Ints]:
    """The hops of one service day on the date's axis, and the trip of each run."""
    day = clock.date + dt.timedelta(days=offset)
    runs_today = network.runs_on(day)[network.trip_service]
    shift = np.int32(clock.axis_of_day(day))
    departure, arrival = network.hop_departure_s, network.hop_arrival_s
    inside = (departure >= first_s - shift) & (arrival <= last_s - shift)
    hop = np.flatnonzero(inside & runs_today[network.hop_trip])
    trip_of_hop = np.asarray(network.hop_trip)[hop]
    trips, run = np.unique(trip_of_hop, return_inverse=True)
    hops = Hops(
        origin=np.asarray(network.hop_from)[hop],
        target=np.asarray(network.hop_to)[hop],
        departure=np.asarray(departure)[hop] + shift,
        arrival=np.asarray(arrival)[hop] + shift,
        run=run.astype(np.int32),
        flags=np.asarray(network.hop_flags)[hop],
    )
    return hops, trips.astype(np.int32)


def mirrored(hops: Hops) -> Hops:
    """The same hops with time running backwards: getting off becomes boarding."""
    flags = np.where(hops.flags & CAN_ALIGHT, CAN_BOARD, 0) | np.where(
        hops.flags & CAN_BOARD, CAN_ALIGHT, 0
    )
    return Hops(
        origin=np.ascontiguousarray(hops.target[::-1]),
        target=np.ascontiguousarray(hops.origin[::-1]),
        departure=np.ascontiguousarray(-hops.arrival[::-1]),
        arrival=np.ascontiguousarray(-hops.departure[::-1]),
        run=np.ascontiguousarray(hops.run[::-1]),
        flags=np.ascontiguousarray(flags[::-1]).astype(np.uint8),
    )


def _side(hops: Hops, stops: int, runs: int) -> Side:
    latest = np.argsort(hops.departure, kind="stable")[::-1]
    by_stop = np.lexsort((hops.departure, hops.origin)).astype(np.int32)
    counts = np.bincount(hops.origin, minlength=stops)
    return Side(
        by_run=Hops._make(np.ascontiguousarray(column) for column in hops),
        latest=Hops._make(column[latest] for column in hops),
        stop_start=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        at_stop=by_stop,
        runs=max(runs, 1),
    )
