"""Periods of a place: other hours on some dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.oracle.feed import WEEKDAYS
from tests.reach.drawing.dice import Dice, one_in, pick

Json = dict[str, Any]


def with_periods(dice: Dice, place: Json, others: list[Json], monday: str) -> Json:
    """The same place, whose hours are those of another one on some dates, or fewer, or none.

    The periods are around the week of the request; several may have one date.
    """
    if one_in(dice, 4):
        return place
    return place | {
        "periods": [period(dice, place, others, monday) for _ in range(dice.between(1, 2))]
    }


def period(dice: Dice, place: Json, others: list[Json], monday: str) -> Json:
    """Some days around the week."""
    first = dt.date.fromisoformat(monday) + dt.timedelta(days=dice.between(-3, 5))
    last = first + dt.timedelta(days=pick(dice, [0, 1, 2, 6, 60]))
    hours = dict(pick(dice, [place, *others])["hours"])
    if one_in(dice, 3):
        hours = {day: hours[day] for day in WEEKDAYS if day in hours and not one_in(dice, 2)}
    if one_in(dice, 6):
        hours = {}
    return {"from": first.isoformat(), "to": last.isoformat(), "hours": hours}
