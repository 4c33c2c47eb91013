"""Hops of several feeds: times, what one may do at their ends, how they are booked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Bits, Ints, Longs
from jalon.reach.kernels.sentinels import (
    BOOKED_ALIGHT,
    BOOKED_BOARD,
    CAN_ALIGHT,
    CAN_BOARD,
    DRIVER_ALIGHT,
    DRIVER_BOARD,
    NO_MINUTE,
)
from jalon.reach.network.numbering import offsets_of, shifted
from jalon.reach.network.string_table import StringTable
from jalon.sources.gtfs import (
    BOOKED_DROP_OFF,
    BOOKED_PICKUP,
    DRIVER_DROP_OFF,
    DRIVER_PICKUP,
    NO_DROP_OFF,
    NO_PICKUP,
    Feed,
)

Columns = dict[str, NDArray[Any]]


def merge_hops(feeds: Sequence[Feed]) -> Columns:
    """Each stop time but the last of its trip begins a hop to the next one."""
    stops = offsets_of([len(feed.stops.ids) for feed in feeds])
    trips = offsets_of([len(feed.trips.ids) for feed in feeds])
    parts = [
        _hops_of(feed, stop_offset, trip_offset)
        for feed, stop_offset, trip_offset in zip(feeds, stops, trips, strict=True)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _hops_of(feed: Feed, stop_offset: int, trip_offset: int) -> Columns:
    times = feed.stop_times
    trip, first = _firsts(feed)
    return {
        "hop_trip": trip + np.int32(trip_offset),
        "hop_from": times.stop[first] + np.int32(stop_offset),
        "hop_to": times.stop[first + 1] + np.int32(stop_offset),
        "hop_departure_s": times.departure_s[first],
        "hop_arrival_s": times.arrival_s[first + 1],
        "hop_flags": _flags(times.flags[first], times.flags[first + 1])
        | np.where(feed.trips.headway_s > 0, NO_MINUTE, 0).astype(np.uint8)[trip],
    }


def _firsts(feed: Feed) -> tuple[Ints, Longs]:
    """The trip and the first stop time of each hop."""
    start = feed.trips.start
    trip = np.repeat(np.arange(len(start) - 1, dtype=np.int32), np.diff(start))
    first = np.flatnonzero(trip[:-1] == trip[1:])
    return trip[first], first


_AT_FIRST = ((BOOKED_PICKUP, BOOKED_BOARD), (DRIVER_PICKUP, DRIVER_BOARD))
_AT_SECOND = ((BOOKED_DROP_OFF, BOOKED_ALIGHT), (DRIVER_DROP_OFF, DRIVER_ALIGHT))


def _flags(first: Bits, second: Bits) -> Bits:
    """The bits of hops from those of the stop times at their ends."""
    none = np.uint8(0)
    flags: Bits = np.where(first & NO_PICKUP, none, np.uint8(CAN_BOARD)) | np.where(
        second & NO_DROP_OFF, none, np.uint8(CAN_ALIGHT)
    )
    for said, bits in ((first, _AT_FIRST), (second, _AT_SECOND)):
        for of_stop_time, of_hop in bits:
            asked = np.flatnonzero(said & of_stop_time)
            flags[asked] |= np.uint8(of_hop)
    return flags


def merge_booking(feeds: Sequence[Feed]) -> dict[str, NDArray[Any] | StringTable]:
    """The booking rules, and those of each hop; the latter empty where no hop has any."""
    rules = [feed.booking for feed in feeds]
    offsets = offsets_of([len(of_feed.phones) for of_feed in rules])
    board = alight = np.zeros(0, np.int32)
    if any(feed.stop_times.pickup_rule.size for feed in feeds):
        board, alight = (
            shifted([_rules_of_hops(feed, second=second) for feed in feeds], offsets)
            for second in (False, True)
        )
    return {
        "booking_phones": StringTable.of(text for of_feed in rules for text in of_feed.phones),
        "booking_urls": StringTable.of(text for of_feed in rules for text in of_feed.urls),
        "booking_messages": StringTable.of(text for of_feed in rules for text in of_feed.messages),
        "booking_notice_min": np.concatenate([of_feed.notice_min for of_feed in rules]),
        "booking_days_before": np.concatenate([of_feed.days_before for of_feed in rules]),
        "booking_until_s": np.concatenate([of_feed.until_s for of_feed in rules]),
        "hop_board_booking": board,
        "hop_alight_booking": alight,
    }


def _rules_of_hops(feed: Feed, *, second: bool) -> Ints:
    """The booking rule at the first, or the second, stop time of each hop; -1 for none."""
    _, first = _firsts(feed)
    times = feed.stop_times
    rules = times.drop_off_rule if second else times.pickup_rule
    if not rules.size:
        return np.full(len(first), -1, np.int32)
    return rules[first + 1] if second else rules[first]
