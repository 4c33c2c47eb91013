"""Which stops are near: by bands of latitude, great circles inside."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from jalon.core.arrays import Floats, Ints, Longs
from jalon.core.geo import EARTH_RADIUS_M

METRES_PER_DEGREE = EARTH_RADIUS_M * math.pi / 180


@njit(nogil=True, cache=True)
def great_circle_m(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """As core.geo.haversine_m, for two points in degrees."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_dphi = (phi_b - phi_a) / 2
    half_dlambda = math.radians(lon_b - lon_a) / 2
    chord = (
        math.sin(half_dphi) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_dlambda) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(chord, 1.0)))


@njit(nogil=True, cache=True)
def pairs_within(
    lat: Floats, lon: Floats, stop_lat: Floats, stop_lon: Floats, limit_m: float
) -> tuple[Longs, Ints, Floats]:
    """For each of n points the stops at most `limit_m` great-circle metres away.

    `stop_lat` must rise. Gives row starts (n + 1), stop numbers and metres.
    """
    start = np.zeros(len(lat) + 1, dtype=np.int64)
    stops = np.empty(1024, dtype=np.int32)
    metres = np.empty(1024, dtype=np.float64)
    count = 0
    band = limit_m / METRES_PER_DEGREE * 1.000001 + 1e-9
    for i in range(len(lat)):
        # A parallel shrinks with its latitude; the widest angle is at the far edge of the band.
        shrink = math.cos(math.radians(min(89.0, abs(lat[i]) + band)))
        width = band / shrink
        j = np.searchsorted(stop_lat, lat[i] - band)
        while j < len(stop_lat) and stop_lat[j] <= lat[i] + band:
            if abs(stop_lon[j] - lon[i]) <= width:
                distance = great_circle_m(lat[i], lon[i], stop_lat[j], stop_lon[j])
                if distance <= limit_m:
                    if count == len(stops):
                        stops = np.append(stops, np.empty_like(stops))
                        metres = np.append(metres, np.empty_like(metres))
                    stops[count] = j
                    metres[count] = distance
                    count += 1
            j += 1
        start[i + 1] = count
    return start, stops[:count].copy(), metres[:count].copy()
