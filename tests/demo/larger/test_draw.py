"""A larger territory: more of the same, names that differ, and no crèche fuller than it may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from jalon.demo.care import draw_places
from jalon.demo.draws import Place, Territory
from jalon.demo.geography import Homes, Point, distance_m
from jalon.demo.larger import nurseries
from jalon.demo.larger.companies import PREMISES_M, draw_more_companies
from jalon.demo.larger.draw import draw_at_size
from jalon.demo.larger.nurseries import SEATS, Seats, draw_more_nurseries
from jalon.demo.larger.sizes import DEPARTEMENT, SIZES, Size, nearest_size
from jalon.demo.offers import draw_companies
from jalon.demo.population.accounts import read_accounts
from jalon.demo.trades import read_workplaces

SIZE = Size("test", people=500, offers=600, companies=200)


@pytest.fixture(scope="module")
def larger() -> Territory:
    return draw_at_size(np.random.default_rng(1), SIZE)


def test_as_many_as_were_asked_for_and_the_accounts_first(larger: Territory) -> None:
    assert (len(larger.people), len(larger.offers), len(larger.companies)) == (500, 600, 200)
    assert [person.demo_slug for person in larger.people[:5]] == [
        account.demo_slug for account in read_accounts()
    ]
    assert {person.demo_slug for person in larger.people[5:]} == {None}
    assert len({offer.slug for offer in larger.offers}) == 600


def test_the_same_seed_draws_the_same(larger: Territory) -> None:
    assert repr(draw_at_size(np.random.default_rng(1), SIZE)) == repr(larger)


def test_offers_spread_over_firms_towns_and_hours(larger: Territory, territory: Territory) -> None:
    assert sum(not offer.shifts for offer in larger.offers) == 30
    assert {offer.commune_code for offer in larger.offers} == {
        offer.commune_code for offer in territory.offers
    }
    assert len({offer.company for offer in larger.offers}) > 150
    starts = Counter(shift.start_s // 3600 for offer in larger.offers for shift in offer.shifts)
    assert len(starts) >= 12


def test_a_firm_has_one_address_in_a_zone_and_stands_in_it(larger: Territory) -> None:
    zones = {zone.name: Point(zone.lat, zone.lon) for zone in read_workplaces()}
    addresses: dict[tuple[str, str], set[Point]] = {}
    for offer in larger.offers:
        if offer.workplace in zones:
            spot = Point(offer.lat, offer.lon)
            addresses.setdefault((offer.company, offer.workplace), set()).add(spot)
            assert distance_m(spot, zones[offer.workplace]) <= PREMISES_M + 2
    assert {len(spots) for spots in addresses.values()} == {1}
    assert len(set.union(*addresses.values())) > 2 * len(zones)


def test_a_whole_departement_of_firms_has_names_that_differ() -> None:
    rng = np.random.default_rng(1)
    companies = draw_more_companies(rng, draw_companies(rng), DEPARTEMENT.companies)
    names = [company.name for company in companies]
    assert len(set(names)) == len(names) == DEPARTEMENT.companies
    assert not any("'" in name for name in names)
    shares = Counter(company.sector for company in companies)
    assert shares["Propreté"] == pytest.approx(DEPARTEMENT.companies * 9 / 60, abs=1)


def test_a_whole_departement_has_nurseries_enough_where_people_live() -> None:
    rng = np.random.default_rng(1)
    before = draw_places(rng)
    places = draw_more_nurseries(rng, before, DEPARTEMENT.people)
    assert places[: len(before)] == before
    assert sum(place.kind == "creche" for place in places) == 300
    assert len({place.slug for place in places}) == len(places)
    homes = Homes()
    for place in places[len(before) :]:
        assert homes.is_lived_in(Point(place.lat, place.lon), place.commune_code)
        assert re.fullmatch(r"demo-[a-z0-9-]+", place.slug)


def test_a_pilot_needs_no_more_nurseries_than_there_are() -> None:
    rng = np.random.default_rng(1)
    places = draw_places(rng)
    assert draw_more_nurseries(rng, places, SIZES["pilot"].people) == places


def test_no_nursery_has_more_children_than_seats(
    larger: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nurseries, "SEATS", 3)
    before = _attended(larger)
    assert max(before.values()) > 3
    seats = Seats(larger.places)
    settled = Territory([], seats.settle(larger.people), [], [])
    after = _attended(settled, larger.places)
    assert sum(after.values()) == sum(before.values())
    assert max(after.values()) == 3
    free = {place.slug: seats.left(place).free_places for place in larger.places}
    for slug, children in after.items():
        assert 0 <= free[slug] <= 3 - children
    for person in settled.people:
        for child in person.children:
            assert all(free[slug] for slug in child.places[1:])


def test_places_that_are_only_possible_have_room(larger: Territory) -> None:
    free = {place.slug: place.free_places for place in larger.places}
    others = [slug for p in larger.people for child in p.children for slug in child.places[1:]]
    assert others
    assert all(free[slug] for slug in others)
    assert max(_attended(larger).values()) <= SEATS


def test_a_size_is_known_again_by_its_people() -> None:
    for size in SIZES.values():
        assert nearest_size(size.people - 3) is size


def _attended(territory: Territory, places: Sequence[Place] = ()) -> Counter[str]:
    """Children by the crèche that they attend."""
    kinds = {place.slug: place.kind for place in places or territory.places}
    attended = (c.places[0] for p in territory.people for c in p.children if c.places)
    return Counter(slug for slug in attended if kinds[slug] == "creche")
