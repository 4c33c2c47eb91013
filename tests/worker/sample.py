"""Tasks of the tests, known to the pytest process and to the worker processes that it starts.

What they leave is a row of progress each: how often a task ran, and in which process the last time.
"""

from __future__ import annotations

import os
import time
from enum import Enum
from uuid import UUID

from django.db import connection

from jalon.worker import Alone, Priority, Queue, Work, check_stop, task

_NOTE = """
INSERT INTO worker_workprogress AS kept (name, done, total, started_done) VALUES (%s, 1, %s, 0)
ON CONFLICT (name) DO UPDATE SET done = kept.done + 1, total = EXCLUDED.total
RETURNING done
"""
WORK = Work("sample.work")


class Kind(Enum):
    """A known name."""

    TERM = "term"
    HOLIDAY = "holiday"


def note(name: str) -> int:
    """One more run of `name`; which one it is."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [name, os.getpid()])
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


@task("sample.note", queue=Queue.QUICK, idempotent="the tests count")
def note_number(number: int) -> None:
    note(f"note {number}")


@task("sample.note_kind", queue=Queue.QUICK, idempotent="the tests count", alone=Alone.TASK)
def note_kind(reference: UUID, kind: Kind) -> None:
    note(f"{kind.name} {reference}")


@task("sample.hang", queue=Queue.LONG, idempotent="the tests count", most_attempts=3)
def hang(number: int) -> None:
    """Never ends the first time, whatever is asked."""
    if note(f"hang {number}") == 1:
        time.sleep(60)


@task("sample.step", queue=Queue.LONG, idempotent="the tests count")
def step(number: int) -> None:
    """Never ends the first time, and looks whether it is asked to."""
    first = note(f"step {number}") == 1
    while first:
        check_stop()
        time.sleep(0.02)


@task("sample.fail", queue=Queue.QUICK, idempotent="the tests count", first_wait_s=0)
def fail(number: int) -> None:
    """Fails the first time, with a name in its message."""
    if note(f"fail {number}") == 1:
        raise ValueError("Yasmina Benali")


@task("sample.all", queue=Queue.LONG, idempotent="the tests count", priority=Priority.NIGHT)
def note_all() -> None:
    note_number.defer_all([(1,), (2,)])
