"""Serves the site: gunicorn's master, and processes whose connections waitress holds."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from jalon.core.errors import JalonError
from jalon.core.threads import work_alone
from jalon.runtime.django import reach_database, setup_django
from jalon.runtime.serving.memory import give_memory_back, share_with_forks
from jalon.runtime.serving.port import check_port

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter

_log = logging.getLogger("gunicorn.error")

_NEXT_STEPS = """
  Open http://{host}:{port} and choose one of the demo accounts.
  Everybody there is fictional; what you change is kept in JALON_HOME (var/).
  Ctrl-C stops the site and its database.
"""


class Site(BaseApplication):
    """The application as gunicorn runs it, configured here and nowhere else."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn our options."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:  # noqa: ANN401 - gunicorn's
        """Return the WSGI application, warm: in the master, so that a new process is there at once
        and all of them share what they only read.
        """
        from django.urls import get_resolver

        from jalon.runtime.wsgi import application

        _ = get_resolver().url_patterns  # every page's module
        warm_up()
        return application


def serve(host: str, port: int) -> None:
    """Serve until stopped. The database is reached first, so that it fails here and clearly."""
    check_port(host, port, f"jalon site serve --port {port + 1}")
    give_memory_back()
    setup_django()
    reach_database()
    from django.conf import settings

    # What is missing is told below, in one line.
    warnings.filterwarnings("ignore", message="No directory at")
    _tell_missing()
    Site(_options(host, port, settings)).run()


def _tell_missing() -> None:
    """One line for what is missing: pages answer 503 until it is there."""
    from jalon.web.guards.readiness import list_missing

    if missing := list_missing():
        names = ", ".join(each.value.replace("_", " ") for each in missing)
        _log.error("The site is not ready (%s): run jalon site prepare, then serve again.", names)


def _options(host: str, port: int, settings: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's
    from jalon.runtime.serving.buffered_worker import BufferedWorker

    BufferedWorker.most_bytes = settings.PROCESS_BYTES
    return {
        "bind": f"{host}:{port}",
        "worker_class": BufferedWorker,
        "workers": settings.PROCESSES,
        "threads": settings.THREADS,
        "preload_app": True,
        "timeout": 60,
        "graceful_timeout": 10,
        "accesslog": "-",
        "logconfig_dict": settings.LOGGING,
        "control_socket_disable": True,  # it would be a file in the user's home
        "when_ready": _tell_where(host, port),
    }


def warm_up() -> None:
    """Load what answers need before the first visitor; a fork comes next, and takes no thread."""
    from django.conf import settings
    from django.db import connections

    from jalon.reach import are_kernels_compiled
    from jalon.runtime.prepare import warm_days
    from jalon.web.guards.readiness import BLOCKING, list_missing
    from jalon.worker.purge_sessions import purge_sessions

    work_alone()
    # Not the law: the worker has it, and no process of the pages does.
    steps: tuple[Callable[[], object], ...] = (purge_sessions, warm_days)
    if settings.JALON_DEMO and not are_kernels_compiled():
        steps = (purge_sessions,)  # another process compiles: the first pages need no engine
    if BLOCKING & set(list_missing()):
        steps = ()
    for step in steps:
        try:
            step()
        except JalonError as error:  # without a network the pages say so themselves
            _log.warning("%s", error)
    connections.close_all()  # a fork must not share a connection
    share_with_forks()


def _tell_where(host: str, port: int) -> Callable[[Arbiter], None]:
    def tell_where(_: Arbiter) -> None:
        from django.conf import settings

        _log.info("Jalon answers at http://%s:%d", host, port)
        if settings.JALON_DEMO:
            print(_NEXT_STEPS.format(host=host, port=port), file=sys.stderr, flush=True)

    return tell_where
