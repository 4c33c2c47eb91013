"""Answers that take longer than a page may: computed beside it, and kept for the next visit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """Keeps the last `kept` answers of one process, by key; each is computed once, in a thread.

    One waits for the one before: a crowd of visitors takes one core, and leaves the others.
    """

    def __init__(self, kept: int) -> None:
        self._most = kept
        self._answers: OrderedDict[bytes, Future[T]] = OrderedDict()
        self._keeping, self._turn = Lock(), Lock()

    def ask(self, key: bytes, compute: Callable[[], T], patience_s: float) -> T | None:
        """The answer, waited for at most `patience_s` seconds; None when it is not there yet.

        What `compute` raises is raised here, and forgotten: the next visit tries again.
        """
        try:
            return self._find(key, compute).result(patience_s)
        except TimeoutError:
            return None

    def _find(self, key: bytes, compute: Callable[[], T]) -> Future[T]:
        with self._keeping:
            if key not in self._answers:
                answer = self._answers[key] = Future()
                # A daemon: a site that stops does not wait for it.
                Thread(target=self._compute, args=(key, answer, compute), daemon=True).start()
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
            return self._answers[key]

    def _compute(self, key: bytes, answer: Future[T], compute: Callable[[], T]) -> None:
        try:
            with self._turn:
                answer.set_result(compute())
        except BaseException as error:
            with self._keeping:
                if self._answers.get(key) is answer:
                    del self._answers[key]
            answer.set_exception(error)
