"""A worker that is started again when it was killed: for a demo, which nothing else looks after."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

import psutil

_LOOK_EVERY_S = 0.5
_LONGEST_WAIT_S = 30.0
"""Between two workers of which none lasts; one that lasted so long was well."""


def keep_working(
    options: Sequence[str], parent: int | None = None, after: int | None = None
) -> None:
    """Run `jalon site work` with these options until asked to end, or until the parent has ended.

    It begins once the process of number `after`, which compiles the engine, has ended.

    It holds no Django and no database: a few megabytes, and nothing that could die of a task.
    """
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    while after is not None and _is_running(after) and not asked.wait(_LOOK_EVERY_S):
        if parent is not None and os.getppid() != parent:
            return
    wait_s = 1.0
    while not asked.is_set():
        began = time.monotonic()
        if _run_once(options, parent, asked):
            return
        wait_s = 1.0 if time.monotonic() - began > _LONGEST_WAIT_S else wait_s
        print("The worker died and is started again.", file=sys.stderr, flush=True)
        asked.wait(wait_s)
        wait_s = min(2 * wait_s, _LONGEST_WAIT_S)


def _is_running(number: int) -> bool:
    """Whether a process is there; one that ended and that nobody asked about is not."""
    with contextlib.suppress(psutil.Error):
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    return False


def _run_once(options: Sequence[str], parent: int | None, asked: threading.Event) -> bool:
    """Run one worker; tell whether it ended because that was asked of it, or of us."""
    command = [sys.executable, "-m", "jalon.cli", "site", "work", "--with-parent"]
    child = subprocess.Popen([*command, *options])  # noqa: S603 - our own command
    while child.poll() is None and not asked.is_set():
        if parent is not None and os.getppid() != parent:
            asked.set()
        asked.wait(_LOOK_EVERY_S)
    if asked.is_set():
        child.terminate()
        child.wait()
    return child.returncode == 0 or asked.is_set()
