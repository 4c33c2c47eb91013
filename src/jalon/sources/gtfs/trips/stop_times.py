"""The stop times: stop_times.txt, by trip and in order, checked and filled.

The steps, each on what the one before has left:
0. rows with a window and no time, and those of zones, promise no time and are left out;
1. rows that name no known trip or stop are left out;
2. a trip's rows are sorted by `stop_sequence`; of two with the same, the first in the file is kept;
3. trips with fewer than two calls are dropped;
4. trips with a time or a sequence that cannot be read are dropped;
5. a call with one time has both; trips whose first or last call has none are dropped;
6. calls without times get theirs from the timed ones around (`interpolate`);
7. trips whose times decrease are dropped; impossible speeds of the others are remarked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bits, Bools, Ints, Longs
from jalon.sources.gtfs.archive import Archive
from jalon.sources.gtfs.cells.keys import Reference, find_rows
from jalon.sources.gtfs.cells.table import Table, require_table
from jalon.sources.gtfs.cells.values import BLANK, INVALID, parse_integer, parse_time
from jalon.sources.gtfs.notices import EXAMPLE, Notices, Owners, Remark
from jalon.sources.gtfs.stops import STOP, StopTable
from jalon.sources.gtfs.trips.booking import COLUMNS, BookingTable, rules_of_calls
from jalon.sources.gtfs.trips.calls import Calls
from jalon.sources.gtfs.trips.speeds import remark_speeds
from jalon.sources.gtfs.trips.trips import TripTable
from jalon.sources.gtfs.types import (
    BOOKED_DROP_OFF,
    BOOKED_PICKUP,
    DRIVER_DROP_OFF,
    DRIVER_PICKUP,
    NO_DROP_OFF,
    NO_PICKUP,
)

FILE = "stop_times.txt"
DROPPED = "the trips are dropped."
ON_DEMAND_ONLY = "no_scheduled_ride"
"""The notice of a feed of which no ride can be counted, though nothing of it is wrong."""
_TIMES = ["arrival_time", "departure_time"]
_REQUIRED = ["trip_id", *_TIMES, "stop_id", "stop_sequence"]
_WINDOW = ("start_pickup_drop_off_window", "end_pickup_drop_off_window")
_ZONE = ("location_id", "location_group_id")
_OPTIONAL = ["pickup_type", "drop_off_type", *COLUMNS, *_WINDOW, *_ZONE]
_ALLOWED, _FORBIDDEN, _BY_PHONE, _BY_DRIVER = range(4)
_KINDS = (
    ("pickup_type", {_FORBIDDEN: NO_PICKUP, _BY_PHONE: BOOKED_PICKUP,
                     _BY_DRIVER: BOOKED_PICKUP | DRIVER_PICKUP}),
    ("drop_off_type", {_FORBIDDEN: NO_DROP_OFF, _BY_PHONE: BOOKED_DROP_OFF,
                       _BY_DRIVER: BOOKED_DROP_OFF | DRIVER_DROP_OFF}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookedCalls:
    """Calls, and the booking rules of their pickups and drop-offs (both empty: nobody has one)."""

    calls: Calls
    pickup_rule: Ints
    drop_off_rule: Ints


def read_stop_times(
    archive: Archive, trips: TripTable, stops: StopTable, booking: BookingTable, notices: Notices
) -> BookedCalls:
    """The calls of every trip that can run, by trip (in the order of `trips`) and in order."""
    table = require_table(archive, FILE, _REQUIRED, _OPTIONAL, notices)
    timed = _without_windows(table, trips, notices)
    calls = _in_order(table, trips, _known_calls(table, timed, trips, stops, notices), notices)
    calls = _timed(table, calls, notices)
    untimed = calls.row[calls.arrival_s == BLANK]
    calls = _forwards(table, interpolate(calls), notices)
    given = calls.take(~np.isin(calls.row, untimed)) if untimed.size else calls
    remark_speeds(table, given, trips, stops, notices)
    route = trips.route[calls.trip]
    return BookedCalls(calls, *rules_of_calls(table, calls.row, calls.flags, route, booking))


def _without_windows(table: Table, trips: TripTable, notices: Notices) -> Longs:
    """The rows of a vehicle that comes at a time.

    A window says when one may be picked up on demand, at a stop or anywhere in a zone: no minute is
    promised there, and nothing is interpolated.
    """
    untimed = table.column("arrival_time").blank() & table.column("departure_time").blank()
    windowed = _any_filled(table, _WINDOW) & untimed
    zone = _any_filled(table, _ZONE)
    asked = windowed | zone
    if not asked.any():
        return np.arange(table.count)
    if table.count and asked.all():
        message = "Every stop time is a window or a zone of rides on demand: no ride is counted."
        notices.rows(ON_DEMAND_ONLY, table, asked, message)
    owners = Owners("trips", _running(trips, table.column("trip_id").find_in(trips.index)))
    window = windowed & ~zone
    message = "Pickup or drop-off within a window has no scheduled time; the stop is left out."
    remark = Remark("pickup_drop_off_window", message)
    notices.loses(remark, table, window, owners.of(window))
    message = "A zone is served on demand and is no stop; the row is left out."
    notices.loses(Remark("on_demand_zone", message), table, zone, owners.of(zone))
    return np.flatnonzero(~asked)


def _running(trips: TripTable, trip: Ints) -> Ints:
    """The trips, -1 for those that never run: trips.txt was remarked."""
    runs = np.append(trips.service >= 0, False)  # the last answers for trip -1
    return np.where(runs[trip], trip, -1).astype(np.int32)


def _any_filled(table: Table, names: Sequence[str]) -> Bools:
    """Which rows have something in one of these columns."""
    filled = np.zeros(table.count, np.bool_)
    for name in names:
        if name in table.columns:
            filled |= ~table.column(name).blank()
    return filled


def _known_calls(
    whole: Table, timed: Longs, trips: TripTable, stops: StopTable, notices: Notices
) -> Calls:
    """Step 1, of the `timed` rows. Those of trips that never run are left out in silence: trips.txt
    was remarked."""
    table = whole if timed.size == whole.count else whole.only(timed)
    left_out = "the rows are left out"
    nobody = Owners("trips", np.full(table.count, -1, np.int32))
    of_trips = Reference(trips.index, "trips.txt", left_out, nobody)
    trip = _running(trips, find_rows(table, "trip_id", of_trips, notices))
    of_stops = Reference(stops.index, "stops.txt", left_out, Owners("trips", trip))
    stop = find_rows(table, "stop_id", of_stops, notices)
    _remark_stations(table, stop, stops, notices)
    calls = Calls(
        row=timed.astype(np.int32),
        trip=trip,
        stop=stops.platforms(stop),
        arrival_s=table.column("arrival_time").parse(parse_time).astype(np.int32),
        departure_s=table.column("departure_time").parse(parse_time).astype(np.int32),
        flags=_flags(table, notices),
    )
    return calls.take((stop >= 0) & (trip >= 0))


def _remark_stations(table: Table, stop: Ints, stops: StopTable, notices: Notices) -> None:
    odd = np.append(stops.kind != STOP, False)[stop]
    message = (
        "stop_id is a station, an entrance or a part of a platform, not a stop; it is used as a "
        "stop, or as its platform."
    )
    notices.rows("location_with_unexpected_stop_time", table, odd, message)


def _flags(table: Table, notices: Notices) -> Bits:
    """Type 1 forbids; 2 and 3 are rides to be booked, by telephone or with the driver."""
    flags = np.zeros(table.count, np.uint8)
    for name, of_kind in _KINDS:
        if name not in table.columns:
            continue
        kind = table.column(name).parse(parse_integer)
        for value, flag in of_kind.items():
            flags[kind == value] |= flag
        booked = np.isin(kind, (_BY_PHONE, _BY_DRIVER))
        message = f"{name} asks to book, or to tell the driver; these rides are marked as booked."
        notices.rows("conditional_boarding", table, booked, message)
        strange = ~np.isin(kind, (BLANK, _ALLOWED, *of_kind))
        message = f"{name} is not 0 to 3; it is read as allowed."
        notices.rows("unexpected_enum_value", table, strange, message)
    return flags


def _in_order(table: Table, trips: TripTable, calls: Calls, notices: Notices) -> Calls:
    """Steps 2 and 3, and of step 4 the trips whose order cannot be known."""
    sequence = table.column("stop_sequence").parse(parse_integer)[calls.row]
    wrong = sequence < 0
    message = f"stop_sequence is not a whole number ({EXAMPLE}); {DROPPED}"
    remark = Remark("invalid_integer", message, ["stop_sequence"])
    _drop(remark, table, calls, wrong, notices)
    key = (calls.trip.astype(np.int64) << 32) + _small(sequence)
    if (np.diff(key) < 0).any():
        order = np.argsort(key, kind="stable")  # quick, for a file is mostly runs in order
        calls, key, wrong = calls.take(order), key[order], wrong[order]
    same = np.append(False, np.diff(key) == 0)[: key.size] & ~wrong
    message = "A trip has a stop_sequence twice; the first row is kept."
    _drop(Remark("duplicate_key", message), table, calls, same, notices)
    calls, wrong = calls.take(~same), wrong[~same]
    lone = _remark_unusable(trips, calls, notices)
    return calls.without_trips_of(wrong | lone[calls.trip])


def _small(sequence: Longs) -> Longs:
    """Numbers below 2**31 in the same order: themselves, or their ranks when some are huge."""
    if sequence.size == 0 or sequence.max() < 1 << 31:
        return sequence
    ranks: Longs = np.unique(sequence, return_inverse=True)[1]
    return ranks


def _remark_unusable(trips: TripTable, calls: Calls, notices: Notices) -> Bools:
    """Which trips have fewer than two calls."""
    lone = np.bincount(calls.trip, minlength=len(trips.ids)) < 2
    short = np.flatnonzero(lone & (trips.service >= 0))
    message = f"A trip has fewer than two stop times; {DROPPED}"
    remark = Remark("unusable_trip", message)
    notices.loses(remark, trips.table, trips.rows[short], Owners("trips", short))
    return lone


def _drop(remark: Remark, table: Table, calls: Calls, wrong: Bools, notices: Notices) -> None:
    """Remarks on the wrong calls, by which their trips lose a row or are dropped."""
    notices.loses(remark, table, calls.row[wrong], Owners("trips", calls.trip[wrong]))


def _timed(table: Table, calls: Calls, notices: Notices) -> Calls:
    """Steps 4 and 5."""
    wrong = (calls.arrival_s == INVALID) | (calls.departure_s == INVALID)
    message = f"arrival_time or departure_time is not HH:MM:SS ({EXAMPLE}); {DROPPED}"
    _drop(Remark("invalid_time", message, _TIMES), table, calls, wrong, notices)
    calls = calls.without_trips_of(wrong)
    arrives, departs = calls.arrival_s != BLANK, calls.departure_s != BLANK
    message = "One of arrival_time and departure_time is blank; it is the same as the other."
    code = "stop_time_with_only_arrival_or_departure_time"
    notices.rows(code, table, calls.row[arrives != departs], message)
    arrival = np.where(arrives, calls.arrival_s, calls.departure_s)
    departure = np.where(departs, calls.departure_s, calls.arrival_s)
    edge = (calls.first() | calls.last()) & (arrival == BLANK)
    message = f"The first or the last stop of a trip has no time; {DROPPED}"
    _drop(Remark("missing_trip_edge", message), table, calls, edge, notices)
    full = Calls(calls.row, calls.trip, calls.stop, arrival, departure, calls.flags)
    return full.without_trips_of(edge)


def interpolate(calls: Calls) -> Calls:
    """Step 6: the k-th of n hops after a call that leaves at t0, before one that arrives at t1.

    Its time is t0 + (t1 - t0) * k // n, in whole seconds rounded down. The first and last call of
    every trip must be timed.
    """
    blank = np.flatnonzero(calls.arrival_s == BLANK)
    if blank.size == 0:
        return calls
    timed = np.flatnonzero(calls.arrival_s != BLANK)
    after = np.searchsorted(timed, blank)
    before, after = timed[after - 1], timed[after]
    start = calls.departure_s[before].astype(np.int64)
    span = calls.arrival_s[after] - start
    times = start + span * (blank - before) // (after - before)
    arrival, departure = calls.arrival_s.copy(), calls.departure_s.copy()
    arrival[blank] = departure[blank] = times
    return Calls(calls.row, calls.trip, calls.stop, arrival, departure, calls.flags)


def _forwards(table: Table, calls: Calls, notices: Notices) -> Calls:
    """Step 7: no trip goes back in time."""
    short = calls.departure_s < calls.arrival_s
    message = f"Times run backwards: departure_time is before arrival_time; {DROPPED}"
    code = "stop_time_with_departure_before_arrival_time"
    _drop(Remark(code, message), table, calls, short, notices)
    back = np.zeros(calls.row.size, np.bool_)
    back[1:] = calls.arrival_s[1:] < calls.departure_s[:-1]
    back &= ~calls.first()
    message = (
        f"Times run backwards: arrival_time is before departure_time of the stop before; {DROPPED}"
    )
    code = "stop_time_with_arrival_before_previous_departure_time"
    _drop(Remark(code, message), table, calls, back, notices)
    return calls.without_trips_of(short | back)
