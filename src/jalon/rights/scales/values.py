"""What a file of scales holds, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jalon.core.errors import ScaleError

Steps = tuple[tuple[float, float], ...]
"""`(up to, value)` in rising order; the last step has no bound (infinity)."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a scale on one month: what it is, since when, who says so.

    `amount` is None where the value is unknown, and where it is made of `steps`.
    `sure` is false for what nobody has read in a text yet, and `fictional` true for what the demo
    territory declares for itself. `is_held`: the file is due for a revaluation on the month that
    was asked, so the last value known is held over.
    """

    subject: str
    name: str
    amount: float | None
    steps: Steps
    valid_from: dt.date
    source: str
    url: str | None
    checked_on: dt.date
    sure: bool
    fictional: bool
    is_held: bool

    @property
    def key(self) -> str:
        """`creche.floor_eur_month`."""
        return f"{self.subject}.{self.name}"

    @property
    def is_unknown(self) -> bool:
        """Whether the file says that nobody knows the value."""
        return self.amount is None and not self.steps

    @property
    def number(self) -> float:
        """The amount; ScaleError where it is unknown or has steps."""
        if self.amount is None:
            raise ScaleError(f"The scale {self.key} is not one known number.")
        return self.amount

    def step(self, at: float, later: int = 0) -> float:
        """The value of the step that `at` is in, or of the one `later` steps on, at most the last.

        ScaleError where the scale has no steps.
        """
        if not self.steps:
            raise ScaleError(f"The scale {self.key} has no steps.")
        index = next(i for i, (up_to, _) in enumerate(self.steps) if at <= up_to)
        return self.steps[min(index + later, len(self.steps) - 1)][1]


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """One line of a scale: the value from a day on."""

    amount: float | None
    steps: Steps
    valid_from: dt.date
    source: str
    url: str | None
    checked_on: dt.date
    sure: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """One name of a file: its lines from the oldest to the newest.

    `communes` are the INSEE codes where the value holds; none: everywhere.
    """

    name: str
    about: str
    unit: str
    lines: tuple[ScaleLine, ...]
    communes: tuple[str, ...]
    fictional: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """One file: its scales, the day when it must be looked at again, and what to look for where."""

    name: str
    next_revaluation: dt.date
    look_for: str
    scales: dict[str, Scale]
