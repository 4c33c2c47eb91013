"""Crèches and schools of the demo."""

from __future__ import annotations

from collections import Counter

from jalon.core.time import WEEKDAYS, parse_clock
from jalon.demo.care import SCHOOL_HOURS
from jalon.demo.draws import Territory
from jalon.demo.geography import Homes, Point
from jalon.demo.towns import TERRITORY, TOWNS


def test_every_town_has_creches_and_schools_of_both_ages(territory: Territory) -> None:
    for code in TOWNS:
        of_town = [place for place in territory.places if place.commune_code == code]
        assert sum(place.kind == "creche" for place in of_town) >= 3
        assert any(place.nursery for place in of_town)
        assert any(place.primary for place in of_town)


def test_every_place_is_in_the_territory_once(territory: Territory) -> None:
    assert all(TERRITORY.holds(place.lat, place.lon) for place in territory.places)
    slugs = Counter(place.slug for place in territory.places)
    assert max(slugs.values()) == 1


def test_creches_are_where_people_live(territory: Territory) -> None:
    homes = Homes()
    for place in territory.places:
        if place.kind == "creche":
            assert homes.is_lived_in(Point(place.lat, place.lon), place.commune_code), place.name


def test_hours_are_hours(territory: Territory) -> None:
    for place in territory.places:
        assert set(place.hours) <= set(WEEKDAYS)
        assert set(place.hours) >= set(WEEKDAYS[:5])
        for opening, closing in place.hours.values():
            assert 5 * 3600 <= parse_clock(opening) < parse_clock(closing) <= 22 * 3600


def test_creches_open_as_creches_do(territory: Territory) -> None:
    opening = Counter(
        tuple(place.hours["monday"]) for place in territory.places if place.kind == "creche"
    )
    assert opening.most_common(1)[0][0] == ("07:30", "18:30")
    assert opening["05:30", "22:00"] == 1
    assert sum(count for (at, _), count in opening.items() if at == "06:30") >= 3
    assert sum(count for (_, until), count in opening.items() if until == "19:30") >= 3


def test_schools_keep_children_before_and_after_school(territory: Territory) -> None:
    schools = [place for place in territory.places if place.kind == "school"]
    assert len(schools) == 125
    assert all(place.hours == SCHOOL_HOURS for place in schools)
    assert "saturday" not in SCHOOL_HOURS
