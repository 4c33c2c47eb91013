"""From a solved week to the days a person reads: plans where they hold, reasons where not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from jalon.reach.kernels.types import NEVER
from jalon.reach.plan.legs_by_mode import DayRow, Plans, RidePlans, TransitPlans, evening_slacks
from jalon.reach.plan.safe_leave import safe_leave
from jalon.reach.plan.trace_week import GroupPlans
from jalon.reach.refusal.best_times import Prospects, prospects
from jalon.reach.refusal.explain import Explainer, nearest
from jalon.reach.refusal.explain_by_mode import RideExplainer, WalkExplainer
from jalon.reach.result.model import Day, Leg
from jalon.reach.week.groups import ON_FOOT, Group, TransitGroup, VehicleGroup
from jalon.reach.week.judge import Judgement
from jalon.reach.week.solve import Week
from jalon.reach.week.split_days import NOBODY, ShownWays
from jalon.reach.week.workdays import Workday
from jalon.reach.what_if.unlocks import Unlocks

Windows = Callable[[int, int, int], Day]
"""The day of a family, an offer and a weekday whose hours are unknown."""


def tell_days(
    week: Week, group_plans: Sequence[GroupPlans], windows: Windows, unlocks: Unlocks | None
) -> Iterator[Day]:
    """The days in the order of the request; `windows` tells those with unknown hours.

    `unlocks` go with those that do not hold.
    """
    plans = _PlansByGroup(week, group_plans)
    for number in range(len(week.families)):
        teller = _Teller(week, number, plans)
        for index, offer in enumerate(week.request.offers):
            for weekday, spans in offer.shifts.items():
                if spans is None:
                    yield windows(number, index, weekday)
                    continue
                day = replace(teller.day(index, weekday), shifts=spans)
                if unlocks is not None and not day.holdable:
                    day = replace(day, unlocks=unlocks.of(number, index))
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
                else TransitPlans(self._network, group, self._group_plans[group.number])
            )
        return self._made[id(group)]


class _Teller:
    """Tells the days of one family."""

    def __init__(self, week: Week, number: int, plans: _PlansByGroup) -> None:
        self._week = week
        self._number = number
        self._family = week.families[number]
        self._standing = week.standings[number]
        self._plans = plans
        self._places = {
            day.weekday: {int(offer): at for at, offer in enumerate(day.offers)}
            for day in week.workdays
        }
        self._parts = {day.weekday: _parts_of(day) for day in week.workdays}
        self._safe: dict[tuple[int, int], dict[int, int]] = {}
        self._explainers: dict[tuple[int, int], list[Explainer]] = {}

    def day(self, offer: int, weekday: int) -> Day:
        """The day of one offer of the request on one weekday."""
        chosen, at = self._standing.chosen, self._places[weekday][offer]
        choice = int(chosen.choice[offer]) if chosen is not None else 0
        shown = self._standing.shown[weekday][choice]
        parts = self._parts[weekday].get(at)
        between = None if parts is None else False
        if not shown.holds[at]:
            reasons = nearest([one.reasons(at) for one in self._explained(weekday, choice)])
            judged = self._judged(weekday, choice, ON_FOOT)
            return replace(self._frame(judged, at), reasons=reasons, home_between=between)
        if parts is None or shown.mover[at] > NOBODY:
            return replace(self._row(weekday, choice, shown, at), home_between=between)
        return _joined([self._row(weekday, choice, shown, row) for row in parts])

    def _judged(self, weekday: int, choice: int, mover: int) -> Judgement:
        return self._standing.judged[weekday][mover][choice]

    def _frame(self, judged: Judgement, k: int) -> Day:
        """What is said of a row whether it holds or not."""
        day = judged.view.day
        return Day(
            person=self._family.person.id,
            offer=self._week.request.offers[int(day.offer_of_row[k])].id,
            weekday=day.name,
            holdable=bool(judged.holds[k]),
            shift_start_s=day.clock.clock(int(day.start_s[k])),
            shift_end_s=day.clock.clock(int(day.end_s[k])),
            places=judged.choice.places,
        )

    def _row(self, weekday: int, choice: int, shown: ShownWays, k: int) -> Day:
        """One row that holds, by the way to move that is shown."""
        mover = int(shown.mover[k])
        judged, group = self._judged(weekday, choice, mover), self._standing.groups[weekday][mover]
        day, clock = judged.view.day, judged.view.day.clock.clock
        start, end = int(day.start_s[k]), int(day.end_s[k])
        leave, home = int(judged.leave[k]), int(judged.home[k])
        asked = DayRow(judged, k, int(self._week.owner(self._number, np.array(k), weekday)))
        plans = self._plans.of(group)
        out = plans.out(asked)
        arrival = out[-1].arrive_s
        back = plans.back(asked, start - arrival)
        safe = leave
        if isinstance(group, TransitGroup):
            safe = self._safe_leave(weekday, choice, k, group)
        legs = [*out, *back]
        return replace(
            self._frame(judged, k),
            leave_home_s=clock(leave),
            arrive_work_s=clock(arrival),
            leave_work_s=clock(end),
            return_home_s=clock(home),
            out_s=start - leave,
            back_s=home - end,
            rides=sum(leg.kind == "ride" for leg in legs),
            walk_s=sum(leg.arrive_s - leg.depart_s for leg in legs if leg.kind == "walk"),
            slack_s=min([start - arrival, *evening_slacks(asked, back)]),
            safe_leave_s=clock(safe) if safe > NEVER else None,
            legs=tuple(legs if day.clock.is_plain else (_on_clock(leg, clock) for leg in legs)),
        )

    def _safe_leave(self, weekday: int, choice: int, k: int, group: TransitGroup) -> int:
        """Searched for all the rows that are shown at once, at the first that is told."""
        key = (weekday, choice)
        if key not in self._safe:
            judged = self._judged(*key, ON_FOOT)
            shown = self._week.shown_rows(self._number, judged.view.day, choice)
            rows = np.flatnonzero(shown == ON_FOOT)
            safe = safe_leave(self._family, judged, group.searchers[0], rows)
            self._safe[key] = dict(zip(rows.tolist(), safe.tolist(), strict=True))
        return self._safe[key][k]

    def _explained(self, weekday: int, choice: int) -> list[Explainer]:
        """The explainers of each way to move."""
        key = (weekday, choice)
        if key not in self._explainers:
            self._explainers[key] = [
                self._explainer(by_choice[choice], group)
                for by_choice, group in zip(
                    self._standing.judged[weekday], self._standing.groups[weekday], strict=True
                )
            ]
        return self._explainers[key]

    def _explainer(self, judged: Judgement, group: Group) -> Explainer:
        found = self._prospects(judged, group)
        if isinstance(group, VehicleGroup):
            return RideExplainer(self._family, judged, found, group.rider)
        walks = self._week.question.points.walks
        return WalkExplainer(self._family, judged, found, group.walks[0], walks)

    def _prospects(self, judged: Judgement, group: Group) -> Callable[[], Prospects]:
        """Searched at the first refusal that needs them, once a day and choice."""
        found: list[Prospects] = []
        search = partial(
            prospects,
            self._family,
            judged.choice,
            judged.view.day,
            judged.view.openings,
            group.searchers,
        )

        def once() -> Prospects:
            if not found:
                found.append(search())
            return found[0]

        return once


def _parts_of(day: Workday) -> Mapping[int, list[int]]:
    """For each split offer of a workday the rows of its shifts, in order."""
    columns = zip(day.split.tolist(), day.parts.T.tolist(), strict=True)
    return {at: [row for row in rows if row >= 0] for at, rows in columns}


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
    return replace(leg, depart_s=clock(leg.depart_s), arrive_s=clock(leg.arrive_s))
