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
    """A row to be told: its judgement, its number in it, and its owner among the traced ways."""

    judged: Judgement
    k: int
    owner: int


class Plans(Protocol):
    """Tells the legs of rows on the day's axis."""

    def out(self, asked: DayRow) -> list[Leg]:
        """The legs of the way out."""

    def back(self, asked: DayRow, morning_s: int) -> list[Leg]:
        """The legs of the way back, where the slack of the morning is `morning_s`.

        Among ways back that are equal by every rule, the one with the greatest slack.
        """


class TransitPlans:
    """Plans on foot and by transit, traced beforehand for a whole group."""

    def __init__(self, network: Network, group: TransitGroup, plans: GroupPlans) -> None:
        self._group, self._plans = group, plans
        self._narrator = Narrator(network, group.kind.timetable, group.walks[0])

    def out(self, asked: DayRow) -> list[Leg]:
        """The legs of the way out."""
        (judged, k, owner), traced = asked, self._plans.outs
        visits = _morning_visits(traced.chains[owner], asked)
        stages = stages_of(*traced.trace_of(owner))
        return list(self._narrator.tell("out", visits, stages, int(judged.leave[k])))

    def back(self, asked: DayRow, morning_s: int) -> list[Leg]:
        """The legs of the way back.

        As long as the evening is tighter than the morning, a way that fetches the child sooner is
        looked for.
        """
        traced, owner = self._plans.backs, asked.owner
        legs = self._told_back(asked, traced)
        while (evening := min(evening_slacks(asked, legs), default=morning_s)) < morning_s:
            sooner = self._fetch_sooner(asked, evening + 1)
            if sooner.key_of(owner) != traced.key_of(owner):
                break
            legs = self._told_back(asked, sooner)
        return legs

    def _told_back(self, asked: DayRow, traced: TracedWays) -> list[Leg]:
        judged, k, owner = asked
        day = judged.view.day
        visits = visits_of(traced.chains[owner], int(day.site[k]), None)
        hops = len(self._group.kind.timetable.back.by_run.run)
        stages = unmirrored(stages_of(*traced.trace_of(owner)), hops)
        return list(self._narrator.tell("back", visits, stages, int(day.end_s[k])))

    def _fetch_sooner(self, asked: DayRow, sooner_s: int) -> TracedWays:
        """The ways back of one row that end each handover `sooner_s` before the closing."""
        judged, k, owner = asked
        group = self._group
        requests = WayRequests(group.kind.back, len(judged.choice.stays), soonest=False)
        rows = np.arange(judged.view.day.rows)
        requests.add_back(judged, rows == k, np.full(len(rows), owner), sooner_s)
        return requests.trace(group.kind.timetable.back, group.walks[1])


class RidePlans:
    """Plans by bicycle or car: from point to point, at the times that were solved."""

    def __init__(self, group: VehicleGroup) -> None:
        self._vehicle = group.rider.vehicle

    def out(self, asked: DayRow) -> list[Leg]:
        """The legs of the way out, in the first order that leaves as late."""
        judged, k, _ = asked
        view = judged.view
        way = next(one for one in judged.outs if one.is_open[k] and one.leave[k] == judged.leave[k])
        at_work = view.kind.out.deadline[view.kind.out.of_day[view.day.weekday][k]]
        arrivals = [*(int(begin[k]) for begin in reversed(way.begin)), int(at_work)]
        visits = _morning_visits(way.solved.chain, asked)
        return list(ride_legs(self._vehicle, "out", visits, int(judged.leave[k]), arrivals))

    def back(self, asked: DayRow, morning_s: int) -> list[Leg]:
        """The legs of the way back."""
        judged, k, _ = asked
        day = judged.view.day
        ways = [one for one in judged.backs if one.in_time[k] and one.home[k] == judged.home[k]]
        way = max(ways, key=lambda one: min(_spare(asked, one), default=morning_s))
        stays = zip(way.solved.chain.stays, way.done, strict=True)
        arrivals = [*(int(done[k]) - stay.handover_s for stay, done in stays), int(way.home[k])]
        visits = visits_of(way.solved.chain, int(day.site[k]), None)
        return list(ride_legs(self._vehicle, "back", visits, int(day.end_s[k]), arrivals))


def _morning_visits(chain: Chain, asked: DayRow) -> list[Visit]:
    """From home to work, with the openings that bind."""
    view, k = asked.judged.view, asked.k
    opens = {place: int(opens[k]) for place, (opens, _) in view.bounds.items()}
    return visits_of(chain, int(view.day.site[k]), opens)[::-1]


def _spare(asked: DayRow, way: WayBack) -> Iterator[int]:
    """Seconds from the end of each evening handover of an order to the closing."""
    for stay, done in zip(way.solved.chain.stays, way.done, strict=True):
        yield int(asked.judged.view.bounds[stay.place.id][1][asked.k] - done[asked.k])


def evening_slacks(asked: DayRow, back: list[Leg]) -> Iterator[int]:
    """Seconds from the end of each evening handover to the closing."""
    for leg in back:
        if leg.kind == "handover":
            place = leg.target.removeprefix("place:")
            yield int(asked.judged.view.bounds[place][1][asked.k]) - leg.arrive_s
