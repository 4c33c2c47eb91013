"""Geography on the sphere: metres between WGS 84 points."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Floats, Longs

Positions = tuple[Floats, Floats]
"""Latitudes and longitudes in degrees."""
EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the Earth in metres (IUGG); fixed so that two programs agree to the second."""


def haversine_m(lat_a: Floats, lon_a: Floats, lat_b: Floats, lon_b: Floats) -> Floats:
    """Great-circle distance in metres between points in degrees; the four broadcast together."""
    phi_a, phi_b = np.radians(lat_a), np.radians(lat_b)
    half_dphi = (phi_b - phi_a) / 2
    half_dlambda = np.radians(np.subtract(lon_b, lon_a)) / 2
    chord = np.sin(half_dphi) ** 2 + np.cos(phi_a) * np.cos(phi_b) * np.sin(half_dlambda) ** 2
    distance: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return distance


def walk_seconds(metres: Floats, speed_kmh: float) -> Longs:
    """Whole seconds to walk `metres`, rounded up; NaN metres (a place unknown) give -1."""
    seconds = np.ceil(np.asarray(metres, dtype=np.float64) * 3.6 / speed_kmh)
    whole: Longs = np.where(np.isnan(seconds), -1, seconds).astype(np.int64)
    return whole


def bounds_deg(lat: Floats, lon: Floats) -> tuple[float, float, float, float]:
    """South, west, north and east of some points in degrees; at least one point is needed."""
    return float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max())
