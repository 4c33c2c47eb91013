"""Rides of bicycles and cars along their own streets, from many places to many places."""

from __future__ import annotations

import math

import numpy as np

from jalon.core.arrays import Floats
from jalon.core.geo import Positions
from jalon.reach.terrain.search import NO_LIMIT, StreetSearcher, place_numbers

MM, MS = 1000.0, 1000.0
ASIDE_KMH = 4.5
"""What no street leads to is walked by who came by car."""


def ride_matrix(
    searcher: StreetSearcher, origin: Positions, target: Positions, limit_m: float | None = None
) -> Floats:
    """Metres of a bicycle from each origin to each target; infinite where there is no way.

    Pushed or ridden, the metres between a place and its street count. Rides longer than `limit_m`
    may be told as infinite.
    """
    limit = _limit(None if limit_m is None else limit_m * MM)
    return _matrix(searcher, origin, target, limit, aside=True) / MM


def drive_matrix(
    searcher: StreetSearcher,
    origin: Positions,
    target: Positions,
    slowdown: float,
    limit_s: float | None = None,
) -> Floats:
    """Seconds of a car from each origin to each target; infinite where there is no way.

    The seconds of free streets times `slowdown`, and a walk between a place and its street. Rides
    longer than `limit_s` may be told as infinite.
    """
    limit = _limit(None if limit_s is None else limit_s / slowdown * MS)
    driven = _matrix(searcher, origin, target, limit, aside=False) / MS * slowdown
    walked = [searcher.snapper.snap(end).aside_m * 3.6 / ASIDE_KMH for end in (origin, target)]
    seconds: Floats = driven + walked[0][:, None] + walked[1]
    here, there = place_numbers(origin, target)
    seconds[(here[:, None] == there) & np.isfinite(driven)] = 0
    return seconds


def _limit(units: float | None) -> int:
    return NO_LIMIT if units is None else min(NO_LIMIT, math.ceil(units))


def _matrix(
    searcher: StreetSearcher, origin: Positions, target: Positions, limit: int, *, aside: bool
) -> Floats:
    """Units; searched from whichever end has fewer places."""
    matrix = np.full((len(origin[0]), len(target[0])), np.inf)
    if len(origin[0]) <= len(target[0]):
        row, column, units = searcher.ways(origin, target, limit, aside=aside)
    else:
        column, row, units = searcher.reversed.ways(target, origin, limit, aside=aside)
    matrix[row, column] = units
    return matrix
