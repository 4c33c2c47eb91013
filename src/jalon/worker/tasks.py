"""What the worker does for the house itself."""

from __future__ import annotations

import logging

from django.db import connection

from jalon.audit.marks import note_mark
from jalon.worker.purge_sessions import purge_sessions
from jalon.worker.rules import Priority, Queue
from jalon.worker.task import task

_logger = logging.getLogger(__name__)

_KEPT_DAYS = 30
"""A task that was given up stays to be read for so long."""

_FORGET = """
DELETE FROM procrastinate_jobs AS job
WHERE status IN ('succeeded', 'failed', 'cancelled', 'aborted') AND NOT EXISTS (
  SELECT FROM procrastinate_events
  WHERE job_id = job.id AND at > now() - make_interval(days => %s))
"""


@task(
    "worker.clear_sessions",
    queue=Queue.QUICK,
    idempotent="what is over is removed, and stays removed",
    priority=Priority.NIGHT,
    cron="17 * * * *",
)
def clear_sessions() -> None:
    """Remove the sessions that are over."""
    purge_sessions()


@task(
    "worker.note_audit",
    queue=Queue.QUICK,
    idempotent="a mark that is noted already is not noted again",
    cron="5 * * * *",
)
def note_audit() -> None:
    """Note the last event of the audit outside the database, and in the log."""
    if mark := note_mark():
        _logger.info("The audit is at event %s.", mark)


@task(
    "worker.forget_tasks",
    queue=Queue.QUICK,
    idempotent="what is old is removed, and stays removed",
    priority=Priority.NIGHT,
    cron="43 2 * * *",
)
def forget_tasks() -> None:
    """Remove the tasks that were given up a month ago; those that are done go at once."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [_KEPT_DAYS])
