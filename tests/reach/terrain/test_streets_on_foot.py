"""Metres on foot along streets, derived by hand.

        D (300, 400)          A long street from A to C, and D above it: DB is a street, DC a
       / \\                    flight of stairs. B is (300, 0), so that BD is 400 m and
A-----B---C                   DC is 500 m (300 and 400 m).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jalon.reach.terrain import StreetSearcher, ride_matrix
from tests.reach.terrain.streets import metres, on_foot, places, streets
from tests.sources.osm.extracts import street

TOWN = {"A": (0.0, 0.0), "B": (300.0, 0.0), "C": (600.0, 0.0), "D": (300.0, 400.0)}
WAYS = (street("AB"), street("BC"), street("BD"), street("DC", "steps"))


def near(expected: float) -> object:
    # Places of an extract are kept to a ten-millionth of a degree: 11 mm.
    return pytest.approx(expected, abs=0.03)


def test_a_walk_is_straight_to_the_street_along_it_and_straight_from_it(tmp_path: Path) -> None:
    terrain = on_foot(tmp_path, TOWN, *WAYS)
    # 30 m to the street at 100, 200 m to B, 150 m up BD, 20 m aside.
    assert metres(terrain, (100, 30), (320, 150)) == near(30 + 200 + 150 + 20)


def test_two_places_on_one_edge_need_none_of_its_ends(tmp_path: Path) -> None:
    terrain = on_foot(tmp_path, TOWN, *WAYS)
    assert metres(terrain, (50, 10), (250, -40)) == near(10 + 200 + 40)
    assert metres(terrain, (250, -40), (50, 10)) == near(10 + 200 + 40)


def test_the_end_of_an_edge_may_be_nearer_than_the_edge_itself(tmp_path: Path) -> None:
    """A bent edge comes back upon itself: round by its end nodes it is shorter."""
    places_ = {"A": (0.0, 0.0), "x": (0.0, 500.0), "y": (40.0, 500.0), "B": (40.0, 0.0)}
    terrain = on_foot(tmp_path, places_, street("AxyB"), street("AB"))
    # Along the bend it would be 490 + 40 + 490 m; by A and B it is 10 + 40 + 10 m.
    assert metres(terrain, (0, 10), (40, 10)) == near(60)


def test_stairs_serve_feet_alone(tmp_path: Path) -> None:
    town = streets(tmp_path, TOWN, *WAYS)
    walked = on_foot(tmp_path, TOWN, *WAYS).metres(places((300, 400)), places((600, 0)))
    assert walked[0] == near(500)
    ridden = ride_matrix(StreetSearcher(town.bicycle), places((300, 400)), places((600, 0)))
    assert ridden[0, 0] == near(400 + 300)


def test_feet_take_one_ways_both_ways(tmp_path: Path) -> None:
    terrain = on_foot(tmp_path, TOWN, street("AB", oneway="yes"), street("BCDB"))
    assert metres(terrain, (300, 0), (0, 0)) == near(300)


def test_a_private_street_is_not_taken(tmp_path: Path) -> None:
    closed = street("BC", access="private")
    terrain = on_foot(tmp_path, TOWN, street("AB"), closed, street("BD"), street("DC"))
    assert metres(terrain, (0, 0), (600, 0)) == near(300 + 400 + 500)


def test_a_place_far_from_every_street_is_off_them(tmp_path: Path) -> None:
    terrain = on_foot(tmp_path, TOWN, *WAYS)
    assert np.isnan(metres(terrain, (100, -400), (0, 0)))
    assert np.isnan(metres(terrain, (100, -400), (100, -400))), "there is nothing to walk on"
    lat, lon = places((100, -400), (100, -250.1), (100, -249.9))
    assert terrain.off_m(lat[0], lon[0]) == near(400)
    assert terrain.off_m(lat[1], lon[1]) == near(250.1)
    assert terrain.off_m(lat[2], lon[2]) is None


def test_from_a_place_to_itself_is_nothing(tmp_path: Path) -> None:
    terrain = on_foot(tmp_path, TOWN, *WAYS)
    assert metres(terrain, (100, 80), (100, 80)) == 0
    # Its neighbour across the garden goes by the street.
    assert metres(terrain, (100, 80), (110, 80)) == near(80 + 10 + 80)


def test_a_bound_keeps_what_is_within_it(tmp_path: Path) -> None:
    terrain = on_foot(tmp_path, TOWN, *WAYS)
    here, there = places((0, 0), (600, 0)), places((100, 0), (200, 0), (300, 0), (301, 400))
    row, column, found = terrain.pairs(here, there, 300.1)
    pairs = dict(zip(zip(row.tolist(), column.tolist(), strict=True), found, strict=True))
    assert pairs == {
        (0, 0): near(100),
        (0, 1): near(200),
        (0, 2): near(300),
        (1, 2): near(300),
    }


ISLAND = {"e": (0.0, -120.0), "f": (200.0, -120.0)}
FAR_ISLAND = {"g": (0.0, -600.0), "h": (2500.0, -600.0)}


def test_a_small_island_is_left_out(tmp_path: Path) -> None:
    terrain = on_foot(tmp_path, TOWN | ISLAND, *WAYS, street("ef"))
    # 10 m from the island and 110 m from the street of A.
    assert metres(terrain, (100, -110), (0, 0)) == near(110 + 100)


def test_a_large_island_serves_where_the_largest_part_is_too_far(tmp_path: Path) -> None:
    town = {name: (east * 10, north) for name, (east, north) in TOWN.items()}
    terrain = on_foot(tmp_path, town | FAR_ISLAND, *WAYS, street("gh"))
    assert metres(terrain, (100, -600), (700, -590)) == near(600 + 10)
    assert np.isnan(metres(terrain, (100, -600), (0, 0))), "no way leads from one to the other"


def test_the_largest_part_is_preferred(tmp_path: Path) -> None:
    town = {name: (east * 10, north) for name, (east, north) in TOWN.items()}
    island = {"g": (0.0, -200.0), "h": (2500.0, -200.0)}
    terrain = on_foot(tmp_path, town | island, *WAYS, street("gh"))
    # 10 m from the island; the street of A is 190 m away, and leads somewhere.
    assert metres(terrain, (100, -190), (0, 0)) == near(190 + 100)
