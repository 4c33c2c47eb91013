"""From traces to legs: what a person does, minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from jalon.reach.kernels.scan import walk_seconds_between
from jalon.reach.kernels.trace_labels import EVENT_POINT, EVENT_RIDE, Traces
from jalon.reach.kernels.types import Links, Walks
from jalon.reach.network import Network
from jalon.reach.plan.rides import RideTexts
from jalon.reach.request.rules import Vehicle
from jalon.reach.result.model import Leg, Way
from jalon.reach.travel.timetable import Timetable
from jalon.reach.week.visits import Chain, Stay

Ride = tuple[int, int]
"""First and last hop of a ride, numbered by run on the side as it is."""


def stages_of(traces: Traces, number: int) -> list[list[Ride]]:
    """The rides of each stage, from home to work; a stage without rides is walked."""
    stages: list[list[Ride]] = [[]]
    for i in range(traces.start[number], traces.start[number + 1]):
        if traces.kind[i] == EVENT_RIDE:
            stages[-1].append((int(traces.first[i]), int(traces.last[i])))
        elif traces.kind[i] == EVENT_POINT:
            stages.append([])
    return stages[:-1]


def unmirrored(stages: list[list[Ride]], hops: int) -> list[list[Ride]]:
    """Stages traced on the mirrored side, as they are lived: from work to home."""
    return [
        [(hops - 1 - last, hops - 1 - first) for first, last in reversed(stage)]
        for stage in reversed(stages)
    ]


class _Rows:
    """Links as dictionaries, made row by row when first asked."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._made: dict[int, dict[int, int]] = {}

    def seconds(self, row: int, end: int) -> int:
        made = self._made.get(row)
        if made is None:
            part = slice(self._links.start[row], self._links.start[row + 1])
            ends, seconds = self._links.end[part].tolist(), self._links.seconds[part].tolist()
            made = self._made[row] = dict(zip(ends, seconds, strict=True))
        return made[end]


@dataclass(frozen=True)
class Visit:
    """A point on the way: what it is called, and the stay there (None for home and work)."""

    name: str
    point: int
    stay: Stay | None = None
    opens_s: int | None = None


def visits_of(chain: Chain, site: int, opens: dict[str, int] | None) -> list[Visit]:
    """From work outwards: work, the stays, home. `opens` are the openings that bind, if any."""
    stays = [
        Visit(f"place:{s.place.id}", s.point, s, opens[s.place.id] if opens else None)
        for s in chain.stays
    ]
    return [Visit("work", site), *stays, Visit("home", chain.home)]


class Narrator:
    """Tells the legs of a way, on the day's axis, for one timetable and one walker."""

    def __init__(self, network: Network, timetable: Timetable, walks: Walks) -> None:
        self._timetable = timetable
        self._walks = walks
        self._access = _Rows(walks.access)
        self._onward = _Rows(walks.onward)
        self._egress = _Rows(walks.egress)
        self._rides = RideTexts(network, timetable)

    def tell(
        self, way: Way, visits: list[Visit], stages: list[list[Ride]], leave_s: int
    ) -> Iterator[Leg]:
        """The legs through `visits`, leaving the first of them at `leave_s`."""
        now = leave_s
        for here, there, rides in zip(visits, visits[1:], stages, strict=False):
            for leg in self._stage(way, here, there, rides, now):
                now = leg.arrive_s
                yield leg
            if there.stay is not None:
                leg = _handover(way, there, now, there.stay)
                now = leg.arrive_s
                yield leg

    def _stage(
        self, way: Way, here: Visit, there: Visit, rides: list[Ride], now: int
    ) -> Iterator[Leg]:
        if not rides:
            seconds = int(walk_seconds_between(self._walks, here.point, there.point))
            yield Leg(way, "walk", here.name, there.name, now, now + seconds)
            return
        # One by one: a few of the hundred thousand hops of a day are told.
        hops = self._timetable.out.by_run
        origin, target, arrival = hops.origin.item, hops.target.item, hops.arrival.item
        first_stop, last_stop = origin(rides[0][0]), target(rides[-1][1])
        yield self._walk(
            way, here.name, first_stop, now, self._access.seconds(here.point, first_stop)
        )
        for before, (first, last) in zip([None, *rides], rides, strict=False):
            if before is not None and not self._rides.same_stop(target(before[1]), origin(first)):
                yield self._walk_between(way, target(before[1]), origin(first), arrival(before[1]))
            yield self._rides.leg(way, first, last)
        seconds = self._egress.seconds(there.point, last_stop)
        stop_id, stop_name = self._rides.stop(last_stop)
        now = arrival(rides[-1][1])
        yield Leg(way, "walk", stop_id, there.name, now, now + seconds, stop_name)

    def _walk(self, way: Way, name: str, stop: int, now: int, seconds: int) -> Leg:
        stop_id, stop_name = self._rides.stop(stop)
        return Leg(way, "walk", name, stop_id, now, now + seconds, "", stop_name)

    def _walk_between(self, way: Way, a: int, b: int, now: int) -> Leg:
        (a_id, a_name), (b_id, b_name) = self._rides.stop(a), self._rides.stop(b)
        return Leg(way, "walk", a_id, b_id, now, now + self._onward.seconds(a, b), a_name, b_name)


def ride_legs(
    vehicle: Vehicle, way: Way, visits: list[Visit], leave_s: int, arrivals_s: list[int]
) -> Iterator[Leg]:
    """The legs by bicycle or car through `visits`, leaving the first of them at `leave_s`.

    `arrivals_s` are when one is parked at each of the others, on the day's axis.
    """
    now = leave_s
    for (here, there), parked in zip(pairwise(visits), arrivals_s, strict=True):
        yield Leg(way, vehicle, here.name, there.name, now, parked)
        now = parked
        if there.stay is not None:
            leg = _handover(way, there, now, there.stay)
            now = leg.arrive_s
            yield leg


def _handover(way: Way, there: Visit, now: int, stay: Stay) -> Leg:
    """The handover at a place where one is at `now`, after its opening if that binds."""
    begins = now if there.opens_s is None else max(now, there.opens_s)
    return Leg(way, "handover", there.name, there.name, begins, begins + stay.handover_s)
