"""What is asked of the engine: people, offers, a week. Checked once, at the door.

The format is that of CONTRACTS.md. A wrong value raises RequestError with one sentence that names
its place ("people[3].home.lat").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jalon.core.errors import RequestError
from jalon.reach.fields import Field
from jalon.reach.walks import WalkRules

Span = tuple[int, int]
MEANS = ("transit", "bicycle", "car")
MAX_PLACES_A_DAY = 4
"""Orders of places grow as a factorial; no family of the field needs more in one morning."""


@dataclass(frozen=True)
class Point:
    """WGS 84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True)
class Place:
    """A care place: `hours[w]` is (opening, closing) in clock seconds, or None: closed that day."""

    id: str
    point: Point
    handover_s: int
    hours: tuple[Span | None, ...]


@dataclass(frozen=True)
class Child:
    """A child and its candidate places, the preferred one first."""

    id: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Person:
    """A person's home, means and bounds; seconds on the clock, or of duration."""

    id: str
    home: Point
    rides: bool
    walk_kmh: float
    max_walk_s: int
    max_trip_s: int
    earliest_leave_s: int
    latest_return_s: int
    children: tuple[Child, ...]


@dataclass(frozen=True)
class Offer:
    """An offer: for each weekday worked, in the order given, its shift or None (hours unknown)."""

    id: str
    point: Point
    shifts: Mapping[int, Span | None]


@dataclass(frozen=True)
class Request:
    """A whole request."""

    monday: dt.date
    people: tuple[Person, ...]
    offers: tuple[Offer, ...]
    rules: WalkRules = field(default_factory=lambda: WalkRules(1.3, 600.0, 60))
    margin_s: int = 300
    in_seconds: bool = False


def parse_request(raw: object) -> Request:
    """The request in a parsed JSON value; RequestError where it is wrong."""
    top = Field(raw, "the request")
    settings = top.get("settings", default={})
    return Request(
        monday=_monday(top.get("date_of_monday")),
        people=tuple(_unique([_person(item) for item in top.get("people").items()], "people")),
        offers=tuple(_unique([_offer(item) for item in top.get("offers").items()], "offers")),
        rules=WalkRules(
            detour=settings.get("walk_detour", default=1.3).number(1.0, 10.0),
            max_stop_walk_m=settings.get("max_stop_walk_m", default=600).number(0.0, 5000.0),
            min_change_s=settings.get("min_change_s", default=60).whole(0, 3600),
        ),
        margin_s=settings.get("arrival_margin_min", default=5).minutes(0, 240),
        in_seconds=settings.get("seconds", default=False).flag(),
    )


def _monday(value: Field) -> dt.date:
    date = value.date()
    if date.weekday() != 0:
        raise value.wrong(f"{date} is a {date:%A}; give the Monday of the week")
    return date


def _unique(items: list[Any], name: str) -> list[Any]:
    if not items:
        raise RequestError(f"The request has no {name}: give at least one.")
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise RequestError(f"{name}: the id {item.id!r} is given twice; ids must differ.")
        seen.add(item.id)
    return items


def _point(value: Field) -> Point:
    return Point(value.get("lat").number(-90, 90), value.get("lon").number(-180, 180))


def _person(value: Field) -> Person:
    person = Person(
        id=value.get("id").text(),
        home=_point(value.get("home")),
        rides=_rides(value.get("means")),
        walk_kmh=value.get("walk_kmh", default=4.5).number(0.5, 15),
        max_walk_s=value.get("max_walk_min", default=15).minutes(0, 240),
        max_trip_s=value.get("max_trip_min", default=60).minutes(0, 720),
        earliest_leave_s=value.get("earliest_leave", default="05:00").clock(),
        latest_return_s=value.get("latest_return", default="21:00").clock(),
        children=tuple(_child(item) for item in value.get("children", default=[]).items()),
    )
    _check_places(person, value)
    return person


def _rides(value: Field) -> bool:
    means = [item.one_of(MEANS) for item in value.items()]
    for mean in ("bicycle", "car"):
        if mean in means:
            raise value.wrong(
                f"{mean!r} is not computed yet, and leaving it out would say no too often; "
                "ask with transit alone"
            )
    return "transit" in means


def _child(value: Field) -> Child:
    places = tuple(_place(item) for item in value.get("places").items())
    if not places:
        raise value.wrong("places is empty; leave the child out when it needs no place")
    return Child(id=value.get("id").text(), places=places)


def _place(value: Field) -> Place:
    hours = value.get("hours")
    return Place(
        id=value.get("id").text(),
        point=_point(value),
        handover_s=value.get("handover_min", default=10).minutes(0, 240),
        hours=tuple(day.span() if day else None for day in hours.weekdays()),
    )


def _check_places(person: Person, value: Field) -> None:
    """One id is one place, and a morning has no more places than orders can be tried for."""
    _check_children(person.children, value)
    known: dict[str, Place] = {}
    for child in person.children:
        for place in child.places:
            other = known.setdefault(place.id, place)
            if (other.point, other.hours) != (place.point, place.hours):
                raise value.wrong(f"the place {place.id!r} has two positions or two sets of hours")
    if len(person.children) > MAX_PLACES_A_DAY:
        raise value.wrong(f"more than {MAX_PLACES_A_DAY} children at places are not computed")


def _check_children(children: tuple[Child, ...], value: Field) -> None:
    ids = [child.id for child in children]
    for child_id in ids:
        if ids.count(child_id) > 1:
            raise value.wrong(f"the child {child_id!r} is given twice; ids must differ")


def _offer(value: Field) -> Offer:
    shifts: dict[int, Span | None] = {}
    for weekday, day in value.get("shifts").by_weekday():
        if day.is_null:
            shifts[weekday] = None
            continue
        spans = [item.span(over_midnight=True) for item in day.items()]
        if len(spans) > 1:
            raise day.wrong("several shifts a day are not computed yet; ask for one at a time")
        if spans:
            shifts[weekday] = spans[0]
    return Offer(id=value.get("id").text(), point=_point(value), shifts=shifts)
