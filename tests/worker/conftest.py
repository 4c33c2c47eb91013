"""Worker processes on the database of the test, and what they left there."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from jalon.runtime.postgres import embedded_server
from jalon.runtime.postgres.passwords import read_password
from jalon.worker.models import WorkProgress

ROOT = Path(__file__).resolve().parents[2]
_WORK = (
    "import sys; import tests.worker.sample; from jalon.cli import main; "
    "from jalon.runtime import prepare; prepare.warm_rights = lambda: None; "  # seconds of a core
    "sys.exit(main(['site', 'work', *sys.argv[1:]]))"
)


class WorkerProcess:
    """`jalon site work` that knows the tasks of the tests too."""

    def __init__(self, *options: str, under_a_shell: bool = False) -> None:
        command = [sys.executable, "-c", _WORK, *options]
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", f"{shlex.join(command)} & wait"] if under_a_shell else command,
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database_url()},
            stderr=subprocess.PIPE,
            text=True,
        )

    def read_until(self, words: str) -> str:
        """What it says up to the line that has `words`."""
        assert self.process.stderr is not None
        said = ""
        while words not in said:
            line = self.process.stderr.readline()
            assert line, said
            said += line
        return said

    def stop(self) -> str:
        """Ask it to end, as systemd does, and return its last words."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=30)[1]

    def kill(self) -> None:
        """End it with no word."""
        self.process.kill()
        self.process.communicate()


def database_url() -> str:
    """The database of this test as another process names it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_user, current_setting('port')")
        name, user, port = cursor.fetchone() or ("", "", "")
    settings = connection.settings_dict
    password = settings["PASSWORD"]
    if "HOME" in settings:
        password = read_password(embedded_server(settings["HOME"]).layout, user)
    secret = f":{quote(password, safe='')}" if password else ""
    host = quote(settings["HOST"] or "localhost", safe="")
    return f"postgresql://{quote(user, safe='')}{secret}@{host}:{port}/{name}"


@pytest.fixture
def clean() -> Iterator[None]:
    """No task waits before nor after: Django empties its own tables alone."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
        yield
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


Start = Callable[..., WorkerProcess]


@pytest.fixture
def start(transactional_db: None, clean: None) -> Iterator[Start]:
    """Start workers, which are gone after the test."""
    started: list[WorkerProcess] = []

    def begin(*options: str, under_a_shell: bool = False) -> WorkerProcess:
        started.append(WorkerProcess(*options, under_a_shell=under_a_shell))
        return started[-1]

    yield begin
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()


def times(name: str) -> int:
    """How often a task of the tests ran."""
    row = WorkProgress.objects.filter(name=name).first()
    return row.done if row else 0


def wait_until(is_true: Callable[[], object], most_s: float = 60) -> None:
    """Return when it is; fail after a while."""
    deadline = time.monotonic() + most_s
    while not is_true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def states() -> dict[str, str]:
    """Every task of the tests that the database knows, and how it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queueing_lock, status FROM procrastinate_jobs "
            "WHERE task_name LIKE 'sample.%' ORDER BY id"
        )
        return dict(cursor.fetchall())
