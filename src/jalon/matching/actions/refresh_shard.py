"""Bring the answers of a shard up to date: whatever changed is computed, whatever did not stays.

Everything is compared by revisions, so doing it twice does it once, and one that was killed is
begun again. Pages read the old answers until the new ones are there, all in one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from jalon.matching.board import Board
from jalon.matching.cells import TILE
from jalon.matching.models import Seat, Shard
from jalon.matching.network import current_network
from jalon.matching.prepared import PreparedShard, find_kept, keep, prepare
from jalon.matching.snapshot import Snapshot, Target, read_revisions, read_snapshot, weeks_as_json
from jalon.matching.week_kinds import find_weeks
from jalon.people.models import Person
from jalon.reach import Network

_LOCK = 0x4D415443
"""Any constant: with the shard's number it names the lock of its refreshing."""


@dataclass(frozen=True)
class Refreshed:
    """What was computed: pairs of a person and a workplace, and whether all were."""

    pairs: int
    whole: bool


def refresh_shard(number: int, today: dt.date | None = None) -> Refreshed:
    """Refresh one shard. NetworkError where no network is there."""
    network = current_network()
    today = today or timezone.localdate()
    mondays = find_weeks(network, today, settings.JALON_SCHOOL_ZONE)
    target = Target(str(network.manifest["arrays"]), mondays)
    with _alone(number):
        return _Refresh(number, network, target, read_snapshot(number)).run()


@contextmanager
def _alone(number: int) -> Iterator[None]:
    """One process at a time refreshes a shard; another waits for its turn."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_LOCK, number])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, number])


@dataclass(frozen=True)
class _Refresh:
    number: int
    network: Network
    target: Target
    now: Snapshot

    def run(self) -> Refreshed:
        people, workplaces = self.now.changed_people(), self.now.changed_workplaces()
        if not self.target.is_of(self.now.shard) or 2 * len(people) > len(self.now.people):
            return self._whole()
        if workplaces:
            self._workplaces(workplaces, sorted(set(self.now.people) - set(people)))
        if people:
            self._people(people)
        stayed = len(self.now.people) - len(people)
        return Refreshed(
            len(people) * len(self.now.workplaces) + stayed * len(workplaces), whole=False
        )

    def _whole(self) -> Refreshed:
        """All people and all workplaces."""
        everybody = list(self.now.people)
        board = Board.blank(everybody, self._tiles)
        for answer in self._prepare().all():
            board.fill(answer)
        with transaction.atomic():
            board.write()
            self._sign(everybody, list(self.now.workplaces))
        return Refreshed(len(everybody) * len(self.now.workplaces), whole=True)

    def _workplaces(self, numbers: list[int], people: list[int]) -> None:
        """Some workplaces for the people who did not change."""
        prepared = self._kept() or self._prepare()
        changed = [self.now.workplaces[number] for number in numbers]
        current = {pk: self.now.people[pk] for pk in people}
        answers = list(prepared.of_workplaces(self.network, changed, current))
        with transaction.atomic():
            board = Board.stored(people, sorted({number // TILE for number in numbers}))
            board.clear(np.array(numbers, dtype=np.int64))
            for answer in answers:
                board.fill(answer)
            board.write()
            self._sign([], numbers)

    def _people(self, people: list[int]) -> None:
        """Some people for all workplaces, which are answered as they are now."""
        prepared = self._kept()
        if prepared is None:
            some = {pk: self.now.people[pk] for pk in people}
            answers = prepare(self.network, self.target, some, self.now.workplaces).all()
        else:
            prepared = prepared.with_workplaces(self.network, self.now.workplaces)
            keep(self.number, prepared)
            answers = prepared.of_people(self.network, people)
        board = Board.blank(people, self._tiles)
        for answer in answers:
            board.fill(answer)
        with transaction.atomic():
            board.write()
            self._sign(people, [])

    def _kept(self) -> PreparedShard | None:
        kept = find_kept(self.number, self.target)
        return kept if kept is not None and kept.is_fresh(self.now.people) else None

    def _prepare(self) -> PreparedShard:
        prepared = prepare(self.network, self.target, self.now.people, self.now.workplaces)
        keep(self.number, prepared)
        return prepared

    @property
    def _tiles(self) -> list[int]:
        return list(range(-(-self.now.size // TILE)))

    def _sign(self, people: list[int], workplaces: list[int]) -> None:
        """Note what is answered now, in the transaction that writes the answers."""
        seats = [Seat(person_id=pk, revision=self.now.people[pk]) for pk in people]
        there = set(Person.objects.filter(pk__in=people).values_list("pk", flat=True))
        Seat.objects.bulk_create(
            [seat for seat in seats if seat.person_id in there],
            update_conflicts=True,
            unique_fields=["person"],
            update_fields=["revision"],
        )
        shard = Shard.objects.filter(pk=self.number).first() or Shard(pk=self.number)
        known = np.zeros(max(self.now.size, len(read_revisions(shard))), dtype="<i8")
        known[: len(read_revisions(shard))] = read_revisions(shard)
        for number in workplaces:
            known[number] = self.now.workplaces[number].revision
        shard.network, shard.mondays = self.target.network, weeks_as_json(self.target.mondays)
        shard.revisions, shard.refreshed_at = known.tobytes(), timezone.now()
        shard.stamp += 1
        shard.save()
