"""A request from parsed JSON, checked once, at the door. The format is that of docs/commandes.md.

A wrong value raises RequestError with one sentence that names its place ("people[3].home.lat").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from jalon.core.errors import RequestError
from jalon.core.fields import Field
from jalon.core.time import DAY_S, format_clock
from jalon.reach.request.model import (
    MEANS,
    Child,
    Hours,
    Offer,
    Period,
    Person,
    Place,
    Point,
    Request,
    Span,
)
from jalon.reach.request.rules import VehicleRules, WalkRules

MAX_PLACES_A_DAY = 4
"""Orders of places grow as a factorial; no family of the field needs more in one morning."""


def parse_request(raw: object) -> Request:
    """The request in a parsed JSON value; RequestError where it is wrong."""
    top = Field(raw, "the request")
    top.only("date_of_monday", "settings", "people", "offers", "other_places")
    settings = top.get("settings", default={})
    settings.only(*_WALK_SETTINGS, *_VEHICLE_SETTINGS, *_OTHER_SETTINGS)
    margin = settings.get("arrival_margin_min", default=Request.margin_s // 60)
    start_step = settings.get("start_step_min", default=Request.start_step_s // 60)
    request = Request(
        monday=_monday(top.get("date_of_monday")),
        people=tuple(_unique([_person(item) for item in top.get("people").items()], "people")),
        offers=tuple(_unique([_offer(item) for item in top.get("offers").items()], "offers")),
        other_places=tuple(_place(item) for item in top.get("other_places", default=[]).items()),
        rules=_walk_rules(settings),
        vehicles=_vehicle_rules(settings),
        margin_s=margin.minutes(0, 240),
        start_step_s=60 * start_step.whole(1, 1440),
        in_seconds=settings.get("seconds", default=False).flag(),
    )
    _check_other_places(request)
    return request


_WALK_SETTINGS = ("walk_detour", "max_stop_walk_m", "min_change_s")
_VEHICLE_SETTINGS = (
    "bicycle_kmh",
    "bicycle_park_s",
    "max_bicycle_min",
    "car_kmh",
    "car_park_s",
    "car_slowdown",
)
_OTHER_SETTINGS = ("arrival_margin_min", "start_step_min", "seconds")


def _walk_rules(settings: Field) -> WalkRules:
    usual = WalkRules()
    stop_walk = settings.get("max_stop_walk_m", default=usual.max_stop_walk_m)
    return WalkRules(
        detour=settings.get("walk_detour", default=usual.detour).number(1.0, 10.0),
        max_stop_walk_m=stop_walk.number(0.0, 5000.0),
        min_change_s=settings.get("min_change_s", default=usual.min_change_s).whole(0, 3600),
    )


def _vehicle_rules(settings: Field) -> VehicleRules:
    usual = VehicleRules()
    longest = settings.get("max_bicycle_min", default=usual.max_bicycle_s // 60)
    return VehicleRules(
        bicycle_kmh=settings.get("bicycle_kmh", default=usual.bicycle_kmh).number(1, 60),
        bicycle_park_s=settings.get("bicycle_park_s", default=usual.bicycle_park_s).whole(0, 3600),
        max_bicycle_s=longest.minutes(0, 720),
        car_kmh=settings.get("car_kmh", default=usual.car_kmh).number(1, 150),
        car_park_s=settings.get("car_park_s", default=usual.car_park_s).whole(0, 3600),
        car_slowdown=settings.get("car_slowdown", default=usual.car_slowdown).number(1.0, 5.0),
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
    value.only(
        *("id", "home", "means", "walk_kmh", "max_walk_min", "max_trip_min"),
        *("earliest_leave", "latest_return", "children", "booked_rides"),
    )
    home = value.get("home")
    home.only("lat", "lon")
    person = Person(
        id=value.get("id").text(),
        home=_point(home),
        means=frozenset(item.one_of(MEANS) for item in value.get("means").items()),
        walk_kmh=value.get("walk_kmh", default=4.5).number(0.5, 15),
        max_walk_s=value.get("max_walk_min", default=15).minutes(0, 240),
        max_trip_s=value.get("max_trip_min", default=60).minutes(0, 720),
        earliest_leave_s=value.get("earliest_leave", default="05:00").clock(),
        latest_return_s=value.get("latest_return", default="21:00").clock(),
        children=tuple(_child(item) for item in value.get("children", default=[]).items()),
        booked_rides=value.get("booked_rides", default=True).flag(),
    )
    _check_bounds(person, value)
    _check_places(person, value)
    return person


def _child(value: Field) -> Child:
    value.only("id", "places")
    places = tuple(_place(item) for item in value.get("places").items())
    if not places:
        raise value.wrong("places is empty; leave the child out when it needs no place")
    return Child(id=value.get("id").text(), places=places)


def _place(value: Field) -> Place:
    value.only("id", "lat", "lon", "handover_min", "hours", "periods")
    name = value.get("id").text()
    periods = value.get("periods", default=[]).items()
    return Place(
        id=name,
        point=_point(value),
        handover_s=value.get("handover_min", default=10).minutes(0, 240),
        hours=_hours(value.get("hours"), name),
        periods=tuple(_period(period, name) for period in periods),
    )


def _hours(value: Field, place: str) -> Hours:
    days = value.named(f"place {place!r}").weekdays()
    return tuple(day.span() if day else None for day in days)


def _period(value: Field, place: str) -> Period:
    """Periods may overlap: the first that has a date counts."""
    value.only("from", "to", "hours")
    first, last = value.get("from").date(), value.get("to").date()
    if first > last:
        raise value.named(f"place {place!r}").wrong(
            f"the period begins ({first}) after it ends ({last}); exchange from and to"
        )
    return Period(first, last, _hours(value.get("hours"), place))


def _check_bounds(person: Person, value: Field) -> None:
    """Nobody is back before having left."""
    earliest, latest = person.earliest_leave_s, person.latest_return_s
    if earliest > latest:
        raise value.named(f"person {person.id!r}").wrong(
            f"earliest_leave {format_clock(earliest)} is after latest_return "
            f"{format_clock(latest)}; give a return after the leave (after midnight it is 24:00 to "
            "29:59)"
        )


def _check_places(person: Person, value: Field) -> None:
    """One id is one place, and a morning has no more places than orders can be tried for."""
    _check_children(person.children, value)
    clash = _clash(place for child in person.children for place in child.places)
    if clash is not None:
        raise value.wrong(f"the place {clash!r} has two positions or two sets of hours")
    if len(person.children) > MAX_PLACES_A_DAY:
        raise value.wrong(f"more than {MAX_PLACES_A_DAY} children at places are not computed")


def _clash(places: Iterable[Place]) -> str | None:
    """The first id that stands for two places."""
    known: dict[str, Place] = {}
    for place in places:
        other = known.setdefault(place.id, place)
        if replace(other, handover_s=place.handover_s) != place:
            return place.id
    return None


def _check_children(children: tuple[Child, ...], value: Field) -> None:
    ids = [child.id for child in children]
    for child_id in ids:
        if ids.count(child_id) > 1:
            raise value.wrong(f"the child {child_id!r} is given twice; ids must differ")


def _check_other_places(request: Request) -> None:
    """An unlock puts another place beside a person's own: their ids must not be confused."""
    others = request.other_places
    if len({place.id for place in others}) < len(others):
        raise RequestError("other_places: an id is given twice; ids must differ.")
    if not others:
        return
    for number, person in enumerate(request.people):
        own = [place for child in person.children for place in child.places]
        clash = _clash([*others, *own])
        if clash is not None:
            raise RequestError(
                f"people[{number}]: the place {clash!r} differs from the one of other_places."
            )


def _offer(value: Field) -> Offer:
    value.only("id", "lat", "lon", "shifts", "duration_min")
    shifts: dict[int, tuple[Span, ...] | None] = {}
    for weekday, day in value.get("shifts").by_weekday():
        spans = None if day.is_null else _shifts(day)
        if spans is None or spans:
            shifts[weekday] = spans
    duration = value.get("duration_min", default=None)
    return Offer(
        id=value.get("id").text(),
        point=_point(value),
        shifts=shifts,
        duration_s=None if duration.is_null else duration.minutes(1, 1440),
    )


def _shifts(day: Field) -> tuple[Span, ...]:
    """The shifts of one day, sorted; they may touch, and only the last may end the next day."""
    spans = sorted(item.span(over_midnight=True) for item in day.items())
    for before, after in pairwise(spans):
        if before[1] > DAY_S:
            raise day.wrong("only the last shift of a day may end the next day")
        if after[0] < before[1]:
            raise day.wrong("two shifts overlap; give them apart, or as one")
    return tuple(spans)
