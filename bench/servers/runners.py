"""Starts one server: `python -m bench.servers.runners NAME PORT MODULE`.

Two processes of eight threads where the server has processes; sixteen threads where it has one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PROCESSES, THREADS = 2, 8


def _load(module: str) -> WSGIApplication:
    application: WSGIApplication = import_module(module).application
    return application


def run_ours(port: int, module: str) -> None:
    from jalon.runtime.serving.buffered_worker import BufferedWorker
    from jalon.runtime.serving.memory import give_memory_back

    give_memory_back()
    _run_gunicorn(port, module, worker_class=BufferedWorker, preload_app=True)


def run_gunicorn(port: int, module: str) -> None:
    _run_gunicorn(port, module, worker_class="gthread")


def _run_gunicorn(port: int, module: str, **options: object) -> None:
    from jalon.runtime.server import Site

    class Bench(Site):
        def load(self) -> Any:  # noqa: ANN401 - gunicorn's
            return _load(module)

    common = {"bind": f"127.0.0.1:{port}", "workers": PROCESSES, "threads": THREADS}
    Bench(common | {"control_socket_disable": True, "loglevel": "error"} | options).run()


def run_granian(port: int, module: str) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        f"{module}:application",
        port=port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        log_enabled=False,
    ).serve()


def run_waitress(port: int, module: str) -> None:
    from waitress import serve

    serve(_load(module), host="127.0.0.1", port=port, threads=PROCESSES * THREADS)


def run_cheroot(port: int, module: str) -> None:
    from cheroot.wsgi import Server

    Server(("127.0.0.1", port), _load(module), numthreads=PROCESSES * THREADS).start()


RUNNERS: dict[str, Callable[[int, str], None]] = {
    "ours": run_ours,
    "gunicorn": run_gunicorn,
    "granian": run_granian,
    "waitress": run_waitress,
    "cheroot": run_cheroot,
}

if __name__ == "__main__":
    RUNNERS[sys.argv[1]](int(sys.argv[2]), sys.argv[3])
