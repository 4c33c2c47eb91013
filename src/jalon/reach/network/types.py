"""What a compiled network holds: struct of arrays, ready to be mapped from disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from jalon.core.arrays import Bits, Bools, Floats, Ints, Longs
from jalon.core.geo import bounds_deg
from jalon.reach.network.string_table import StringTable
from jalon.reach.terrain import Streets, StreetSearcher
from jalon.sources.osm import MEANS, Mean


@dataclass(frozen=True, eq=False)
class Network:
    """Several feeds as one network of n stops, t trips, h hops and s services.

    A hop is the part of a trip between two stops that follow each other; hops stand trip by trip,
    in the trip's order. `hop_flags` say what one may do at its ends (kernels/sentinels.py). Times
    are seconds on the axis of the service day. `streets` is None where none were built in.

    After the stops that feeds name come copies (see split_stops.py): `stop_base` is the stop itself
    for both. `trip_headway_s` is 0 but for services that promise no minute. Trip `continued_from`
    goes on as trip `continued_by`. Pathways lead from `path_from` to `path_to` in `path_s` seconds,
    else (-1) over `path_m` metres, else (NaN) `path_stairs` stairs, else (0) by a straight walk of
    `path_crow_m`, or over `path_floors` levels. `hop_board_booking` and `hop_alight_booking` are
    rows of booking_* (-1: none), or empty.

    Shapes: stop_* (n), trip_* (t), hop_* (h), route_* (r); `active` is bool (s, days).
    """

    manifest: Mapping[str, Any]
    stop_ids: StringTable
    stop_names: StringTable
    stop_lat: Floats
    stop_lon: Floats
    stop_used: Bools
    stop_base: Ints
    stop_is_entrance: Bools
    trip_ids: StringTable
    trip_headsigns: StringTable
    trip_route: Ints
    trip_service: Ints
    trip_headway_s: Ints
    continued_from: Ints
    continued_by: Ints
    route_names: StringTable
    route_type: Ints
    hop_trip: Ints
    hop_from: Ints
    hop_to: Ints
    hop_departure_s: Ints
    hop_arrival_s: Ints
    hop_flags: Bits
    hop_board_booking: Ints
    hop_alight_booking: Ints
    booking_phones: StringTable
    booking_urls: StringTable
    booking_messages: StringTable
    booking_notice_min: Ints
    booking_days_before: Ints
    booking_until_s: Ints
    transfer_from: Ints
    transfer_to: Ints
    transfer_s: Ints
    path_from: Ints
    path_to: Ints
    path_s: Ints
    path_m: Floats
    path_stairs: Ints
    path_crow_m: Floats
    path_floors: Floats
    active: Bools
    streets: Streets | None = None

    def streets_of(self, mean: Mean) -> StreetSearcher | None:
        """The streets of one mean, ready to be searched; None where none are loaded."""
        return self._searchers.get(mean)

    @cached_property
    def _searchers(self) -> dict[Mean, StreetSearcher]:
        streets = self.streets
        return {} if streets is None else {mean: StreetSearcher(streets.of(mean)) for mean in MEANS}

    @cached_property
    def own_stops(self) -> int:
        """How many stops the feeds name; copies come after them."""
        return int(np.count_nonzero(self.stop_base == np.arange(len(self.stop_base))))

    @cached_property
    def copies(self) -> tuple[tuple[Longs, Longs], tuple[Longs, Longs]]:
        """The copies where one gets off, then those where one boards: stops (rising), numbers."""
        if self.own_stops == len(self.stop_base):
            none = np.zeros(0, dtype=np.int64)
            return (none, none), (none, none)
        sides = (np.unique(np.asarray(ends)) for ends in (self.hop_to, self.hop_from))
        numbers = [side[side >= self.own_stops].astype(np.int64) for side in sides]
        off, on = ((self.stop_base[side].astype(np.int64), side) for side in numbers)
        return off, on

    @property
    def first_day(self) -> dt.date:
        """The first day on which any service runs."""
        return dt.date.fromisoformat(self.manifest["validity"]["first_day"])

    @property
    def last_day(self) -> dt.date:
        """The last day on which any service runs."""
        return dt.date.fromisoformat(self.manifest["validity"]["last_day"])

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of all its clocks."""
        return ZoneInfo(self.manifest["timezone"])

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """South, west, north and east of its stops, in degrees; of those that no ride serves
        where none has any."""
        served = self.stop_used if self.stop_used.any() else ~np.isnan(self.stop_lat)
        return bounds_deg(self.stop_lat[served], self.stop_lon[served])

    @cached_property
    def longest_trip_s(self) -> int:
        """The latest time in any trip: how far a service day reaches into the next."""
        return int(self.hop_arrival_s.max(initial=0))

    def runs_on(self, day: dt.date) -> Bools:
        """Which services run on `day` (bool, s); none outside the validity."""
        index = (day - self.first_day).days
        if 0 <= index < self.active.shape[1]:
            return self.active[:, index]
        return np.zeros(self.active.shape[0], dtype=np.bool_)
