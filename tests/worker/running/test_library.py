"""How a task of ours is run by the library."""

from __future__ import annotations

import pytest

from jalon.core import threads
from jalon.worker.rules import Queue, Rule
from jalon.worker.running.library import _stored_call
from jalon.worker.task import Task


@pytest.mark.parametrize(("queue", "gives_way"), [(Queue.LONG, True), (Queue.QUICK, False)])
def test_long_work_gives_way_to_what_somebody_waits_for(queue: Queue, gives_way: bool) -> None:
    seen: list[bool] = []

    def note() -> None:
        seen.append(threads._place.gives_way)

    rule = Rule(name="sample.note", queue=queue, idempotent="it notes what it sees")
    _stored_call(Task(note, rule))()
    assert seen == [gives_way]
    assert not threads._place.gives_way
