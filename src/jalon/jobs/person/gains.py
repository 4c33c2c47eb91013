"""From a person's offers to the jobs of the engine of rights, with the way that the days show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from jalon.core.geo import haversine_m
from jalon.core.months import Month, month_of
from jalon.core.time import WEEKDAYS
from jalon.jobs.person.week import OfferDays
from jalon.partners.models import CarePlace
from jalon.people.household.conversation import Conversation
from jalon.people.models import Person
from jalon.people.queries import list_children
from jalon.reach import DETOUR, Day
from jalon.rights import (
    MOST_MONTHS_AHEAD,
    WEEKS_PER_MONTH,
    Gain,
    Job,
    Travel,
    navigo_eur_month,
)

USUAL_DAYS_WEEK = 5.0
"""Where an offer says no weekday at all."""
Point = tuple[float, float]
GainState = Literal["known", "not_ready", "no_household", "not_computed"]


@dataclass(frozen=True, slots=True)
class Gains:
    """What offers bring in, by slug, where the state is `known`.

    `not_ready`: at another visit. `no_household`: `missing` is the key of the first question that
    has to be answered, empty where none is. `not_computed`: the law of this household is not
    written, and `why` says which. `talk` is what was answered.
    """

    talk: Conversation
    state: GainState
    by_slug: Mapping[str, Gain] = field(default_factory=dict)
    missing: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class DayPoints:
    """The points of a person's days, by the names that the legs of a day have for them."""

    person: Person

    @cached_property
    def _places(self) -> Mapping[str, Point]:
        return {f"place:{place.slug}": (place.lat, place.lon) for place in _places_of(self.person)}

    def point(self, name: str, work: Point) -> Point:
        """Where `home`, `work` or `place:<slug>` is; KeyError for another name."""
        known = {"home": (self.person.home_lat, self.person.home_lon), "work": work}
        return known[name] if name in known else self._places[name]

    def km_day(self, day: Day, work: Point) -> float:
        """Kilometres that a day drives: great circles times the detour."""
        driven = [
            (*self.point(leg.origin, work), *self.point(leg.target, work))
            for leg in day.legs
            if leg.kind == "car"
        ]
        metres = haversine_m(*np.array(driven).reshape(-1, 4).T)
        return DETOUR * float(metres.sum()) / 1000


def may_begin(offer_days: OfferDays, today: dt.date) -> bool:
    """Whether the offer begins soon enough for its gain to be computed."""
    return month_of(offer_days.offer.start_date) <= month_of(today) + MOST_MONTHS_AHEAD


def make_job(offer_days: OfferDays, points: DayPoints, today: dt.date) -> Job:
    """The job of an offer. One that has begun already begins this month."""
    offer = offer_days.offer
    start = max(offer.start_date, today.replace(day=1))
    return Job(
        id=offer.slug,
        gross_eur_month=float(offer.gross_eur_hour * offer.hours_week) * WEEKS_PER_MONTH,
        hours_week=float(offer.hours_week),
        start=start,
        months=offer.contract_months,
        travel=travel_of(offer_days, points, month_of(start)),
        days_week=float(len(set(_weekdays(offer_days)))) or USUAL_DAYS_WEEK,
    )


def travel_of(offer_days: OfferDays, points: DayPoints, month: Month) -> Travel | None:
    """What the way of the day that is shown costs; None, unknown, unless the offer holds."""
    day = offer_days.typical
    if day is None:
        return None
    kinds = {leg.kind for leg in day.legs}
    if "car" in kinds:
        return Travel(
            "car", km_day=points.km_day(day, (offer_days.offer.lat, offer_days.offer.lon))
        )
    if "ride" in kinds:
        return Travel("transit_pass", eur_month=navigo_eur_month(month))
    return Travel("none")


def _places_of(person: Person) -> Iterator[CarePlace]:
    for child in list_children(person):
        yield from (option.place for option in child.care_options.all())


def _weekdays(offer_days: OfferDays) -> Iterator[str]:
    yield from (day.weekday for day in offer_days.days)
    yield from (WEEKDAYS[weekday] for weekday in offer_days.offer.unknown_weekdays)
