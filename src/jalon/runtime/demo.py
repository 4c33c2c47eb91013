"""The demo launcher: from an empty folder to a living territory, one line for each step."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

from jalon.core.errors import WrongInputError
from jalon.runtime import prepare


def _steps(size: str) -> tuple[tuple[str, Callable[[], None]], ...]:
    return (
        ("database", prepare.migrate),
        ("static files", prepare.collect_static),
        ("timetable", prepare.build_timetable),
        ("territory", partial(prepare.seed, size)),
        ("first computation (compiles once, a minute)", prepare.warm_days),
    )


def run_demo(host: str, port: int, size: str = "") -> None:
    """Prepare the demo territory, start its worker, then become its server. Does not return.

    `size` is that of a territory that is drawn now (`prepare.seed`).
    """
    _check_port(host, port)
    for name, step in _steps(size):
        started = time.monotonic()
        print(f"  {name:<48}", end="", file=sys.stderr, flush=True)
        step()
        print(f"{time.monotonic() - started:6.1f} s", file=sys.stderr, flush=True)
    environment = os.environ | {"JALON_DEMO": "1"}
    _start_worker(environment)
    # A fresh process: a fork of this one would inherit its threads' locks and its connections.
    # The embedded server goes on meanwhile: only a process that ends stops it.
    command = [sys.executable, "-m", "jalon.cli", "site", "serve"]
    options = ["--host", host, "--port", str(port)]
    os.execve(sys.executable, [*command, *options], environment)  # noqa: S606 - our own command


def _start_worker(environment: dict[str, str]) -> None:
    """Beside the server, which this process becomes: the worker ends when that number ends."""
    command = [sys.executable, "-m", "jalon.cli", "site", "work"]
    # Whoever presses Ctrl-C has the prompt back soon.
    options = ["--restart", "--with-parent", "--grace", "2"]
    subprocess.Popen([*command, *options], env=environment)  # noqa: S603 - our own command


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise WrongInputError(
                f"The demo cannot listen on {host}:{port} ({error.strerror}): "
                f"choose another port, as in: make demo PORT={port + 1}"
            ) from error
