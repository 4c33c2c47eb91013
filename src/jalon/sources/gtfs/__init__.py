"""GTFS timetables: `read_feed` reads a zip or a folder into typed arrays, with named notices."""

from jalon.sources.gtfs.changes.rows import weight_of
from jalon.sources.gtfs.read import read_feed
from jalon.sources.gtfs.stops import ENTRANCE
from jalon.sources.gtfs.types import (
    BOOKED_DROP_OFF,
    BOOKED_PICKUP,
    DRIVER_DROP_OFF,
    DRIVER_PICKUP,
    FORBIDDEN,
    NO_DROP_OFF,
    NO_PICKUP,
    UNTIMED,
    BookingRules,
    ChangeRules,
    Continuations,
    Feed,
    Notice,
    Pathways,
    Routes,
    Services,
    Stops,
    StopTimes,
    Transfers,
    Trips,
)

__all__ = [
    "BOOKED_DROP_OFF",
    "BOOKED_PICKUP",
    "DRIVER_DROP_OFF",
    "DRIVER_PICKUP",
    "ENTRANCE",
    "FORBIDDEN",
    "NO_DROP_OFF",
    "NO_PICKUP",
    "UNTIMED",
    "BookingRules",
    "ChangeRules",
    "Continuations",
    "Feed",
    "Notice",
    "Pathways",
    "Routes",
    "Services",
    "StopTimes",
    "Stops",
    "Transfers",
    "Trips",
    "read_feed",
    "weight_of",
]
