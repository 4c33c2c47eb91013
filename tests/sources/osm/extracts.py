"""Writes tiny OSM extracts for tests, in metres on a plain at the equator.

    write_extract(path, {"A": (0, 0), "B": (500, 0)}, street("AB"))

A place is metres east and north of 0° N 10° E: there a degree is 111,195.08 m both ways, and the
curve of the Earth is less than a millimetre on a kilometre.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import osmium

DEGREE_M = 111_195.0797
WEST_DEG = 10.0
Metres = tuple[float, float]
Street = tuple[Sequence[str], dict[str, str]]


def degrees(east_m: float, north_m: float) -> tuple[float, float]:
    """Latitude and longitude of a place."""
    return north_m / DEGREE_M, WEST_DEG + east_m / DEGREE_M


def street(nodes: Sequence[str], highway: str = "residential", **tags: str) -> Street:
    """A way through nodes by name; `oneway_bicycle` stands for `oneway:bicycle`."""
    written = {name.replace("_", ":"): value for name, value in tags.items()}
    return nodes, {"highway": highway} | written


def write_extract(path: Path, places: Mapping[str, Metres], *streets: Street) -> Path:
    """Writes an extract to `path` and returns `path`. Nodes without a place are left out of it."""
    names = [*places, *(name for nodes, _ in streets for name in nodes if name not in places)]
    number = {name: i for i, name in enumerate(dict.fromkeys(names), start=1)}
    with contextlib.closing(osmium.SimpleWriter(str(path), overwrite=True)) as writer:
        for name, place in places.items():
            lat, lon = degrees(*place)
            node = osmium.osm.mutable.Node(id=number[name], location=(lon, lat))
            writer.add_node(node)
        for i, (nodes, tags) in enumerate(streets, start=1):
            refs = [number[name] for name in nodes]
            writer.add_way(osmium.osm.mutable.Way(id=i, nodes=refs, tags=tags))
    return path
