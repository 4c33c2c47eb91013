"""From rows of the database to the engine's request: people, their places, and workplaces."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch

from jalon.core.errors import RequestError
from jalon.core.time import WEEKDAYS, format_clock
from jalon.matching.models import Workplace
from jalon.partners.models import CarePlace
from jalon.people.models import CareOption, Child, Person
from jalon.reach import Network, Request, is_near, parse_request

Json = dict[str, Any]


_ANY_DAY = dt.date(2026, 1, 5)
_ANY_OFFER: Json = {"id": "0", "lat": 0.0, "lon": 0.0, "shifts": {"monday": [["08:00", "09:00"]]}}
_ANYBODY: Json = {"id": "0", "home": {"lat": 0.0, "lon": 0.0}, "means": [], "children": []}


def list_people(numbers: Sequence[int]) -> list[Json]:
    """Some people as entries of a request, by number, in three statements."""
    options = CareOption.objects.select_related("place")
    children = Child.objects.prefetch_related(Prefetch("care_options", queryset=options))
    people = Person.objects.filter(pk__in=numbers).order_by("pk")
    return [
        person_entry(person, person.children.all())
        for person in people.prefetch_related(Prefetch("children", queryset=children))
    ]


def person_entry(person: Person, children: Iterable[Child]) -> Json:
    """A person of the request, with the places where the children (theirs, with their options and
    places) are looked after."""
    return {
        "id": str(person.pk),
        "home": {"lat": person.home_lat, "lon": person.home_lon},
        "means": person.means,
        "walk_kmh": person.walk_kmh,
        "max_walk_min": person.max_walk_min,
        "max_trip_min": person.max_trip_min,
        "earliest_leave": format_clock(person.earliest_leave_s),
        "latest_return": format_clock(person.latest_return_s),
        "booked_rides": person.booked_rides,
        "children": [entry for child in children if (entry := _child(child))["places"]],
    }


def place_entry(place: CarePlace) -> Json:
    """A place where a child may be left."""
    return {
        "id": place.slug,
        "lat": place.lat,
        "lon": place.lon,
        "handover_min": place.handover_min,
        "hours": place.hours,
    }


def _child(child: Child) -> Json:
    places = (option.place for option in child.care_options.all())
    return {"id": str(child.pk), "places": [place_entry(place) for place in places]}


def workplace_entry(workplace: Workplace) -> Json:
    """A workplace as an offer of the request, named by its number."""
    return {
        "id": str(workplace.number),
        "lat": workplace.lat,
        "lon": workplace.lon,
        "shifts": workplace.shifts,
    }


def starts_entry(workplace: Workplace) -> Json:
    """The same with its weekdays of unknown hours alone."""
    unknown = {WEEKDAYS[weekday]: None for weekday in workplace.unknown_weekdays}
    return workplace_entry(workplace) | {
        "shifts": unknown,
        "duration_min": workplace.duration_min,
    }


def sound_people(network: Network, people: Iterable[Json]) -> list[Json]:
    """The people that the engine takes: one who is outside the network, or a wrong entry, leaves
    out itself alone."""
    near = [entry for entry in people if all(is_near(network, *at) for at in _points(entry))]
    return _taken(near, lambda some: make_request(_ANY_DAY, some, []))


def sound_offers(network: Network, offers: Iterable[Json]) -> list[Json]:
    """The offers that the engine takes, in the same way."""
    near = [entry for entry in offers if is_near(network, entry["lat"], entry["lon"])]
    return _taken(near, lambda some: make_request(_ANY_DAY, [], some))


def make_request(monday: dt.date, people: Sequence[Json], offers: Sequence[Json]) -> Request:
    """The request of one week, without anybody or anything where there are no entries.

    RequestError where an entry is wrong.
    """
    week = {"date_of_monday": monday.isoformat()}
    whole = week | {"people": list(people) or [_ANYBODY], "offers": list(offers) or [_ANY_OFFER]}
    request = parse_request(whole)
    return replace(
        request,
        people=request.people if people else (),
        offers=request.offers if offers else (),
    )


def _points(person: Json) -> Iterable[tuple[float, float]]:
    yield person["home"]["lat"], person["home"]["lon"]
    for child in person["children"]:
        for place in child["places"]:
            yield place["lat"], place["lon"]


def _taken(entries: list[Json], parse: Callable[[list[Json]], object]) -> list[Json]:
    """The entries that `parse` takes: all at once where none is wrong."""
    try:
        if entries:
            parse(entries)
    except RequestError:
        half = len(entries) // 2
        # Few are ever wrong: halves find them soon.
        return [] if not half else _taken(entries[:half], parse) + _taken(entries[half:], parse)
    return entries
