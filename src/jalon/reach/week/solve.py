"""One block of people and one week, solved: every day judged, places chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Bytes, Longs
from jalon.reach.network import Network
from jalon.reach.request.model import Request
from jalon.reach.request.rules import Vehicle
from jalon.reach.travel.latest_leaves import Seeker
from jalon.reach.week.chains import ChainTimes, solve_chains, unsolved
from jalon.reach.week.choose_places import PlaceChoices, choose_places
from jalon.reach.week.groups import (
    Group,
    TransitGroup,
    VehicleGroup,
    WeekQuestion,
    prepare_week,
    transit_groups,
    vehicle_groups,
)
from jalon.reach.week.judge import SEEK_S, DayView, Judgement, judge
from jalon.reach.week.openings import Openings, openings_on
from jalon.reach.week.split_days import ShownWays, show
from jalon.reach.week.visits import Chain, Family
from jalon.reach.week.workdays import Workday


@dataclass(frozen=True)
class FamilyWeek:
    """Where one family stands.

    By weekday: its groups and its judgements of each choice of places, by way to move (on foot and
    by transit, then its vehicles); what is shown of each choice. And the choices taken; None for a
    family that is asked about no known hours.
    """

    groups: Mapping[int, Sequence[Group]]
    judged: Mapping[int, Sequence[Sequence[Judgement]]]
    shown: Mapping[int, Sequence[ShownWays]]
    chosen: PlaceChoices | None


@dataclass(frozen=True)
class Week:
    """A block of people against all offers, solved; `standings` by the family's number.

    `first_row` has by weekday the number of rows of the weekdays before it, then that of all rows.
    """

    question: WeekQuestion
    transit: Sequence[TransitGroup]
    standings: Sequence[FamilyWeek]
    first_row: Longs

    @property
    def request(self) -> Request:
        """What was asked."""
        return self.question.request

    @property
    def network(self) -> Network:
        """What it was asked of."""
        return self.question.network

    @property
    def families(self) -> Sequence[Family]:
        """The people as the search sees them, in the order of the request."""
        return self.question.families

    @property
    def workdays(self) -> Sequence[Workday]:
        """The days that some offer with known hours works."""
        return self.question.workdays

    def owner(self, number: int, rows: Longs, weekday: int) -> Longs:
        """One number for a family, a weekday and each of its rows."""
        first: int = number * self.first_row[-1] + self.first_row[weekday]
        return first + rows

    def shown_rows(self, number: int, day: Workday, choice: int) -> Bytes:
        """For each row of a workday the way to move shown, NOBODY for all of other choices."""
        standing = self.standings[number]
        assert standing.chosen is not None  # noqa: S101 - chosen before anything is shown
        taken = standing.chosen.choice[day.offers] == choice
        return standing.shown[day.weekday][choice].of_offers(taken)


def solve_week(
    network: Network, request: Request, *, plans: bool = True, backs: bool = True
) -> Week:
    """Every family of the request judged on every day of every offer.

    With `plans`, ways longer than the longest trip are looked for too, of which reasons are made;
    without `backs` the way back is not looked for, and no day holds.
    """
    question = prepare_week(network, request, seek_s=SEEK_S if plans else 0, backs=backs)
    drafts = [_Draft({}, {}) for _ in question.families]
    transit = list(transit_groups(question))
    for group in transit:
        for number, day, judged in _judge(question, group, group.members):
            drafts[number].add(day.weekday, group, judged)
    vehicles: tuple[Vehicle, ...] = ("bicycle", "car")
    for vehicle in vehicles:
        owners = [n for n, family in enumerate(question.families) if vehicle in family.person.means]
        for number, weekday, ride_group, judged in judge_vehicle(question, vehicle, owners):
            drafts[number].add(weekday, ride_group, judged)
    standings = [_choose(draft, len(request.offers)) for draft in drafts]
    return Week(question, transit, standings, _first_rows(question.workdays))


def judge_vehicle(
    question: WeekQuestion, vehicle: Vehicle, members: Sequence[int]
) -> Iterator[tuple[int, int, VehicleGroup, list[Judgement]]]:
    """Families by number on a vehicle, theirs or not: number, weekday, group, and choices."""
    if members:
        for group in vehicle_groups(question, vehicle):
            for number, day, judged in _judge(question, group, members):
                yield number, day.weekday, group, judged


@dataclass(frozen=True)
class _Draft:
    """A family's groups and judgements so far, by weekday."""

    groups: dict[int, list[Group]]
    judged: dict[int, list[list[Judgement]]]

    def add(self, weekday: int, group: Group, judged: list[Judgement]) -> None:
        """One more way to move, by choice."""
        self.groups.setdefault(weekday, []).append(group)
        self.judged.setdefault(weekday, []).append(judged)


def _judge(
    question: WeekQuestion, group: Group, members: Sequence[int]
) -> Iterator[tuple[int, Workday, list[Judgement]]]:
    """Each family by number and workday, judged for each of its choices."""
    choices = [choice for number in members for choice in question.families[number].choices]
    chains = [chain for choice in choices for chain in choice.chains]
    longest_s = max(question.families[number].person.max_trip_s for number in members)
    solved = _solved(question, group, chains, longest_s + question.seek_s)
    outs, backs = (iter(times) for times in solved)
    for number in members:
        family = question.families[number]
        pairs = [
            ([next(outs) for _ in choice.chains], [next(backs) for _ in choice.chains])
            for choice in family.choices
        ]
        for day in group.kind.days:
            view = DayView(group.kind, day, _openings(family, day))
            yield number, day, _judged(family, view, pairs)


def _solved(
    question: WeekQuestion, group: Group, chains: Sequence[Chain], longest_s: int
) -> tuple[list[ChainTimes], list[ChainTimes]]:
    searchers: tuple[Seeker, Seeker] = group.searchers
    (out, back), (outs, backs) = searchers, (group.kind.out, group.kind.back)
    times = solve_chains(out, chains, outs.site, outs.deadline, outs.moment - longest_s)
    floor = backs.moment - longest_s
    if not question.backs:
        return times, unsolved(chains, floor)
    return times, solve_chains(back, chains, backs.site, backs.deadline, floor)


def _choose(draft: _Draft, offers: int) -> FamilyWeek:
    shown = {
        weekday: [show(judged) for judged in zip(*by_way, strict=True)]
        for weekday, by_way in draft.judged.items()
    }
    chosen = choose_places(list(zip(*shown.values(), strict=True)), offers) if shown else None
    return FamilyWeek(draft.groups, draft.judged, shown, chosen)


def _first_rows(workdays: Sequence[Workday]) -> Longs:
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
    family: Family, view: DayView, solved: list[tuple[list[ChainTimes], list[ChainTimes]]]
) -> list[Judgement]:
    return [
        judge(family, choice, view, outs, backs)
        for choice, (outs, backs) in zip(family.choices, solved, strict=True)
    ]
