"""Feeds into one set of arrays. Indices are shifted, so that ids of two feeds never mix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Bools, Ints
from jalon.core.errors import FeedError
from jalon.reach.kernels.sentinels import CAN_ALIGHT, CAN_BOARD
from jalon.reach.network.string_table import StringTable
from jalon.sources.gtfs import NO_DROP_OFF, NO_PICKUP, Feed

Arrays = dict[str, NDArray[Any] | StringTable]


def merge_feeds(feeds: Sequence[Feed]) -> tuple[Arrays, dt.date]:
    """The network's arrays (names as in `Network`) and the first day of `active`."""
    check_one_zone(feeds)
    active, first_day = _merge_calendars(feeds)
    arrays = (
        _merge_stops(feeds) | _merge_trips(feeds) | _merge_hops(feeds) | _merge_transfers(feeds)
    )
    arrays["active"] = active
    used = _used_stops(arrays)
    if not used.any():
        raise FeedError(
            "No stop with a trip has coordinates: mend stop_lat and stop_lon in stops.txt."
        )
    arrays["stop_used"] = used
    return arrays, first_day


def check_one_zone(feeds: Sequence[Feed]) -> None:
    """One network has one clock: feeds of two time zones are refused."""
    zones = {feed.timezone: feed.name for feed in feeds}
    if len(zones) > 1:
        said = ", ".join(f"{name} is in {zone}" for zone, name in zones.items())
        raise FeedError(f"The feeds do not share one time zone ({said}); build two networks.")


def _offsets(counts: Sequence[int]) -> list[int]:
    return [int(total) for total in np.concatenate(([0], np.cumsum(counts)))][:-1]


def _shifted(parts: Sequence[NDArray[Any]], offsets: Sequence[int]) -> Ints:
    """Indices of several feeds in one numbering; -1 stays -1."""
    moved = [np.where(part < 0, part, part + by) for part, by in zip(parts, offsets, strict=True)]
    merged: Ints = np.concatenate(moved).astype(np.int32)
    return merged


def _merge_stops(feeds: Sequence[Feed]) -> Arrays:
    ids = [
        stop_id if len(feeds) == 1 else f"{number}:{stop_id}"
        for number, feed in enumerate(feeds, start=1)
        for stop_id in feed.stops.ids
    ]
    return {
        "stop_ids": StringTable.of(ids),
        "stop_names": StringTable.of(name for feed in feeds for name in feed.stops.names),
        "stop_lat": np.concatenate([feed.stops.lat for feed in feeds]),
        "stop_lon": np.concatenate([feed.stops.lon for feed in feeds]),
    }


def _merge_trips(feeds: Sequence[Feed]) -> Arrays:
    routes = _offsets([len(feed.routes.ids) for feed in feeds])
    services = _offsets([len(feed.services.ids) for feed in feeds])
    names = (
        short or long
        for feed in feeds
        for short, long in zip(feed.routes.short_names, feed.routes.long_names, strict=True)
    )
    return {
        "trip_ids": StringTable.of(trip for feed in feeds for trip in feed.trips.ids),
        "trip_headsigns": StringTable.of(sign for feed in feeds for sign in feed.trips.headsigns),
        "trip_route": _shifted([feed.trips.route for feed in feeds], routes),
        "trip_service": _shifted([feed.trips.service for feed in feeds], services),
        "route_names": StringTable.of(names),
        "route_type": np.concatenate([feed.routes.type for feed in feeds]).astype(np.int32),
    }


def _hops_of(feed: Feed, stop_offset: int, trip_offset: int) -> dict[str, NDArray[Any]]:
    """Each stop time but the last of its trip begins a hop to the next one."""
    times, start = feed.stop_times, feed.trips.start
    trip = np.repeat(np.arange(len(start) - 1, dtype=np.int32), np.diff(start))
    first = np.flatnonzero(trip[:-1] == trip[1:])
    board = np.where(times.flags[first] & NO_PICKUP, 0, CAN_BOARD)
    alight = np.where(times.flags[first + 1] & NO_DROP_OFF, 0, CAN_ALIGHT)
    return {
        "hop_trip": trip[first] + np.int32(trip_offset),
        "hop_from": times.stop[first] + np.int32(stop_offset),
        "hop_to": times.stop[first + 1] + np.int32(stop_offset),
        "hop_departure_s": times.departure_s[first],
        "hop_arrival_s": times.arrival_s[first + 1],
        "hop_flags": (board | alight).astype(np.uint8),
    }


def _merge_hops(feeds: Sequence[Feed]) -> Arrays:
    stops = _offsets([len(feed.stops.ids) for feed in feeds])
    trips = _offsets([len(feed.trips.ids) for feed in feeds])
    parts = [
        _hops_of(feed, stop_offset, trip_offset)
        for feed, stop_offset, trip_offset in zip(feeds, stops, trips, strict=True)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _merge_transfers(feeds: Sequence[Feed]) -> Arrays:
    stops = _offsets([len(feed.stops.ids) for feed in feeds])
    return {
        "transfer_from": _shifted([feed.transfers.origin for feed in feeds], stops),
        "transfer_to": _shifted([feed.transfers.target for feed in feeds], stops),
        "transfer_s": np.concatenate([feed.transfers.seconds for feed in feeds]).astype(np.int32),
    }


def _merge_calendars(feeds: Sequence[Feed]) -> tuple[Bools, dt.date]:
    """All services on one range of days."""
    first = min(feed.services.first_day for feed in feeds)
    starts = [(feed.services.first_day - first).days for feed in feeds]
    ends = [
        start + feed.services.active.shape[1] for start, feed in zip(starts, feeds, strict=True)
    ]
    active = np.zeros((sum(len(feed.services.ids) for feed in feeds), max(ends)), dtype=np.bool_)
    row = 0
    for start, end, feed in zip(starts, ends, feeds, strict=True):
        rows = len(feed.services.ids)
        active[row : row + rows, start:end] = feed.services.active
        row += rows
    return active, first


def _used_stops(arrays: Arrays) -> Bools:
    """Stops where some trip stops and whose place is known: the only ones worth walking to."""
    used = np.zeros(len(arrays["stop_ids"]), dtype=np.bool_)
    used[np.asarray(arrays["hop_from"])] = True
    used[np.asarray(arrays["hop_to"])] = True
    known: Bools = ~np.isnan(np.asarray(arrays["stop_lat"]))
    return used & known
