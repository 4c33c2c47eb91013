"""GTFS timetables: `read_feed` reads a zip or a folder into typed arrays, with named notices."""

from jalon.sources.gtfs.read import read_feed
from jalon.sources.gtfs.types import (
    FORBIDDEN,
    NO_DROP_OFF,
    NO_PICKUP,
    UNTIMED,
    Feed,
    Notice,
    Routes,
    Services,
    Stops,
    StopTimes,
    Transfers,
    Trips,
)

__all__ = [
    "FORBIDDEN",
    "NO_DROP_OFF",
    "NO_PICKUP",
    "UNTIMED",
    "Feed",
    "Notice",
    "Routes",
    "Services",
    "StopTimes",
    "Stops",
    "Transfers",
    "Trips",
    "read_feed",
]
