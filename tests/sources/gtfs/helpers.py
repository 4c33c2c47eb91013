"""Short ways to write a feed, read it, and look at what came out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from jalon.core.time import format_clock
from jalon.sources.gtfs import Feed, Notice, read_feed
from tests.gtfs_feeds import write_feed

Call = tuple[str, str, str]


def read(folder: Path, **tables: Any) -> Feed:  # noqa: ANN401  (any table of write_feed)
    """The feed made of these tables and the defaults of `write_feed`, read from a zip."""
    return read_feed(write_feed(folder / "feed.zip", **tables))


def codes(feed: Feed) -> set[str]:
    return {notice.code for notice in feed.notices}


def notice(feed: Feed, code: str) -> Notice:
    """The one notice with this code."""
    (found,) = [notice for notice in feed.notices if notice.code == code]
    return found


def calls_of(feed: Feed, trip_id: str) -> list[Call]:
    """(stop, arrival, departure) of a trip, times as HH:MM:SS."""
    place = feed.trips.ids.index(trip_id)
    span = range(feed.trips.start[place], feed.trips.start[place + 1])
    calls = feed.stop_times
    return [
        (
            feed.stops.ids[calls.stop[row]],
            format_clock(int(calls.arrival_s[row]), seconds=True),
            format_clock(int(calls.departure_s[row]), seconds=True),
        )
        for row in span
    ]


def days_of(feed: Feed, service_id: str) -> list[str]:
    """The days of a service, as YYYYMMDD."""
    row = feed.services.active[feed.services.ids.index(service_id)]
    first = feed.services.first_day
    return [
        (first + dt.timedelta(days=day)).strftime("%Y%m%d") for day in row.nonzero()[0].tolist()
    ]


def transfers_of(feed: Feed) -> dict[tuple[str, str], int]:
    """Seconds by (origin, target)."""
    ids, pairs = feed.stops.ids, feed.transfers
    rows = zip(pairs.origin, pairs.target, pairs.seconds, strict=True)
    return {(ids[origin], ids[target]): int(seconds) for origin, target, seconds in rows}
