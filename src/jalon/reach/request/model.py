"""What is asked of the engine: people, offers, a week. `parse.py` makes it from JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from jalon.reach.request.rules import Vehicle, VehicleRules, WalkRules

Span = tuple[int, int]
Mover = Literal["transit", "bicycle", "car"]
"""A way to move for a whole trip; `transit` is on foot, and by public transport where allowed."""
MEANS: tuple[Mover, ...] = ("transit", "bicycle", "car")
START_STEP_S = 900
"""The grid of starts, where the request says no other."""


@dataclass(frozen=True)
class Point:
    """WGS 84 degrees."""

    lat: float
    lon: float


Hours = tuple[Span | None, ...]
"""By weekday from Monday, (opening, closing) in clock seconds, or None: closed that day."""


@dataclass(frozen=True)
class Period:
    """Hours of their own from the `first` date to the `last`, both included: school holidays."""

    first: dt.date
    last: dt.date
    hours: Hours


@dataclass(frozen=True)
class Place:
    """A care place, its hours, and the periods that replace them."""

    id: str
    point: Point
    handover_s: int
    hours: Hours
    periods: tuple[Period, ...] = ()

    def hours_on(self, date: dt.date) -> Span | None:
        """The hours that begin on a date: those of the first period that has it, or its own."""
        hours = (period.hours for period in self.periods if period.first <= date <= period.last)
        return next(hours, self.hours)[date.weekday()]


@dataclass(frozen=True)
class Child:
    """A child and its candidate places, the preferred one first."""

    id: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Person:
    """A person's home, means and bounds; seconds on the clock, or of duration.

    `booked_rides` is False for who refuses rides that are to be booked.
    """

    id: str
    home: Point
    means: frozenset[Mover]
    walk_kmh: float
    max_walk_s: int
    max_trip_s: int
    earliest_leave_s: int
    latest_return_s: int
    children: tuple[Child, ...]
    booked_rides: bool = True

    @property
    def rides(self) -> bool:
        """Whether public transport is taken."""
        return "transit" in self.means

    @property
    def vehicles(self) -> tuple[Vehicle, ...]:
        """The person's vehicles, the bicycle first."""
        return tuple(mean for mean in MEANS if mean != "transit" and mean in self.means)


@dataclass(frozen=True)
class Offer:
    """An offer: for each weekday worked, in the order given, its shifts or None (hours unknown).

    The shifts of a day are sorted and do not overlap. `duration_s` is one day's work, break
    included, where it is known beside unknown hours.
    """

    id: str
    point: Point
    shifts: Mapping[int, tuple[Span, ...] | None]
    duration_s: int | None = None


@dataclass(frozen=True)
class Request:
    """A whole request. `start_step_s` is the grid on which starts are tried for unknown hours."""

    monday: dt.date
    people: tuple[Person, ...]
    offers: tuple[Offer, ...]
    other_places: tuple[Place, ...] = ()
    rules: WalkRules = field(default_factory=WalkRules)
    vehicles: VehicleRules = field(default_factory=VehicleRules)
    margin_s: int = 300
    start_step_s: int = START_STEP_S
    in_seconds: bool = False
