"""All the days asked for: which pairs, which weekdays, which place for each child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from tests.oracle.day import Day, Json, Places, Plan
from tests.oracle.feed import Feed
from tests.oracle.leaves import Brute
from tests.oracle.memory import Remembering
from tests.oracle.stretch import Finder, Mover
from tests.oracle.timetable import timetable
from tests.oracle.vehicles import VEHICLES, driver
from tests.oracle.walking import Ground, Walks
from tests.oracle.windows import windows

Trips = TypeVar("Trips")
Walker = Callable[[dt.date, bool, bool, float, float], Finder]
"""Who walks on a date, with transit or without, booking rides or not, at so many km/h, so many
minutes in one go."""
TripsOf = Callable[[list[Feed], dt.date, ZoneInfo, bool], Trips]
"""The trips of a date, for one who books rides or does not."""


class Week(NamedTuple):
    """The days of one person and one offer, and the plan of each with the places chosen."""

    days: list[Day]
    choices: list[Places]
    plans: list[Plan | None]
    places: dict[str, str]

    @property
    def known(self) -> bool:
        """Whether work is asked for and all its hours are known."""
        return bool(self.days) and all(day.known for day in self.days)

    @property
    def holds(self) -> bool:
        """Whether every day holds."""
        return None not in self.plans


class Judge:
    """Judges weeks on some feeds, with the settings of a request; the feeds are read once."""

    def __init__(self, request: Json, zone: ZoneInfo, ground: Ground, walker: Walker) -> None:
        self.request = request
        self.zone = zone
        self.walker = walker
        settings = request.get("settings", {})
        self.drivers = {name: driver(ground, settings, name) for name in VEHICLES}

    def movers(self, person: Json, date: dt.date) -> list[Mover]:
        """On foot always, with transit where one has it; then bicycle; then car."""
        pace = person.get("walk_kmh", 4.5), person.get("max_walk_min", 15)
        booked = person.get("booked_rides", True)
        foot = self.walker(date, "transit" in person["means"], booked, *pace)
        vehicles = [Mover(n, d) for n, d in self.drivers.items() if n in person["means"]]
        return [Mover("foot", foot), *vehicles]

    def week(self, person: Json, offer: Json) -> Week:
        """The days of one person and one offer, with the places that suit the whole week best.

        Most weekdays holding, then the least seconds out and back, then the first of the request.
        """
        children = person.get("children", [])
        days, choices = self._days(person, offer), choices_of(person)
        plans = [[day.plan(choice) for day in days] for choice in choices]

        def rank(i: int) -> tuple[int, int]:
            return plans[i].count(None), seconds_of(plans[i])

        best = min(range(len(choices)), key=rank)
        ids = {c["id"]: place["id"] for c, place in zip(children, choices[best], strict=True)}
        return Week(days, choices, plans[best], ids)

    def held_seconds(self, person: Json, offer: Json) -> int | None:
        """The least seconds out and back of a week that holds whole; None where none does.

        As `week` finds it, but a choice of places is left at the first day that does not hold.
        """
        days = self._days(person, offer)
        weeks = (held_plans(days, choice) for choice in choices_of(person))
        return min((seconds_of(plans) for plans in weeks if plans is not None), default=None)

    def _days(self, person: Json, offer: Json) -> list[Day]:
        worked = [weekday for weekday, shifts in offer["shifts"].items() if shifts != []]
        return [Day(self.request, person, offer, w, self.zone, self.movers) for w in worked]

    def lines(self, person: Json, offer: Json) -> list[Json]:
        """The lines of one person and one offer, one a weekday."""
        week = self.week(person, offer)
        return [
            day.answer(plan, week.places, windows(day, self.request, offer, week.choices))
            for day, plan in zip(week.days, week.plans, strict=True)
        ]


def choices_of(person: Json) -> list[Places]:
    """Every choice of a place for each child."""
    return [list(choice) for choice in product(*(c["places"] for c in person.get("children", [])))]


def held_plans(days: list[Day], choice: Places) -> list[Plan] | None:
    """The plan of every day; None as soon as one does not hold."""
    plans = []
    for day in days:
        plan = day.plan(choice)
        if plan is None:
            return None
        plans.append(plan)
    return plans


def seconds_of(plans: Iterable[Plan | None]) -> int:
    """What the ways out and back take, waiting included."""
    ways = [shown.way for plan in plans for shown in plan or ()]
    return sum(way.start - way.leave + way.back.arrive - way.end for way in ways)


def oracle_days(feeds: list[Path], request: Json) -> list[Json]:
    """One answer for each person, offer and weekday asked for, in the order of the request."""
    return days_of(judge_of(feeds, request, timetable, Brute))


def days_of(judge: Judge) -> list[Json]:
    """The same, by a judge that may be asked more afterwards and knows these answers then."""
    pairs = product(judge.request["people"], judge.request["offers"])
    return [line for person, offer in pairs for line in judge.lines(person, offer)]


def judged(
    paths: list[Path],
    request: Json,
    pairs: Iterable[tuple[str, str]],
    trips_of: TripsOf[Trips],
    finder: Callable[[Trips, Walks], Finder],
) -> list[Json]:
    """The days of some (person id, offer id) pairs, in their order."""
    judge = judge_of(paths, request, trips_of, finder)
    people = {person["id"]: person for person in request["people"]}
    offers = {offer["id"]: offer for offer in request["offers"]}
    weeks = [judge.lines(people[person], offers[offer]) for person, offer in pairs]
    return [line for lines in weeks for line in lines]


def judge_of(
    paths: list[Path],
    request: Json,
    trips_of: TripsOf[Trips],
    finder: Callable[[Trips, Walks], Finder],
) -> Judge:
    """A judge whose walkers are `finder`s on the trips that `trips_of` gives for a date."""
    feeds = [Feed(path, rank) for rank, path in enumerate(paths)]
    zone = feeds[0].zone
    ground = Ground(feeds, request.get("settings", {}))
    trips = cache(
        lambda date, by_transit, booked: trips_of(feeds if by_transit else [], date, zone, booked)
    )
    walks = cache(lambda kmh, minutes: Walks(ground, kmh, int(minutes * 60)))

    def walker(date: dt.date, by_transit: bool, booked: bool, kmh: float, minutes: float) -> Finder:
        return Remembering(finder(trips(date, by_transit, booked), walks(kmh, minutes)))

    return Judge(request, zone, ground, cache(walker))
