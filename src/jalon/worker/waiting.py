"""What waits for a worker: rows of procrastinate's table, added in the caller's transaction.

The library's own `defer` raises where the same work waits already, which ends the transaction of
whoever changed something; and to pass over it would lose the change: the waiting task may be taken
before that transaction stays. Here the row that waits is touched, so that no worker takes it
before the transaction ends, and it takes the better of the two places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from jalon.worker.rules import Queue, Stored

_ADD = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args)
SELECT queue_name, task_name, priority, lock, queueing_lock, args::jsonb
FROM unnest(%s::text[], %s::text[], %s::int[], %s::text[], %s::text[], %s::text[])
  AS given (queue_name, task_name, priority, lock, queueing_lock, args)
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO UPDATE
SET priority = GREATEST(procrastinate_jobs.priority, EXCLUDED.priority), scheduled_at = NULL
"""


class Waiting(NamedTuple):
    """One task with its arguments, as it waits."""

    queue: Queue
    task: str
    priority: int
    lock: str
    """Of those that have the same, one is done at a time."""
    key: str
    """Of those that have the same, one waits."""
    arguments: Stored


def add_waiting(asked: Iterable[Waiting]) -> None:
    """Let each wait, once; what waits already takes the better of the two places.

    In the order of their keys: two transactions that ask for the same ones meet no deadlock.
    """
    kept: dict[str, Waiting] = {}
    for each in asked:
        if each.key not in kept or kept[each.key].priority < each.priority:
            kept[each.key] = each
    rows = [kept[key] for key in sorted(kept)]
    if not rows:
        return
    queues, tasks, priorities, locks, keys, arguments = zip(*rows, strict=True)
    texts = [json.dumps(each) for each in arguments]
    columns = [list(column) for column in (queues, tasks, priorities, locks, keys, texts)]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, columns)
