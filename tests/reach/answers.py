"""The engine's days and the oracle's, in one shape, so that they may be compared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from jalon.reach import (
    Day,
    Leg,
    Network,
    Unlock,
    build_network,
    find_unlocks,
    load_network,
    parse_request,
    plan_days,
)
from tests.oracle import oracle_answers, oracle_days
from tests.oracle.shown import Plans, Shown

Json = dict[str, Any]
SAID = (
    "leave_home_s",
    "arrive_work_s",
    "leave_work_s",
    "return_home_s",
    "out_s",
    "back_s",
    "rides",
    "walk_s",
    "slack_s",
    "safe_leave_s",
)


def engine_says(feeds: list[Path], request: Json) -> list[Json]:
    """What the engine answers, on a network built for it."""
    with tempfile.TemporaryDirectory() as folder:
        network = compiled(feeds, Path(folder) / "network")
        return [of_engine(day) for day in plan_days(network, parse_request(request))]


def oracle_says(feeds: list[Path], request: Json) -> list[Json]:
    """What the oracle answers."""
    return oracle_days(feeds, request)


class Comparison(NamedTuple):
    """How many days were judged, how many of them hold or do not, and what is said differently."""

    days: int
    held: int
    refused: int
    differences: list[tuple[Json | None, Json | None]]
    """The engine's line and the oracle's, of a day or of a pair's unlocks; or a wrong leg."""


def compared(feeds: list[Path], request: Json, *, unlocks: bool = True) -> Comparison:
    """Engine and oracle on one request; the network is built once."""
    with tempfile.TemporaryDirectory() as folder:
        network = compiled(feeds, Path(folder) / "network")
        days = list(plan_days(network, parse_request(request)))
        engine = [of_engine(day) for day in days]
        oracle, pairs = (
            oracle_answers(feeds, request) if unlocks else (oracle_days(feeds, request), [])
        )
        lines = [*zip_longest(engine, oracle)]
        if unlocks:
            lines += zip_longest(unlocks_of_engine(network, request), pairs)
    verdicts = [day["holdable"] for day in oracle]
    differences = [(ours, theirs) for ours, theirs in lines if ours != theirs]
    differences += [({"wrong": said}, None) for said in complaints(feeds, request, days)]
    return Comparison(len(oracle), verdicts.count(True), verdicts.count(False), differences)


def complaints(feeds: list[Path], request: Json, days: Sequence[Day]) -> Iterator[str]:
    """What the oracle finds wrong with the legs of the engine's plans on one feed."""
    (feed,) = feeds
    plans = Plans(feed, request)
    for day in days:
        legs = [shown(leg) for leg in day.legs]
        yield from plans.complaints(day.person, day.offer, day.weekday, legs)


def shown(leg: Leg) -> Shown:
    """A leg, as the oracle reads it."""
    return Shown(
        leg.way,
        leg.kind,
        leg.origin,
        leg.target,
        leg.depart_s,
        leg.arrive_s,
        leg.booking is not None,
        leg.headway_s,
    )


def compiled(feeds: list[Path], folder: Path) -> Network:
    """The network of some feeds."""
    build_network(feeds, folder)
    return load_network(folder)


def of_engine(day: Day) -> Json:
    """A day of the engine's, as the oracle tells it."""
    names = {"person": day.person, "offer": day.offer, "weekday": day.weekday}
    plan = {name: getattr(day, name) for name in SAID}
    windows = day.start_windows
    return (
        names
        | {"holdable": day.holdable, "home_between": day.home_between}
        | plan
        | {"by": ways_to_move(day.legs), "places": dict(day.places) if day.holdable else {}}
        | {"start_windows": None if windows is None else list(windows)}
        | {"start_windows_for": day.start_windows_for}
    )


def ways_to_move(legs: Sequence[Leg]) -> list[str]:
    """By what each way out is made (and the way back after it); on foot and by transit: `foot`."""
    ways = [list(way) for name, way in groupby(legs, lambda leg: leg.way) if name == "out"]
    kinds = [{leg.kind for leg in way} for way in ways]
    return [next(iter(sorted(kind & {"bicycle", "car"})), "foot") for kind in kinds]


def unlocks_of_engine(network: Network, request: Json) -> list[Json]:
    """What the engine says would unlock each pair, as the oracle tells it."""
    return [
        {
            "person": pair.person,
            "offer": pair.offer,
            "unlocks": [_told(unlock) for unlock in pair.unlocks],
        }
        for pair in find_unlocks(network, parse_request(request))
    ]


def _told(unlock: Unlock) -> Json:
    told = {name: getattr(unlock, name) for name in ("change", "place", "child", "by_min")}
    return {name: said for name, said in told.items() if said is not None} | {
        "week_s": unlock.week_s
    }


WHO: dict[str, Callable[[list[Path], Json], list[Json]]] = {
    "engine": engine_says,
    "oracle": oracle_says,
}
