"""Why a day does not hold: the codes, the keys of their details, and by how much.

Keys of `Reason.detail` (clock seconds end in `_s`, below zero on the evening before, minutes in
`_min`; a key is left out where it is not known):

- too_far_on_foot: origin, target (home, work or place:<id>), walk_min (left out where the streets
  do not join them), max_walk_min
- off_the_streets: origin, metres (to the nearest street; left out where there is none)
- no_service_early_enough: needed_s (be at work by), first_arrival_s
- before_earliest_leave: leave_s, earliest_leave_s, first_arrival_s
- place_not_open_yet: place, needed_s (the handover begins by), opens_s or closed_all_day,
  first_arrival_s
- last_service_gone: ends_s, last_leave_s
- place_closed_before_return: place, ready_s (the handover ends), closes_s, last_leave_s
- after_latest_return: return_s, latest_return_s, last_leave_s
- trip_too_long: way (out or back), max_trip_min, and trip_min or (where the search ended without a
  way) at_least_min; of one ride of a vehicle also origin and target
- of a vehicle, each code: mean (bicycle or car)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ReasonCode = Literal[
    "no_service_early_enough",
    "last_service_gone",
    "place_not_open_yet",
    "place_closed_before_return",
    "trip_too_long",
    "too_far_on_foot",
    "before_earliest_leave",
    "after_latest_return",
    "off_the_streets",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause that blocks a day. `detail` has the times: `*_s` are clock times, `*_min` minutes,
    `place` a place's id, `way` is out or back.
    """

    code: ReasonCode
    weekday: str
    detail: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def gap_s(self) -> int | None:
        """The seconds that are missing; None where the reason has no measure."""
        if self.code not in _GAPS:
            return None
        less, more, unit_s = _GAPS[self.code]
        if less not in self.detail or more not in self.detail:
            return None
        return (int(self.detail[more]) - int(self.detail[less])) * unit_s


_GAPS: dict[ReasonCode, tuple[str, str, int]] = {
    "too_far_on_foot": ("max_walk_min", "walk_min", 60),
    "no_service_early_enough": ("needed_s", "first_arrival_s", 1),
    "before_earliest_leave": ("leave_s", "earliest_leave_s", 1),
    "place_not_open_yet": ("needed_s", "opens_s", 1),
    "last_service_gone": ("last_leave_s", "ends_s", 1),
    "place_closed_before_return": ("closes_s", "ready_s", 1),
    "after_latest_return": ("latest_return_s", "return_s", 1),
    "trip_too_long": ("max_trip_min", "trip_min", 60),
}
"""For each code that has a measure, the two figures whose difference is what is missing, and their
unit in seconds."""
