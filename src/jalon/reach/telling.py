"""From a solved week to the days a person reads: plans where they hold, reasons where not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from jalon.core.time import WEEKDAYS
from jalon.reach.judging import Judged
from jalon.reach.kernels.types import NEVER
from jalon.reach.legs import Narrator, stages_of, unmirrored, visits_of
from jalon.reach.prospects import Prospects, prospects
from jalon.reach.reasons import Explainer
from jalon.reach.results import Day, Leg
from jalon.reach.sparing import safe_leave
from jalon.reach.tracing import TracedWays, WayRequests
from jalon.reach.week import Group, Week


def tell_days(week: Week) -> Iterator[Day]:
    """The days in the order of the request."""
    narrators: dict[int, Narrator] = {}
    for number in range(len(week.families)):
        teller = _Teller(week, number, narrators)
        for index, offer in enumerate(week.request.offers):
            for weekday, shift in offer.shifts.items():
                if shift is None:
                    person = week.families[number].person
                    yield Day(person.id, offer.id, WEEKDAYS[weekday], None)
                else:
                    yield teller.day(index, weekday)


class _Teller:
    """Tells the days of one family."""

    def __init__(self, week: Week, number: int, narrators: dict[int, Narrator]) -> None:
        self._week = week
        self._number = number
        self._family = week.families[number]
        self._standing = week.standings[number]
        self._narrators = narrators
        self._rows = {
            day.weekday: {int(offer): k for k, offer in enumerate(day.offers)}
            for day in week.workdays
        }
        self._safe: dict[tuple[int, int], dict[int, int]] = {}
        self._explainers: dict[tuple[int, int], Explainer] = {}

    def day(self, offer: int, weekday: int) -> Day:
        """The day of one offer of the request on one weekday."""
        choices = self._standing.choice
        choice = int(choices[offer]) if choices is not None else 0
        judged, k = self._standing.judged[weekday][choice], self._rows[weekday][offer]
        if judged.holds[k]:
            return self._plan(offer, weekday, choice, k)
        return replace(
            self._frame(offer, judged, k), reasons=self._explainer(weekday, choice).reasons(k)
        )

    def _frame(self, offer: int, judged: Judged, k: int) -> Day:
        """What is said of a day whether it holds or not."""
        day = judged.view.day
        return Day(
            person=self._family.person.id,
            offer=self._week.request.offers[offer].id,
            weekday=day.name,
            holdable=bool(judged.holds[k]),
            shift_start_s=day.clock.clock(int(day.start_s[k])),
            shift_end_s=day.clock.clock(int(day.end_s[k])),
            places=judged.choice.places,
        )

    def _plan(self, offer: int, weekday: int, choice: int, k: int) -> Day:
        judged = self._standing.judged[weekday][choice]
        day = judged.view.day
        start, end = int(day.start_s[k]), int(day.end_s[k])
        leave, home = int(judged.leave[k]), int(judged.home[k])
        owner = self._owner(offer, weekday)
        out = self._out_legs(judged, owner, k)
        arrival = out[-1].arrive_s
        back = self._back_legs(judged, owner, k, start - arrival)
        safe, clock = self._safe_leave(weekday, choice, k), day.clock.clock
        legs = [*out, *back]
        return replace(
            self._frame(offer, judged, k),
            leave_home_s=clock(leave),
            arrive_work_s=clock(arrival),
            leave_work_s=clock(end),
            return_home_s=clock(home),
            out_s=start - leave,
            back_s=home - end,
            rides=sum(leg.kind == "ride" for leg in legs),
            walk_s=sum(leg.arrive_s - leg.depart_s for leg in legs if leg.kind == "walk"),
            slack_s=min([start - arrival, *_evening_slacks(judged, back, k)]),
            safe_leave_s=clock(safe) if safe > NEVER else None,
            legs=tuple(legs if day.clock.is_plain else (_on_clock(leg, clock) for leg in legs)),
        )

    def _owner(self, offer: int, weekday: int) -> int:
        return int(self._week.owner(self._number, np.array(offer), weekday))

    def _out_legs(self, judged: Judged, owner: int, k: int) -> list[Leg]:
        """The legs of the way out, on the day's axis."""
        group, site = self._group(judged), int(judged.view.day.site[k])
        opens = {place: int(opens[k]) for place, (opens, _) in judged.view.bounds.items()}
        visits = visits_of(group.outs.chains[owner], site, opens)[::-1]
        stages = stages_of(*group.outs.trace_of(owner))
        return list(self._narrator(group).tell("out", visits, stages, int(judged.leave[k])))

    def _back_legs(self, judged: Judged, owner: int, k: int, morning_s: int) -> list[Leg]:
        """The legs of the way back, on the day's axis.

        Among ways back that are equal by every rule, the one with the greatest slack: as long as
        the evening is tighter than the morning, a way that fetches the child sooner is looked for.
        """
        traced = self._group(judged).backs
        legs = self._told_back(judged, traced, owner, k)
        while (evening := min(_evening_slacks(judged, legs, k), default=morning_s)) < morning_s:
            sooner = self._fetch_sooner(judged, owner, k, evening + 1)
            if sooner.key_of(owner) != traced.key_of(owner):
                break
            legs = self._told_back(judged, sooner, owner, k)
        return legs

    def _told_back(self, judged: Judged, traced: TracedWays, owner: int, k: int) -> list[Leg]:
        group, day = self._group(judged), judged.view.day
        visits = visits_of(traced.chains[owner], int(day.site[k]), None)
        hops = len(group.kind.timetable.back.by_run.run)
        stages = unmirrored(stages_of(*traced.trace_of(owner)), hops)
        return list(self._narrator(group).tell("back", visits, stages, int(day.end_s[k])))

    def _fetch_sooner(self, judged: Judged, owner: int, k: int, sooner_s: int) -> TracedWays:
        """The ways back of one day that end each handover `sooner_s` before the closing."""
        group = self._group(judged)
        asked = WayRequests(group.kind.back, len(judged.choice.stays), soonest=False)
        offers = np.arange(len(judged.holds))
        asked.add_back(judged, offers == k, np.full(len(offers), owner), sooner_s)
        return asked.trace(group.kind.timetable.back, group.walks[1])

    def _group(self, judged: Judged) -> Group:
        return self._standing.groups[judged.view.day.weekday]

    def _narrator(self, group: Group) -> Narrator:
        narrator = self._narrators.get(id(group))
        if narrator is None:
            narrator = Narrator(self._week.network, group.kind.timetable, group.walks[0])
            self._narrators[id(group)] = narrator
        return narrator

    def _safe_leave(self, weekday: int, choice: int, k: int) -> int:
        """Searched for all the days that hold at once, at the first that is told."""
        key = (weekday, choice)
        if key not in self._safe:
            judged = self._standing.judged[weekday][choice]
            searcher = self._standing.groups[weekday].searchers[0]
            rows = np.flatnonzero(judged.holds)
            safe = safe_leave(self._family, judged, searcher, rows)
            self._safe[key] = dict(zip(rows.tolist(), safe.tolist(), strict=True))
        return self._safe[key][k]

    def _explainer(self, weekday: int, choice: int) -> Explainer:
        key = (weekday, choice)
        if key not in self._explainers:
            judged, group = self._standing.judged[weekday][choice], self._standing.groups[weekday]
            self._explainers[key] = Explainer(
                self._family, judged, group.walks[0], self._prospects(judged, group)
            )
        return self._explainers[key]

    def _prospects(self, judged: Judged, group: Group) -> Callable[[], Prospects]:
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


def _evening_slacks(judged: Judged, back: list[Leg], k: int) -> Iterator[int]:
    """Seconds from the end of each evening handover to the closing."""
    for leg in back:
        if leg.kind == "handover":
            place = leg.target.removeprefix("place:")
            yield int(judged.view.bounds[place][1][k]) - leg.arrive_s


def _on_clock(leg: Leg, clock: Callable[[int], int]) -> Leg:
    return replace(leg, depart_s=clock(leg.depart_s), arrive_s=clock(leg.arrive_s))
