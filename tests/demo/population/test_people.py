"""The people of the demo: proportions, families, and nobody who can be recognised."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from jalon.demo.draws import MONDAY, Person, Place, Territory
from jalon.demo.geography import Homes, Point, distance_m
from jalon.demo.population.children import MOST_IN_CARE, Stage, stage_of
from jalon.demo.territory import draw_territory
from jalon.demo.towns import TERRITORY, TOWNS


@pytest.fixture(scope="module")
def drawn(territory: Territory) -> list[Person]:
    """The people that are drawn; the named accounts are written."""
    return [person for person in territory.people if person.demo_slug is None]


def test_the_same_seed_draws_the_same_territory(territory: Territory) -> None:
    again = draw_territory(np.random.default_rng(1))
    assert repr(again).encode() == repr(territory).encode()


def test_another_seed_draws_another(territory: Territory) -> None:
    other = draw_territory(np.random.default_rng(2))
    assert other.people[:5] == territory.people[:5]
    assert other.people[5:] != territory.people[5:]
    assert other.offers != territory.offers


def test_counts(territory: Territory) -> None:
    counts = [len(territory.people), len(territory.offers), len(territory.companies)]
    assert counts == [1200, 400, 60]


def test_family_types_are_those_of_the_rsa(drawn: list[Person]) -> None:
    # INSEE 2021: 709,700, 363,100, 620,600 and 237,500 of 1,930,900.
    expected = {"single_man": 36.8, "single_woman": 18.8, "lone_parent": 32.1, "couple": 12.3}
    share = Counter(person.family_type for person in drawn)
    for family, percent in expected.items():
        assert 100 * share[family] / len(drawn) == pytest.approx(percent, abs=0.2), family


def test_towns_have_their_share(drawn: list[Person]) -> None:
    inhabitants = sum(town.thousands for town in TOWNS.values())
    of_town = Counter(person.commune_code for person in drawn)
    for code, town in TOWNS.items():
        assert abs(of_town[code] - len(drawn) * town.thousands / inhabitants) <= 1


def test_homes_are_on_land_in_their_town(territory: Territory) -> None:
    homes = Homes()
    for person in territory.people:
        home = Point(person.home_lat, person.home_lon)
        assert TERRITORY.holds(*home)
        assert homes.is_lived_in(home, person.commune_code), person


def test_every_lone_parent_has_a_child_and_nobody_single_has(drawn: list[Person]) -> None:
    for person in drawn:
        if person.family_type == "lone_parent":
            assert person.children
        if person.family_type.startswith("single"):
            assert not person.children


def test_children_are_where_their_age_sends_them(
    territory: Territory, places: dict[str, Place]
) -> None:
    for person in territory.people:
        in_care = [child for child in person.children if child.places]
        assert len(in_care) <= MOST_IN_CARE
        for child in in_care:
            assert 1 <= len(child.places) <= 2
            assert child.birth_date < MONDAY
            for place in map(places.__getitem__, child.places):
                _check_stage(stage_of(child.birth_date), place)
                home = Point(person.home_lat, person.home_lon)
                assert distance_m(home, Point(place.lat, place.lon)) < 3500


def _check_stage(stage: Stage, place: Place) -> None:
    if stage is Stage.CRECHE:
        assert place.kind == "creche"
    else:
        assert place.nursery if stage is Stage.NURSERY_SCHOOL else place.primary
        assert stage is not Stage.ALONE


def test_lone_parents_of_young_children_have_a_place_for_them(drawn: list[Person]) -> None:
    for person in drawn:
        if person.family_type == "lone_parent":
            for child in person.children:
                assert bool(child.places) == (stage_of(child.birth_date) is not Stage.ALONE)


def test_parents_were_grown_up(drawn: list[Person]) -> None:
    for person in drawn:
        age = (MONDAY - person.birth_date).days / 365.25
        assert 18 <= age < 63
        for child in person.children:
            assert (child.birth_date - person.birth_date).days >= 18 * 365


def test_names_are_first_names_and_nothing_more(territory: Territory) -> None:
    # One capitalised word: no surname, no initial, no title.
    one_word = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+")
    for person in territory.people:
        for name in [person.first_name, *(child.first_name for child in person.children)]:
            assert one_word.fullmatch(name), name


def test_means_are_drawn_each_by_itself(drawn: list[Person]) -> None:
    means = Counter(mean for person in drawn for mean in person.means)
    shares = {mean: count / len(drawn) for mean, count in means.items()}
    assert shares == {
        "transit": pytest.approx(0.97, abs=0.03),
        "bicycle": pytest.approx(0.15, abs=0.05),
        "car": pytest.approx(0.25, abs=0.05),
    }


def test_bounds_of_a_day_are_plausible(territory: Territory) -> None:
    for person in territory.people:
        assert person.walk_kmh in {3.5, 4.5, 5.0}
        assert 10 <= person.max_walk_min <= 20
        assert 45 <= person.max_trip_min <= 75
        assert 5 * 3600 <= person.earliest_leave_s <= 7 * 3600
        assert 20 * 3600 <= person.latest_return_s < 30 * 3600
        assert 1 <= len(set(person.rome_codes)) <= 3
