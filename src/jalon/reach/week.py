"""One block of people and one week: solve, judge, choose places, trace the plans to show."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jalon.reach.chains import Solved, solve_chains
from jalon.reach.choosing import choose_places
from jalon.reach.families import Family, Points, families_of
from jalon.reach.hours import Openings, openings_on
from jalon.reach.judging import SEEK_S, DayView, Judged, judge
from jalon.reach.kernels.types import Walks
from jalon.reach.network import Network
from jalon.reach.request import Request
from jalon.reach.scanning import Searcher
from jalon.reach.slots import DayKind, Workday, day_kinds, workdays_of
from jalon.reach.tracing import TracedWays, WayRequests
from jalon.reach.walks import Walker, access_links, stop_walks_of, walks_of

Indices = NDArray[np.int64]


@dataclass
class Group:
    """People who walk alike, on one kind of day; `outs` and `backs` are the plans to show."""

    kind: DayKind
    walks: tuple[Walks, Walks]
    searchers: tuple[Searcher, Searcher]
    outs: TracedWays
    backs: TracedWays


@dataclass
class Standing:
    """Where one family stands: by weekday its group and its judgement of each choice; and the
    choice of places taken for each offer (int64, offers)."""

    groups: dict[int, Group] = field(default_factory=dict)
    judged: dict[int, list[Judged]] = field(default_factory=dict)
    choice: Indices | None = None


class Week:
    """A block of people against all offers, solved when made."""

    def __init__(self, network: Network, request: Request) -> None:
        self.network = network
        self.request = request
        points = Points()
        self.families = families_of(request, points)
        self.workdays = workdays_of(request, network, points)
        self.standings = [Standing() for _ in self.families]
        self._points = points.arrays()
        self._reach_s = max(person.max_trip_s for person in request.people) + SEEK_S
        self._kinds = day_kinds(request, network, self.workdays, self._reach_s)
        for walker, members in self._by_walker().items():
            self._solve(walker, members)

    def owner(self, number: int, offers: Indices, weekday: int) -> Indices:
        """One number for a family, an offer and a weekday."""
        return (number * len(self.request.offers) + offers) * 7 + weekday

    def _by_walker(self) -> dict[Walker, list[int]]:
        groups: dict[Walker, list[int]] = {}
        for number, family in enumerate(self.families):
            groups.setdefault(family.walker, []).append(number)
        return groups

    def _solve(self, walker: Walker, members: list[int]) -> None:
        walks = self._walks(walker)
        groups = [self._group(kind, walks) for kind in self._kinds]
        for group in groups:
            self._judge(group, members)
        for number in members:
            self._choose(self.standings[number])
        for group in groups:
            self._trace(group, members)

    def _walks(self, walker: Walker) -> tuple[Walks, Walks]:
        rules, speed = self.request.rules, walker.speed_kmh
        between = stop_walks_of(self.network, rules, speed)
        access = access_links(self.network, rules, walker, *self._points)
        return walks_of(between, rules, walker, access, *self._points)

    def _group(self, kind: DayKind, walks: tuple[Walks, Walks]) -> Group:
        out = Searcher(kind.timetable.out, walks[0])
        back = Searcher(kind.timetable.back, walks[1])
        return Group(kind, walks, (out, back), TracedWays.none(), TracedWays.none())

    def _judge(self, group: Group, members: list[int]) -> None:
        choices = [choice for number in members for choice in self.families[number].choices]
        chains = [chain for choice in choices for chain in choice.chains]
        kind = group.kind
        longest = max(self.families[number].person.max_trip_s for number in members) + SEEK_S
        outs, backs = (
            iter(solve_chains(one, chains, slots.site, slots.deadline, slots.moment - longest))
            for one, slots in zip(group.searchers, (kind.out, kind.back), strict=True)
        )
        for number in members:
            family, standing = self.families[number], self.standings[number]
            pairs = [
                ([next(outs) for _ in choice.chains], [next(backs) for _ in choice.chains])
                for choice in family.choices
            ]
            for day in kind.days:
                standing.groups[day.weekday] = group
                standing.judged[day.weekday] = _judged(
                    family, DayView(kind, day, _openings(family, day)), pairs
                )

    def _choose(self, standing: Standing) -> None:
        by_choice = list(zip(*standing.judged.values(), strict=True))
        if by_choice:
            standing.choice = choose_places(by_choice, len(self.request.offers))

    def _trace(self, group: Group, members: list[int]) -> None:
        depth = max(
            len(choice.stays) for number in members for choice in self.families[number].choices
        )
        outs = WayRequests(group.kind.out, depth, soonest=True)
        backs = WayRequests(group.kind.back, depth, soonest=False)
        for number in members:
            standing = self.standings[number]
            for day in group.kind.days:
                owner = self.owner(number, day.offers, day.weekday)
                for index, judged in enumerate(standing.judged[day.weekday]):
                    assert standing.choice is not None  # noqa: S101 - chosen before tracing
                    mask = judged.holds & (standing.choice[day.offers] == index)
                    outs.add_out(judged, mask, owner)
                    backs.add_back(judged, mask, owner)
        group.outs = outs.trace(group.kind.timetable.out, group.walks[0])
        group.backs = backs.trace(group.kind.timetable.back, group.walks[1])


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
