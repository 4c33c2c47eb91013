"""Serves the site: gunicorn, one process, several threads."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from jalon.core.errors import JalonError
from jalon.runtime.django import reach_database, setup_django

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from datetime import timedelta

    from gunicorn.glogging import _AtomsDict
    from gunicorn.http import Request
    from gunicorn.http.wsgi import Response
    from gunicorn.workers.base import Worker

# Method, path, status, bytes, milliseconds: no query string, no address, no browser.
_REQUEST_LINE = "%(m)s %(U)s %(s)s %(B)s B %(M)s ms"

_RIGHTS_S = 15.0
"""How long the first visitor may wait for the tax-benefit system, in seconds."""

_NEXT_STEPS = """
  Open http://{host}:{port} and choose one of the demo accounts.
  Everybody there is fictional; what you change is kept in JALON_HOME (var/).
  Ctrl-C stops the site and its database.
"""


class RequestLogger(Logger):
    """Writes the path of a request as it was sent: a space in it begins no field of the line."""

    def atoms(
        self,
        resp: Response,
        req: Request,
        environ: MutableMapping[str, Any],
        request_time: timedelta,
    ) -> _AtomsDict:
        """Return what a line may name."""
        atoms = super().atoms(resp, req, environ, request_time)
        atoms["U"] = quote(atoms["U"] or "", encoding="latin-1")  # as WSGI has it
        return atoms


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
        """Return the WSGI application, in the worker."""
        from jalon.runtime.wsgi import application

        return application


def serve(host: str, port: int) -> None:
    """Serve until stopped. The database is reached first, so that it fails here and clearly."""
    setup_django()
    reach_database()
    from django.conf import settings
    from django.db import connections

    connections.close_all()  # a fork must not share a connection
    Site(_options(host, port, settings.THREADS, settings.LOGGING)).run()


def _options(host: str, port: int, threads: int, logging: dict[str, Any]) -> dict[str, Any]:
    return {
        "bind": f"{host}:{port}",
        "worker_class": "gthread",
        # One process: the network is loaded once, and kernels run in threads without Python's lock.
        "workers": 1,
        "threads": threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "accesslog": "-",
        "access_log_format": _REQUEST_LINE,
        "logger_class": RequestLogger,
        "logconfig_dict": logging,
        "control_socket_disable": True,  # it would be a file in the user's home
        "post_worker_init": _warm_up(host, port),
    }


def _warm_up(host: str, port: int) -> Callable[[Worker], None]:
    """Load what answers need before the first visitor, then say where to go."""

    def warm_up(worker: Worker) -> None:
        from django.conf import settings

        from jalon.runtime.prepare import warm_days, warm_rights
        from jalon.worker.purge_sessions import purge_sessions

        _warm(purge_sessions, worker)
        _warm(warm_days, worker)
        # A slow machine answers all the same: until then its pages have no amounts, and say so.
        rights = Thread(target=_warm, args=(warm_rights, worker), daemon=True)
        rights.start()
        rights.join(_RIGHTS_S)
        worker.log.info("Jalon answers at http://%s:%d", host, port)
        if settings.JALON_DEMO:
            print(_NEXT_STEPS.format(host=host, port=port), file=sys.stderr, flush=True)

    return warm_up


def _warm(step: Callable[[], object], worker: Worker) -> None:
    from django.db import connection

    try:
        step()
    except JalonError as error:  # without a network the pages say so themselves
        worker.log.warning("%s", error)
    finally:
        connection.close()  # each thread has its own
