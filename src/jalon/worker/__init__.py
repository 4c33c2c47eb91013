"""Work beside the pages: tasks that are declared once, wait in PostgreSQL, and are done again when
their worker was killed. `jalon site work` does them.

A room declares its tasks in a module named `tasks.py`, which every process reads:

    from jalon.worker import Priority, Queue, task

    @task(
        "matching.refresh_shard",
        queue=Queue.LONG,
        idempotent="each row is written with its version, the newest stays",
    )
    def refresh_shard(shard: int) -> None: ...

    refresh_shard.defer(shard=3)                        # waits, if the caller's transaction stays
    refresh_shard.defer_as(Priority.SOON, shard=3)      # the same, before the others
    refresh_shard.defer_all([(1,), (2,)], Priority.NIGHT)
    refresh_shard(shard=3)                              # here and now

The same work waits once: asked again, it keeps its place, or takes the better one. It may wait once
more while it is being done, and is never done twice at the same time. Arguments are references
(whole numbers, UUIDs, members of an Enum): a name or an address is refused when it is declared.

A long task tells how far it is with a `Work` (`progress.py`), and looks now and then whether it is
asked to stop (`check_stop`). `run_waiting` does, in a test, all that waits. Defer last in a long
transaction: whoever asks for the same work meanwhile waits for its end. The choices and their
reasons: docs/decisions/0017-worker.md.
"""

from jalon.worker.inline import run_waiting
from jalon.worker.progress import Work
from jalon.worker.rules import Alone, Priority, Queue
from jalon.worker.stop import check_stop
from jalon.worker.task import Task, task

__all__ = ["Alone", "Priority", "Queue", "Task", "Work", "check_stop", "run_waiting", "task"]
