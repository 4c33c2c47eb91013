"""Requests drawn by a seed around the stops of a network, for measuring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np

from jalon.core.time import DAY_S, WEEKDAYS, format_clock
from jalon.reach import Network

WORKING_DAYS = WEEKDAYS[:5]
STARTS = (5, 6, 7, 8, 8.5, 9, 9, 10, 12, 13, 14, 17, 18)
LENGTHS = (3, 4, 7, 7, 8)
CRECHE = {day: ["07:30", "18:30"] for day in WORKING_DAYS}
NEAR_DEG = 0.004
"""Some 400 m: homes and workplaces stand around stops, care places a little farther from homes."""


def draw_request(
    network: Network, people: int, offers: int, monday: dt.date, *, seed: int = 1
) -> dict[str, Any]:
    """People (a third with one or two children at places) and offers of five weekdays."""
    rng = np.random.default_rng(seed)
    used = np.flatnonzero(network.stop_used)
    stops = np.column_stack((network.stop_lat[used], network.stop_lon[used]))
    return {
        "date_of_monday": monday.isoformat(),
        "settings": {"seconds": True},
        "people": [_person(rng, stops, number) for number in range(people)],
        "offers": [_offer(rng, stops, number) for number in range(offers)],
    }


def middle_of(network: Network) -> dt.date:
    """A Monday in the middle of the network's validity."""
    day = network.first_day + (network.last_day - network.first_day) / 2
    return day - dt.timedelta(days=day.weekday())


def _near(rng: np.random.Generator, spot: Iterable[float], degrees: float) -> dict[str, float]:
    lat, lon = spot
    north, east = rng.uniform(-degrees, degrees, 2)
    return {"lat": float(lat + north), "lon": float(lon + east)}


def _person(rng: np.random.Generator, stops: Any, number: int) -> dict[str, Any]:  # noqa: ANN401
    home = _near(rng, stops[rng.integers(len(stops))], NEAR_DEG)
    children = int(rng.choice([0, 0, 0, 0, 1, 2]))
    return {
        "id": f"p{number}",
        "home": home,
        "means": ["transit"],
        "children": [
            {"id": f"c{child}", "places": _places(rng, home, f"{number}-{child}")}
            for child in range(children)
        ],
    }


def _places(rng: np.random.Generator, home: dict[str, float], name: str) -> list[dict[str, Any]]:
    return [
        {"id": f"k{name}-{i}", **_near(rng, home.values(), 2 * NEAR_DEG), "hours": CRECHE}
        for i in range(int(rng.integers(1, 3)))
    ]


def _offer(rng: np.random.Generator, stops: Any, number: int) -> dict[str, Any]:  # noqa: ANN401
    start = int(rng.choice(STARTS) * 3600)
    end = (start + int(rng.choice(LENGTHS) * 3600)) % DAY_S
    hours = [format_clock(start), format_clock(end)]
    return {
        "id": f"o{number}",
        **_near(rng, stops[rng.integers(len(stops))], NEAR_DEG),
        "shifts": {day: [hours] for day in WORKING_DAYS},
    }
