"""What a GTFS feed says, read with the csv module: one module a matter, `read.Feed` the whole."""

from tests.oracle.feed.changes import TransferRow
from tests.oracle.feed.pathways import Pathway
from tests.oracle.feed.read import WEEKDAYS, Feed
from tests.oracle.feed.stops import Point, Stop
from tests.oracle.feed.trips import Call, Trip, shifted, unbooked

__all__ = [
    "WEEKDAYS",
    "Call",
    "Feed",
    "Pathway",
    "Point",
    "Stop",
    "TransferRow",
    "Trip",
    "shifted",
    "unbooked",
]
