"""What the worker does for the offers."""

from __future__ import annotations

from jalon.jobs.company.link_companies import link_companies as link
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


@task(
    "jobs.link_companies",
    queue=Queue.QUICK,
    idempotent="a company that has its firm already is left as it is",
    cron="* * * * *",
)
def link_companies() -> None:
    """Link companies to firms that were approved, or whose offer an agent wrote, since."""
    link()
