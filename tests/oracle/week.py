"""All the days asked for: which pairs, which weekdays, which place for each child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from tests.oracle.day import Day, Finder, FinderOf, Json
from tests.oracle.feed import Feed
from tests.oracle.leaves import Brute
from tests.oracle.timetable import timetable
from tests.oracle.walks import Ground, Walks

Trips = TypeVar("Trips")


def oracle_days(feeds: list[Path], request: Json) -> list[Json]:
    """One answer for each person, offer and weekday asked for, in the order of the request."""
    people, offers = ([row["id"] for row in request[table]] for table in ("people", "offers"))
    return judged(feeds, request, product(people, offers), timetable, Brute)


def judged(
    paths: list[Path],
    request: Json,
    pairs: Iterable[tuple[str, str]],
    trips_of: Callable[[list[Feed], dt.date, ZoneInfo], Trips],
    finder: Callable[[Trips, Walks], Finder],
) -> list[Json]:
    """The days of some (person id, offer id) pairs, in their order; the feeds are read once."""
    feeds = [Feed(path, rank) for rank, path in enumerate(paths)]
    zone = feeds[0].zone
    ground = Ground(feeds, request.get("settings", {}))
    people = {person["id"]: person for person in request["people"]}
    offers = {offer["id"]: offer for offer in request["offers"]}
    trips = cache(lambda date, by_transit: trips_of(feeds if by_transit else [], date, zone))
    walks = cache(lambda name: walks_of(ground, people[name]))

    def finder_of(person: Json, date: dt.date) -> Finder:
        return finder(trips(date, "transit" in person["means"]), walks(person["id"]))

    weeks = [week(request, people[person], offers[o], zone, finder_of) for person, o in pairs]
    return [day for days in weeks for day in days]


def walks_of(ground: Ground, person: Json) -> Walks:
    """The walks of a person."""
    max_walk_s = int(person.get("max_walk_min", 15) * 60)
    return Walks(ground, person.get("walk_kmh", 4.5), max_walk_s)


def week(
    request: Json, person: Json, offer: Json, zone: ZoneInfo, finder_of: FinderOf
) -> list[Json]:
    """The days of one person and one offer, with the places that suit the whole week best.

    Most weekdays holding, then the least seconds out and back, then the first of the request.
    """
    children = person.get("children", [])
    worked = [weekday for weekday, shifts in offer["shifts"].items() if shifts != []]
    days = [Day(request, person, offer, weekday, zone, finder_of) for weekday in worked]
    choices = list(product(*(child["places"] for child in children)))
    plans = [[day.plan(list(choice)) for day in days] for choice in choices]

    def rank(i: int) -> tuple[int, int]:
        held = [plan for plan in plans[i] if plan["holdable"]]
        return -len(held), sum(plan["out_s"] + plan["back_s"] for plan in held)

    best = min(range(len(choices)), key=rank)
    places = {c["id"]: place["id"] for c, place in zip(children, choices[best], strict=True)}
    return [
        day.answer(plan, places, list(choices[best]))
        for day, plan in zip(days, plans[best], strict=True)
    ]
