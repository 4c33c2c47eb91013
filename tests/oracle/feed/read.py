"""The whole of a feed: stops, trips, services, changes, pathways."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.feed.changes import transfer_rows
from tests.oracle.feed.pathways import pathways
from tests.oracle.feed.seats import continuations
from tests.oracle.feed.stops import Stops
from tests.oracle.feed.tables import Row, Tables, said
from tests.oracle.feed.trips import Trip, calls_of, repeated

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Feed:
    """One feed. Ids are prefixed by the feed's rank, so that several feeds never mix."""

    def __init__(self, path: Path, rank: int = 0) -> None:
        self.prefix = f"{rank}/"
        tables = Tables(path)
        self.zone = ZoneInfo(next(tables.rows("agency"))["agency_timezone"])
        self.calendar = {row["service_id"]: row for row in tables.rows("calendar")}
        self.exceptions = {
            (row["service_id"], row["date"]): row["exception_type"] == "1"
            for row in tables.rows("calendar_dates")
        }
        stops = Stops(tables.rows("stops"), self.prefix)
        self.stops = stops.by_id
        self.transfers = list(transfer_rows(tables.rows("transfers"), stops, self.prefix))
        levels = {row["level_id"]: float(row["level_index"]) for row in tables.rows("levels")}
        self.pathways = list(pathways(tables.rows("pathways"), stops, levels))
        vehicles = list(self._vehicles(tables, stops))
        headways: dict[str, list[Row]] = defaultdict(list)
        for row in tables.rows("frequencies"):
            headways[self.prefix + row["trip_id"]].append(row)
        self.trips = [
            trip
            for vehicle in vehicles
            for trip in (
                repeated(vehicle, headways[vehicle.name]) if vehicle.name in headways else [vehicle]
            )
        ]
        self.continuations = continuations(vehicles, stops, self.transfers, set(headways))

    def _vehicles(self, tables: Tables, stops: Stops) -> Iterator[Trip]:
        """Every trip that leads from a call to another, once, in the order of the file."""
        calls = calls_of(tables.rows("stop_times"), stops)
        for row in tables.rows("trips"):
            if len(calls.get(row["trip_id"], [])) > 1:
                yield Trip(
                    self.prefix + row["trip_id"],
                    self.prefix + row["route_id"],
                    row["service_id"],
                    said(row, "block_id"),
                    calls[row["trip_id"]],
                )

    def runs(self, service: str, date: dt.date) -> bool:
        """Whether a service runs on a date: its exceptions first, then its weekdays."""
        day = date.strftime("%Y%m%d")
        if (service, day) in self.exceptions:
            return self.exceptions[service, day]
        row = self.calendar.get(service)
        if row is None or not row["start_date"] <= day <= row["end_date"]:
            return False
        return row[WEEKDAYS[date.weekday()]] == "1"
