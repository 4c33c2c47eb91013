"""From rows of the database to the engine's request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jalon.jobs.company.models import Offer
from jalon.jobs.company.workplaces import known_hours
from jalon.matching.requests import Json, person_entry, place_entry
from jalon.partners.models import CarePlace
from jalon.people.models import Person


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
        "offers": [_offer(offer, {"shifts": known_hours(offer)}) for offer in offers],
        "other_places": [place_entry(place) for place in other_places],
    }


def _person(person: Person) -> Json:
    return person_entry(person, person.children.prefetch_related("care_options__place"))


def _offer(offer: Offer, hours: Json) -> Json:
    return {"id": str(offer.pk), "lat": offer.lat, "lon": offer.lon} | hours
