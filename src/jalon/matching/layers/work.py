"""What a layer is asked to do, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jalon.matching.models import Workplace
from jalon.matching.prepared import PreparedShard, find_kept, keep, prepare
from jalon.matching.snapshot import Snapshot, Target
from jalon.matching.week_kinds import WeekKind
from jalon.reach import Network

Write = Callable[[], None]
"""Puts into the database what was computed; called in the transaction that signs for it."""


@dataclass(frozen=True)
class Work:
    """One shard to answer, as it was read; `workplaces` by number."""

    shard: int
    network: Network
    target: Target
    now: Snapshot
    workplaces: Mapping[int, Workplace]

    @property
    def people(self) -> Mapping[int, int]:
        """Everybody's revision, by number."""
        return self.now.people


class LayerWork(Protocol):
    """How one layer is computed. Nothing is written before `Write` is called.

    `KINDS` are the kinds of week that it answers.
    """

    KINDS: tuple[WeekKind, ...]

    def whole(self, work: Work) -> Write:
        """Everybody for everything."""

    def workplaces(self, work: Work, numbers: Sequence[int], people: Sequence[int]) -> Write:
        """Some workplaces, for these people alone."""

    def of_people(self, work: Work, people: Sequence[int]) -> Write:
        """Some people for every workplace."""


def find_prepared(work: Work) -> PreparedShard | None:
    """The shard as the worker keeps it; None where it does not, or many have changed since."""
    kept = find_kept(work.shard, work.target)
    # Of a shard that had nobody, or no workplace, nothing is known.
    useful = kept is not None and kept.territories and kept.is_fresh(work.people)
    return kept if useful else None


def prepare_shard(work: Work) -> PreparedShard:
    """The shard, prepared and kept."""
    prepared = prepare(work.network, work.target, work.people, work.workplaces)
    keep(work.shard, prepared)
    return prepared
