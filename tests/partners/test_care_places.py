"""Places of care: which are near, which are free, which are named."""

from __future__ import annotations

from math import nextafter

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from jalon.partners.models import CarePlace, CarePlaceKind
from jalon.partners.queries import list_free_places, list_places
from tests.partners.conftest import make_place

CRECHE, SCHOOL, CHILDMINDER = CarePlaceKind.CRECHE, CarePlaceKind.SCHOOL, CarePlaceKind.CHILDMINDER
HUNDREDTH_M = 1111.95
"""A hundredth of a degree of a great circle: 6 371 008.8 m × π / 18 000."""
FAR_M = 20_100_000.0
"""Half the way around the Earth is 20 015 087 m: nothing is farther."""

pytestmark = pytest.mark.django_db


def near(lat: float, lon: float, most_m: float = FAR_M, *kinds: str) -> list[str]:
    return [place.slug for place, _ in list_free_places(kinds or (CRECHE,), lat, lon, most_m)]


def test_the_nearest_comes_first_with_its_metres() -> None:
    make_place("three", 0.03)
    make_place("one", -0.01)
    make_place("two", 0, 0.02)
    found = list_free_places((CRECHE,), 0, 0, FAR_M)
    assert [place.slug for place, _ in found] == ["one", "two", "three"]
    metres = [distance_m for _, distance_m in found]
    assert metres == pytest.approx([HUNDREDTH_M, 2 * HUNDREDTH_M, 3 * HUNDREDTH_M], abs=0.02)
    assert all(type(distance_m) is float for distance_m in metres)


def test_a_degree_of_longitude_is_shorter_in_the_north() -> None:
    # The cosine of 60° is one half: two hundredths to the east are as far as one to the north.
    make_place("east", 60, 0.021)
    make_place("north", 60.01, 0)
    make_place("nearer-east", 60, 0.019)
    assert near(60, 0) == ["nearer-east", "north", "east"]


def test_a_place_across_the_date_line_is_near() -> None:
    make_place("across", 0, -179.995)
    [(_, distance_m)] = list_free_places((CRECHE,), 0, 179.995, FAR_M)
    assert distance_m == pytest.approx(HUNDREDTH_M, abs=0.01)


def test_where_one_stands_and_the_other_end_of_the_earth() -> None:
    make_place("antipode", 0, 180)
    make_place("here", 0, 0)
    (_, here_m), (_, antipode_m) = list_free_places((CRECHE,), 0, 0, FAR_M)
    assert here_m == 0
    assert antipode_m == pytest.approx(18_000 * HUNDREDTH_M, rel=1e-5)


def test_the_bound_is_within_reach_and_a_hair_beyond_is_not() -> None:
    make_place("edge", 0.01)
    [(_, edge_m)] = list_free_places((CRECHE,), 0, 0, FAR_M)
    assert near(0, 0, edge_m) == ["edge"]
    assert near(0, 0, nextafter(edge_m, 0)) == []


def test_places_as_near_as_each_other_come_by_name() -> None:
    make_place("second", 0.01, name="Les Lilas")
    make_place("first", 0.01, name="Les Bleuets")
    make_place("third", 0.01, name="Les Lilas")
    assert near(0, 0) == ["first", "second", "third"]


def test_a_full_place_is_left_out_however_near() -> None:
    make_place("full", 0, free_places=0)
    make_place("free", 0.02, free_places=3)
    assert near(0, 0) == ["free"]


def test_only_the_kinds_asked_for_are_given() -> None:
    for kind, lat in ((SCHOOL, 0.01), (CHILDMINDER, 0.02), (CRECHE, 0.03)):
        make_place(str(kind), lat, kind=kind)
    assert near(0, 0, FAR_M, SCHOOL) == ["school"]
    assert near(0, 0, FAR_M, CRECHE, CHILDMINDER) == ["childminder", "creche"]
    assert list_free_places((), 0, 0, FAR_M) == []


def test_where_no_place_is_known_there_is_none() -> None:
    assert near(48.79, 2.45) == []


def test_distances_are_asked_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(5):
        make_place(f"place-{number}", number / 100)
    with django_assert_num_queries(1):
        assert len(near(0, 0)) == 5


def test_places_are_found_by_their_slugs() -> None:
    lilas, bleuets = make_place("lilas", 0, name="B"), make_place("bleuets", 0, name="A")
    make_place("other", 0)
    assert list_places(["lilas", "bleuets", "lilas", "unknown"]) == [bleuets, lilas]
    assert list_places({"unknown"}) == []


def test_a_full_place_can_be_named() -> None:
    full = make_place("full", 0, free_places=0)
    assert list_places(["full"]) == [full]


def test_no_slug_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert list_places([]) == []


def test_a_slug_is_that_of_one_place() -> None:
    make_place("lilas", 0)
    with pytest.raises(IntegrityError):
        make_place("lilas", 1)


def test_a_place_of_which_little_is_known_is_full_and_takes_ten_minutes() -> None:
    place = CarePlace.objects.create(slug="new", kind=CRECHE, name="Neuve", lat=0, lon=0, hours={})
    place.refresh_from_db()
    assert (place.free_places, place.handover_min, place.is_fictional) == (0, 10, False)
    assert str(place) == "Neuve"
