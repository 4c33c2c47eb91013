"""The rows of transfers.txt, and which one speaks of a change between two rides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.oracle.feed.stops import Stops
from tests.oracle.feed.tables import Row, said
from tests.oracle.feed.trips import Trip

WAITS, FORBIDDEN, STAYS_SEATED, LEAVES_VEHICLE = 1, 3, 4, 5
"""Values of `transfer_type`."""


class TransferRow(NamedTuple):
    """A row: ids are prefixed, and empty where the row names none."""

    kind: int
    origin: str
    target: str
    from_route: str
    to_route: str
    from_trip: str
    to_trip: str
    seconds: int | None

    @property
    def speaks_of_rides(self) -> bool:
        """Whether it names a route or a trip."""
        return any((self.from_route, self.to_route, self.from_trip, self.to_trip))

    def fits(self, left: Trip, boarded: Trip) -> bool:
        """Whether its routes and trips are those of the two rides."""
        return _fits_side(self.from_trip, self.from_route, left) and _fits_side(
            self.to_trip, self.to_route, boarded
        )

    def rank(self, origin: str, target: str) -> tuple[object, ...]:
        """The greater speaks: more specific, of precise stops, forbidding, longer.

        Among rows without a time the one for which no vehicle waits is longer.
        """
        sides = (_specific(self.from_trip, self.from_route), _specific(self.to_trip, self.to_route))
        precise = (self.origin, self.target) == (origin, target)
        time = -1 if self.seconds is None else self.seconds
        waits = self.kind == WAITS and self.speaks_of_rides
        return sorted(sides, reverse=True), precise, self.kind == FORBIDDEN, time, not waits


def _fits_side(trip: str, route: str, ride: Trip) -> bool:
    """A trip is above the route of its side, which is then not looked at."""
    if trip:
        return trip == ride.name
    return not route or route == ride.route


def _specific(trip: str, route: str) -> int:
    return 2 if trip else 1 if route else 0


def row_between(
    rows: Iterable[TransferRow], origin: str, target: str, left: Trip, boarded: Trip
) -> TransferRow | None:
    """Of rows that name two stops or their stations, the one that speaks of two rides."""
    fitting = (row for row in rows if row.fits(left, boarded))
    return max(fitting, key=lambda row: row.rank(origin, target), default=None)


def transfer_rows(rows: Iterable[Row], stops: Stops, prefix: str) -> Iterator[TransferRow]:
    """Every row; a stop that the feed does not have is none."""

    def named(row: Row, name: str) -> str:
        return prefix + said(row, name) if said(row, name) else ""

    for row in rows:
        time = said(row, "min_transfer_time")
        yield TransferRow(
            int(said(row, "transfer_type") or 0),
            stops.of(said(row, "from_stop_id")) or "",
            stops.of(said(row, "to_stop_id")) or "",
            named(row, "from_route_id"),
            named(row, "to_route_id"),
            named(row, "from_trip_id"),
            named(row, "to_trip_id"),
            int(time) if time else None,
        )
