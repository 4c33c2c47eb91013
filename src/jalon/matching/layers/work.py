"""What a layer is asked to do, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
    """One shard to answer, as it was read. Workplaces are read when they are asked for, after their
    revisions: what changed meanwhile is computed once too often."""

    shard: int
    network: Network
    target: Target
    now: Snapshot

    @property
    def people(self) -> Mapping[int, int]:
        """Everybody's revision, by number."""
        return self.now.people

    @cached_property
    def workplaces(self) -> Mapping[int, Workplace]:
        """Those that are still there, by number."""
        return {workplace.number: workplace for workplace in self._read(Workplace.objects.all())}

    def some(self, numbers: Sequence[int]) -> list[Workplace]:
        """Those of some numbers that are still there."""
        return self._read(Workplace.objects.filter(number__in=numbers))

    def _read(self, workplaces: Iterable[Workplace]) -> list[Workplace]:
        # One that came meanwhile is of the next look.
        return [workplace for workplace in workplaces if workplace.number in self.now.workplaces]


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
