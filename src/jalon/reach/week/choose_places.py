"""Which place for each child, for the whole week of an offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Longs
from jalon.reach.week.split_days import ShownWays


@dataclass(frozen=True)
class PlaceChoices:
    """For each offer of the request (int64): the number of the choice taken, the weekdays on which
    it holds, and the seconds of travel of those days."""

    choice: Longs
    held: Longs
    seconds: Longs


def choose_places(shown: Sequence[Sequence[ShownWays]], offers: int) -> PlaceChoices:
    """The choice taken for each of `offers` offers; `shown[c]` are the workdays of choice c.

    The choice that holds on most weekdays, then the one that takes the fewest seconds, then the
    first.
    """
    held = np.zeros((len(shown), offers), dtype=np.int64)
    seconds = np.zeros((len(shown), offers), dtype=np.int64)
    for row, days in enumerate(shown):
        for day in days:
            held[row, day.day.offers] += day.holds
            seconds[row, day.day.offers] += day.seconds
    best = np.zeros(offers, dtype=np.int64)
    everywhere = np.arange(offers)
    for row in range(1, len(shown)):
        more = held[row] > held[best, everywhere]
        same = held[row] == held[best, everywhere]
        quicker = seconds[row] < seconds[best, everywhere]
        best[more | (same & quicker)] = row
    return PlaceChoices(best, held[best, everywhere], seconds[best, everywhere])
