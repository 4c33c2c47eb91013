"""Distances on the sphere, against values that can be derived by hand."""

import math

import numpy as np
import pytest

from jalon.core.geo import EARTH_RADIUS_M, haversine_m, walk_seconds
from jalon.reach.kernels.stops_nearby import great_circle_m, pairs_within


def test_a_degree_of_meridian() -> None:
    expected = EARTH_RADIUS_M * math.pi / 180
    found = haversine_m(np.array([48.0]), np.array([2.0]), np.array([49.0]), np.array([2.0]))
    assert found[0] == pytest.approx(expected, rel=1e-12)


def test_a_degree_of_parallel_shrinks_with_latitude() -> None:
    # Along 60 degrees north the chord of one degree is half the equator's, to the second order.
    found = haversine_m(np.array([60.0]), np.array([2.0]), np.array([60.0]), np.array([3.0]))
    half_angle = math.asin(math.cos(math.radians(60)) * math.sin(math.radians(0.5)))
    assert found[0] == pytest.approx(2 * EARTH_RADIUS_M * half_angle, rel=1e-12)


def test_seconds_round_up_and_an_unknown_place_has_none() -> None:
    metres = np.array([0.0, 1.25, 1.2501, np.nan])
    assert walk_seconds(metres, 4.5).tolist() == [0, 1, 2, -1]


def test_the_kernel_finds_what_trying_all_pairs_finds() -> None:
    rng = np.random.default_rng(5)
    lat, lon = rng.uniform(48.70, 48.80, 60), rng.uniform(2.40, 2.55, 60)
    stop_lat, stop_lon = np.sort(rng.uniform(48.70, 48.80, 300)), rng.uniform(2.40, 2.55, 300)
    start, stops, metres = pairs_within(lat, lon, stop_lat, stop_lon, 900.0)
    for i in range(60):
        distance = haversine_m(lat[i], lon[i], stop_lat, stop_lon)
        near = np.flatnonzero(distance <= 900.0)
        assert sorted(stops[start[i] : start[i + 1]].tolist()) == near.tolist()
        for stop, metre in zip(stops[start[i] :], metres[start[i] : start[i + 1]], strict=False):
            assert metre == pytest.approx(distance[stop], rel=1e-12)
            assert metre == great_circle_m(lat[i], lon[i], stop_lat[stop], stop_lon[stop])
