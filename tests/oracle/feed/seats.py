"""Who stays seated: which trips go on as which others, by rows of type 4 and by blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from tests.oracle.feed.changes import FORBIDDEN, LEAVES_VEHICLE, STAYS_SEATED, TransferRow
from tests.oracle.feed.sphere import haversine_m
from tests.oracle.feed.stops import Stops
from tests.oracle.feed.trips import Trip

Pair = tuple[str, str]
NEAR_M = 200


def continuations(
    trips: Sequence[Trip], stops: Stops, rows: Collection[TransferRow], repeated: set[str]
) -> set[Pair]:
    """(a, b): who is on a when it ends may stay on board and is then on b, on days of both.

    `trips` are in the order of the file, each once; `repeated` are named in frequencies.txt.
    """
    trip_of = {trip.name: trip for trip in trips}
    named = {
        kind: {(row.from_trip, row.to_trip) for row in rows if row.kind == kind}
        for kind in (STAYS_SEATED, LEAVES_VEHICLE, FORBIDDEN)
    }
    pairs = named[STAYS_SEATED] | set(_of_blocks(trips, stops))
    pairs -= named[LEAVES_VEHICLE] | named[FORBIDDEN]
    return {
        (a, b)
        for a, b in pairs
        if a in trip_of and b in trip_of and not {a, b} & repeated
        if trip_of[b].calls[0].depart >= trip_of[a].calls[-1].arrive
    }


def _of_blocks(trips: Sequence[Trip], stops: Stops) -> Iterator[Pair]:
    """Each trip and the next one of its block and service, where that begins close enough."""
    blocks: dict[Pair, list[Trip]] = defaultdict(list)
    for trip in trips:
        if trip.block:
            blocks[trip.block, trip.service].append(trip)
    for block in blocks.values():
        # Sorting keeps the order of the file among equals.
        for a, b in pairwise(sorted(block, key=lambda trip: trip.calls[0].depart)):
            if _close(stops, a.calls[-1].stop, b.calls[0].stop):
                yield a.name, b.name


def _close(stops: Stops, end: str, start: str) -> bool:
    """The same stop, one of the same station, or one within 200 m."""
    one, other = stops.by_id[end], stops.by_id[start]
    if end == start or (one.station is not None and one.station == other.station):
        return True
    if one.point is None or other.point is None:
        return False
    return haversine_m(one.point, other.point) <= NEAR_M
