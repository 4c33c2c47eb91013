"""The sweep: what a dead worker had in hand waits again.

The library finds a dead worker by the age of its last sign of life, and forgets what it had in hand
once it is forgotten itself (procrastinate's issue 1518); a clock that is set makes the living dead.
Here a living worker holds a lock of its session (`keeper.py`), which PostgreSQL itself takes away
when the process is killed: no clock is asked. What is seen with nobody on `LOOKS` looks in a row is
given back: a worker whose session was cut has that time to come back.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from jalon.worker.running.hand import Hand
from jalon.worker.task import list_tasks

_logger = logging.getLogger(__name__)

LOOKS = 3
"""One a second (`keeper.py`)."""
PRESENCE = 0x4A41
"""First half of the lock that a living worker holds; the second is its number."""
LONGEST_WAIT_S = 600
"""No task waits longer for its next attempt: one that does is of a clock that was set back."""
_MOST_DEATHS = 5
"""Where the task is no longer declared."""

_LOST = f"""
SELECT id, task_name, queueing_lock, attempts, worker_id = ANY(%(mine)s)
FROM procrastinate_jobs
WHERE status = 'doing' AND id <> ALL(%(in_hand)s) AND (
  worker_id IS NULL OR worker_id = ANY(%(mine)s) OR NOT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND classid = {PRESENCE} AND objid = worker_id::int::oid
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))
"""  # noqa: S608 - a constant
_GIVE_BACK = """
UPDATE procrastinate_jobs AS job
SET status = 'todo', attempts = attempts + %s, worker_id = NULL, abort_requested = false
WHERE id = %s AND status = 'doing' AND attempts = %s AND NOT EXISTS (
  SELECT FROM procrastinate_jobs AS twin
  WHERE twin.status = 'todo' AND twin.queueing_lock = job.queueing_lock)
"""
_GIVE_UP = """
UPDATE procrastinate_jobs SET status = 'failed', attempts = attempts + 1, worker_id = NULL
WHERE id = %s AND status = 'doing' AND attempts = %s
"""
_FORGET = "DELETE FROM procrastinate_jobs WHERE id = %s AND status = 'doing' AND attempts = %s"
"""Where the same work waits already: that one does for both."""
_BURY = f"""
DELETE FROM procrastinate_workers
WHERE id <> ALL(%s) AND last_heartbeat < now() - interval '1 day' AND NOT EXISTS (
  SELECT FROM pg_locks
  WHERE locktype = 'advisory' AND classid = {PRESENCE}
    AND objid = procrastinate_workers.id::int::oid)
"""  # noqa: S608 - a constant
_MEND_CLOCK = """
UPDATE procrastinate_jobs SET scheduled_at = NULL
WHERE status = 'todo' AND scheduled_at > now() + make_interval(secs => %s)
"""


class Lost(NamedTuple):
    """A task that is said to be done, by nobody."""

    id: int
    name: str
    key: str | None
    attempts: int
    is_mine: bool | None
    """Taken by a living worker of this process that does not do it: no worker died of it."""


class Sweep:
    """The looks of one process at what nobody does."""

    def __init__(self, connection: BaseDatabaseWrapper, hand: Hand) -> None:
        self._connection = connection
        self._hand = hand
        self._seen: dict[Lost, int] = {}

    def look(self) -> None:
        """Look once; what was seen with nobody `LOOKS` times in a row waits again."""
        with self._connection.cursor() as cursor:
            cursor.execute(_LOST, {"mine": self._hand.workers, "in_hand": self._hand.tasks})
            lost = [Lost(*row) for row in cursor.fetchall()]
            cursor.execute(_MEND_CLOCK, [LONGEST_WAIT_S + 60])
        self._seen = {each: self._seen.get(each, 0) + 1 for each in lost}
        for each, looks in list(self._seen.items()):
            if looks >= LOOKS:
                self._give_back(each)

    def forget(self) -> None:
        """What was seen before the connection was lost counts no more: begin again."""
        self._seen = {}

    def bury(self) -> None:
        """Remove the rows of workers that ended long ago without saying so."""
        self._execute(_BURY, [self._hand.workers])

    def give_back_hand(self) -> None:
        """What this process has in hand waits again at once: it ends without waiting for it."""
        for task_id in self._hand.tasks:
            self._execute(
                "UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL "
                "WHERE id = %s AND status = 'doing'",
                [task_id],
            )
            _logger.info("Task %d is given back: its worker ends.", task_id)

    def _give_back(self, lost: Lost) -> None:
        declared = list_tasks().get(lost.name)
        most = declared.rule.most_attempts if declared else _MOST_DEATHS
        if not lost.is_mine and lost.attempts + 1 >= most:
            if self._execute(_GIVE_UP, [lost.id, lost.attempts]):
                _logger.error("Task %s is given up: %d workers died of it.", lost.key, most)
            return
        seen = [lost.id, lost.attempts]
        back = self._execute(_GIVE_BACK, [0 if lost.is_mine else 1, *seen])
        if back or self._execute(_FORGET, seen):
            _logger.warning("Task %s waits again: its worker had gone.", lost.key)

    def _execute(self, sql: str, parameters: Sequence[int | list[int]]) -> bool:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return int(cursor.rowcount) > 0
