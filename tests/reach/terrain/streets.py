"""Streets of tiny extracts, asked in metres east and north of one place (see extracts.py)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from jalon.core.arrays import Floats
from jalon.reach.terrain import Streets, StreetSearcher, StreetTerrain, streets_of
from jalon.sources.osm import read_streets
from tests.sources.osm.extracts import Metres, Street, degrees, write_extract

Places = tuple[Floats, Floats]


def places(*where: Metres) -> Places:
    """Latitudes and longitudes of places in metres."""
    lat, lon = zip(*(degrees(*place) for place in where), strict=True)
    return np.array(lat), np.array(lon)


def streets(folder: Path, where: Mapping[str, Metres], *ways: Street) -> Streets:
    """The streets of an extract."""
    return streets_of(read_streets(write_extract(folder / "x.osm.pbf", where, *ways)))[0]


def on_foot(folder: Path, where: Mapping[str, Metres], *ways: Street) -> StreetTerrain:
    """The same, to be walked on."""
    return StreetTerrain(StreetSearcher(streets(folder, where, *ways).foot))


def metres(terrain: StreetTerrain, a: Metres, b: Metres) -> float:
    """From a to b on foot, to the millimetre."""
    return round(float(terrain.metres(places(a), places(b))[0]), 3)
