"""From rows of the database to the engine's request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from jalon.core.time import WEEKDAYS, format_clock
from jalon.jobs.company.models import Offer
from jalon.partners.models import CarePlace
from jalon.people.models import Child, Person

Json = dict[str, Any]


def make_week_request(
    person: Person,
    offers: Iterable[Offer],
    monday: dt.date,
    other_places: Iterable[CarePlace] = (),
) -> Json:
    """The request of one person against the known hours of offers, for one week.

    The shifts of the offers are prefetched.
    `other_places` may be tried in the place of those of the children.
    """
    return {
        "date_of_monday": monday.isoformat(),
        "people": [_person(person)],
        "offers": [_offer(offer, _known_hours(offer)) for offer in offers],
        "other_places": [_place(place) for place in other_places],
    }


def make_starts_request(person: Person, offers: Iterable[Offer], monday: dt.date) -> Json:
    """The request of one person against the weekdays of unknown hours of offers, for one week."""
    return {
        "date_of_monday": monday.isoformat(),
        "people": [_person(person)],
        "offers": [_offer(offer, _unknown_hours(offer)) for offer in offers],
    }


def _person(person: Person) -> Json:
    children = person.children.prefetch_related("care_options__place")
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


def _child(child: Child) -> Json:
    places = (option.place for option in child.care_options.all())
    return {"id": str(child.pk), "places": [_place(place) for place in places]}


def _place(place: CarePlace) -> Json:
    return {
        "id": place.slug,
        "lat": place.lat,
        "lon": place.lon,
        "handover_min": place.handover_min,
        "hours": place.hours,
    }


def _known_hours(offer: Offer) -> Json:
    known: dict[str, list[list[str]]] = {}
    for shift in offer.shifts.all():
        hours = [format_clock(shift.start_s), format_clock(shift.end_s)]
        known.setdefault(WEEKDAYS[shift.weekday], []).append(hours)
    return {"shifts": known}


def _unknown_hours(offer: Offer) -> Json:
    unknown = {WEEKDAYS[weekday]: None for weekday in offer.unknown_weekdays}
    return {"shifts": unknown, "duration_min": offer.duration_min}


def _offer(offer: Offer, hours: Json) -> Json:
    return {"id": str(offer.pk), "lat": offer.lat, "lon": offer.lon} | hours
