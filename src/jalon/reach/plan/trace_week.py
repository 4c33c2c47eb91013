"""The plans to show of a solved week, traced together: each different way once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.reach.plan.trace import TracedWays, WayRequests
from jalon.reach.week.groups import ON_FOOT, TransitGroup
from jalon.reach.week.solve import Week


@dataclass(frozen=True)
class GroupPlans:
    """The ways out and back of all that is shown of one group, by owner."""

    outs: TracedWays
    backs: TracedWays


def trace_week(week: Week) -> Sequence[GroupPlans]:
    """By the index of each transit group, its plans."""
    return [_trace(week, group) for group in week.transit]


def _trace(week: Week, group: TransitGroup) -> GroupPlans:
    depth = max(
        len(choice.stays)
        for family_index in group.members
        for choice in week.families[family_index].choices
    )
    outs = WayRequests(group.kind.out, depth, soonest=True)
    backs = WayRequests(group.kind.back, depth, soonest=False)
    for family_index in group.members:
        for day in group.kind.days:
            owner = week.owner(family_index, np.arange(day.rows), day.weekday)
            judgements = week.family_weeks[family_index].judgements[day.weekday][ON_FOOT]
            for choice, judgement in enumerate(judgements):
                mask = week.shown_rows(family_index, day, choice) == ON_FOOT
                outs.add_out(judgement, mask, owner)
                backs.add_back(judgement, mask, owner)
    return GroupPlans(
        outs.trace(group.timetable.out, group.walks[0]),
        backs.trace(group.timetable.back, group.walks[1]),
    )
