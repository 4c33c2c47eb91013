"""What a compiled network holds: struct of arrays, ready to be mapped from disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from jalon.core.arrays import Bits, Bools, Floats, Ints
from jalon.core.geo import bounds_deg
from jalon.reach.network.string_table import StringTable
from jalon.reach.terrain import Streets, StreetSearcher
from jalon.sources.osm import MEANS, Mean


@dataclass(frozen=True, eq=False)
class Network:
    """Several feeds as one network of n stops, t trips, h hops and s services.

    A hop is the part of a trip between two stops that follow each other; hops stand trip by trip,
    in the trip's order. `hop_flags` bit 0: boarding allowed at its first stop; bit 1: getting off
    allowed at its second. Times are seconds on the axis of the service day. `streets` is None where
    none were built in.

    Shapes: stop_* (n), trip_* (t), hop_* (h), route_* (r); `active` is bool (s, days).
    """

    manifest: Mapping[str, Any]
    stop_ids: StringTable
    stop_names: StringTable
    stop_lat: Floats
    stop_lon: Floats
    stop_used: Bools
    trip_ids: StringTable
    trip_headsigns: StringTable
    trip_route: Ints
    trip_service: Ints
    route_names: StringTable
    route_type: Ints
    hop_trip: Ints
    hop_from: Ints
    hop_to: Ints
    hop_departure_s: Ints
    hop_arrival_s: Ints
    hop_flags: Bits
    transfer_from: Ints
    transfer_to: Ints
    transfer_s: Ints
    active: Bools
    streets: Streets | None = None

    def streets_of(self, mean: Mean) -> StreetSearcher | None:
        """The streets of one mean, ready to be searched; None where none are loaded."""
        return self._searchers.get(mean)

    @cached_property
    def _searchers(self) -> dict[Mean, StreetSearcher]:
        streets = self.streets
        return {} if streets is None else {mean: StreetSearcher(streets.of(mean)) for mean in MEANS}

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
        """South, west, north and east of its stops, in degrees."""
        return bounds_deg(self.stop_lat[self.stop_used], self.stop_lon[self.stop_used])

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
