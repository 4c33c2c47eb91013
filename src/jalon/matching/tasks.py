"""What the worker does here: changes at once, all again in the night, and a look every minute at
whatever may have been missed.

The engine is loaded by the task that asks it: a command that computes nothing starts twice as soon.
"""

from __future__ import annotations

from jalon.core.errors import NetworkError
from jalon.matching.models import Layer
from jalon.matching.signals import days_refreshed
from jalon.matching.snapshot import list_shards
from jalon.worker import Priority, Queue, Work, task

_SAME = "what is there is compared by revisions, and only what differs is computed"
_DAYS = Work("matching.days")


@task("matching.refresh_shard", queue=Queue.LONG, idempotent=_SAME)
def refresh(layer: Layer, shard: int) -> None:
    """Bring a layer of a shard up to date; then what comes next, or changed meanwhile."""
    from jalon.matching.actions.refresh_shard import list_next, refresh_shard

    refresh_shard(layer, shard)
    if layer is Layer.DAYS:
        days_refreshed.send(sender=None, shard=shard)
    _tell()
    refresh.defer_all([(layer, shard) for layer in list_next(shard)])


@task("matching.refresh_changes", queue=Queue.QUICK, idempotent=_SAME, priority=Priority.SOON)
def refresh_what_changed(shard: int) -> None:
    """The days of those who changed, while somebody looks; all of it where all is due.

    Their windows come after. What a single change opens is asked for by the look.
    """
    from jalon.matching.actions.refresh_shard import refresh_changes

    if refresh_changes(Layer.DAYS, shard) is None:
        refresh.defer(Layer.DAYS, shard)
    else:
        days_refreshed.send(sender=None, shard=shard)
        refresh.defer(Layer.WINDOWS, shard)


@task(
    "matching.look",
    queue=Queue.QUICK,
    idempotent="it looks, and asks for what waits once",
    cron="* * * * *",
)
def look() -> None:
    """Ask for whatever is due: a change that nobody told of, a new network, a new week."""
    from jalon.matching.actions.refresh_shard import list_next

    try:
        due = [(layer, shard) for shard in list_shards() for layer in list_next(shard)]
        refresh.defer_all(due, Priority.NIGHT)
    except NetworkError:
        # There is nothing to answer yet: pages say so themselves.
        return


def _tell() -> None:
    from jalon.matching.actions.refresh_shard import list_due

    shards = list_shards()
    _DAYS.tell(len(shards) - len(list_due(Layer.DAYS, shards)), len(shards))
