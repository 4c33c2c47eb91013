"""The named accounts: their stories, and lists with jobs that hold and jobs that do not."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from jalon.core.time import WEEKDAYS, format_clock
from jalon.demo.draws import Offer, Person, Place, Territory
from jalon.demo.geography import Homes, Point
from jalon.demo.population.accounts import read_accounts
from jalon.demo.population.children import Stage, stage_of
from jalon.demo.trades import read_trades
from jalon.reach import Network, parse_request, plan_days

ACCOUNTS = {person.demo_slug: person for person in read_accounts()}


def test_who_they_are() -> None:
    assert list(ACCOUNTS) == ["creteil", "valenton", "alfortville", "villeneuve", "limeil"]
    assert ACCOUNTS["limeil"].walk_kmh == 3.5
    stages = [stage_of(child.birth_date) for child in ACCOUNTS["villeneuve"].children]
    assert stages == [Stage.PRIMARY_SCHOOL, Stage.CRECHE]


@pytest.mark.parametrize("slug", list(ACCOUNTS))
def test_stories_are_short_and_tell_nothing_private(slug: str) -> None:
    story = ACCOUNTS[slug].story
    assert ACCOUNTS[slug].first_name in story
    assert len(re.findall(r"[.](?:\s|$)", story)) == 2
    assert len(story) < 260
    assert "'" not in story
    private = r"\b(RSA|ASE|aide sociale|allocat|handicap|malad|foyer|placé|dette|prison)"
    assert not re.search(private, story, re.IGNORECASE)


@pytest.mark.parametrize("slug", list(ACCOUNTS))
def test_they_live_in_their_town_and_look_for_trades_of_the_demo(slug: str) -> None:
    person = ACCOUNTS[slug]
    assert Homes().is_lived_in(Point(person.home_lat, person.home_lon), person.commune_code)
    assert set(person.rome_codes) <= {trade.rome for trade in read_trades()}


@pytest.mark.parametrize("slug", list(ACCOUNTS))
def test_some_of_their_jobs_hold_and_some_do_not(
    slug: str, territory: Territory, places: dict[str, Place], network: Network
) -> None:
    person = ACCOUNTS[slug]
    offers = [o for o in territory.offers if o.rome_code in person.rome_codes and o.shifts]
    request = {
        "date_of_monday": "2026-11-23",
        "people": [_person(person, places)],
        "offers": list(map(_offer, offers)),
    }
    holds: dict[str, bool] = defaultdict(lambda: True)
    for day in plan_days(network, parse_request(request)):
        holds[day.offer] &= bool(day.holdable)
    # A list worth reading: at least ten of each.
    assert len(holds) == len(offers)
    assert 10 <= sum(holds.values()) <= len(offers) - 10


def _person(person: Person, places: dict[str, Place]) -> dict[str, object]:
    return {
        "id": person.demo_slug,
        "home": {"lat": person.home_lat, "lon": person.home_lon},
        "means": list(person.means),
        "walk_kmh": person.walk_kmh,
        "max_walk_min": person.max_walk_min,
        "max_trip_min": person.max_trip_min,
        "earliest_leave": format_clock(person.earliest_leave_s),
        "latest_return": format_clock(person.latest_return_s),
        "children": [
            {"id": child.first_name, "places": [_place(places[slug]) for slug in child.places]}
            for child in person.children
        ],
    }


def _place(place: Place) -> dict[str, object]:
    keys = ("lat", "lon", "handover_min", "hours")
    return {"id": place.slug, **{key: getattr(place, key) for key in keys}}


def _offer(offer: Offer) -> dict[str, object]:
    shifts: dict[str, list[list[str]]] = {}
    for shift in offer.shifts:
        hours = [format_clock(shift.start_s), format_clock(shift.end_s)]
        shifts.setdefault(WEEKDAYS[shift.weekday], []).append(hours)
    return {"id": offer.slug, "lat": offer.lat, "lon": offer.lon, "shifts": shifts}
