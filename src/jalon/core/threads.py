"""Work spread over threads; what computes in them holds no interpreter lock."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import cache, cached_property
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")

THREADS = os.cpu_count() or 1
"""One thread a core."""

_LAST_NICE = 19
"""What gives way to everything."""


class unlocked_property(cached_property[A]):  # noqa: N801 - as what it stands for
    """A `cached_property` that several threads may compute at once, as all are from Python 3.12 on.

    Before, one lock stands for all objects: what takes long for one holds up those of others.
    """

    def __init__(self, function: Callable[[Any], A]) -> None:
        super().__init__(function)
        self.lock = nullcontext()


class _State:
    is_alone = False


class _Place(threading.local):
    gives_way = False


_state = _State()
_place = _Place()


def work_alone() -> None:
    """From now on, and in its forks, this process works in the thread that asks.

    One of several processes that answer many small questions has no core to win, and loses more by
    handing over than the work takes.
    """
    _state.is_alone = True


@contextmanager
def giving_way() -> Iterator[None]:
    """Inside, what this thread spreads over others has threads of its own, the last to get a core:
    what somebody waits for neither queues behind it nor shares evenly with it.
    """
    before, _place.gives_way = _place.gives_way, True
    try:
        yield
    finally:
        _place.gives_way = before


def in_threads(work: Callable[[A], B], items: Iterable[A], pool: str = "scans") -> list[B]:
    """`work` of each item, in their order.

    Each `pool` has threads of its own: work that is itself done in one pool may go over another,
    where it would wait for ever for a place in its own.
    """
    if _state.is_alone:
        return [work(item) for item in items]
    return list(_threads(os.getpid(), pool, _place.gives_way).map(work, items))


@cache
def _threads(_process: int, pool: str, gives_way: bool) -> ThreadPoolExecutor:
    """Asked by process id, because threads do not survive a fork."""
    begin = _give_way if gives_way else None
    return ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix=pool, initializer=begin)


def _give_way() -> None:
    """From now on, this thread and what it spreads; only Linux has threads of different worth."""
    _place.gives_way = True
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LAST_NICE)
