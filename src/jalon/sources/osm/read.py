"""From an extract to ways: osmium decodes, the tags are judged, the points are kept."""

from __future__ import annotations

import hashlib
from array import array
from pathlib import Path

import numpy as np
import osmium

from jalon.core.errors import StreetsError
from jalon.sources.osm.rules import Usage, usage_of
from jalon.sources.osm.split import Ways, rows_of
from jalon.sources.osm.types import Mean, StreetExtract, StreetRows

FEWEST_POINTS = 2


def read_streets(path: Path) -> StreetExtract:
    """The streets of an OSM extract (.osm.pbf; .osm as well), for feet, bicycles and cars.

    Ferries, and what `rules.py` closes, are left out. A street that the cut of the extract breaks
    is kept in pieces. Raises StreetsError with one sentence where the file cannot be used.
    """
    digest = _digest(path)
    pieces = _WayPieces()
    try:
        for way in _highways(path):
            if isinstance(way, osmium.osm.Way):
                pieces.add(way)
    except (RuntimeError, ValueError) as error:
        raise StreetsError(
            f"{path} cannot be read as an OSM extract ({error}): give a whole .osm.pbf file."
        ) from None
    ways = pieces.ways()
    if not (ways.foot.any() or ways.bicycle.any() or ways.car.any()):
        raise StreetsError(f"{path} has no street that anybody may take: give another extract.")
    streets: dict[Mean, StreetRows] = {
        "foot": rows_of(ways, np.repeat(ways.foot[:, None], 2, axis=1)),
        "bicycle": rows_of(ways, ways.bicycle),
        "car": rows_of(ways, ways.car),
    }
    return StreetExtract(path.name, digest, streets, pieces.missing)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StreetsError(
            f"{path} cannot be opened ({error.strerror}): name an .osm.pbf file."
        ) from None


def _highways(path: Path) -> osmium.FileProcessor:
    kinds = osmium.osm.NODE | osmium.osm.WAY
    nodes_and_ways = osmium.FileProcessor(str(path), kinds).with_locations()
    only_ways = osmium.filter.EntityFilter(osmium.osm.WAY)
    return nodes_and_ways.with_filter(only_ways).with_filter(osmium.filter.KeyFilter("highway"))


class _WayPieces:
    """Pieces of ways, point by point, as columns that grow."""

    def __init__(self) -> None:
        self.missing = 0
        self._ref = array("q")
        self._lat, self._lon = array("d"), array("d")
        self._start = array("q", [0])
        self._usages: list[Usage] = []

    def add(self, way: osmium.osm.Way) -> None:
        """Keep a way that somebody may take; a missing point cuts it in two."""
        usage = usage_of(dict(way.tags))
        if usage is None:
            return
        for node in way.nodes:
            if not node.location.valid():
                self.missing += 1
                self._end(usage)
            elif len(self._ref) == self._start[-1] or node.ref != self._ref[-1]:
                self._ref.append(node.ref)
                self._lat.append(node.lat)
                self._lon.append(node.lon)
        self._end(usage)

    def _end(self, usage: Usage) -> None:
        """End the piece; one point alone is no street."""
        first = self._start[-1]
        if len(self._ref) - first < FEWEST_POINTS:
            for column in (self._ref, self._lat, self._lon):
                del column[first:]
            return
        self._start.append(len(self._ref))
        self._usages.append(usage)

    def ways(self) -> Ways:
        """All pieces, as arrays."""
        usages = self._usages
        return Ways(
            ref=np.array(self._ref, dtype=np.int64),
            lat=np.array(self._lat, dtype=np.float64),
            lon=np.array(self._lon, dtype=np.float64),
            start=np.array(self._start, dtype=np.int64),
            foot=np.array([usage.foot for usage in usages], dtype=np.bool_),
            bicycle=np.array([usage.bicycle for usage in usages], dtype=np.bool_).reshape(-1, 2),
            car=np.array([usage.car for usage in usages], dtype=np.bool_).reshape(-1, 2),
            kmh=np.array([usage.kmh for usage in usages], dtype=np.float64),
        )
