"""Feeds into one set of arrays. Indices are shifted, so that ids of two feeds never mix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Bools, Ints
from jalon.core.errors import FeedError
from jalon.reach.network.merge_changes import (
    merge_continuations,
    merge_stations,
    merge_transfers,
)
from jalon.reach.network.merge_hops import Columns, merge_booking, merge_hops
from jalon.reach.network.numbering import offsets_of, shifted
from jalon.reach.network.string_table import StringTable
from jalon.sources.gtfs import Feed

Arrays = dict[str, NDArray[Any] | StringTable]


def merge_feeds(feeds: Sequence[Feed]) -> tuple[Arrays, dt.date]:
    """The network's arrays (names as in `Network`) and the first day of `active`."""
    check_one_zone(feeds)
    active, first_day = _merge_calendars(feeds)
    stops, trips, hops = _merge_stops(feeds), _merge_trips(feeds), merge_hops(feeds)
    stops["stop_used"] = _used_stops(stops, hops)
    split = merge_transfers(feeds, hops, np.asarray(trips["trip_route"]))
    changes = {
        "hop_from": split.origin,
        "hop_to": split.target,
        "transfer_from": split.transfers.origin,
        "transfer_to": split.transfers.target,
        "transfer_s": split.transfers.seconds,
    }
    arrays: Arrays = {"active": active}
    stops.update(merge_stations(feeds))
    for part in (_with_copies(stops, split.copy_of), trips, hops, changes):
        arrays.update(part)
    arrays.update(merge_booking(feeds))
    arrays.update(merge_continuations(feeds))
    return arrays, first_day


def _with_copies(stops: Arrays, copy_of: Ints) -> Arrays:
    """The arrays of stops, and those of copies after them: alike, but nobody walks to a copy."""
    count = len(stops["stop_ids"])
    longer: Arrays = {"stop_base": np.append(np.arange(count), copy_of).astype(np.int32)}
    for name, values in stops.items():
        if not name.startswith("stop_"):
            longer[name] = values
        elif isinstance(values, StringTable):
            longer[name] = values.extended(values[stop] for stop in copy_of.tolist())
        elif name == "stop_used":
            longer[name] = np.append(values, np.zeros(len(copy_of), np.bool_))
        else:
            longer[name] = np.append(values, values[copy_of])
    return longer


def check_one_zone(feeds: Sequence[Feed]) -> None:
    """One network has one clock: feeds of two time zones are refused."""
    zones = {feed.timezone: feed.name for feed in feeds}
    if len(zones) > 1:
        said = ", ".join(f"{name} is in {zone}" for zone, name in zones.items())
        raise FeedError(f"The feeds do not share one time zone ({said}); build two networks.")


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
    routes = offsets_of([len(feed.routes.ids) for feed in feeds])
    services = offsets_of([len(feed.services.ids) for feed in feeds])
    names = (
        short or long
        for feed in feeds
        for short, long in zip(feed.routes.short_names, feed.routes.long_names, strict=True)
    )
    return {
        "trip_ids": StringTable.of(trip for feed in feeds for trip in feed.trips.ids),
        "trip_headsigns": StringTable.of(sign for feed in feeds for sign in feed.trips.headsigns),
        "trip_route": shifted([feed.trips.route for feed in feeds], routes),
        "trip_headway_s": np.concatenate([feed.trips.headway_s for feed in feeds]),
        "trip_service": shifted([feed.trips.service for feed in feeds], services),
        "route_names": StringTable.of(names),
        "route_type": np.concatenate([feed.routes.type for feed in feeds]).astype(np.int32),
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


def _used_stops(stops: Arrays, hops: Columns) -> Bools:
    """Stops where some trip stops and whose place is known: the only ones worth walking to."""
    used = np.zeros(len(stops["stop_ids"]), dtype=np.bool_)
    used[hops["hop_from"]] = True
    used[hops["hop_to"]] = True
    known: Bools = ~np.isnan(np.asarray(stops["stop_lat"]))
    used &= known
    if not used.any() and (hops["hop_from"].size or not known.any()):
        raise FeedError(
            "No stop with a trip has coordinates: mend stop_lat and stop_lon in stops.txt."
        )
    return used
