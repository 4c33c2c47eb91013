"""The agents of the demo, and whom each follows."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.demo.timetable import FACTS

_LEAST_DAYS, _MOST_DAYS = 10, 900
"""How long ago a follow-up may have begun."""


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent who is an account of the first page, and how many drawn people they follow."""

    demo_slug: str
    first_name: str
    last_name: str
    title: str
    organisation: str
    kind: str
    reason: str
    others: int
    story: str


def read_agents() -> list[Agent]:
    """The agents in the order of the first page."""
    with (FACTS / "agents.toml").open("rb") as file:
        entries = tomllib.load(file)["agents"]
    return [
        Agent(
            demo_slug=entry["slug"],
            story=" ".join(entry["story"].split()),
            **{name: entry[name] for name in _AS_WRITTEN},
        )
        for entry in entries
    ]


def draw_caseload(rng: np.random.Generator, count: int, total: int) -> list[int]:
    """`count` places, or all of them, in a list of `total` people, in their order."""
    return sorted(int(i) for i in rng.choice(total, size=min(count, total), replace=False))


def draw_since(rng: np.random.Generator, count: int, before: dt.date) -> Sequence[dt.date]:
    """The days on which `count` follow-ups began, all before that day."""
    days = rng.integers(_LEAST_DAYS, _MOST_DAYS, size=count)
    return [before - dt.timedelta(days=int(day)) for day in days]


_AS_WRITTEN = ("first_name", "last_name", "title", "organisation", "kind", "reason", "others")
