"""A job as the command contract has it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

WEEKS_PER_MONTH = 52 / 12
"""Legal monthly hours are weekly hours x 52 / 12: 35 h make 151.67 h (L. 3121-27 of labour law)."""
MOST_MONTHS_AHEAD = 12
"""A job that begins later has no figure: scales are not known so far ahead."""

TravelKind = Literal["transit_pass", "car", "none"]


@dataclass(frozen=True, slots=True)
class Travel:
    """How one goes to work: a pass at its full price a month, or kilometres a working day."""

    kind: TravelKind
    eur_month: float = 0.0
    km_day: float = 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """The terms of an offer. `months` None: no end. `travel` None: unknown.

    `keeps_current_job`: the first adult's present salary goes on beside this one.
    """

    id: str
    gross_eur_month: float
    hours_week: float
    start: dt.date
    months: int | None = None
    travel: Travel | None = None
    days_week: float = 5.0
    keeps_current_job: bool = False

    @property
    def hours_month(self) -> float:
        """Paid hours a month."""
        return self.hours_week * WEEKS_PER_MONTH
