"""Speeds that no vehicle has: remarked, and the trip is used as it is.

The limits, and the room given to times in whole minutes, are those of the canonical GTFS validator
(its notice `fast_travel_between_consecutive_stops`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Bools, Floats, Ints, Longs
from jalon.core.geo import EARTH_RADIUS_M, haversine_m
from jalon.sources.gtfs.cells.table import Table
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.stops import StopTable
from jalon.sources.gtfs.trips.calls import Calls
from jalon.sources.gtfs.trips.trips import TripTable

MINUTE_S = 60
_ROUGHLY, _ROUNDED_M2 = 1.001, np.float32(1000)
UNKNOWN_KMH = 200.0
MOST_KMH = {
    0: 100.0,  # tram
    1: 150.0,  # metro
    2: 500.0,  # rail
    3: 150.0,  # bus
    4: 80.0,  # ferry
    5: 30.0,  # cable tram
    6: 50.0,  # aerial lift
    7: 50.0,  # funicular
    11: 150.0,  # trolleybus
    12: 150.0,  # monorail
}
"""By `route_type`; another type has UNKNOWN_KMH."""
_OTHER = 13
_KMH = [MOST_KMH.get(kind, UNKNOWN_KMH) for kind in range(_OTHER + 1)]
_METRES_A_SECOND = np.array(_KMH, np.float32) / np.float32(3.6)


def remark_speeds(
    table: Table, timed: Calls, trips: TripTable, stops: StopTable, notices: Notices
) -> None:
    """Remarks on calls that are reached too soon from the call before; `timed` are in order."""
    kind = np.where((trips.route_type < 0) | (trips.route_type > _OTHER), _OTHER, trips.route_type)
    speed = _METRES_A_SECOND[kind][timed.trip[1:]]
    departure, arrival = timed.departure_s[:-1], timed.arrival_s[1:]
    seconds = np.where(arrival > departure, arrival - departure, MINUTE_S)
    # By rough bounds nearly all hops are slow enough, and need not be measured.
    least_m = speed * seconds.astype(np.float32)
    doubtful = np.flatnonzero((_at_most_m2(timed, stops) > least_m * least_m) & ~timed.first()[1:])
    room_m = speed[doubtful] * _with_room(departure[doubtful], arrival[doubtful])
    fast = doubtful[_metres(timed, doubtful, stops) > room_m]
    message = (
        "Two stops are farther apart than their times allow at the speed of such a line; the trip "
        "is used as it is."
    )
    code = "fast_travel_between_consecutive_stops"
    notices.rows(code, table, timed.row[fast + 1], message)


def _with_room(departure: Ints, arrival: Ints) -> Ints:
    """Seconds between, with a minute more where both times are whole minutes, as if rounded."""
    rounded: Bools = (departure % MINUTE_S == 0) & (arrival % MINUTE_S == 0)
    seconds = arrival - departure + np.int32(MINUTE_S) * rounded
    return np.where(arrival > departure, seconds, MINUTE_S).astype(np.int32)


def _at_most_m2(timed: Calls, stops: StopTable) -> NDArray[np.float32]:
    """Square metres that are no less than the distance's: every degree of longitude is as wide as
    the widest of them, and what single precision can lose is added."""
    lat = np.radians(stops.stops.lat)
    one_side = (lat > 0).any() != (lat < 0).any()
    widest = np.cos(np.nanmin(np.abs(lat))) if one_side else 1.0
    places = np.stack([lat, widest * np.radians(stops.stops.lon)]) * (EARTH_RADIUS_M * _ROUGHLY)
    north, east = places.astype(np.float32)
    metres = np.diff(north[timed.stop]), np.diff(east[timed.stop])
    bound: NDArray[np.float32] = metres[0] * metres[0] + metres[1] * metres[1] + _ROUNDED_M2
    return bound


def _metres(timed: Calls, calls: Longs, stops: StopTable) -> Floats:
    here, there = timed.stop[calls], timed.stop[calls + 1]
    lat, lon = stops.stops.lat, stops.stops.lon
    return haversine_m(lat[here], lon[here], lat[there], lon[there])
