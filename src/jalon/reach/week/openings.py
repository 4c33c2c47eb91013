"""Opening hours of a place around one date, as unbroken spans on the date's axis."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Ints
from jalon.core.time import DAY_S, DayClock
from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.request.model import Place


@dataclass(frozen=True)
class Openings:
    """k spans, rising: `opens[i]` to `closes[i]`. `today` is the span of the date's own hours.

    `today` is None where the place is closed on that date.
    """

    opens: Ints
    closes: Ints
    today: int | None

    def around(self, moment: Ints) -> tuple[Ints, Ints]:
        """For each moment, the opening and closing of the last span that is open by then.

        Where there is none: an opening after all times, and a closing before them.
        """
        span = np.searchsorted(self.opens, moment, side="right") - 1
        opens, closes = np.append(self.opens, -NEVER), np.append(self.closes, NEVER)
        return opens[span].astype(np.int32), closes[span].astype(np.int32)


def openings_on(place: Place, clock: DayClock) -> Openings:
    """The place's spans from the eve to two days later; spans that touch are one."""
    found: list[tuple[int, int, bool]] = []
    for offset in range(-1, 3):
        hours = place.hours_on(clock.date + dt.timedelta(days=offset))
        if hours is not None:
            begin, end = (clock.axis(offset * DAY_S + moment) for moment in hours)
            found.append((begin, end, offset == 0))
    spans: list[tuple[int, int]] = []
    today: int | None = None
    # Of two dates with hours of two periods the later may begin first.
    for begin, end, is_today in sorted(found):
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
        if is_today:
            today = len(spans) - 1
    return Openings(
        opens=np.array([begin for begin, _ in spans], dtype=np.int32),
        closes=np.array([end for _, end in spans], dtype=np.int32),
        today=today,
    )
