"""What a GTFS feed becomes: typed arrays, one struct of arrays a table.

Indices replace ids: `trips.route[i]` is a row of `routes`. -1 means none. Times are whole seconds
on the service day's axis (GTFS: from noon minus twelve hours), and may go beyond 86 400.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jalon.core.arrays import Bits, Bools, Floats, Ints, Longs

NO_PICKUP = 1
"""Flag of a stop time where nobody may board (`pickup_type` 1)."""
NO_DROP_OFF = 2
"""Flag of a stop time where nobody may get off (`drop_off_type` 1)."""
BOOKED_PICKUP = 4
"""Flag of a stop time where one boards by telephoning or asking before (`pickup_type` 2, 3)."""
BOOKED_DROP_OFF = 8
"""Flag of a stop time where one gets off by telephoning or asking (`drop_off_type` 2, 3)."""
DRIVER_PICKUP, DRIVER_DROP_OFF = 16, 32
"""Flags of a booked stop time where it is the driver that one asks (type 3)."""
FORBIDDEN = -2
"""`Transfers.seconds` where the feed forbids the transfer (`transfer_type` 3)."""
UNTIMED = -1
"""`Transfers.seconds` where the feed names the pair without a time."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One named remark on a feed; `code` is the canonical GTFS validator's where it has one.

    `message` is one plain English sentence; `count` rows are concerned, the first of them in
    `file` at line `line` (1 is the header; None when it is about no line). `lost` says whether
    something of the feed is not used because of it: rows, trips, services, places of stops.
    """

    code: str
    file: str
    count: int
    message: str
    line: int | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Stops:
    """n rows: stops, platforms, stations, entrances and nodes; without coordinates it has NaN.

    `kind` is the `location_type`; `parent` the row of the station (of the platform for a boarding
    area), -1 for none.
    """

    ids: list[str]
    names: list[str]
    lat: Floats
    lon: Floats
    parent: Ints
    kind: Ints


@dataclass(frozen=True, slots=True)
class Routes:
    """n lines; `type` is GTFS `route_type` (0 tram, 1 metro, 2 rail, 3 bus, 5/6 cable...)."""

    ids: list[str]
    short_names: list[str]
    long_names: list[str]
    type: Ints


@dataclass(frozen=True, slots=True)
class Services:
    """`active[s, d]` says whether service s runs on `first_day` + d days (bool, n x days)."""

    ids: list[str]
    first_day: dt.date
    active: Bools


@dataclass(frozen=True, slots=True)
class Trips:
    """n trips; trip i has the stop times `start[i]:start[i + 1]` (`start` has n + 1 int64).

    `listed` is its row among the trips of trips.txt: several where frequencies.txt repeats it,
    which `repeated` (bool) says. `headway_s` is 0 for a trip with minutes of its own, else the
    interval that is promised in their place; its times are then those of whoever joins at a whole
    minute and waits that long.
    """

    ids: list[str]
    headsigns: list[str]
    route: Ints
    service: Ints
    start: Longs
    listed: Ints
    repeated: Bools
    headway_s: Ints


@dataclass(frozen=True, slots=True)
class StopTimes:
    """All stop times, by trip and in its order; `flags` (uint8) are NO_PICKUP, BOOKED_PICKUP...

    `pickup_rule` and `drop_off_rule` are rows of `BookingRules` (-1: none); both are empty where
    no stop time has any.
    """

    stop: Ints
    arrival_s: Ints
    departure_s: Ints
    flags: Bits
    pickup_rule: Ints
    drop_off_rule: Ints


@dataclass(frozen=True, slots=True)
class BookingRules:
    """How rides are booked: n rules of booking_rules.txt, then the agencies that have a telephone.

    `notice_min`: minutes before the ride, `days_before` and `until_s`: the last day (counted
    back from the ride's) and the last time of it; -1 where it is not said. Texts may be blank.
    """

    phones: list[str]
    urls: list[str]
    messages: list[str]
    notice_min: Ints
    days_before: Ints
    until_s: Ints


@dataclass(frozen=True, slots=True)
class Transfers:
    """Directed pairs of stops that the feed names; seconds >= 0, or FORBIDDEN or UNTIMED."""

    origin: Ints
    target: Ints
    seconds: Ints


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """Changes between certain lines or trips: from stop `origin`, to stop `target`, as Transfers.

    `from_route`, `to_route` are routes, `from_trip`, `to_trip` rows of trips.txt (`Trips.listed`);
    -1 fits all. Of the rules that fit two rides the one with the largest `rank` counts; of equal
    ones a forbidden change, then the longest time.
    """

    origin: Ints
    target: Ints
    from_route: Ints
    to_route: Ints
    from_trip: Ints
    to_trip: Ints
    rank: Ints
    seconds: Ints


@dataclass(frozen=True, slots=True)
class Continuations:
    """Pairs of trips: who is on `origin` when it ends may stay on board and is on `target`."""

    origin: Ints
    target: Ints


@dataclass(frozen=True, slots=True)
class Pathways:
    """Directed ways between rows of stops (a boarding area is its platform).

    `seconds` as the feed says, -1 where it does not; then `metres` (NaN where it does not say);
    then `stairs` (0 where it does not). `floors` are the levels between its ends, 0 for unknown.
    """

    origin: Ints
    target: Ints
    seconds: Ints
    metres: Floats
    stairs: Ints
    floors: Floats


@dataclass(frozen=True, slots=True)
class Feed:
    """A whole feed, checked: every index points to a row and every trip's times never decrease."""

    name: str
    sha256: str
    publisher: str
    timezone: str
    stops: Stops
    routes: Routes
    services: Services
    trips: Trips
    stop_times: StopTimes
    transfers: Transfers
    rules: ChangeRules
    continuations: Continuations
    pathways: Pathways
    booking: BookingRules
    notices: list[Notice]
