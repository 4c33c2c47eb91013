"""The single changes that make an offer hold: each is made to the request, and judged again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.oracle.day import Json
from tests.oracle.feed.sphere import haversine_m
from tests.oracle.leaves import Brute
from tests.oracle.openings import clock_s, clock_text
from tests.oracle.timetable import timetable
from tests.oracle.vehicles import VEHICLES
from tests.oracle.week import Judge, days_of, judge_of

KINDS = (
    "place_opens_earlier",
    "place_closes_later",
    "other_place",
    "bicycle",
    "shift_moved",
    "car",
)
LAST_CLOSING = clock_s("29:59")
NEAREST = 5
Changed = tuple[Json, Json, Json]
"""What is told of a change, and the person and the offer as it makes them."""


def oracle_unlocks(feeds: list[Path], request: Json) -> list[Json]:
    """For each pair that does not hold though all its hours are known, what would unlock it."""
    return pairs_unlocked(judge_of(feeds, request, timetable, Brute))


def oracle_answers(feeds: list[Path], request: Json) -> tuple[list[Json], list[Json]]:
    """The days and the unlocks, by one judge: changes leave much of a day as it was."""
    judge = judge_of(feeds, request, timetable, Brute)
    return days_of(judge), pairs_unlocked(judge)


def pairs_unlocked(judge: Judge) -> list[Json]:
    """The unlocks of each pair that does not hold though all its hours are known."""
    found = []
    for person in judge.request["people"]:
        for offer in judge.request["offers"]:
            week = judge.week(person, offer)
            if week.known and not week.holds:
                unlocks = unlocks_of(judge, person, offer)
                found.append({"person": person["id"], "offer": offer["id"], "unlocks": unlocks})
    return found


def unlocks_of(judge: Judge, person: Json, offer: Json) -> list[Json]:
    """The changes that do it, the smallest of each kind, place, child and direction, in order."""
    smallest: dict[tuple[Any, ...], Json] = {}
    for told, changed_person, changed_offer in changes(judge.request, person, offer):
        what = told["change"], told.get("place"), told.get("child"), told.get("by_min", 0) < 0
        if what not in smallest:
            seconds = judge.held_seconds(changed_person, changed_offer)
            if seconds is not None:
                smallest[what] = told | {"week_s": seconds}

    def rank(told: Json) -> tuple[int, int, int, int]:
        by_min = told.get("by_min", 0)
        return KINDS.index(told["change"]), abs(by_min), told["week_s"], by_min

    return sorted(smallest.values(), key=rank)


def changes(request: Json, person: Json, offer: Json) -> Iterator[Changed]:
    """Every single change, smaller ones first."""
    for vehicle in VEHICLES:
        if vehicle not in person["means"]:
            yield {"change": vehicle}, person | {"means": [*person["means"], vehicle]}, offer
    for by_min in (30, 60):
        for told, changed in hours_changed(person, by_min):
            yield told, changed, offer
    for told, changed in other_places(request, person):
        yield told, changed, offer
    for by_min in (-15, 15, -30, 30, -60, 60):
        moved = shift_moved(offer, by_min * 60)
        if moved is not None:
            yield {"change": "shift_moved", "by_min": by_min}, person, moved


def hours_changed(person: Json, by_min: int) -> Iterator[tuple[Json, Json]]:
    """Each place of the person's children opens earlier, or closes later, whenever it opens."""
    places = [place for child in person.get("children", []) for place in child["places"]]
    for place in dict.fromkeys(place["id"] for place in places):
        told = {"place": place, "by_min": by_min}
        yield (
            {"change": "place_opens_earlier"} | told,
            with_place_hours(person, place, by_min * 60, 0),
        )
        yield (
            {"change": "place_closes_later"} | told,
            with_place_hours(person, place, 0, by_min * 60),
        )


def with_place_hours(person: Json, place: str, earlier_s: int, later_s: int) -> Json:
    """The same person, one place open longer; not before 00:00, not after 29:59."""

    def span(opens: str, closes: str) -> list[str]:
        first = max(clock_s(opens) - earlier_s, 0)
        last = min(clock_s(closes) + later_s, LAST_CLOSING) if later_s else clock_s(closes)
        return [clock_text(first), clock_text(last)]

    def longer(hours: Json) -> Json:
        return {day: open_ and span(*open_) for day, open_ in hours.items()}

    def changed(row: Json) -> Json:
        if row["id"] != place:
            return row
        periods = [period | {"hours": longer(period["hours"])} for period in row.get("periods", [])]
        return row | {"hours": longer(row["hours"])} | ({"periods": periods} if periods else {})

    children = [
        child | {"places": [changed(row) for row in child["places"]]}
        for child in person["children"]
    ]
    return person | {"children": children}


def other_places(request: Json, person: Json) -> Iterator[tuple[Json, Json]]:
    """Each child at each of the nearest other places that it has not, and at no other."""
    home = person["home"]["lat"], person["home"]["lon"]
    children = person.get("children", [])
    for rank, child in enumerate(children):
        has = {place["id"] for place in child["places"]}
        others = [place for place in request.get("other_places", []) if place["id"] not in has]
        others.sort(key=lambda place: haversine_m(home, (place["lat"], place["lon"])))
        for place in others[:NEAREST]:
            moved = [*children[:rank], child | {"places": [place]}, *children[rank + 1 :]]
            told = {"change": "other_place", "child": child["id"], "place": place["id"]}
            yield told, person | {"children": moved}


def shift_moved(offer: Json, by_s: int) -> Json | None:
    """The same offer, every shift so much later; None where a start would leave its day."""
    shifts: Json = {}
    for weekday, spans in offer["shifts"].items():
        moved = []
        for start, end in ([clock_s(start), clock_s(end)] for start, end in spans):
            after_midnight = 86_400 if end < start else 0
            if not 0 <= start + by_s < 86_400:
                return None
            moved.append([clock_text(start + by_s), clock_text(end + after_midnight + by_s)])
        shifts[weekday] = moved
    return offer | {"shifts": shifts}
