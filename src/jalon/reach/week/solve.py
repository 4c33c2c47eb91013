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
    judgements: Mapping[int, Sequence[Sequence[Judgement]]]
    shown: Mapping[int, Sequence[ShownWays]]
    place_choices: PlaceChoices | None


@dataclass(frozen=True)
class Week:
    """A block of people against all offers, solved; `family_weeks` by the family's index.

    `first_row` has by weekday the number of rows of the weekdays before it, then that of all rows.
    """

    question: WeekQuestion
    transit: Sequence[TransitGroup]
    family_weeks: Sequence[FamilyWeek]
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

    def owner(self, family_index: int, rows: Longs, weekday: int) -> Longs:
        """One number for a family, a weekday and each of its rows."""
        first: int = family_index * self.first_row[-1] + self.first_row[weekday]
        return first + rows

    def shown_rows(self, family_index: int, day: Workday, choice: int) -> Bytes:
        """For each row of a workday the way to move shown, NOBODY for all of other choices."""
        family_week = self.family_weeks[family_index]
        assert family_week.place_choices is not None  # noqa: S101 - chosen before anything is shown
        taken = family_week.place_choices.choice[day.offers] == choice
        return family_week.shown[day.weekday][choice].of_offers(taken)


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
        for family_index, day, judgements in _judge(question, group, group.members):
            drafts[family_index].add(day.weekday, group, judgements)
    vehicles: tuple[Vehicle, ...] = ("bicycle", "car")
    for vehicle in vehicles:
        owners = [
            index
            for index, family in enumerate(question.families)
            if vehicle in family.person.means
        ]
        judged = judge_vehicle(question, vehicle, owners)
        for family_index, weekday, ride_group, judgements in judged:
            drafts[family_index].add(weekday, ride_group, judgements)
    family_weeks = [_choose(draft, len(request.offers)) for draft in drafts]
    return Week(question, transit, family_weeks, _first_rows(question.workdays))


def judge_vehicle(
    question: WeekQuestion, vehicle: Vehicle, members: Sequence[int]
) -> Iterator[tuple[int, int, VehicleGroup, list[Judgement]]]:
    """Families by index on a vehicle, theirs or not: index, weekday, group, and choices."""
    if members:
        for group in vehicle_groups(question, vehicle):
            for family_index, day, judgements in _judge(question, group, members):
                yield family_index, day.weekday, group, judgements


@dataclass(frozen=True)
class _Draft:
    """A family's groups and judgements so far, by weekday."""

    groups: dict[int, list[Group]]
    judgements: dict[int, list[list[Judgement]]]

    def add(self, weekday: int, group: Group, judgements: list[Judgement]) -> None:
        """One more way to move, by choice."""
        self.groups.setdefault(weekday, []).append(group)
        self.judgements.setdefault(weekday, []).append(judgements)


def _judge(
    question: WeekQuestion, group: Group, members: Sequence[int]
) -> Iterator[tuple[int, Workday, list[Judgement]]]:
    """Each family by index and workday, judged for each of its choices."""
    families = [question.families[family_index] for family_index in members]
    choices = [choice for family in families for choice in family.choices]
    chains = [chain for choice in choices for chain in choice.chains]
    longest_s = max(family.person.max_trip_s for family in families)
    solved = _solved(question, group, chains, longest_s + question.seek_s)
    outs, backs = (iter(times) for times in solved)
    for family_index, family in zip(members, families, strict=True):
        pairs = [
            ([next(outs) for _ in choice.chains], [next(backs) for _ in choice.chains])
            for choice in family.choices
        ]
        for day in group.kind.days:
            view = DayView(group.kind, day, _openings(family, day))
            yield family_index, day, _judge_choices(family, view, pairs)


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
        weekday: [show(judgements) for judgements in zip(*by_way, strict=True)]
        for weekday, by_way in draft.judgements.items()
    }
    place_choices = (
        choose_places(list(zip(*shown.values(), strict=True)), offers) if shown else None
    )
    return FamilyWeek(draft.groups, draft.judgements, shown, place_choices)


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


def _judge_choices(
    family: Family, view: DayView, solved: list[tuple[list[ChainTimes], list[ChainTimes]]]
) -> list[Judgement]:
    return [
        judge(family, choice, view, outs, backs)
        for choice, (outs, backs) in zip(family.choices, solved, strict=True)
    ]
