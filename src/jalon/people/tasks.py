"""What the worker does for this room: the law answers, and old answers go."""

from __future__ import annotations

from uuid import UUID

from jalon.people.household.law_retention import purge_law
from jalon.people.household.law_work import answer_law
from jalon.worker import Priority, Queue, task

_ONCE = "a question that is answered is left as it is"


@task("people.ask_short_law", queue=Queue.QUICK, idempotent=_ONCE, priority=Priority.SOON)
def ask_short_law(question: UUID) -> None:
    """Answer about a household whose law is short, while somebody looks."""
    answer_law(question)


@task("people.ask_whole_law", queue=Queue.LONG, idempotent=_ONCE, priority=Priority.SOON)
def ask_whole_law(question: UUID) -> None:
    """Answer about a household that needs the whole law, which takes several seconds."""
    answer_law(question)


@task(
    "people.purge_law",
    queue=Queue.QUICK,
    idempotent="what is old is removed, and stays removed",
    priority=Priority.NIGHT,
    cron="*/20 * * * *",
)
def purge_old_law() -> None:
    """Remove the answers of the law that nobody reads any more."""
    purge_law()
