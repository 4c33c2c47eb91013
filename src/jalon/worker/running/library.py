"""From our tasks and rules to the library's application: this module and those it uses know it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from procrastinate import App
from procrastinate.contrib.django import DjangoApp, connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from jalon.core.threads import giving_way
from jalon.worker.rules import Queue
from jalon.worker.running.attempts import Attempts
from jalon.worker.running.keeper import Keeper
from jalon.worker.running.manager import GuardedManager
from jalon.worker.task import Task, list_tasks

_A_DAY_S = 24 * 3600
"""A machine that is off at night does in the morning what came by itself."""
_POOL_WAIT_S = 5.0
_MOST_CONNECTIONS = 4
"""For taking and writing; each task has a connection of its own while it uses one."""


def make_app(keeper: Keeper) -> App:
    """The library's application with every declared task, on a pool that is not open yet."""
    app = DjangoApp(
        connector=PsycopgConnector(
            kwargs=connector_params(),
            min_size=1,
            max_size=_MOST_CONNECTIONS,
            timeout=_POOL_WAIT_S,
        ),
        periodic_defaults={"max_delay": _A_DAY_S},
    )
    manager = GuardedManager(app.connector)
    manager.keeper = keeper
    app.job_manager = manager
    for declared in list_tasks().values():
        _register(app, declared)
    return app


def _register(app: App, declared: Task[Any]) -> None:
    rule = declared.rule
    add = app.task(name=rule.name, queue=rule.queue.value, retry=Attempts(rule))
    added = add(_stored_call(declared))
    if rule.cron:
        key = declared.key({})
        app.periodic(cron=rule.cron, priority=int(rule.priority), lock=key, queueing_lock=key)(
            added
        )


def _stored_call(declared: Task[Any]) -> Callable[..., None]:
    def call(**stored: int | str) -> None:
        if declared.rule.cron:
            stored.pop("timestamp", None)  # when it was due: the library's, for every periodic task
        with giving_way() if declared.rule.queue is Queue.LONG else nullcontext():
            declared.run(stored)

    return call
