"""Several feeds in one numbering: indices are shifted, so that ids of two feeds never mix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.core.arrays import Ints


def offsets_of(counts: Sequence[int]) -> list[int]:
    """Where each feed's numbers begin."""
    return [int(total) for total in np.concatenate(([0], np.cumsum(counts)))][:-1]


def shifted(parts: Sequence[NDArray[Any]], offsets: Sequence[int]) -> Ints:
    """Indices of several feeds in one numbering; -1 stays -1."""
    moved = [np.where(part < 0, part, part + by) for part, by in zip(parts, offsets, strict=True)]
    merged: Ints = np.concatenate(moved).astype(np.int32)
    return merged
