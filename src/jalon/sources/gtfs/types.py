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
    """n stops, platforms and stations; a stop without coordinates has NaN."""

    ids: list[str]
    names: list[str]
    lat: Floats
    lon: Floats
    parent: Ints


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
    """n trips; trip i has the stop times `start[i]:start[i + 1]` (`start` has n + 1 int64)."""

    ids: list[str]
    headsigns: list[str]
    route: Ints
    service: Ints
    start: Longs


@dataclass(frozen=True, slots=True)
class StopTimes:
    """All stop times, by trip and in its order; `flags` (uint8) are NO_PICKUP | NO_DROP_OFF."""

    stop: Ints
    arrival_s: Ints
    departure_s: Ints
    flags: Bits


@dataclass(frozen=True, slots=True)
class Transfers:
    """Directed pairs of stops that the feed names; seconds >= 0, or FORBIDDEN or UNTIMED."""

    origin: Ints
    target: Ints
    seconds: Ints


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
    notices: list[Notice]
