"""Places of care: invented crèches, and the real public schools with approximate hours.

No public table gives the hours of schools' morning and evening care. Ours are the usual ones of
the Val-de-Marne (7:30 to 18:30, and the leisure centre from 8:00 to 18:00 on Wednesdays): every
page that shows them must say that they are approximate.
"""

from __future__ import annotations

import tomllib

import numpy as np

from jalon.core.time import WEEKDAYS
from jalon.demo.draws import Hours, Place
from jalon.demo.readable_names import slug
from jalon.demo.timetable import FACTS, read_table

SCHOOL_HOURS: Hours = {
    "monday": ["07:30", "18:30"],
    "tuesday": ["07:30", "18:30"],
    "wednesday": ["08:00", "18:00"],
    "thursday": ["07:30", "18:30"],
    "friday": ["07:30", "18:30"],
}
"""Approximate: care before and after school (8:30 to 16:30), leisure centre on Wednesdays."""

CRECHE_HANDOVER_MIN = 10
SCHOOL_HANDOVER_MIN = 5
MOST_FREE_PLACES = 4


def draw_places(rng: np.random.Generator) -> list[Place]:
    """Every crèche and school; only the number of free places of a crèche is drawn."""
    return [*_nurseries(rng), *_schools()]


def _nurseries(rng: np.random.Generator) -> list[Place]:
    with (FACTS / "nurseries.toml").open("rb") as file:
        facts = tomllib.load(file)
    return [
        Place(
            slug=f"demo-{slug(entry['name'])}",
            kind="creche",
            name=entry["name"],
            commune_code=entry["commune_code"],
            lat=entry["lat"],
            lon=entry["lon"],
            hours=_nursery_hours(entry["hours"], facts["hours"]),
            handover_min=CRECHE_HANDOVER_MIN,
            free_places=int(rng.integers(MOST_FREE_PLACES + 1)),
        )
        for entry in facts["nurseries"]
    ]


def _nursery_hours(kind: str, hours: dict[str, list[str]]) -> Hours:
    days = WEEKDAYS[:6] if kind == "atypical" else WEEKDAYS[:5]
    return {day: list(hours[kind]) for day in days}


def _schools() -> list[Place]:
    return [
        Place(
            slug=f"demo-ecole-{row['school']}",
            kind="school",
            name=row["name"],
            commune_code=row["commune_code"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            hours={day: list(hours) for day, hours in SCHOOL_HOURS.items()},
            handover_min=SCHOOL_HANDOVER_MIN,
            nursery=row["nursery"] == "1",
            primary=row["primary"] == "1",
        )
        for row in read_table("schools.csv")
    ]
