"""What the worker does for the demo."""

from __future__ import annotations

from django.conf import settings

from jalon.demo.kept.bring_back import bring_back
from jalon.worker import Priority, Queue, task


@task(
    "demo.bring_back",
    queue=Queue.LONG,
    idempotent="what is as it was drawn is left as it is, and all is done in one transaction",
    priority=Priority.NIGHT,
    cron="20 2 * * *",
)
def bring_back_at_night() -> None:
    """Bring the demo back to what was drawn; nothing where the site is no demo."""
    if settings.JALON_DEMO:
        bring_back()
