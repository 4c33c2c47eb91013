"""What a store keeps of each pair (`weeks`) against plan_days: whether the week holds, its travel,
and the earliest of its leaves. JALON_MATCH_EXAMPLES asks for more worlds.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings

from jalon.reach import Day, Network, Request, parse_request, plan_days
from jalon.reach.kernels.sentinels import CLOSED
from jalon.reach.match.block_by_person import block_of, is_instant
from tests.examples import examples
from tests.reach.answers import compiled
from tests.reach.strategies import World, worlds

FAR_S = 10**9
Weeks = dict[tuple[str, str], tuple[int, int, int]]
"""By person and offer that holds: seconds of the week, earliest leave, minutes."""
many = settings(
    max_examples=examples(20, "JALON_MATCH_EXAMPLES", thorough=400),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def stored(network: Network, request: Request) -> Weeks:
    """As the store would keep them, part by part."""
    block, found = block_of(network, request, len(request.offers)), Weeks()
    for part in block.parts():
        weeks = block.weeks(part)
        for row, person in enumerate(request.people):
            for column, offer in enumerate(part):
                seconds = int(weeks.seconds[row, column])
                if seconds < CLOSED:
                    pair = person.id, request.offers[offer].id
                    leave, minutes = weeks.leave[row, column], weeks.minutes[row, column]
                    found[pair] = seconds, int(leave), int(minutes)
    return found


def minutes_of(day: Day) -> int:
    """Each way out, and each way back, in whole minutes."""
    if not day.home_between:
        return sum(-(-(length or 0) // 60) for length in (day.out_s, day.back_s))
    minutes = 0
    for number, (start, end) in enumerate(day.shifts):
        before = day.shifts[number - 1][1] if number else -FAR_S
        after = day.shifts[number + 1][0] if number + 1 < len(day.shifts) else FAR_S
        mine = [leg for leg in day.legs if before <= leg.depart_s and leg.arrive_s <= after]
        leave = min((leg.depart_s for leg in mine if leg.way == "out"), default=start)
        home = max((leg.arrive_s for leg in mine if leg.way == "back"), default=end)
        minutes += -(-(start - leave) // 60) + -(-(home - end) // 60)
    return minutes


def planned(network: Network, request: Request) -> Weeks:
    """The same, of the days that a page shows."""
    unknown = {offer.id for offer in request.offers if None in offer.shifts.values()}
    by_pair: dict[tuple[str, str], list[Day]] = defaultdict(list)
    for day in plan_days(network, request):
        by_pair[day.person, day.offer].append(day)
    return {
        pair: (
            sum((day.out_s or 0) + (day.back_s or 0) for day in days),
            min(day.leave_home_s for day in days if day.leave_home_s is not None),
            sum(minutes_of(day) for day in days),
        )
        for pair, days in by_pair.items()
        if pair[1] not in unknown and all(day.holdable for day in days)
    }


@given(world=worlds())
@many
def test_a_week_is_kept_as_it_is_planned(world: World) -> None:
    with tempfile.TemporaryDirectory() as name:
        network = compiled([world.write(Path(name) / "feed.zip")], Path(name) / "net")
        request = parse_request(world.request)
        assert stored(network, request) == planned(network, request)


@given(world=worlds())
@many
def test_where_nothing_takes_time_it_is_kept_too(world: World) -> None:
    world.request["settings"]["min_change_s"] = 0
    with tempfile.TemporaryDirectory() as name:
        network = compiled([world.write(Path(name) / "feed.zip")], Path(name) / "net")
        request = parse_request(world.request)
        assume(is_instant(network, request))
        assert stored(network, request) == planned(network, request)
