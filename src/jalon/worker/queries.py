"""What the worker is at: how far long works are, what waits, and what was given up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from jalon.worker.models import WorkProgress
from jalon.worker.running.sweep import PRESENCE

_LEAST_LOOK_S = 3
"""Before that a pace says nothing."""


_COUNT = """
SELECT task_name,
  count(*) FILTER (WHERE status = 'todo'),
  count(*) FILTER (WHERE status = 'doing'),
  count(*) FILTER (WHERE status = 'failed')
FROM procrastinate_jobs GROUP BY task_name ORDER BY task_name
"""
_ALIVE = """
SELECT count(DISTINCT pid) FROM pg_locks
WHERE locktype = 'advisory' AND granted AND classid = %s
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True, slots=True)
class TaskState:
    """How many of a task there are in the database; those that are done are there no more."""

    name: str
    waiting: int
    in_hand: int
    given_up: int


@dataclass(frozen=True, slots=True)
class WorkState:
    """How far a long work is."""

    name: str
    done: int
    total: int
    updated_at: dt.datetime
    left_s: float | None
    """Seconds left if it goes on like this; None where nobody knows."""


def list_progress() -> list[WorkState]:
    """How far each work is that has begun, by its name."""
    return [
        WorkState(row.name, row.done, row.total, row.updated_at, _left_s(row))
        for row in WorkProgress.objects.all()
    ]


def _left_s(row: WorkProgress) -> float | None:
    lasted_s = (row.updated_at - row.started_at).total_seconds()
    made = row.done - row.started_done
    if row.done >= row.total:
        return 0.0
    if made <= 0 or lasted_s < _LEAST_LOOK_S:  # a clock that was set back too
        return None
    return lasted_s / made * (row.total - row.done)


def list_task_states() -> list[TaskState]:
    """The tasks of which any waits, is done or was given up, by their name."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)
        return [TaskState(*row) for row in cursor.fetchall()]


def count_workers() -> int:
    """How many processes work, on any machine: those that are there, whatever the clocks say."""
    with connection.cursor() as cursor:
        cursor.execute(_ALIVE, [PRESENCE])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
