"""The rows of pathways.txt: ways inside stations, each one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tests.oracle.feed.stops import STATION, Stops
from tests.oracle.feed.tables import Row, said


class Pathway(NamedTuple):
    """One way from an end to another; what the row does not say is None."""

    origin: str
    target: str
    traversal_s: int | None
    length_m: float | None
    stairs: int | None
    floors: float


def pathways(rows: Iterable[Row], stops: Stops, levels: Mapping[str, float]) -> Iterator[Pathway]:
    """Every pathway, in each direction in which it is walked; none whose ends are not ends."""
    for row in rows:
        ends = [stops.of(said(row, name)) for name in ("from_stop_id", "to_stop_id")]
        known = [end for end in ends if end is not None and stops.by_id[end].kind != STATION]
        if len(known) < len(ends):
            continue
        time, length, stairs = (
            said(row, name) for name in ("traversal_time", "length", "stair_count")
        )
        measures = (
            int(time) if time else None,
            float(length) if length else None,
            abs(int(stairs)) if stairs else None,
        )
        origin, target = known
        a, b = (levels.get(stops.by_id[end].level) for end in known)
        floors = 0.0 if a is None or b is None else abs(a - b)
        yield Pathway(origin, target, *measures, floors)
        if said(row, "is_bidirectional") == "1":
            yield Pathway(target, origin, *measures, floors)
