"""Which place for each child, for the whole week of an offer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jalon.reach.judging import Judged

Indices = NDArray[np.int64]


def choose_places(judged: Sequence[Sequence[Judged]], offers: int) -> Indices:
    """The index of the choice taken for each offer of the request (int64, `offers`).

    `judged[c]` are the workdays of choice c. The choice that holds on most weekdays, then the one
    that takes the fewest seconds, then the first.
    """
    if len(judged) == 1:
        return np.zeros(offers, dtype=np.int64)
    held = np.zeros((len(judged), offers), dtype=np.int64)
    seconds = np.zeros((len(judged), offers), dtype=np.int64)
    for row, days in enumerate(judged):
        for day in days:
            held[row, day.view.day.offers] += day.holds
            seconds[row, day.view.day.offers] += day.seconds
    best = np.zeros(offers, dtype=np.int64)
    everywhere = np.arange(offers)
    for row in range(1, len(judged)):
        more = held[row] > held[best, everywhere]
        same = held[row] == held[best, everywhere]
        quicker = seconds[row] < seconds[best, everywhere]
        best[more | (same & quicker)] = row
    return best
