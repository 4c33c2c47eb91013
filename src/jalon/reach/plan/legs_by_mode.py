"""The legs of a row that holds, by the way to move that is shown for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import numpy as np

from jalon.reach.network import Network
from jalon.reach.plan.legs import Narrator, Visit, ride_legs, stages_of, unmirrored, visits_of
from jalon.reach.plan.trace import TracedWays, WayRequests
from jalon.reach.plan.trace_week import GroupPlans
from jalon.reach.result.model import Leg
from jalon.reach.week.groups import TransitGroup, VehicleGroup
from jalon.reach.week.judge import Judgement, WayBack
from jalon.reach.week.visits import Chain


class DayRow(NamedTuple):
    """A row to be told: its judgement, its index in it, and its owner among the traced ways."""

    judgement: Judgement
    row: int
    owner: int


class Plans(Protocol):
    """Tells the legs of rows on the day's axis."""

    def out(self, day_row: DayRow) -> list[Leg]:
        """The legs of the way out."""

    def back(self, day_row: DayRow, morning_s: int) -> list[Leg]:
        """The legs of the way back, where the slack of the morning is `morning_s`.

        Among ways back that are equal by every rule, the one with the greatest slack.
        """


class TransitPlans:
    """Plans on foot and by transit, traced beforehand for a whole group."""

    def __init__(self, network: Network, group: TransitGroup, plans: GroupPlans) -> None:
        self._group, self._plans = group, plans
        self._narrator = Narrator(network, group.timetable, group.walks[0])

    def out(self, day_row: DayRow) -> list[Leg]:
        """The legs of the way out."""
        (judgement, row, owner), traced = day_row, self._plans.outs
        visits = _morning_visits(traced.chains[owner], day_row)
        stages = stages_of(*traced.trace_of(owner))
        return list(self._narrator.tell("out", visits, stages, int(judgement.leave[row])))

    def back(self, day_row: DayRow, morning_s: int) -> list[Leg]:
        """The legs of the way back.

        As long as the evening is tighter than the morning, a way that fetches the child sooner is
        looked for.
        """
        traced, owner = self._plans.backs, day_row.owner
        legs = self._told_back(day_row, traced)
        while (evening := min(evening_slacks(day_row, legs), default=morning_s)) < morning_s:
            sooner = self._fetch_sooner(day_row, evening + 1)
            if sooner.key_of(owner) != traced.key_of(owner):
                break
            legs = self._told_back(day_row, sooner)
        return legs

    def _told_back(self, day_row: DayRow, traced: TracedWays) -> list[Leg]:
        judgement, row, owner = day_row
        day = judgement.view.day
        visits = visits_of(traced.chains[owner], int(day.site[row]), None)
        hops = len(self._group.timetable.back.by_run.run)
        stages = unmirrored(stages_of(*traced.trace_of(owner)), hops)
        return list(self._narrator.tell("back", visits, stages, int(day.end_s[row])))

    def _fetch_sooner(self, day_row: DayRow, sooner_s: int) -> TracedWays:
        """The ways back of one row that end each handover `sooner_s` before the closing."""
        judgement, row, owner = day_row
        group = self._group
        requests = WayRequests(group.kind.back, len(judgement.choice.stays), soonest=False)
        rows = np.arange(judgement.view.day.rows)
        requests.add_back(judgement, rows == row, np.full(len(rows), owner), sooner_s)
        return requests.trace(group.timetable.back, group.walks[1])


class RidePlans:
    """Plans by bicycle or car: from point to point, at the times that were solved."""

    def __init__(self, group: VehicleGroup) -> None:
        self._vehicle = group.rider.vehicle

    def out(self, day_row: DayRow) -> list[Leg]:
        """The legs of the way out, in the first order that leaves as late."""
        judgement, row, _ = day_row
        view = judgement.view
        way = next(
            way
            for way in judgement.outs
            if way.is_open[row] and way.leave[row] == judgement.leave[row]
        )
        at_work = view.kind.out.deadline[view.kind.out.of_day[view.day.weekday][row]]
        arrivals = [*(int(begin[row]) for begin in reversed(way.begin)), int(at_work)]
        visits = _morning_visits(way.times.chain, day_row)
        return list(ride_legs(self._vehicle, "out", visits, int(judgement.leave[row]), arrivals))

    def back(self, day_row: DayRow, morning_s: int) -> list[Leg]:
        """The legs of the way back."""
        judgement, row, _ = day_row
        day = judgement.view.day
        ways = [
            way
            for way in judgement.backs
            if way.in_time[row] and way.home[row] == judgement.home[row]
        ]
        way = max(ways, key=lambda way: min(_spare(day_row, way), default=morning_s))
        stays = zip(way.times.chain.stays, way.done, strict=True)
        arrivals = [
            *(int(done[row]) - stay.handover_s for stay, done in stays),
            int(way.home[row]),
        ]
        visits = visits_of(way.times.chain, int(day.site[row]), None)
        return list(ride_legs(self._vehicle, "back", visits, int(day.end_s[row]), arrivals))


def _morning_visits(chain: Chain, day_row: DayRow) -> list[Visit]:
    """From home to work, with the openings that bind."""
    view, row = day_row.judgement.view, day_row.row
    opens = {place: int(opens[row]) for place, (opens, _) in view.bounds.items()}
    return visits_of(chain, int(view.day.site[row]), opens)[::-1]


def _spare(day_row: DayRow, way: WayBack) -> Iterator[int]:
    """Seconds from the end of each evening handover of an order to the closing."""
    for stay, done in zip(way.times.chain.stays, way.done, strict=True):
        yield int(day_row.judgement.view.bounds[stay.place.id][1][day_row.row] - done[day_row.row])


def evening_slacks(day_row: DayRow, back: list[Leg]) -> Iterator[int]:
    """Seconds from the end of each evening handover to the closing."""
    for leg in back:
        if leg.kind == "handover":
            place = leg.target.removeprefix("place:")
            yield int(day_row.judgement.view.bounds[place][1][day_row.row]) - leg.arrive_s
