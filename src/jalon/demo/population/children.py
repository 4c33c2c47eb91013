"""Children of the demo: when they were born, and who looks after them while a parent works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import Enum

import numpy as np

from jalon.demo.chance import pick_weighted
from jalon.demo.draws import MONDAY, Child, Place
from jalon.demo.geography import Point, distance_m


class Stage(Enum):
    """Where a child is on a working day. School years follow the year of birth, as in France."""

    CRECHE = range(2024, 2027)
    NURSERY_SCHOOL = range(2021, 2024)
    PRIMARY_SCHOOL = range(2016, 2021)
    ALONE = range(2010, 2016)


STAGES = {Stage.CRECHE: 30, Stage.NURSERY_SCHOOL: 27, Stage.PRIMARY_SCHOOL: 28, Stage.ALONE: 15}
"""In hundredths, for parents who look for work."""
MOST_IN_CARE = 2
"""Three children at three places are rare, and their mornings do not show on a small screen."""
YOUNGEST_DAYS = 80
"""A crèche takes a child from two and a half months."""
_CRECHES = {(0,): 30, (1,): 15, (2,): 10, (0, 1): 35, (1, 0): 10}
"""Ranks by distance of a child's candidate crèches, the one it attends first."""


def stage_of(birth_date: dt.date) -> Stage:
    """The stage of a child by its year of birth."""
    return next((stage for stage in Stage if birth_date.year in stage.value), Stage.ALONE)


def draw_stages(rng: np.random.Generator, count: int) -> list[Stage]:
    """Stages of the children of a family, at most two of them in care."""
    stages = [pick_weighted(rng, STAGES) for _ in range(count)]
    cared = [stage for stage in stages if stage is not Stage.ALONE][:MOST_IN_CARE]
    return [*cared, *[Stage.ALONE] * (count - len(cared))]


def draw_children(
    rng: np.random.Generator,
    stages: Sequence[Stage],
    home: Point,
    places: Mapping[Stage, Sequence[Place]],
    names: Sequence[str],
) -> tuple[Child, ...]:
    """A child for each stage; those of one stage go to the same place. `places` empty: nobody does.

    `places` holds the places of the town for each stage.
    """
    of_stage = {
        stage: _places(rng, stage, home, places.get(stage, ())) for stage in dict.fromkeys(stages)
    }
    order = rng.permutation(len(names))
    return tuple(
        Child(names[int(order[rank])], _birth(rng, stage), of_stage[stage])
        for rank, stage in enumerate(stages)
    )


def _birth(rng: np.random.Generator, stage: Stage) -> dt.date:
    first = dt.date(stage.value[0], 1, 1)
    last = min(dt.date(stage.value[-1], 12, 31), MONDAY - dt.timedelta(days=YOUNGEST_DAYS))
    return first + dt.timedelta(days=int(rng.integers((last - first).days + 1)))


def _places(
    rng: np.random.Generator, stage: Stage, home: Point, places: Sequence[Place]
) -> tuple[str, ...]:
    """The nearest school; one or two of the nearest crèches."""
    near = sorted(places, key=lambda place: distance_m(home, Point(place.lat, place.lon)))
    ranks = pick_weighted(rng, _CRECHES) if stage is Stage.CRECHE else (0,)
    return tuple(near[rank].slug for rank in ranks if rank < len(near))
