"""What the demo territory is made of, before it is saved: plain values, equal when drawn alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MONDAY = dt.date(2026, 11, 23)
"""The Monday of the week that the demo shows; ages and starts are counted from it."""

Hours = dict[str, list[str]]
"""Opening and closing time by weekday in English, as `CarePlace.hours`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A crèche or a school with its hours; for a school, the ages that it takes."""

    slug: str
    kind: str
    name: str
    commune_code: str
    lat: float
    lon: float
    hours: Hours
    handover_min: int
    free_places: int = 0
    nursery: bool = False
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A child and the slugs of its candidate places, the one it attends first."""

    first_name: str
    birth_date: dt.date
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person who looks for work. Times are seconds since midnight."""

    first_name: str
    family_type: str
    birth_date: dt.date
    commune_code: str
    home_lat: float
    home_lon: float
    means: tuple[str, ...]
    walk_kmh: float
    max_walk_min: int
    max_trip_min: int
    earliest_leave_s: int
    latest_return_s: int
    rome_codes: tuple[str, ...]
    children: tuple[Child, ...] = ()
    demo_slug: str | None = None
    story: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """An employer, by its name."""

    name: str
    sector: str
    commune_code: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of one weekday (0 is Monday) in seconds; an end before the start is the next day."""

    weekday: int
    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A job offer; without shifts its hours are unknown.

    Then `unknown_weekdays` are worked, `duration_min` a day where the employer says how long.
    """

    slug: str
    company: str
    title: str
    rome_code: str
    description: str
    contract: str
    contract_months: int | None
    hours_week: Decimal
    gross_eur_hour: Decimal
    start_date: dt.date
    workplace: str
    commune_code: str
    lat: float
    lon: float
    shifts: tuple[Shift, ...]
    unknown_weekdays: tuple[int, ...] = ()
    duration_min: int | None = None


@dataclass(frozen=True, slots=True)
class Territory:
    """Everything that the demo saves."""

    places: Sequence[Place]
    people: Sequence[Person]
    companies: Sequence[Company]
    offers: Sequence[Offer]
