"""The library's manager of tasks, with what is ours: presence, what is in hand, and attempts."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Iterable

from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from jalon.worker.running.keeper import Keeper
from jalon.worker.task import list_tasks

_logger = logging.getLogger(__name__)

_LEFT_TO_OTHERS = dt.timedelta(minutes=1)

# The names of these methods and of what they take are the library's.


class GuardedManager(JobManager):
    """Every word between a worker and the database goes through here."""

    keeper: Keeper

    async def register_worker(self) -> int:
        """A worker begins: nothing is in its hand before it is known as alive."""
        worker_id = await super().register_worker()
        await asyncio.to_thread(self.keeper.enter, worker_id)
        return worker_id

    async def unregister_worker(self, worker_id: int) -> None:
        """A worker has ended, whether that can be written or not."""
        try:
            await super().unregister_worker(worker_id)
        finally:
            await asyncio.to_thread(self.keeper.leave, worker_id)

    async def prune_stalled_workers(self, seconds_since_heartbeat: float) -> list[int]:
        """Nobody is dead by the clock: the sweep knows (`sweep.py`)."""
        return []

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """The next one, which is in hand from here on."""
        job = await super().fetch_job(queues, worker_id)
        if job is None or job.id is None:
            return None
        self.keeper.hand.take(job.id)
        if job.task_name in list_tasks():
            return job
        # The library would give it up at once, and with it what a newer worker is there to do.
        _logger.warning("Task %s is of another version of Jalon: left to others.", job.task_name)
        await self.retry_job(job, dt.datetime.now(dt.UTC) + _LEFT_TO_OTHERS)
        return None

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """It is done or given up. Where that cannot be written, the sweep lets it wait again."""
        try:
            await super().finish_job(job, status, delete_job)
        finally:
            self.keeper.hand.drop(job.id or 0)

    async def retry_job(
        self,
        job: Job,
        retry_at: dt.datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """It waits again; where the same work waits already, that one does for both."""
        try:
            await super().retry_job(job, retry_at, priority, queue, lock)
        except UniqueViolation:
            await super().finish_job(job, Status.ABORTED, delete_job=True)
        finally:
            self.keeper.hand.drop(job.id or 0)
