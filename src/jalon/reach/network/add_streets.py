"""Streets into a network: their arrays, and what the manifest says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.errors import StreetsError
from jalon.core.geo import bounds_deg
from jalon.reach.network.merge import Arrays
from jalon.reach.terrain import SNAP_LIMIT_M, GraphCounts, StreetGraph, StreetSearcher, streets_of
from jalon.sources.gtfs import Notice
from jalon.sources.osm import Mean, StreetExtract, read_streets

Bounds = tuple[float, float, float, float]


def add_streets(path: Path, arrays: Arrays, manifest: dict[str, Any]) -> Arrays:
    """The arrays of an extract's streets; `manifest` gets its entry and its warnings.

    Raises StreetsError for an extract that cannot be used, or that covers no stop of `arrays`.
    """
    extract = read_streets(path)
    streets, kept = streets_of(extract)
    if not kept["foot"].edges:
        raise StreetsError(f"{extract.name} has no street for feet: give another extract.")
    stops = _stops_on(streets.foot, arrays)
    if not stops["snapped"]:
        raise StreetsError(_elsewhere(extract, streets.foot, arrays))
    manifest["streets"] = {
        "name": extract.name,
        "sha256": extract.sha256,
        "bounds": dict(zip(("south", "west", "north", "east"), streets.foot.bounds, strict=True)),
        "graphs": {mean: asdict(counts) for mean, counts in kept.items()},
        "stops": stops,
    }
    manifest["warnings"] += [
        {"feed": extract.name, **asdict(note)} for note in _notices(extract, kept, stops)
    ]
    return dict(streets.arrays())


def _stops_on(graph: StreetGraph, arrays: Arrays) -> dict[str, Any]:
    """How many stops are on the streets, how many are not, and the largest metres to them."""
    snapped = StreetSearcher(graph).snapper.snap(_places(arrays))
    on = snapped.is_on
    largest_m = float(snapped.aside_m[on].max(initial=0.0))
    return {
        "snapped": int(on.sum()),
        "unsnapped": int((~on).sum()),
        "largest_snap_m": round(largest_m, 1),
    }


def _places(arrays: Arrays) -> tuple[Floats, Floats]:
    """Where the stops with rides are; all stops where none has any, as Network.bounds."""
    lat, lon, used = (np.asarray(arrays[name]) for name in ("stop_lat", "stop_lon", "stop_used"))
    served = used if used.any() else ~np.isnan(lat)
    return lat[served], lon[served]


def _elsewhere(extract: StreetExtract, graph: StreetGraph, arrays: Arrays) -> str:
    stops = bounds_deg(*_places(arrays))
    return (
        f"{extract.name} covers no stop: its streets lie {_between(graph.bounds)}, the stops "
        f"{_between(stops)}. Give the extract of the same place."
    )


def _between(bounds: Bounds) -> str:
    south, west, north, east = bounds
    return f"between ({south:.3f}, {west:.3f}) and ({north:.3f}, {east:.3f})"


def _notices(
    extract: StreetExtract, kept: dict[Mean, GraphCounts], stops: dict[str, Any]
) -> Iterator[Notice]:
    if stops["unsnapped"]:
        yield Notice(
            "stops_off_the_streets",
            extract.name,
            stops["unsnapped"],
            f"Stops are more than {SNAP_LIMIT_M:.0f} m from every street: nobody walks to them.",
        )
    for mean, counts in kept.items():
        if counts.islands_dropped:
            yield Notice(
                "street_islands",
                extract.name,
                counts.islands_dropped,
                f"Small islands of streets for {mean} are left out; "
                f"{counts.share_outside_largest:.1%} of its crossings are outside the "
                "largest part.",
            )
    if extract.missing_points:
        yield Notice(
            "street_points_missing",
            extract.name,
            extract.missing_points,
            "Streets are cut where the extract ends: their points beyond it are not in it.",
        )
