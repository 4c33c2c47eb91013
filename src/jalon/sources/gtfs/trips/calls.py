"""Calls: the stop times of trips as they are being checked, one call a row.

A `Calls` goes through the steps of stop_times.py; each step gives another, shorter or better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bits, Bools, Ints, Longs
from jalon.sources.gtfs.cells.values import BLANK


@dataclass(frozen=True, slots=True)
class Calls:
    """n calls: row in stop_times.txt, trip, stop, times (seconds, BLANK or INVALID), flags."""

    row: Ints
    trip: Ints
    stop: Ints
    arrival_s: Ints
    departure_s: Ints
    flags: Bits

    def take(self, chosen: Bools | Longs) -> Calls:
        """Some of the calls, by a mask or in the order of indices."""
        if chosen.dtype == np.bool_ and chosen.all():
            return self
        return Calls(
            self.row[chosen],
            self.trip[chosen],
            self.stop[chosen],
            self.arrival_s[chosen],
            self.departure_s[chosen],
            self.flags[chosen],
        )

    def without_trips_of(self, wrong: Bools) -> Calls:
        """All calls but those of the trips that have a wrong one."""
        if not wrong.any():
            return self
        dropped = np.zeros(int(self.trip.max()) + 1, np.bool_)
        dropped[self.trip[wrong]] = True
        return self.take(~dropped[self.trip])

    def first(self) -> Bools:
        """Which calls are the first of their trip (calls are in order)."""
        edges = np.ones(self.trip.size, np.bool_)
        edges[1:] = self.trip[1:] != self.trip[:-1]
        return edges

    def begins_s(self, trips: int) -> Ints:
        """By trip the departure of its first call; BLANK where it has none (calls are in order)."""
        begins = np.full(trips, BLANK, np.int32)
        first = self.first()
        begins[self.trip[first]] = self.departure_s[first]
        return begins

    def last(self) -> Bools:
        """Which calls are the last of their trip (calls are in order)."""
        edges = np.ones(self.trip.size, np.bool_)
        edges[:-1] = self.trip[1:] != self.trip[:-1]
        return edges
