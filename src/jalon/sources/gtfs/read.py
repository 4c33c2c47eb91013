"""Reads one GTFS feed whole: the order of the tables, and what makes a feed useless."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from jalon.core.errors import FeedError
from jalon.sources.gtfs.agency import read_publisher
from jalon.sources.gtfs.archive import Archive, open_archive
from jalon.sources.gtfs.calendar import read_services
from jalon.sources.gtfs.changes.continuations import TimedTrips, read_continuations
from jalon.sources.gtfs.changes.pathways import read_pathways
from jalon.sources.gtfs.changes.rows import read_rows
from jalon.sources.gtfs.changes.rules import read_rules
from jalon.sources.gtfs.changes.transfers import read_transfers
from jalon.sources.gtfs.notices import Notices
from jalon.sources.gtfs.refusal import why_no_day, why_no_place, why_no_trip
from jalon.sources.gtfs.routes import read_routes
from jalon.sources.gtfs.stops import read_stops
from jalon.sources.gtfs.trips.booking import read_booking
from jalon.sources.gtfs.trips.frequencies import expand
from jalon.sources.gtfs.trips.stop_times import ON_DEMAND_ONLY, read_stop_times
from jalon.sources.gtfs.trips.trips import TripTable, read_trips
from jalon.sources.gtfs.types import Feed, Services, Stops, StopTimes, Trips


def read_feed(path: Path) -> Feed:
    """The feed in a zip or a folder.

    Raises FeedError, one sentence that names the file, the place and the mend, when nothing of the
    feed can be used. What is wrong with the rest is in `Feed.notices`.
    """
    notices = Notices()
    try:
        with open_archive(path, notices) as archive:
            return _read(archive, notices)
    except FeedError as error:
        raise FeedError(f"{path.name or path}: {error}") from None


def _read(archive: Archive, notices: Notices) -> Feed:
    publisher = read_publisher(archive, notices)
    services = read_services(archive, publisher.first_day, notices)
    routes = read_routes(archive, publisher.agencies, notices)
    listed = read_trips(archive, routes, _index(services.ids), notices)
    stops = read_stops(archive, publisher.timezone, notices)
    booking = read_booking(archive, publisher.phones, routes.agency, notices)
    calls = read_stop_times(archive, listed, stops, booking, notices)
    trips, stop_times = expand(archive, listed, calls, notices)
    if not _is_on_demand_only(notices):
        _refuse_no_trip(trips, listed, notices)
        _refuse_idle(trips, services, notices)
        _refuse_nowhere(stops.stops, stop_times, notices)
    rows = read_rows(archive, notices)
    begins_s = calls.calls.begins_s(len(listed.ids))
    timed = TimedTrips(trips, stop_times, stops.stops, listed, begins_s)
    return Feed(
        name=archive.name,
        sha256=archive.sha256,
        publisher=publisher.name,
        timezone=publisher.timezone,
        stops=stops.stops,
        routes=routes.routes,
        services=services,
        trips=trips,
        stop_times=stop_times,
        transfers=read_transfers(rows, stops, notices),
        rules=read_rules(rows, stops, listed.index, routes.index, notices),
        continuations=read_continuations(rows, timed, notices),
        pathways=read_pathways(archive, stops, notices),
        booking=booking.rules,
        notices=notices.all,
    )


def _index(ids: Iterable[str]) -> dict[str, int]:
    return {key: row for row, key in enumerate(ids)}


def _is_on_demand_only(notices: Notices) -> bool:
    """Such a feed is read, beside others: it says whom to telephone, and no ride is wrong in it."""
    return any(notice.code == ON_DEMAND_ONLY for notice in notices.all)


def _refuse_no_trip(trips: Trips, listed: TripTable, notices: Notices) -> None:
    if not trips.ids:
        why = why_no_trip(len(listed.ids), notices)
        raise FeedError(f"no trip of trips.txt can be used{why}; mend it, or leave the feed out")


def _refuse_idle(trips: Trips, services: Services, notices: Notices) -> None:
    used = np.unique(trips.service)
    if not services.active[used].any():
        why = why_no_day(notices, used)
        raise FeedError(
            f"no trip runs on any day{why}; mend service_id in trips.txt or calendar.txt"
        )


def _refuse_nowhere(stops: Stops, stop_times: StopTimes, notices: Notices) -> None:
    used = np.unique(stop_times.stop)
    if np.isnan(stops.lat[used]).all():
        why = why_no_place(used, notices)
        raise FeedError(
            f"no stop of a trip has coordinates{why}; mend stop_lat and stop_lon in stops.txt"
        )
