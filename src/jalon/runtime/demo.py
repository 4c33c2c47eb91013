"""The demo launcher: from an empty folder to a living territory, one line for each step.

What can be done side by side is: the timetable is built while the database is made; the engine
compiles beside the first pages, which need none, and the worker begins once it is compiled.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

import psutil

from jalon.core.errors import JalonError
from jalon.runtime import prepare
from jalon.runtime.serving.port import check_port
from jalon.runtime.upkeep.steps import Step, run_steps

_BEHIND = 10
"""The compiler's niceness: who waits for the first page comes before."""
_COMPILES = """  The engine compiles beside the site, once, in about a minute: until then
  a page that plans days waits for it, and nothing is computed yet.
"""


def _steps(size: str, timetable: subprocess.Popen[bytes]) -> tuple[Step, ...]:
    return (
        ("database", prepare.migrate),
        ("static files", prepare.collect_static),
        ("timetable", partial(_await_timetable, timetable)),
        ("territory", partial(prepare.seed, size)),
    )


def run_demo(host: str, port: int, size: str = "") -> None:
    """Prepare the demo territory, start its worker, then become its server. Does not return.

    `size` is that of a territory that is drawn now (`prepare.seed`).
    """
    check_port(host, port, f"make demo PORT={port + 1}")
    run_steps(_steps(size, _start("site", "build-timetable")))
    compiler = _start_compiler()
    environment = os.environ | {"JALON_DEMO": "1"}
    _start_worker(environment, compiler)
    # A fresh process: a fork of this one would inherit its threads' locks and its connections.
    # The embedded server goes on meanwhile: only a process that ends stops it.
    command = [sys.executable, "-m", "jalon.cli", "site", "serve"]
    options = ["--host", host, "--port", str(port)]
    os.execve(sys.executable, [*command, *options], environment)  # noqa: S606 - our own command


def _start(*arguments: str, apart: bool = False) -> subprocess.Popen[bytes]:
    """A command of ours beside this one; one that is `apart` hears no Ctrl-C and ends by itself."""
    command = [sys.executable, "-m", "jalon.cli", *arguments]
    return subprocess.Popen(command, start_new_session=apart)  # noqa: S603 - our own command


def _start_compiler() -> int | None:
    """The number of a process that compiles the engine; None where that was done before."""
    from jalon.reach import are_kernels_compiled

    if are_kernels_compiled():
        return None
    print(_COMPILES, end="", file=sys.stderr, flush=True)
    compiler = _start("reach", "warm", apart=True)
    psutil.Process(compiler.pid).nice(_BEHIND)
    return compiler.pid


def _await_timetable(process: subprocess.Popen[bytes]) -> None:
    if process.wait():  # it has said why
        raise JalonError("The timetable of the demo territory could not be built.")


def _start_worker(environment: dict[str, str], compiler: int | None) -> None:
    """Beside the server, which this process becomes: the worker ends when that number ends."""
    command = [sys.executable, "-m", "jalon.cli", "site", "work"]
    # Whoever presses Ctrl-C has the prompt back soon.
    options = ["--restart", "--with-parent", "--grace", "2"]
    after = ["--after", str(compiler)] if compiler else []
    subprocess.Popen([*command, *options, *after], env=environment)  # noqa: S603 - our own command
