"""What a ride is called: its stops, its line, how it is booked, what it goes on as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Ints
from jalon.reach.kernels.sentinels import (
    BOOKED_ALIGHT,
    BOOKED_BOARD,
    DRIVER_ALIGHT,
    DRIVER_BOARD,
    NO_MINUTE,
)
from jalon.reach.network import Network
from jalon.reach.result.model import Booking, GoesOn, Leg, Way
from jalon.reach.travel.timetable import Timetable


@dataclass(frozen=True)
class _Line:
    name: str
    headsign: str
    route_type: int | None


class RideTexts:
    """Rides of one timetable as legs; hops are numbered by run on the side as it is."""

    def __init__(self, network: Network, timetable: Timetable) -> None:
        self._network = network
        self._timetable = timetable
        self._stop_texts: dict[int, tuple[str, str]] = {}
        self._lines: dict[int, _Line] = {}

    def leg(self, way: Way, first: int, last: int) -> Leg:
        """The ride from hop `first` to hop `last` of one run."""
        hops = self._timetable.out.by_run
        a_id, a_name = self.stop(int(hops.origin[first]))
        b_id, b_name = self.stop(int(hops.target[last]))
        trip = self._trip(first)
        line = self._line(trip)
        promised = hops.flags[first] & NO_MINUTE == 0
        return Leg(
            way, "ride", a_id, b_id, int(hops.departure[first]), int(hops.arrival[last]),
            a_name, b_name, line.name, line.headsign, line.route_type,
            booking=self._booking(first, last),
            headway_s=0 if promised else int(self._network.trip_headway_s[trip]),
            goes_on=tuple(self._goes_on(first, last)),
        )  # fmt: skip

    def same_stop(self, a: int, b: int) -> bool:
        """Whether two are one stop, or copies of one."""
        return bool(self._network.stop_base[a] == self._network.stop_base[b])

    def stop(self, stop: int) -> tuple[str, str]:
        """What a stop is called in legs, and its name."""
        if stop not in self._stop_texts:
            network = self._network
            self._stop_texts[stop] = f"stop:{network.stop_ids[stop]}", network.stop_names[stop]
        return self._stop_texts[stop]

    def _trip(self, hop: int) -> int:
        return int(self._network.hop_trip[self._timetable.hop[hop]])

    def _line(self, trip: int) -> _Line:
        if trip not in self._lines:
            network = self._network
            route = int(network.trip_route[trip])
            known = route >= 0
            self._lines[trip] = _Line(
                network.route_names[route] if known else "",
                network.trip_headsigns[trip],
                int(network.route_type[route]) if known else None,
            )
        return self._lines[trip]

    def _goes_on(self, first: int, last: int) -> Iterator[GoesOn]:
        """Where the vehicle becomes another line, or gets another headsign."""
        if not len(self._network.continued_by):
            return
        hops = self._timetable.out.by_run
        trips = np.asarray(self._network.hop_trip)[self._timetable.hop[first : last + 1]]
        for i in (np.flatnonzero(np.diff(trips)) + 1).tolist():
            before, line = self._line(int(trips[i - 1])), self._line(int(trips[i]))
            if before != line:
                stop_id, stop_name = self.stop(int(hops.origin[first + i]))
                departs = int(hops.departure[first + i])
                yield GoesOn(stop_id, stop_name, departs, line.name, line.headsign)

    def _booking(self, first: int, last: int) -> Booking | None:
        """How one books to board at the first hop, else to get off at the last one."""
        flags, network = self._timetable.out.by_run.flags, self._network
        if flags[first] & BOOKED_BOARD:
            by_driver = bool(flags[first] & DRIVER_BOARD)
            return self._rule(network.hop_board_booking, first, by_driver)
        if flags[last] & BOOKED_ALIGHT:
            by_driver = bool(flags[last] & DRIVER_ALIGHT)
            return self._rule(network.hop_alight_booking, last, by_driver)
        return None

    def _rule(self, rules: Ints, hop: int, by_driver: bool) -> Booking:
        rule = int(rules[self._timetable.hop[hop]]) if len(rules) else -1
        if rule < 0:
            return Booking(by_driver)
        network = self._network
        times = (network.booking_notice_min, network.booking_days_before, network.booking_until_s)
        notice_min, days_before, until_s = (
            None if column[rule] < 0 else int(column[rule]) for column in times
        )
        return Booking(
            by_driver,
            network.booking_phones[rule],
            network.booking_urls[rule],
            network.booking_messages[rule],
            notice_min,
            days_before,
            until_s,
        )
