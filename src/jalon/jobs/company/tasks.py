"""What the worker does for the offers."""

from __future__ import annotations

from jalon.jobs.company.workplaces import tell_all_offers
from jalon.worker import Queue, task


@task(
    "jobs.tell_offers",
    queue=Queue.QUICK,
    idempotent="what is told already is left as it is",
    cron="*/5 * * * *",
)
def tell_offers() -> None:
    """Tell of every offer as it is now: whatever was missed is mended."""
    tell_all_offers()
