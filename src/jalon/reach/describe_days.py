"""From a solved week to the days a person reads: plans where they hold, reasons where not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from jalon.reach.kernels.sentinels import NEVER
from jalon.reach.plan.legs_by_mode import DayRow, Plans, RidePlans, TransitPlans, evening_slacks
from jalon.reach.plan.safe_leave import safe_leave
from jalon.reach.plan.trace_week import GroupPlans
from jalon.reach.refusal.best_times import BestTimes, find_best_times
from jalon.reach.refusal.explain import Explainer, nearest
from jalon.reach.refusal.explain_by_mode import RideExplainer, WalkExplainer
from jalon.reach.result.model import Day, Leg
from jalon.reach.week.groups import ON_FOOT, Group, TransitGroup, VehicleGroup
from jalon.reach.week.judge import Judgement
from jalon.reach.week.solve import Week
from jalon.reach.week.split_days import NOBODY, ShownWays
from jalon.reach.week.workdays import Workday
from jalon.reach.what_if.start_windows import StartWindows
from jalon.reach.what_if.unlocks import Unlocks


def tell_days(
    week: Week, group_plans: Sequence[GroupPlans], windows: StartWindows, unlocks: Unlocks | None
) -> Iterator[Day]:
    """The days in the order of the request; `windows` tells those with unknown hours.

    `unlocks` go with those that do not hold.
    """
    plans = _PlansByGroup(week, group_plans)
    for family_index in range(len(week.families)):
        teller = _Teller(week, family_index, plans)
        for offer_index, offer in enumerate(week.request.offers):
            for weekday, spans in offer.shifts.items():
                if spans is None:
                    yield windows.day(family_index, offer_index, weekday)
                    continue
                day = replace(teller.day(offer_index, weekday), shifts=spans)
                if unlocks is not None and not day.holdable:
                    day = replace(day, unlocks=unlocks.of(family_index, offer_index))
                yield day


class _PlansByGroup:
    """The teller of each group's legs, made when it is first asked."""

    def __init__(self, week: Week, group_plans: Sequence[GroupPlans]) -> None:
        self._network, self._group_plans = week.network, group_plans
        self._made: dict[int, Plans] = {}

    def of(self, group: Group) -> Plans:
        """Who tells the legs of a group."""
        if id(group) not in self._made:
            self._made[id(group)] = (
                RidePlans(group)
                if isinstance(group, VehicleGroup)
                else TransitPlans(self._network, group, self._group_plans[group.index])
            )
        return self._made[id(group)]


class _Teller:
    """Tells the days of one family."""

    def __init__(self, week: Week, family_index: int, plans: _PlansByGroup) -> None:
        self._week = week
        self._family_index = family_index
        self._family = week.families[family_index]
        self._family_week = week.family_weeks[family_index]
        self._plans = plans
        self._row_of_offer = {
            day.weekday: {int(offer): row for row, offer in enumerate(day.offers)}
            for day in week.workdays
        }
        self._parts = {day.weekday: _parts_of(day) for day in week.workdays}
        self._safe: dict[tuple[int, int], dict[int, int]] = {}
        self._explainers: dict[tuple[int, int], list[Explainer]] = {}

    def day(self, offer_index: int, weekday: int) -> Day:
        """The day of one offer of the request on one weekday."""
        row, choices = self._row_of_offer[weekday][offer_index], self._family_week.place_choices
        choice = int(choices.choice[offer_index]) if choices is not None else 0
        shown = self._family_week.shown[weekday][choice]
        parts = self._parts[weekday].get(row)
        between = None if parts is None else False
        if not shown.holds[row]:
            explainers = self._explained(weekday, choice)
            reasons = nearest([explainer.reasons(row) for explainer in explainers])
            judgement = self._judgement(weekday, choice, ON_FOOT)
            return replace(self._frame(judgement, row), reasons=reasons, home_between=between)
        if parts is None or shown.mover[row] > NOBODY:
            return replace(self._row(weekday, choice, shown, row), home_between=between)
        return _joined([self._row(weekday, choice, shown, part) for part in parts])

    def _judgement(self, weekday: int, choice: int, mover: int) -> Judgement:
        return self._family_week.judgements[weekday][mover][choice]

    def _frame(self, judgement: Judgement, row: int) -> Day:
        """What is said of a row whether it holds or not."""
        day = judgement.view.day
        return Day(
            person=self._family.person.id,
            offer=self._week.request.offers[int(day.offer_of_row[row])].id,
            weekday=day.name,
            holdable=bool(judgement.holds[row]),
            date=day.clock.date,
            shift_start_s=day.clock.clock(int(day.start_s[row])),
            shift_end_s=day.clock.clock(int(day.end_s[row])),
            places=judgement.choice.places,
        )

    def _row(self, weekday: int, choice: int, shown: ShownWays, row: int) -> Day:
        """One row that holds, by the way to move that is shown."""
        mover = int(shown.mover[row])
        judgement = self._judgement(weekday, choice, mover)
        group = self._family_week.groups[weekday][mover]
        day, clock = judgement.view.day, judgement.view.day.clock.clock
        start, end = int(day.start_s[row]), int(day.end_s[row])
        leave, home = int(judgement.leave[row]), int(judgement.home[row])
        owner = int(self._week.owner(self._family_index, np.array(row), weekday))
        day_row = DayRow(judgement, row, owner)
        plans = self._plans.of(group)
        out = plans.out(day_row)
        arrival = out[-1].arrive_s
        back = plans.back(day_row, start - arrival)
        safe = leave
        if isinstance(group, TransitGroup):
            safe = self._safe_leave(weekday, choice, row, group)
        legs = [*out, *back]
        return replace(
            self._frame(judgement, row),
            leave_home_s=clock(leave),
            arrive_work_s=clock(arrival),
            leave_work_s=clock(end),
            return_home_s=clock(home),
            out_s=start - leave,
            back_s=home - end,
            rides=sum(leg.kind == "ride" for leg in legs),
            walk_s=sum(leg.arrive_s - leg.depart_s for leg in legs if leg.kind == "walk"),
            slack_s=min([start - arrival, *evening_slacks(day_row, back)]),
            safe_leave_s=clock(safe) if safe > NEVER else None,
            legs=tuple(legs if day.clock.is_plain else (_on_clock(leg, clock) for leg in legs)),
        )

    def _safe_leave(self, weekday: int, choice: int, row: int, group: TransitGroup) -> int:
        """Searched for all the rows that are shown at once, at the first that is told."""
        key = (weekday, choice)
        if key not in self._safe:
            judgement = self._judgement(*key, ON_FOOT)
            shown = self._week.shown_rows(self._family_index, judgement.view.day, choice)
            rows = np.flatnonzero(shown == ON_FOOT)
            safe = safe_leave(self._family, judgement, group.searchers[0], rows)
            self._safe[key] = dict(zip(rows.tolist(), safe.tolist(), strict=True))
        return self._safe[key][row]

    def _explained(self, weekday: int, choice: int) -> list[Explainer]:
        """The explainers of each way to move."""
        key = (weekday, choice)
        if key not in self._explainers:
            self._explainers[key] = [
                self._explainer(by_choice[choice], group)
                for by_choice, group in zip(
                    self._family_week.judgements[weekday],
                    self._family_week.groups[weekday],
                    strict=True,
                )
            ]
        return self._explainers[key]

    def _explainer(self, judgement: Judgement, group: Group) -> Explainer:
        best_times = self._best_times(judgement, group)
        if isinstance(group, VehicleGroup):
            return RideExplainer(self._family, judgement, best_times, group.rider)
        walks = self._week.question.points.walks
        return WalkExplainer(self._family, judgement, best_times, group.walks[0], walks)

    def _best_times(self, judgement: Judgement, group: Group) -> Callable[[], BestTimes]:
        """Searched at the first refusal that needs them, once a day and choice."""
        family, view = self._family, judgement.view
        return cache(
            lambda: find_best_times(
                family, judgement.choice, view.day, view.openings, group.searchers
            )
        )


def _parts_of(day: Workday) -> Mapping[int, list[int]]:
    """For each split offer of a workday the rows of its shifts, in order."""
    columns = zip(day.split.tolist(), day.parts.T.tolist(), strict=True)
    return {offer_row: [row for row in rows if row >= 0] for offer_row, rows in columns}


def _joined(days: Sequence[Day]) -> Day:
    """A day on which one comes home between its shifts."""
    last = days[-1]
    return replace(
        days[0],
        shift_end_s=last.shift_end_s,
        leave_work_s=last.leave_work_s,
        return_home_s=last.return_home_s,
        out_s=sum(day.out_s or 0 for day in days),
        back_s=sum(day.back_s or 0 for day in days),
        rides=sum(day.rides or 0 for day in days),
        walk_s=sum(day.walk_s or 0 for day in days),
        slack_s=min(day.slack_s for day in days if day.slack_s is not None),
        legs=tuple(leg for day in days for leg in day.legs),
        home_between=True,
    )


def _on_clock(leg: Leg, clock: Callable[[int], int]) -> Leg:
    goes_on = tuple(replace(then, depart_s=clock(then.depart_s)) for then in leg.goes_on)
    return replace(leg, depart_s=clock(leg.depart_s), arrive_s=clock(leg.arrive_s), goes_on=goes_on)
