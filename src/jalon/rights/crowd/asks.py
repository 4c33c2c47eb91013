"""What a run is asked, and how it is cut into parts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from jalon.rights.fisca import shape_of
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job

PART_COPIES = 4_000
"""A part has about so many copies of households: some seconds of work, some 200 MB."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One household and its offers."""

    id: str
    household: Household
    jobs: tuple[Job, ...]


Part = list[tuple[int, Ask]]
"""Some asks, with their indices in the run."""


def cut(asks: Sequence[Ask], part_copies: int = PART_COPIES) -> list[Part]:
    """The parts, the same for the same asks: households that can share a simulation are together.
    An ask without offers is in none.
    """
    parts: list[Part] = []
    room = 0
    indexed = [(index, ask) for index, ask in enumerate(asks) if ask.jobs]
    for index, ask in sorted(indexed, key=_shape_then_index):
        copies = 1 + len(ask.jobs)
        if copies > room:
            parts.append([])
            room = part_copies
        parts[-1].append((index, ask))
        room -= copies
    return parts


def _shape_then_index(indexed: tuple[int, Ask]) -> tuple[Hashable, int]:
    index, ask = indexed
    return shape_of(ask.household), index
