"""The rows of stops.txt: platforms, stations, entrances, nodes; a boarding area is its platform."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tests.oracle.feed.tables import Row, said

Point = tuple[float, float]  # latitude, longitude in degrees
PLATFORM, STATION, ENTRANCE, NODE, BOARDING_AREA = range(5)


class Stop(NamedTuple):
    """A row of stops.txt that is no boarding area: where it is, its `location_type`, its parent."""

    point: Point | None
    kind: int
    station: str | None
    level: str = ""


class Stops:
    """The stops of a feed, their ids prefixed; `of` tells which one an id of the feed means."""

    def __init__(self, rows: Iterable[Row], prefix: str) -> None:
        self.by_id: dict[str, Stop] = {}
        self._means: dict[str, str] = {}
        for row in rows:
            name, parent = row["stop_id"], said(row, "parent_station")
            kind = int(said(row, "location_type") or PLATFORM)
            if kind == BOARDING_AREA and parent:
                self._means[name] = prefix + parent
                continue
            self._means[name] = prefix + name
            point = _point(said(row, "stop_lat"), said(row, "stop_lon"))
            self.by_id[prefix + name] = Stop(
                point, kind, prefix + parent if parent else None, said(row, "level_id")
            )

    def of(self, name: str) -> str | None:
        """The stop that an id means; None where no row has it."""
        found = self._means.get(name)
        return found if found in self.by_id else None


def _point(lat: str, lon: str) -> Point | None:
    return (float(lat), float(lon)) if lat and lon else None
