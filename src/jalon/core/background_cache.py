"""Answers that cost more than a page may: computed beside it, each once, and kept for a while.

Two parts. A **store** keeps answers by key; `MemoryStore` is that of one process, bounded by
bytes. A **`BackgroundCache`** asks its store first, and computes what is not there in a thread of
its own: who asks for a key that is being computed waits for that computation, and who asks for one
that is kept waits for nobody.

The seam: a store is all that two processes need to share. Answers that stay in the database are
another `AnswerStore`; nothing else changes.
"""

from __future__ import annotations

import logging
import os
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Semaphore, Thread
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakSet

from jalon.core.object_size import estimate_bytes

T = TypeVar("T")
_LOG = logging.getLogger("jalon.core")


class AnswerStore(Protocol[T]):
    """Keeps answers by key, for as long as it can; called by several threads at once.

    An answer is never None.
    """

    def find(self, key: bytes) -> T | None:
        """The answer of a key, or None where it is not kept."""

    def keep(self, key: bytes, answer: T) -> None:
        """Keeps an answer; a store may drop it at once."""


_forking = Lock()
_shared: WeakSet[MemoryStore[Any] | BackgroundCache[Any]] = WeakSet()
_held: list[Lock] = []
"""Locks held while this process forks: a child never begins with one that nobody gives back."""


def _hold_locks() -> None:
    _forking.acquire()
    for holder in list(_shared):
        holder._lock.acquire()
        _held.append(holder._lock)


def _let_locks_go() -> None:
    while _held:
        _held.pop().release()
    _forking.release()


def _begin_in_child() -> None:
    """Threads do not survive a fork: what they were computing is computed anew."""
    _let_locks_go()
    for holder in list(_shared):
        if isinstance(holder, BackgroundCache):
            holder._forget_running()


os.register_at_fork(
    before=_hold_locks, after_in_parent=_let_locks_go, after_in_child=_begin_in_child
)


class MemoryStore(Generic[T]):
    """The answers of one process, `most_bytes` together at most: the longest unused go first."""

    def __init__(self, most_bytes: int, size_of: Callable[[T], int] = estimate_bytes) -> None:
        self._most_bytes, self._size_of = most_bytes, size_of
        self._answers: OrderedDict[bytes, tuple[T, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        with _forking:
            _shared.add(self)

    @property
    def total_bytes(self) -> int:
        """What is kept now, keys counted."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._answers)

    def find(self, key: bytes) -> T | None:
        """The answer of a key, which is used now; None where it is not kept."""
        with self._lock:
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key][0]

    def keep(self, key: bytes, answer: T) -> None:
        """Keeps an answer in the place of those unused longest; not one that is too large alone."""
        size = self._size_of(answer) + len(key)
        with self._lock:
            _, before = self._answers.pop(key, (None, 0))
            self._bytes -= before
            if size > self._most_bytes:
                return
            self._answers[key] = answer, size
            self._bytes += size
            while self._bytes > self._most_bytes:
                _, (_, dropped) = self._answers.popitem(last=False)
                self._bytes -= dropped


class BackgroundCache(Generic[T]):
    """Computes what its store does not have; `at_once` computations at a time, in daemon threads.

    A crowd of visitors takes `at_once` cores and leaves the others; those who wait, wait in turn.
    A process that was forked from another begins with what the store kept, and computes anew what
    the other was computing.
    """

    def __init__(self, store: AnswerStore[T], at_once: int = 1) -> None:
        self._store, self._at_once = store, at_once
        self._lock = Lock()
        self._forget_running()
        with _forking:
            _shared.add(self)

    def _forget_running(self) -> None:
        self._running: dict[bytes, Future[T]] = {}
        self._turns = Semaphore(self._at_once)

    def ask(
        self, key: bytes, compute: Callable[[], T], patience_s: float | None = None
    ) -> T | None:
        """The answer, waited for at most `patience_s` seconds (None: as long as it takes).

        None when it is not there yet: it goes on being computed, and is there at another visit.
        What `compute` raises is raised here, and forgotten: the next visit tries again.
        """
        if (kept := self._store.find(key)) is not None:
            return kept
        computation = self._computation(key, compute)
        try:
            return computation.result(patience_s)
        except TimeoutError:
            # It may have ended since, or `compute` itself may have raised this.
            return computation.result() if computation.done() else None

    def _computation(self, key: bytes, compute: Callable[[], T]) -> Future[T]:
        """The one computation of a key, begun here where there is none."""
        with self._lock:
            if key in self._running:
                return self._running[key]
            answer = self._running[key] = Future()
            if (kept := self._store.find(key)) is not None:
                # Its computation ended since the store was asked.
                answer.set_result(kept)
                return self._running.pop(key)
        try:
            # A daemon: a site that stops does not wait for it.
            Thread(target=self._compute, args=(key, answer, compute), daemon=True).start()
        except BaseException as error:
            # No thread is to be had: those who wait already are told too.
            self._fail(key, answer, error)
        return answer

    def _compute(self, key: bytes, answer: Future[T], compute: Callable[[], T]) -> None:
        try:
            with self._turns:
                value = compute()
            # Kept before it is no longer running: nobody finds neither.
            self._store.keep(key, value)
        except BaseException as error:
            self._fail(key, answer, error)
        else:
            self._end(key)
            answer.set_result(value)

    def _fail(self, key: bytes, answer: Future[T], error: BaseException) -> None:
        # Its kind alone: a message may hold what somebody said. Who asked may be gone by now.
        _LOG.warning("an answer was not computed: %s", type(error).__name__)
        self._end(key)
        answer.set_exception(error)

    def _end(self, key: bytes) -> None:
        with self._lock:
            self._running.pop(key, None)
