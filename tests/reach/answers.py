"""The engine's days and the oracle's, in one shape, so that they may be compared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jalon.reach import Day, build_network, load_network, parse_request, plan_days
from tests.oracle import oracle_days

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
        build_network(feeds, Path(folder) / "network")
        network = load_network(Path(folder) / "network")
        return [_of_engine(day) for day in plan_days(network, parse_request(request))]


def oracle_says(feeds: list[Path], request: Json) -> list[Json]:
    """What the oracle answers; which way fails is left out: the engine gives reasons instead."""
    return [
        {name: said for name, said in day.items() if name != "fails"}
        for day in oracle_days(feeds, request)
    ]


def _of_engine(day: Day) -> Json:
    names = {"person": day.person, "offer": day.offer, "weekday": day.weekday}
    plan = {name: getattr(day, name) for name in SAID}
    places = dict(day.places) if day.holdable else {}
    return names | {"holdable": day.holdable, "places": places} | plan


WHO: dict[str, Callable[[list[Path], Json], list[Json]]] = {
    "engine": engine_says,
    "oracle": oracle_says,
}
