"""`jalon site work`: the process that does what waits, beside the pages."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import asdict
from threading import Thread
from typing import Any

from jalon.core.errors import JalonError
from jalon.core.threads import giving_way
from jalon.runtime.django import reach_database, setup_django

_log = logging.getLogger(__name__)

# A task may take its time, unlike a page; a transaction is short all the same.
_SESSION = (
    "-c statement_timeout=600s -c lock_timeout=30s -c idle_in_transaction_session_timeout=60s"
)

_NICE = 10
"""On a machine that does both, a page that somebody waits for gets nine tenths of a core."""


def work(queues: Sequence[str], at_once: int, *, grace_s: float, parent: int | None = None) -> None:
    """Work until asked to end; raises `DatabaseError` where there is no database to begin with."""
    setup_django()
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    options |= {"options": _SESSION, "application_name": "jalon worker"}
    _check_tables()
    connection.close()
    os.nice(_NICE)
    from jalon.worker.rules import Queue
    from jalon.worker.running.process import WorkingProcess, plan_lanes

    lanes = plan_lanes([Queue(name) for name in queues], at_once)
    # Beside the tasks: one about rights waits for it, the others do not.
    Thread(target=_warm, daemon=True).start()
    WorkingProcess(
        lanes, reach_database=_reach_again, leave=_leave, grace_s=grace_s, parent=parent
    ).run()


def _warm() -> None:
    """Build what first answers would have to wait for; where it cannot, they will."""
    from django.db import DatabaseError, InterfaceError, connection

    from jalon.matching.actions.refresh_shard import prepare_ahead
    from jalon.runtime.prepare import warm_rights

    for build in (warm_rights, prepare_ahead):
        try:
            with giving_way():
                build()
        except (JalonError, DatabaseError, InterfaceError):
            continue  # there is no network or no database yet: whoever needs it says so
        except Exception:
            # Python itself would write the message, which may quote somebody; our log does not.
            _log.exception("The worker could not prepare ahead.")
    connection.close()


def read_status() -> dict[str, Any]:
    """Who works, who holds the wall, how far long works are, what waits; times in ISO 8601."""
    setup_django()
    _check_tables()
    from jalon.web.guards.wall.role import look_at_wall
    from jalon.worker.queries import count_workers, list_progress, list_task_states

    works = [asdict(state) for state in list_progress()]
    for each in works:
        each["updated_at"] = each["updated_at"].isoformat(timespec="seconds")
    return {
        "workers": count_workers(),
        "wall": "database" if look_at_wall() else "code",
        "works": works,
        "tasks": [asdict(state) for state in list_task_states()],
    }


def _check_tables() -> None:
    """Reach the database, and raise JalonError where its tables are not there yet."""
    reach_database()
    from django.db import connection

    if not {"procrastinate_jobs", "worker_workprogress"} <= set(
        connection.introspection.table_names()
    ):
        raise JalonError("The database has no table for tasks yet: run jalon site migrate first.")


def _reach_again() -> None:
    """Reach it from any thread, and leave no connection there."""
    from django.db import connection

    try:
        reach_database()
    finally:
        connection.close()


def _leave() -> None:
    """End now: a thread that computes cannot be stopped, and Python would wait for it."""
    from django.db import connection

    from jalon.runtime.postgres import embedded_server

    home = connection.settings_dict.get("HOME")
    if home is not None:
        embedded_server(home).release()
    logging.shutdown()
    os._exit(0)
