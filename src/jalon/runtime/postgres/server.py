"""Starts the embedded server when it is needed, and stops it when nobody needs it any more."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import threading
import time
from pathlib import Path
from typing import Any

import psycopg

from jalon.runtime.postgres.cluster import ensure_cluster
from jalon.runtime.postgres.layout import APPLICATION, DATABASE, PORT, Layout
from jalon.runtime.postgres.locks import Share, alone, last_one
from jalon.runtime.postgres.passwords import read_password
from jalon.runtime.postgres.postmaster import Postmaster
from jalon.runtime.postgres.programs import DatabaseError, Programs
from jalon.runtime.postgres.sentences import clear_sentence, last_words, refusal

_START_TIMEOUT_S = 60

# The log never repeats values: an SQL statement and the details of an error hold personal data.
_OPTIONS = (
    "-c listen_addresses= -c unix_socket_permissions=0700 "
    "-c log_min_error_statement=panic -c log_error_verbosity=terse"
)


class Server:
    """The PostgreSQL server of one JALON_HOME, shared by all our processes.

    Each process that connects shares a lock, which the system drops if the process is killed. The
    process that ends last finds nobody else on the lock and stops the server.
    """

    def __init__(self, home: Path) -> None:
        self.layout = Layout(home.resolve())
        self._share = Share(self.layout.users_lock)
        self._guard = threading.Lock()
        self._was_up = False

    @property
    def in_use(self) -> bool:
        """Whether this process, not one that it was forked from, has seen the server answer."""
        return self._was_up and self._share.is_taken

    def hold(self) -> None:
        """Keep the server alive until this process ends or calls `release`."""
        with self._guard, clear_sentence(self.layout):
            if self._share.take():
                atexit.register(self._release_at_exit, os.getpid())

    def release(self) -> None:
        """Give up the server; it stops if no other process holds it."""
        with self._guard:
            atexit.unregister(self._release_at_exit)
            self._share.drop()
            if not self.layout.home.exists():
                return  # somebody threw it away: do not make it again
            with last_one(self.layout.users_lock) as alone_here:
                if alone_here:
                    self.stop()

    def start(self) -> None:
        """Return when the server answers; make it and start it if needed. Implies `hold`.

        Raises `DatabaseError` with one sentence when that is not possible.
        """
        self.hold()
        with clear_sentence(self.layout), alone(self.layout.start_lock):
            self._check_not_gone()
            deadline = time.monotonic() + _START_TIMEOUT_S
            while not self._is_up():
                if time.monotonic() > deadline:
                    raise DatabaseError(
                        f"PostgreSQL runs in {self.layout.data} but does not answer: "
                        f"see {self.layout.log}. Where nothing uses it any more, run "
                        "jalon site stop, then start again."
                    )
                time.sleep(0.05)
            self._was_up = True

    def stop(self) -> None:
        """Stop the server now, whoever uses it; unfinished transactions are undone."""
        if self.layout.data.exists():
            programs = Programs(self.layout.data)
            programs.run("pg_ctl", "stop", "-D", ".", "-m", "fast", cwd=self.layout.data)
            if self.layout.socket_folder != self.layout.data:
                with contextlib.suppress(OSError):
                    self.layout.socket_folder.rmdir()

    def connect(self, role: str, database: str = DATABASE) -> psycopg.Connection[Any]:
        """A connection of one of our roles to a server that runs; psycopg's errors."""
        return psycopg.connect(
            host=str(self.layout.socket_folder),
            port=PORT,
            user=role,
            password=read_password(self.layout, role),
            dbname=database,
            connect_timeout=5,
        )

    def _release_at_exit(self, pid: int) -> None:
        if pid == os.getpid():  # not in a fork that ends before its parent
            self.release()

    def _check_not_gone(self) -> None:
        # Making a new one here would show an empty site to the people who use it.
        if self._was_up and not self.layout.data.exists():
            raise DatabaseError(
                f"{self.layout.data} has gone while Jalon used it: "
                "put it back, or start Jalon again."
            )

    def _is_up(self) -> bool:
        """Start the server unless it is there, perhaps on its way up or down; does it answer?"""
        programs = Programs(self.layout.data)
        postmaster = Postmaster(self.layout, programs.account)
        if postmaster.find_pid() is None:
            postmaster.clear_strays()
            ensure_cluster(self.layout, programs)
            self._run_pg_ctl(programs)
        return self._answers()

    def _answers(self) -> bool:
        try:
            self.connect(APPLICATION).close()
        except psycopg.OperationalError as error:
            if sentence := refusal(self.layout, str(error)):
                raise DatabaseError(sentence) from error
            return False
        return True

    def _run_pg_ctl(self, programs: Programs) -> None:
        sockets = self.layout.socket_folder
        if sockets != self.layout.data:
            programs.make_private_folder(sockets)
        programs.open_ways(sockets)
        if self.layout.log.exists():
            self.layout.log.replace(self.layout.log.with_suffix(".log.old"))
        options = f"-k {sockets} -p {PORT} -c cluster_name={self.layout.name} {_OPTIONS}"
        arguments = ("-D", ".", "-l", self.layout.log.name, "-w", "-t", str(_START_TIMEOUT_S))
        done = programs.run("pg_ctl", "start", *arguments, "-o", options, cwd=self.layout.data)
        if done.returncode:
            raise DatabaseError(last_words(self.layout, done.stderr))


@functools.cache
def embedded_server(home: str) -> Server:
    """Return the one `Server` of this process for a JALON_HOME."""
    return Server(Path(home))
