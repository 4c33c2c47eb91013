"""One block of people and one week: solve, judge, choose places, trace the plans to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jalon.reach.kernels.types import Walks
from jalon.reach.network import Network
from jalon.reach.plan.trace import TracedWays, WayRequests
from jalon.reach.request.model import Request
from jalon.reach.travel.latest_leaves import Searcher, Seeker
from jalon.reach.travel.vehicle_leaves import Rider, RideSearcher
from jalon.reach.travel.vehicles import Fleet, Vehicle
from jalon.reach.travel.walks import (
    OnFoot,
    Walker,
    access_links,
    direct_links,
    stop_walks_of,
    terrain_of,
    walks_of,
)
from jalon.reach.week.chains import Solved, solve_chains, unsolved
from jalon.reach.week.choose_places import Chosen, choose_places
from jalon.reach.week.judge import SEEK_S, DayView, Judged, judge
from jalon.reach.week.openings import Openings, openings_on
from jalon.reach.week.split_days import Shown, show
from jalon.reach.week.visits import Chain, Family, Points, families_of
from jalon.reach.week.workdays import DayKind, Workday, day_kinds, workdays_of

Indices = NDArray[np.int64]
ON_FOOT = 0
"""On foot and by transit is the first way to move of everybody."""


@dataclass
class Group:
    """People who walk alike, on one kind of day; `outs` and `backs` are the plans to show."""

    kind: DayKind
    walks: tuple[Walks, Walks]
    searchers: tuple[Searcher, Searcher]
    outs: TracedWays = field(default_factory=TracedWays.none)
    backs: TracedWays = field(default_factory=TracedWays.none)


@dataclass(frozen=True)
class RideGroup:
    """People with one kind of vehicle, on one kind of day."""

    kind: DayKind
    rider: Rider
    searchers: tuple[RideSearcher, RideSearcher]


@dataclass
class Standing:
    """Where one family stands.

    By weekday: its groups and its judgements of each choice of places, by way to move (on foot and
    by transit, then its vehicles); what is shown of each choice. And the choices taken.
    """

    groups: dict[int, list[Group | RideGroup]] = field(default_factory=dict)
    judged: dict[int, list[list[Judged]]] = field(default_factory=dict)
    shown: dict[int, list[Shown]] = field(default_factory=dict)
    chosen: Chosen | None = None

    def add(self, weekday: int, group: Group | RideGroup, judged: list[Judged]) -> None:
        """One more way to move, by choice."""
        self.groups.setdefault(weekday, []).append(group)
        self.judged.setdefault(weekday, []).append(judged)


class Week:
    """A block of people against all offers, solved when made.

    `plans` asks for the ways to be traced, and for ways longer than the longest trip, of which
    reasons are made; `backs` for the way back to be looked for.
    """

    def __init__(
        self, network: Network, request: Request, *, plans: bool = True, backs: bool = True
    ) -> None:
        self.network = network
        self.request = request
        self.backs = backs
        self._seek_s = SEEK_S if plans else 0
        points = Points()
        self.families = families_of(request, points)
        self._people = len(points)
        self.workdays = workdays_of(request, network, points)
        self.standings = [Standing() for _ in self.families]
        self._points = points.arrays()
        self.on_foot = OnFoot(terrain_of(network, request.rules), *self._points)
        self._fleet = Fleet(network, request.vehicles, request.rules.detour)
        self._first_row = _first_rows(self.workdays)
        reach_s = max(person.max_trip_s for person in request.people) + SEEK_S
        self._kinds = day_kinds(request, network, self.workdays, reach_s)
        self._solve(plans=plans)

    def owner(self, number: int, rows: Indices, weekday: int) -> Indices:
        """One number for a family, a weekday and each of its rows."""
        first: int = number * self._first_row[-1] + self._first_row[weekday]
        return first + rows

    def judge_vehicle(
        self, vehicle: Vehicle, members: Sequence[int]
    ) -> Iterator[tuple[int, int, RideGroup, list[Judged]]]:
        """Families by number on a vehicle, theirs or not: number, weekday, group, and choices."""
        if members:
            rider = Rider(self._fleet, vehicle, *self._points)
            searchers = (RideSearcher(rider, mirrored=False), RideSearcher(rider, mirrored=True))
            for kind in self._kinds:
                group = RideGroup(kind, rider, searchers)
                for number, day, judged in self._judge(kind, searchers, members):
                    yield number, day.weekday, group, judged

    def _solve(self, *, plans: bool) -> None:
        by_group = []
        for walker, members in self._by_walker().items():
            walks = self._walks(walker)
            by_group += [(self._group(kind, walks), members) for kind in self._kinds]
        for group, members in by_group:
            for number, day, judged in self._judge(group.kind, group.searchers, members):
                self.standings[number].add(day.weekday, group, judged)
        self._drive()
        for standing in self.standings:
            self._choose(standing)
        if plans:
            for group, members in by_group:
                self._trace(group, members)

    def _by_walker(self) -> dict[Walker, list[int]]:
        groups: dict[Walker, list[int]] = {}
        for number, family in enumerate(self.families):
            groups.setdefault(family.walker, []).append(number)
        return groups

    def _drive(self) -> None:
        vehicles: tuple[Vehicle, ...] = ("bicycle", "car")
        for vehicle in vehicles:
            owners = [
                number
                for number, family in enumerate(self.families)
                if vehicle in family.person.means
            ]
            for number, weekday, group, judged in self.judge_vehicle(vehicle, owners):
                self.standings[number].add(weekday, group, judged)

    def _walks(self, walker: Walker) -> tuple[Walks, Walks]:
        rules, speed = self.request.rules, walker.speed_kmh
        between = stop_walks_of(self.network, rules, speed)
        access = access_links(self.network, rules, walker, *self._points)
        direct = direct_links(self.network, rules, walker, self._points, self._people)
        return walks_of(between, walker, access, direct)

    def _group(self, kind: DayKind, walks: tuple[Walks, Walks]) -> Group:
        out = Searcher(kind.timetable.out, walks[0])
        back = Searcher(kind.timetable.back, walks[1])
        return Group(kind, walks, (out, back))

    def _judge(
        self, kind: DayKind, searchers: tuple[Seeker, Seeker], members: Sequence[int]
    ) -> Iterator[tuple[int, Workday, list[Judged]]]:
        """Each family by number and workday, judged for each of its choices."""
        choices = [choice for number in members for choice in self.families[number].choices]
        chains = [chain for choice in choices for chain in choice.chains]
        longest = max(self.families[number].person.max_trip_s for number in members)
        outs, backs = (
            iter(way) for way in self._solved(kind, searchers, chains, longest + self._seek_s)
        )
        for number in members:
            family = self.families[number]
            pairs = [
                ([next(outs) for _ in choice.chains], [next(backs) for _ in choice.chains])
                for choice in family.choices
            ]
            for day in kind.days:
                view = DayView(kind, day, _openings(family, day))
                yield number, day, _judged(family, view, pairs)

    def _solved(
        self,
        kind: DayKind,
        searchers: tuple[Seeker, Seeker],
        chains: Sequence[Chain],
        longest_s: int,
    ) -> tuple[list[Solved], list[Solved]]:
        (out, back), (outs, backs) = searchers, (kind.out, kind.back)
        solved = solve_chains(out, chains, outs.site, outs.deadline, outs.moment - longest_s)
        floor = backs.moment - longest_s
        if not self.backs:
            return solved, unsolved(chains, floor)
        return solved, solve_chains(back, chains, backs.site, backs.deadline, floor)

    def _choose(self, standing: Standing) -> None:
        for weekday, by_way in standing.judged.items():
            standing.shown[weekday] = [show(judged) for judged in zip(*by_way, strict=True)]
        if standing.shown:
            by_choice = list(zip(*standing.shown.values(), strict=True))
            standing.chosen = choose_places(by_choice, len(self.request.offers))

    def _trace(self, group: Group, members: list[int]) -> None:
        depth = max(
            len(choice.stays) for number in members for choice in self.families[number].choices
        )
        outs = WayRequests(group.kind.out, depth, soonest=True)
        backs = WayRequests(group.kind.back, depth, soonest=False)
        for number in members:
            for day in group.kind.days:
                owner = self.owner(number, np.arange(day.rows), day.weekday)
                judgements = self.standings[number].judged[day.weekday][ON_FOOT]
                for index, judged in enumerate(judgements):
                    mask = self.shown_rows(number, day, index) == ON_FOOT
                    outs.add_out(judged, mask, owner)
                    backs.add_back(judged, mask, owner)
        group.outs = outs.trace(group.kind.timetable.out, group.walks[0])
        group.backs = backs.trace(group.kind.timetable.back, group.walks[1])

    def shown_rows(self, number: int, day: Workday, choice: int) -> NDArray[np.int8]:
        """For each row of a workday the way to move shown, NOBODY for all of other choices."""
        standing = self.standings[number]
        assert standing.chosen is not None  # noqa: S101 - chosen before anything is shown
        taken = standing.chosen.choice[day.offers] == choice
        return standing.shown[day.weekday][choice].of_offers(taken)


def _first_rows(workdays: Sequence[Workday]) -> Indices:
    """By weekday the number of rows of the weekdays before it, and the number of all rows."""
    rows = np.zeros(8, dtype=np.int64)
    for day in workdays:
        rows[day.weekday + 1] = day.rows
    return np.cumsum(rows)


def _openings(family: Family, day: Workday) -> dict[str, Openings]:
    return {
        stay.place.id: openings_on(stay.place, day.clock)
        for choice in family.choices
        for stay in choice.stays
    }


def _judged(
    family: Family, view: DayView, solved: list[tuple[list[Solved], list[Solved]]]
) -> list[Judged]:
    return [
        judge(family, choice, view, outs, backs)
        for choice, (outs, backs) in zip(family.choices, solved, strict=True)
    ]
