"""Keeps the workers of a process known as alive, and sweeps what the dead had in hand.

Each worker's lock is of one session of PostgreSQL: it goes with the process, however that ends. A
connection pooler that lends sessions for one transaction takes it away: the worker needs a
connection of its own.
"""

from __future__ import annotations

import contextlib
import logging
import threading

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from jalon.core.errors import JalonError
from jalon.worker.running.hand import Hand
from jalon.worker.running.sweep import PRESENCE, Sweep

_logger = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
_BURY_EVERY = 3600
"""Looks."""

# A machine that lost its power says nothing: PostgreSQL asks after half a minute, not two hours.
_SESSION = (
    "SELECT set_config('tcp_keepalives_idle', '15', false), "
    "set_config('tcp_keepalives_interval', '5', false), "
    "set_config('tcp_keepalives_count', '3', false)"
)


class Keeper(threading.Thread):
    """One thread and one session for all workers of this process."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(name="keeper", daemon=True)
        self.hand = hand
        # In a thread of its own, and asked by others: the guard lets them in one by one.
        self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
        self._connection.inc_thread_sharing()
        self._guard = threading.Lock()
        self._sweep = Sweep(self._connection, hand)
        self._locked: set[int] = set()
        self._ended = threading.Event()
        self._is_cut = False

    def enter(self, worker_id: int) -> None:
        """A worker begins: it is alive for everybody when this returns."""
        self.hand.enter(worker_id)
        with self._guard:
            self._hold()

    def leave(self, worker_id: int) -> None:
        """A worker has ended; what it could not write as done will wait again."""
        self.hand.leave(worker_id)
        with self._guard, contextlib.suppress(DatabaseError, InterfaceError):
            self._locked.discard(worker_id)
            self._execute("SELECT pg_advisory_unlock(%s, %s)", worker_id)

    def give_back_hand(self) -> None:
        """What is in hand waits again at once."""
        with self._guard:
            self._sweep.give_back_hand()

    def end(self) -> None:
        """Stop looking, and close the session."""
        self._ended.set()
        self.join(timeout=10)

    def run(self) -> None:
        """Look every second until ended."""
        looks = 0
        while not self._ended.is_set():
            with self._guard:
                self._look(buries=looks % _BURY_EVERY == 0)
            looks += 1
            self._ended.wait(LOOK_EVERY_S)
        with self._guard:
            self._connection.close()

    def _look(self, *, buries: bool) -> None:
        try:
            self._hold()
            self._sweep.look()
            if buries:
                self._sweep.bury()
        except (DatabaseError, InterfaceError, JalonError) as error:
            self._cut(error)
            return
        if self._is_cut:
            self._is_cut = False
            _logger.info("The worker has its database again.")

    def _cut(self, error: Exception) -> None:
        """Tell it once. The session may be whole, as where the disk is full: it is kept."""
        if not self._is_cut:
            kind = type(error.__cause__ or error).__name__
            _logger.warning("The worker cannot use its database (%s) and tries again.", kind)
        self._is_cut = True
        self._sweep.forget()

    def _hold(self) -> None:
        """Take the lock of each worker that has not got it; a new session has none."""
        if self._connection.connection is None or not self._connection.is_usable():
            self._connect()
        for worker_id in set(self.hand.workers) - self._locked:
            if self._execute("SELECT pg_try_advisory_lock(%s, %s)", worker_id):
                self._locked.add(worker_id)

    def _connect(self) -> None:
        self._locked.clear()
        self._sweep.forget()
        with contextlib.suppress(Exception):
            self._connection.close()
        self._connection.ensure_connection()
        with self._connection.cursor() as cursor:
            cursor.execute(_SESSION)

    def _execute(self, sql: str, worker_id: int) -> bool:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, [PRESENCE, worker_id])
            row = cursor.fetchone()
        return bool(row and row[0])
