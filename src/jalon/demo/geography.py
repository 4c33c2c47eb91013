"""Where people live: spots around the schools and stops of a town, not in water or on tracks."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from jalon.core.geo import EARTH_RADIUS_M
from jalon.demo.timetable import FACTS, read_table, read_timetable
from jalon.demo.towns import TERRITORY, TOWNS

METRES_PER_DEGREE = math.pi / 180 * EARTH_RADIUS_M
SPREAD_M = 160.0
"""How far homes lie from the school or stop around which they are drawn (standard deviation)."""
FARTHEST_M = 350.0


class Point(NamedTuple):
    """A point in degrees."""

    lat: float
    lon: float


def distance_m(a: Point, b: Point) -> float:
    """Metres between two points of the territory (flat: good to a metre over ten kilometres)."""
    east = (b.lon - a.lon) * math.cos(math.radians(a.lat))
    return METRES_PER_DEGREE * math.hypot(b.lat - a.lat, east)


def moved(point: Point, metres: float, bearing: float) -> Point:
    """The point `metres` away in the direction `bearing` (radians from north), to five decimals."""
    lat = point.lat + metres * math.cos(bearing) / METRES_PER_DEGREE
    stretch = METRES_PER_DEGREE * math.cos(math.radians(point.lat))
    return Point(round(lat, 5), round(point.lon + metres * math.sin(bearing) / stretch, 5))


def is_inside(point: Point, outline: Sequence[Sequence[float]]) -> bool:
    """Whether a ray from the point crosses the outline an odd number of times."""
    inside = False
    for (lat_a, lon_a), (lat_b, lon_b) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (lat_a > point.lat) != (lat_b > point.lat):
            at = lon_a + (point.lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
            inside ^= point.lon < at
    return inside


class Homes:
    """Draws homes in a town."""

    def __init__(self) -> None:
        with (FACTS / "no_homes.toml").open("rb") as file:
            empty = tomllib.load(file)
        self._outlines: list[list[list[float]]] = [area["outline"] for area in empty["areas"]]
        self._anchors = _anchors(set(empty["stops"]["names"]))
        self._of_town = {code: [a for a, of in self._anchors if of == code] for code in TOWNS}

    def draw(self, rng: np.random.Generator, commune_code: str) -> Point:
        """A place to live in the town."""
        anchors = self._of_town[commune_code]
        while True:
            anchor = anchors[int(rng.integers(len(anchors)))]
            metres = min(abs(float(rng.normal(0, SPREAD_M))), FARTHEST_M)
            home = moved(anchor, metres, float(rng.random()) * math.tau)
            if self.is_lived_in(home, commune_code):
                return home

    def is_lived_in(self, point: Point, commune_code: str) -> bool:
        """Whether a home may be there: on dry land, in the box, and nearest to its own town."""
        if not TERRITORY.holds(*point) or any(is_inside(point, area) for area in self._outlines):
            return False
        nearest = min(self._anchors, key=lambda anchor: distance_m(anchor[0], point))
        return nearest[1] == commune_code


def _anchors(deserted: set[str]) -> list[tuple[Point, str]]:
    """Schools and lived-in stops of the seven towns, with the town's code."""
    schools = (
        (Point(float(row["lat"]), float(row["lon"])), row["commune_code"])
        for row in read_table("schools.csv")
    )
    stops = (
        (Point(stop.lat, stop.lon), stop.commune_code)
        for stop in read_timetable().stops.values()
        if stop.commune_code in TOWNS and stop.name not in deserted
    )
    return _unique([*schools, *stops])


def _unique(anchors: Iterable[tuple[Point, str]]) -> list[tuple[Point, str]]:
    return list(dict.fromkeys(anchors))
