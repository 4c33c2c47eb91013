"""Where homes are drawn, and where they are not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jalon.core.geo import haversine_m
from jalon.demo.geography import Homes, Point, distance_m, is_inside, moved

LAKE = Point(48.7750, 2.4500)
BESIDE_THE_LAKE = Point(48.7759, 2.4545)
TRACKS = Point(48.7480, 2.4430)


@pytest.fixture(scope="module")
def homes() -> Homes:
    return Homes()


def test_inside_an_outline() -> None:
    triangle = [[0.0, 0.0], [0.0, 4.0], [4.0, 0.0]]
    assert is_inside(Point(1, 1), triangle)
    assert not is_inside(Point(3, 3), triangle)
    assert not is_inside(Point(-1, 1), triangle)


def test_flat_distance_is_that_of_the_sphere() -> None:
    a, b = Point(48.7301, 2.4468), Point(48.8144, 2.4127)
    sphere = haversine_m(np.array(a.lat), np.array(a.lon), np.array(b.lat), np.array(b.lon))
    assert distance_m(a, b) == pytest.approx(float(sphere), abs=5)


@pytest.mark.parametrize("bearing", [0.0, 1.0, math.pi, 5.5])
def test_moved_goes_as_far_as_it_says(bearing: float) -> None:
    start = Point(48.77, 2.45)
    # Five decimals of a degree are a metre.
    assert distance_m(start, moved(start, 300, bearing)) == pytest.approx(300, abs=1.2)


def test_nobody_lives_in_the_lake_or_on_the_tracks(homes: Homes) -> None:
    assert not homes.is_lived_in(LAKE, "94028")
    assert not homes.is_lived_in(TRACKS, "94078")
    assert homes.is_lived_in(BESIDE_THE_LAKE, "94028")


def test_a_home_is_nearest_to_its_own_town(homes: Homes) -> None:
    assert not homes.is_lived_in(BESIDE_THE_LAKE, "94011")
