"""What a run is asked, and how it is cut into parts."""

from __future__ import annotations

from collections.abc import Sequence
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
"""Some asks, with their places in the run."""


def cut(asks: Sequence[Ask], part_copies: int = PART_COPIES) -> list[Part]:
    """The parts, the same for the same asks: households that can share a simulation are together.
    An ask without offers is in none.
    """
    parts: list[Part] = []
    room = 0
    asked = [(rank, ask) for rank, ask in enumerate(asks) if ask.jobs]
    for rank, ask in sorted(asked, key=lambda one: (shape_of(one[1].household), one[0])):
        copies = 1 + len(ask.jobs)
        if copies > room:
            parts.append([])
            room = part_copies
        parts[-1].append((rank, ask))
        room -= copies
    return parts
