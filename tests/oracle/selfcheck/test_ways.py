"""The oracle against a listing of every way, and its fast door against its slow one."""

from __future__ import annotations

import tempfile
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, assume, event, given, settings

from tests.examples import examples
from tests.oracle import oracle_days, oracle_pairs
from tests.oracle.openings import clock_s
from tests.oracle.selfcheck.listing import Listing, TooManyError
from tests.oracle.timetable import timetable
from tests.oracle.week import judged
from tests.reach.drawing.draft import MATTERS, Size
from tests.reach.drawing.world import clock
from tests.reach.strategies import World, worlds

EXAMPLES = examples(35, "JALON_ORACLE_EXAMPLES", thorough=600)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
Pairs = list[tuple[str, str]]


def pairs_of(world: World) -> Pairs:
    """Every pair of a world."""
    people, offers = world.request["people"], world.request["offers"]
    return list(product([p["id"] for p in people], [o["id"] for o in offers]))


def of_easy_people(world: World) -> World:
    """The same world, where little but a short walk forbids anything: most days have rides.

    Without what makes ways too many to be listed: more than one repetition of a trip, more children
    than one, and starts to be tried.
    """
    easy = {"earliest_leave": "00:00", "latest_return": "29:59", "max_trip_min": 360}
    people = [
        person
        | easy
        | {"means": ["transit"], "max_walk_min": min(person["max_walk_min"], 6)}
        | {"children": person["children"][:1]}
        for person in world.request["people"]
    ]
    offers = [
        offer | {"shifts": {day: shifts or [] for day, shifts in offer["shifts"].items()}}
        for offer in world.request["offers"]
    ]
    request = world.request | {"people": people, "offers": offers}
    once = [
        row | {"end_time": clock(clock_s(row["start_time"]) + 1)}
        for row in world.tables.get("frequencies", [])
    ]
    return World(world.tables | ({"frequencies": once} if once else {}), request)


@given(world=worlds(Size(4, 2, 1), MATTERS).map(of_easy_people))
@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
def test_the_search_finds_what_a_listing_of_every_way_finds(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        feed = world.write(Path(folder) / "feed.zip")
        searched = oracle_days([feed], world.request)
        try:
            listed = judged([feed], world.request, pairs_of(world), timetable, Listing)
        except TooManyError:
            assume(False)
    event(f"rides: {max((day['rides'] or 0 for day in searched), default=0)}")
    assert searched == listed


@given(world=worlds(among=MATTERS))
@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
def test_the_fast_door_says_what_the_slow_one_says(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        feed = world.write(Path(folder) / "feed.zip")
        slow = oracle_days([feed], world.request)
        fast = oracle_pairs([feed], world.request, pairs_of(world))
    assert fast == slow
