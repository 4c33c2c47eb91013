"""What the worker does for the person's side of the job space: figures of their nearest offers.

The engines are loaded by the task that asks them, as in jalon.matching.
"""

from __future__ import annotations

from jalon.core.errors import NetworkError
from jalon.matching.models import Layer
from jalon.matching.snapshot import list_shards
from jalon.people.models import Person
from jalon.worker import Priority, Queue, Work, task

_SAME = "what is kept is compared with what it depends on, and only what differs is computed"
_NEAREST = Work("jobs.nearest")


@task("jobs.refresh_nearest", queue=Queue.LONG, idempotent=_SAME, priority=Priority.NIGHT)
def refresh(shard: int) -> None:
    """Some seconds of what is due; the rest waits behind what is more urgent."""
    from jalon.jobs.person.nearest.due import count_due
    from jalon.jobs.person.nearest.refresh import refresh_nearest

    if _comes_later(shard):
        return
    if refresh_nearest(shard):
        refresh.defer(shard)
    people = Person.objects.count()
    _NEAREST.tell(people - count_due(list_shards()), people)


@task("jobs.refresh_nearest_changes", queue=Queue.QUICK, idempotent=_SAME)
def refresh_what_changed(shard: int) -> None:
    """Those who changed something, while they look; the others come after."""
    from jalon.jobs.person.nearest.refresh import refresh_changed

    if refresh_changed(shard):
        refresh.defer(shard)


@task(
    "jobs.look_nearest",
    queue=Queue.QUICK,
    idempotent="it looks, and asks for what waits once",
    cron="* * * * *",
)
def look() -> None:
    """Ask for whatever is due: a change that nobody told of, a new offer, a new day."""
    from jalon.jobs.person.nearest.due import count_due

    due = [shard for shard in list_shards() if count_due([shard])]
    refresh.defer_all([(shard,) for shard in due if not _comes_later(shard)])


def _comes_later(shard: int) -> bool:
    """Whether days and starts of everybody are being computed: what people read first comes first,
    and this is asked for by a look."""
    from jalon.matching.actions.refresh_shard import is_filling

    try:
        return is_filling(shard, (Layer.DAYS, Layer.WINDOWS))
    except NetworkError:
        return True
