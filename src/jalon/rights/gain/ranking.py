"""Which jobs surely bring in more, and which are equal for all that is known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from jalon.rights.ranges import Range


def rank_by_gain(gains: Sequence[Range | None]) -> list[int | None]:
    """1 for the jobs that none surely beats, and so on; None where nothing is computed.

    A job's rank is one more than the number of those whose least is over its most. A job that
    surely beats another has the better rank, and jobs of one rank are equal: none surely beats
    another of them. (That ranges overlap is no order by itself: A and B may both overlap C while A
    surely beats B, and then A goes before B.)
    """
    lows = sorted(-net.low for net in gains if net is not None)
    return [None if net is None else 1 + bisect_left(lows, -net.high) for net in gains]
