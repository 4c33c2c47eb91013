"""Work spread over threads; what computes in them holds no interpreter lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

THREADS = os.cpu_count() or 1
"""One thread a core."""


class _State:
    is_alone = False


_state = _State()


def work_alone() -> None:
    """From now on, and in its forks, this process works in the thread that asks.

    One of several processes that answer many small questions has no core to win, and loses more by
    handing over than the work takes.
    """
    _state.is_alone = True


def in_threads(work: Callable[[A], B], items: Iterable[A], pool: str = "scans") -> list[B]:
    """`work` of each item, in their order.

    Each `pool` has threads of its own: work that is itself done in one pool may go over another,
    where it would wait for ever for a place in its own.
    """
    if _state.is_alone:
        return [work(item) for item in items]
    return list(_threads(os.getpid(), pool).map(work, items))


@cache
def _threads(_process: int, pool: str) -> ThreadPoolExecutor:
    """Asked by process id, because threads do not survive a fork."""
    return ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix=pool)
