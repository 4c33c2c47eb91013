"""Days of everybody computed on other machines, and here where none answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import LazySettings

from jalon.core.arrays import Longs
from jalon.matching import cluster as module
from jalon.matching import prepared
from jalon.matching.actions.refresh_shard import refresh_shard
from jalon.matching.models import Layer, Shard, Tile
from jalon.people.models import Person
from jalon.reach import Cluster, ClusterWorkers
from jalon.reach.match.run import dask_workers
from tests.matching.test_layers import TODAY, person

__all__ = ["person"]
ELSEWHERE = "tcp://10.1.2.3:8786"


class Here(ClusterWorkers):
    """Machines that are this one: what they are sent is all they know. Real ones are tried in
    tests/reach/match/run."""

    def deal(self, work: Any, task: Any, parts: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
        dealt.extend(parts)
        return (work(task, *part) for part in parts)


dealt: list[tuple[int, Longs]] = []


class Machines(Cluster):
    def of_network(self, folder: Any) -> ClusterWorkers:  # noqa: ANN401
        return Here(self.client, folder.resolve())


@contextmanager
def machines_at(address: str) -> Iterator[Cluster]:
    assert address == ELSEWHERE
    nobody: Any = None
    yield Machines(nobody)


def days(shard: int, today: dt.date) -> list[tuple[int, bytes]]:
    refresh_shard(Layer.DAYS, shard, today)
    tiles = Tile.objects.order_by("person", "number").values_list("number", "cells")
    return [(number, bytes(cells)) for number, cells in tiles]


@pytest.fixture
def wanted(person: Person) -> list[tuple[int, bytes]]:
    """What is computed here; then nothing is known any more."""
    found = days((person.pk - 1) // 5_000, TODAY)
    Shard.objects.all().delete()
    Tile.objects.all().delete()
    prepared._kept.clear()
    dealt.clear()
    return found


def test_other_machines_say_the_same(
    person: Person,
    wanted: list[tuple[int, bytes]],
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "cluster_at", machines_at)
    settings.JALON_SCHEDULER = ELSEWHERE
    assert days((person.pk - 1) // 5_000, TODAY) == wanted
    # One week for the three kinds, and the two workplaces of which any hour is known.
    assert [len(offers) for _, offers in dealt] == [2]
    assert not prepared._kept


def test_where_no_machine_answers_the_days_are_computed_here(
    person: Person,
    wanted: list[tuple[int, bytes]],
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    pytest.importorskip("distributed", reason="pip install 'jalon[cluster]'")
    monkeypatch.setattr(dask_workers, "ANSWERS_WITHIN_S", 1)
    settings.JALON_SCHEDULER = "tcp://127.0.0.1:1"
    assert days((person.pk - 1) // 5_000, TODAY) == wanted
    said = [record.getMessage() for record in caplog.records if record.name == module.__name__]
    assert len(said) == 1
    assert "on this machine alone: No scheduler answers at tcp://127.0.0.1:1" in said[0]
