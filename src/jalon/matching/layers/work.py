"""What a layer is asked to do, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jalon.matching.models import Workplace
from jalon.matching.snapshot import Snapshot, Target
from jalon.reach import Network

Write = Callable[[], None]
"""Puts into the database what was computed; called in the transaction that signs for it."""


@dataclass(frozen=True)
class Work:
    """One shard to answer, as it was read."""

    shard: int
    network: Network
    target: Target
    now: Snapshot

    @property
    def people(self) -> Mapping[int, int]:
        """Everybody's revision, by number."""
        return self.now.people

    @property
    def workplaces(self) -> Mapping[int, Workplace]:
        """Every workplace, by number."""
        return self.now.workplaces


class LayerWork(Protocol):
    """How one layer is computed. Nothing is written before `Write` is called."""

    def whole(self, work: Work) -> Write:
        """Everybody for everything."""

    def workplaces(self, work: Work, numbers: Sequence[int], people: Sequence[int]) -> Write:
        """Some workplaces, for these people alone."""

    def of_people(self, work: Work, people: Sequence[int]) -> Write:
        """Some people for every workplace."""
