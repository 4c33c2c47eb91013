"""One more trip, candidate place or means never makes an answer worse, on random small worlds.

Nor does a seat that one keeps; and a slow pathway, a forbidden change, a window or rides refused
never make it better.

What may change, by the definition: the places chosen for the week (a choice may hold on more days
and leave earlier on one of them), and staying, which is preferred to coming home between. Days are
compared where neither changed; the days that hold are counted for each person and offer.
"""

from __future__ import annotations

import copy
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from jalon.reach import Day, PairUnlocks, find_unlocks, parse_request, plan_days
from tests.examples import examples
from tests.reach.answers import Json, compiled
from tests.reach.drawing import lesser
from tests.reach.drawing.dice import RandomDice
from tests.reach.drawing.draft import MATTERS, Size
from tests.reach.drawing.requests import ALWAYS
from tests.reach.drawing.world import World
from tests.reach.drawing.worlds import drawn

WORLDS = range(7000, 7000 + examples(30))
ENOUGH = examples(12, thorough=300)
"""So many worlds, and more where nothing has been seen yet."""
Answers = tuple[list[Day], list[PairUnlocks]]
Pair = tuple[str, str]
MEANS = ("transit", "bicycle", "car")


def asked(world: World) -> Answers:
    """The days of a world, and what unlocks its pairs."""
    with tempfile.TemporaryDirectory() as folder:
        feed = world.write(Path(folder) / "feed.zip")
        network = compiled([feed], Path(folder) / "net")
        request = parse_request(world.request)
        return list(plan_days(network, request)), list(find_unlocks(network, request))


def of_riders(world: World) -> World:
    """The same world, whose people have time and little else: rides are what counts."""
    by_transit = ALWAYS | {"means": ["transit"], "max_walk_min": 5}
    people = [
        person | by_transit | {"children": person["children"][:1]}
        for person in world.request["people"]
    ]
    return World(world.tables, world.request | {"people": people})


def of_riders_without_blocks(world: World) -> World:
    """Riders where nobody stays seated by a block, whose next trip may be one that goes."""
    return lesser.without_blocks(of_riders(world))


def of_riders_in_the_street(world: World) -> World:
    """Riders, no pathways, and walks between most stops of one station."""
    riders = lesser.without_pathways(of_riders(world))
    walks = {"max_stop_walk_m": 600, "walk_detour": 1, "min_change_s": 0}
    return World(riders.tables, riders.request | {"settings": riders.request["settings"] | walks})


def of_riders_on_time(world: World) -> World:
    """Riders, and no time that is interpolated."""
    return lesser.without_blanks(of_riders(world))


def of_riders_seated(world: World) -> World:
    """Riders who stay seated."""
    return lesser.with_seats(of_riders(world))


def of_choosers(world: World) -> World:
    """The same world, where a child may go to any place of the request, its own last.

    From the third child on they keep their own: 256 choices take as long as all other worlds.
    """
    request = copy.deepcopy(world.request)
    children = [child for person in request["people"] for child in person["children"]]
    known = [*request["other_places"][:2], *(row for c in children for row in c["places"])]
    every = {row["id"]: row for row in known}
    for child in (child for person in request["people"] for child in person["children"][:2]):
        own = {row["id"]: row for row in child["places"]}
        child["places"] = [row for name, row in every.items() if name not in own][:3]
        child["places"] += own.values()
    return World(world.tables, request)


def as_drawn(world: World) -> World:
    """The world itself."""
    return world


def with_fewer_trips(world: World) -> World:
    """One trip in three."""
    left = {row["trip_id"] for row in world.tables["trips"][::3]}
    kept = {
        name: [row for row in rows if row["trip_id"] in left]
        for name, rows in world.tables.items()
        if name in ("trips", "stop_times", "frequencies")
    }
    return World(world.tables | kept, world.request)


def with_fewer_places(world: World) -> World:
    """Each child with the last of its candidate places alone."""
    request = copy.deepcopy(world.request)
    for person in request["people"]:
        for child in person["children"]:
            child["places"] = child["places"][-1:]
    return World(world.tables, request)


def with_fewer_means(world: World) -> World:
    """Each person without one of the means."""
    request = copy.deepcopy(world.request)
    for person in request["people"]:
        person["means"] = person["means"][1:]
    return World(world.tables, request)


def by_pair(days: list[Day]) -> dict[Pair, list[Day]]:
    pairs = defaultdict(list)
    for day in days:
        pairs[day.person, day.offer].append(day)
    return pairs


def starts(day: Day, step_s: int) -> set[int]:
    """The starts of all windows."""
    windows = day.start_windows or ()
    return {start for first, last in windows for start in range(first, last + 1, step_s)}


def worse(before: Answers, after: Answers, request: Json) -> Iterator[str]:
    """Everything that is worse, said; nothing where all is well."""
    step_s = request["settings"]["start_step_min"] * 60
    days, more = by_pair(before[0]), by_pair(after[0])
    for pair, week in days.items():
        held = [sum(day.holdable is True for day in one) for one in (week, more[pair])]
        if held[0] > held[1]:
            yield f"{pair}: {held[0]} days held, now {held[1]}"
        for was, now in zip(week, more[pair], strict=True):
            yield from worse_day(was, now, step_s)
    yield from worse_unlocks(before, after)


def worse_day(was: Day, now: Day, step_s: int) -> Iterator[str]:
    if not starts(was, step_s) <= starts(now, step_s):
        yield f"{was}: fewer starts hold in {now}"
    comparable = was.places == now.places and was.home_between == now.home_between
    if was.holdable and now.holdable and comparable:
        assert was.leave_home_s is not None
        assert now.leave_home_s is not None
        assert was.return_home_s is not None
        assert now.return_home_s is not None
        if now.leave_home_s < was.leave_home_s:
            yield f"{was}: leaves earlier in {now}"
        same_leave = now.leave_home_s == was.leave_home_s
        if same_leave and not was.home_between and now.return_home_s > was.return_home_s:
            yield f"{was}: returns later in {now}"


def worse_unlocks(before: Answers, after: Answers) -> Iterator[str]:
    """What unlocked a pair still does, by no larger amount, or the pair holds by itself."""
    now = {(pair.person, pair.offer): pair.unlocks for pair in after[1]}
    for pair in before[1]:
        # Whoever is no longer listed holds: the hours that are known are the same.
        left = now.get((pair.person, pair.offer))
        for unlock in pair.unlocks if left is not None else ():
            same = [
                abs(one.by_min or 0)
                for one in left or ()
                if (one.change, one.place, one.child, (one.by_min or 0) < 0)
                == (unlock.change, unlock.place, unlock.child, (unlock.by_min or 0) < 0)
            ]
            if not any(by_min <= abs(unlock.by_min or 0) for by_min in same):
                yield f"{pair.person} {pair.offer}: {unlock} unlocks no more"


@pytest.mark.hypothesis  # of chance too: `make hunt` asks for more
@pytest.mark.parametrize(
    ("fewer", "of", "among", "seen_of"),
    [
        (with_fewer_trips, of_riders_without_blocks, MATTERS, "gained"),
        (with_fewer_places, of_choosers, MATTERS, "gained"),
        (with_fewer_means, as_drawn, MATTERS, "gained"),
        (lesser.with_slow_pathways, of_riders_in_the_street, ["stations"], "changed"),
        (lesser.with_forbidden_changes, of_riders, ["changes"], "gained"),
        (lesser.with_windows, of_riders_on_time, MATTERS, "gained"),
        (lesser.without_seats, of_riders_seated, MATTERS, "gained"),
        (lesser.refusing, of_riders, ["booked"], "gained"),
    ],
)
def test_more_is_no_worse(
    fewer: Callable[[World], World],
    of: Callable[[World], World],
    among: Sequence[str],
    seen_of: str,
) -> None:
    seen: Counter[str] = Counter()
    for done, number in enumerate(WORLDS):
        if done >= ENOUGH and min(seen["held"], seen[seen_of]) > 0:
            break
        world = of(drawn(RandomDice(number), Size(), among))
        before, after = asked(fewer(world)), asked(world)
        assert [*worse(before, after, world.request)] == [], number
        held = [sum(day.holdable is True for day in days) for days, _ in (before, after)]
        changed = sum(
            bool(was.holdable) and was != now for was, now in zip(before[0], after[0], strict=True)
        )
        seen.update(held=held[0], gained=held[1] - held[0], changed=changed)
    # A walk between two platforms is seldom all: it makes some days better, and few hold.
    assert min(seen["held"], seen[seen_of]) > 0, "nothing was compared"
