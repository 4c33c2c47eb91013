"""Distances on the sphere of the definition."""

from __future__ import annotations

import math

EARTH_M = 6_371_008.8


def haversine_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle metres between two points (latitude, longitude in degrees)."""
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    north = math.sin((phi_b - phi_a) / 2) ** 2
    east = math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(north + math.cos(phi_a) * math.cos(phi_b) * east))
