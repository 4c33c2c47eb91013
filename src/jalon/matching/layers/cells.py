"""What is kept of one pair of a person and a workplace: seven bytes, and how they are read."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from jalon.matching.week_kinds import WEEK_KINDS
from jalon.reach import PairWeeks

TILE = 256
"""Workplaces side by side in one row of the database: a change writes a small row a person."""
CELL = np.dtype(
    [*((kind, "u1") for kind in WEEK_KINDS), ("travel_min", "<u2"), ("leave_min", "<i2")]
)
"""By kind of week a `State`; of a term week that holds the travel (minutes a week, each way
rounded up) and the earliest leave (minutes since midnight, rounded down; below zero before it)."""
Cells = npt.NDArray[Any]
"""An array of `CELL`."""
_MOST_MIN = 0xFFFF


class State(IntEnum):
    """What is known of one pair in one kind of week."""

    NOT_KNOWN = 0
    """No hour is known, no such week is in the timetable, or the place is outside it."""
    HOLDS = 1
    """Every day whose hours are known holds."""
    FAILS = 2


def tell_states(weeks: PairWeeks) -> npt.NDArray[np.uint8]:
    """The states of weeks."""
    return np.where(weeks.holds, State.HOLDS, State.FAILS).astype(np.uint8)


def tell_travel(weeks: PairWeeks) -> npt.NDArray[np.uint16]:
    """Minutes a week, as they are told."""
    return np.minimum(weeks.minutes, _MOST_MIN).astype(np.uint16)


def tell_leave(weeks: PairWeeks) -> npt.NDArray[np.int16]:
    """Minutes of the clock, rounded down: an hour that is told is one to leave at."""
    return np.floor_divide(weeks.leave, 60).astype(np.int16)
