"""What the worker does for the offers."""

from __future__ import annotations

from jalon.jobs.company.workplaces import tell_all_offers
from jalon.worker import Priority, Queue, task


@task(
    "jobs.tell_offers",
    queue=Queue.QUICK,
    idempotent="what is told already is left as it is",
    priority=Priority.SOON,
    cron="* * * * *",
)
def tell_offers() -> None:
    """Tell of the offers that are not what was told of them; each minute, whatever was missed."""
    tell_all_offers()
