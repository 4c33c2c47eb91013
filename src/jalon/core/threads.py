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


def in_threads(work: Callable[[A], B], items: Iterable[A], pool: str = "scans") -> list[B]:
    """`work` of each item, in their order.

    Each `pool` has threads of its own: work that is itself done in one pool may go over another,
    where it would wait for ever for a place in its own.
    """
    return list(_threads(os.getpid(), pool).map(work, items))


@cache
def _threads(_process: int, pool: str) -> ThreadPoolExecutor:
    """Asked by process id, because threads do not survive a fork."""
    return ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix=pool)
