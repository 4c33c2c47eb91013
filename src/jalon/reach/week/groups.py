"""A week to be judged: a block of people, the workdays, and who moves alike on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jalon.core.arrays import Floats
from jalon.reach.kernels.types import Walks
from jalon.reach.network import Network
from jalon.reach.request.model import Request
from jalon.reach.request.rules import Vehicle
from jalon.reach.travel.latest_leaves import Searcher
from jalon.reach.travel.timetable import Timetable
from jalon.reach.travel.vehicle_leaves import Rider, RideSearcher
from jalon.reach.travel.vehicles import Fleet
from jalon.reach.travel.walks import (
    PointWalks,
    Walker,
    access_links,
    direct_links,
    stop_walks_of,
    terrain_of,
    walks_of,
)
from jalon.reach.week.judge import SEEK_S
from jalon.reach.week.visits import Family, Points, families_of
from jalon.reach.week.workdays import DayKind, Workday, day_kinds, workdays_of

ON_FOOT = 0
"""On foot and by transit is the first way to move of everybody."""


@dataclass(frozen=True)
class TransitGroup:
    """People who walk and ride alike, on one kind of day: `members` are their families' indices."""

    index: int
    kind: DayKind
    timetable: Timetable
    walks: tuple[Walks, Walks]
    searchers: tuple[Searcher, Searcher]
    members: tuple[int, ...]


@dataclass(frozen=True)
class VehicleGroup:
    """People with one kind of vehicle, on one kind of day."""

    kind: DayKind
    rider: Rider
    searchers: tuple[RideSearcher, RideSearcher]


Group = TransitGroup | VehicleGroup


@dataclass(frozen=True)
class WeekPoints:
    """The points of a block of people and of what they ask about, by number, and ways over it."""

    lat: Floats
    lon: Floats
    people: int
    walks: PointWalks
    fleet: Fleet


@dataclass(frozen=True)
class WeekQuestion:
    """A block of people and the workdays of all offers, made ready to be judged.

    `seek_s` is how much longer than the longest trip a way is looked for; without `backs` the way
    back is not.
    """

    network: Network
    request: Request
    families: Sequence[Family]
    workdays: Sequence[Workday]
    kinds: Sequence[DayKind]
    points: WeekPoints
    seek_s: int
    backs: bool


def prepare_week(network: Network, request: Request, *, seek_s: int, backs: bool) -> WeekQuestion:
    """A block of people and the days that some offer works, ready to be judged."""
    numbered = Points()
    families = families_of(request, numbered)
    people = len(numbered)
    workdays = workdays_of(request, network, numbered)
    lat, lon = numbered.arrays()
    walks = PointWalks(terrain_of(network, request.rules), lat, lon)
    fleet = Fleet(network, request.vehicles, request.rules.detour)
    reach_s = max(person.max_trip_s for person in request.people) + SEEK_S
    kinds = day_kinds(request, network, workdays, reach_s)
    points = WeekPoints(lat, lon, people, walks, fleet)
    return WeekQuestion(network, request, families, workdays, kinds, points, seek_s, backs)


def transit_groups(question: WeekQuestion) -> Iterator[TransitGroup]:
    """Those who walk alike, on each kind of day."""
    alike: dict[Walker, list[int]] = {}
    for family_index, family in enumerate(question.families):
        alike.setdefault(family.walker, []).append(family_index)
    index = 0
    for walker, members in alike.items():
        walks = _walks(question, walker)
        for kind in question.kinds:
            timetable = kind.timetable.of_walker(walker)
            out = Searcher(timetable.out, walks[0])
            back = Searcher(timetable.back, walks[1])
            yield TransitGroup(index, kind, timetable, walks, (out, back), tuple(members))
            index += 1


def vehicle_groups(question: WeekQuestion, vehicle: Vehicle) -> Iterator[VehicleGroup]:
    """A vehicle on each kind of day."""
    rider = Rider(question.points.fleet, vehicle, question.points.lat, question.points.lon)
    searchers = (RideSearcher(rider, mirrored=False), RideSearcher(rider, mirrored=True))
    for kind in question.kinds:
        yield VehicleGroup(kind, rider, searchers)


def _walks(question: WeekQuestion, walker: Walker) -> tuple[Walks, Walks]:
    network, rules, points = question.network, question.request.rules, question.points
    between = stop_walks_of(network, rules, walker.speed_kmh)
    access = access_links(network, rules, walker, points.lat, points.lon)
    direct = direct_links(network, rules, walker, (points.lat, points.lon), points.people)
    return walks_of(between, walker, access, direct)
