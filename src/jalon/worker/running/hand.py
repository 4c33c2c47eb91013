"""What this process has in hand: taken from the database, and not yet written as done."""

from __future__ import annotations

import threading


class Hand:
    """The numbers of the tasks that a process is doing, and of its workers; safe in threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._tasks: set[int] = set()
        self._workers: set[int] = set()

    def take(self, task_id: int) -> None:
        """It is being done here."""
        with self._guard:
            self._tasks.add(task_id)

    def drop(self, task_id: int) -> None:
        """It is done, or waits again; or nobody could write so, and the sweep will see."""
        with self._guard:
            self._tasks.discard(task_id)

    def enter(self, worker_id: int) -> None:
        """A worker of this process begins."""
        with self._guard:
            self._workers.add(worker_id)

    def leave(self, worker_id: int) -> None:
        """A worker of this process has ended."""
        with self._guard:
            self._workers.discard(worker_id)

    @property
    def tasks(self) -> list[int]:
        """The tasks in hand."""
        with self._guard:
            return sorted(self._tasks)

    @property
    def workers(self) -> list[int]:
        """The workers of this process."""
        with self._guard:
            return sorted(self._workers)
