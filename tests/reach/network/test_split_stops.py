"""Changes by line and by trip: the best rule of each pair, and a flood of pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from jalon.core.arrays import Ints
from jalon.core.errors import FeedError
from jalon.reach.network import split_stops
from jalon.reach.network.split_stops import Rides, SplitStops
from jalon.sources.gtfs import ChangeRules, Transfers

B = 1
"""The stop where one changes; of trips 0, 1... from stop 0 to it, and 10, 11... from it to 2."""


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int32)


def split(trips: int, rules: Sequence[tuple[int, ...]], plain: tuple[int, ...] = ()) -> SplitStops:
    """Rules are (from route, to route, from trip, to trip, rank, seconds) at B; trips that come are
    of line 7, those that leave of line 8. `plain` are the seconds for all rides at B, if any."""
    rides = Rides(
        origin=ints(*[0] * trips, *[B] * trips),
        target=ints(*[B] * trips, *[2] * trips),
        route=ints(*[7] * trips, *[8] * trips),
        trip=ints(*range(trips), *range(10, 10 + trips)),
    )
    at_b = ints(*[B] * len(rules))
    columns = (ints(*column) for column in zip(*rules, strict=True))
    all_rides = Transfers(ints(*[B] * len(plain)), ints(*[B] * len(plain)), ints(*plain))
    return split_stops.split_stops(rides, 3, all_rides, ChangeRules(at_b, at_b, *columns))


def seconds_of(found: SplitStops, left: int, boarded: int, trips: int) -> int | None:
    """What is said of a change between two trips; None where nothing is."""
    ends = found.target[left], found.origin[trips + boarded - 10]
    pairs = zip(found.transfers.origin, found.transfers.target, strict=True)
    said = dict(zip(pairs, found.transfers.seconds.tolist(), strict=True))
    return said.get(ends)


def test_the_most_specific_rule_of_each_pair() -> None:
    rules = [
        (7, 8, -1, -1, 4, 300),
        (-1, -1, 0, -1, 6, 200),
        (-1, 8, 1, -1, 8, 150),
        (-1, -1, 1, 11, 12, 100),
        (-1, -1, 5, 12, 12, 50),  # trip 5 does not come here
        (9, -1, -1, -1, 2, 40),  # nor does line 9
    ]
    found = split(3, rules, plain=(90,))
    told = [[seconds_of(found, a, b, 3) for b in (10, 11, 12)] for a in (0, 1, 2)]
    assert told == [[200, 200, 200], [150, 100, 150], [300, 300, 300]]


def test_one_side_alone_may_be_named() -> None:
    found = split(2, [(-1, -1, -1, 11, 6, 200)], plain=(90,))
    assert found.target.tolist() == [B, B, 2, 2]
    told = [seconds_of(found, 0, b, 2) for b in (10, 11)]
    assert told == [90, 200]


@pytest.mark.parametrize("plain", [(), (90,)])
def test_more_pairs_than_can_be_kept_are_refused_before_they_are_made(
    monkeypatch: pytest.MonkeyPatch, plain: tuple[int, ...]
) -> None:
    # Four trips each way and the stop itself: 5 x 5 changes, of which four rules speak.
    rules = [(-1, -1, i, 10 + i, 12, 100) for i in range(4)]
    monkeypatch.setattr(split_stops, "MAX_CHANGES", 29)
    split(4, rules, plain)
    monkeypatch.setattr(split_stops, "MAX_CHANGES", 28)
    with pytest.raises(FeedError, match=r"makes 29 changes .* more than 28: .* name fewer\.$"):
        split(4, rules, plain)
