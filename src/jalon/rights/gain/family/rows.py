"""Scales of which the family benefits have several rows, one for each amount of resources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from jalon.core.arrays import Floats
from jalon.rights.dynamics.types import Scales


def stack(scales: Sequence[Scales]) -> Scales | None:
    """One of them, with the benefits of all: [rows, months]. None of none; as it is where alone."""
    if len(scales) < 2:
        return scales[0] if scales else None
    family = {name: np.stack([one.family[name] for one in scales]) for name in scales[0].family}
    counted = {name: np.stack([one.counted[name] for one in scales]) for name in scales[0].counted}
    return replace(scales[0], family=family, counted=counted)


def differs(scales: Scales) -> bool:
    """Whether a benefit depends on the row."""
    every = (*scales.family.values(), *scales.counted.values())
    return any(bool((eur != eur[:1]).any()) for eur in every)


def first_row(scales: Scales) -> Scales:
    """The benefits of the first row alone: [months]."""
    return replace(scales, family=_first(scales.family), counted=_first(scales.counted))


def _first(by_name: Mapping[str, Floats]) -> Mapping[str, Floats]:
    return {name: eur[0] for name, eur in by_name.items()}
