"""Doing what waits in this thread and on this connection: for tests, and for a first fill."""

from __future__ import annotations

import json

from django.db import connection

from jalon.worker.task import list_tasks

_TAKE = """
DELETE FROM procrastinate_jobs WHERE id = (
  SELECT id FROM procrastinate_jobs
  WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
  ORDER BY priority DESC, id LIMIT 1
) RETURNING task_name, args
"""


def run_waiting(most: int = 1000) -> list[str]:
    """Do all that waits in its order, what it asks for in turn too; the names of what was done.

    A failure is raised, and what failed waits no more. Raises RuntimeError after `most` tasks.
    """
    names: list[str] = []
    while (found := _take()) is not None:
        if len(names) == most:
            raise RuntimeError(f"More than {most} tasks wait: does one ask for itself?")
        name, stored = found
        names.append(name)
        list_tasks()[name].run(stored)
    return names


def _take() -> tuple[str, dict[str, int | str]] | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE)
        row = cursor.fetchone()
    if row is None:
        return None
    name, stored = row
    return name, json.loads(stored) if isinstance(stored, str) else stored
