"""A territory drawn by a seed around the stops of a network: crèches and schools shared by all.

As in life, a care place serves many families: a child goes to one of the nearest, and may have a
second candidate; brothers and sisters are half of the time at the same place.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.requests import CRECHE, LENGTHS, NEAR_DEG, STARTS, WORKING_DAYS
from jalon.core.arrays import Floats, Longs
from jalon.core.time import DAY_S, format_clock
from jalon.reach import Network

PEOPLE_A_PLACE = 15
"""5,000 people, a third of whom have children, have some 330 places."""
CANDIDATES = 4
"""A child's places are among so many nearest to the home."""


def draw_territory(
    network: Network, people: int, offers: int, *, seed: int = 1, weekdays: int = 5
) -> dict[str, list[dict[str, Any]]]:
    """People (a third with one or two children) and offers of so many weekdays."""
    rng = np.random.default_rng(seed)
    used = np.flatnonzero(network.stop_used)
    stops = np.column_stack((network.stop_lat[used], network.stop_lon[used]))
    homes, sites = _near(rng, stops, people), _near(rng, stops, offers)
    places = _near(rng, stops, max(CANDIDATES, people // PEOPLE_A_PLACE))
    nearest = _nearest(homes, places)
    return {
        "people": [_person(rng, number, home, places, nearest[number])
                   for number, home in enumerate(homes)],
        "offers": [_offer(rng, number, site, WORKING_DAYS[:weekdays])
                   for number, site in enumerate(sites)],
    }  # fmt: skip


def _near(rng: np.random.Generator, stops: Floats, count: int) -> Floats:
    """Floats within some 400 m of stops drawn at random."""
    return stops[rng.integers(len(stops), size=count)] + rng.uniform(
        -NEAR_DEG, NEAR_DEG, (count, 2)
    )


def _nearest(homes: Floats, places: Floats) -> Longs:
    """The numbers of the places nearest to each home, in blocks so that memory stays flat."""
    found = []
    for first in range(0, len(homes), 1000):
        apart = homes[first : first + 1000, None, :] - places
        metres = (apart**2).sum(axis=2)
        found.append(np.argpartition(metres, CANDIDATES - 1, axis=1)[:, :CANDIDATES])
    return np.concatenate(found)


def _person(
    rng: np.random.Generator, number: int, home: Floats, places: Floats, near: Longs
) -> dict[str, Any]:
    children = int(rng.choice([0, 0, 0, 0, 1, 2]))
    chosen = [
        rng.choice(near, size=int(rng.integers(1, 3)), replace=False) for _ in range(children)
    ]
    if children > 1 and rng.random() < 0.5:
        chosen = [chosen[0]] * children
    return {
        "id": f"p{number}",
        "home": _point(home),
        "means": ["transit"],
        "children": [
            {"id": f"c{child}", "places": [_place(place, places[place]) for place in candidates]}
            for child, candidates in enumerate(chosen)
        ],
    }  # fmt: skip


def _place(number: int, where: Floats) -> dict[str, Any]:
    return {"id": f"k{number}", **_point(where), "hours": CRECHE}


def _offer(
    rng: np.random.Generator, number: int, site: Floats, days: tuple[str, ...]
) -> dict[str, Any]:
    start = int(rng.choice(STARTS) * 3600)
    end = (start + int(rng.choice(LENGTHS) * 3600)) % DAY_S
    hours = [format_clock(start), format_clock(end)]
    return {"id": f"o{number}", **_point(site), "shifts": {day: [hours] for day in days}}


def _point(degrees: Floats) -> dict[str, float]:
    return {"lat": float(degrees[0]), "lon": float(degrees[1])}
