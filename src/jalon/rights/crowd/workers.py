"""Parts done by processes, each with a system of its own; one that ends is replaced."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from jalon.core.errors import JalonError
from jalon.rights.crowd.asks import Part
from jalon.rights.crowd.rows import Columns, reckon_part
from jalon.rights.fisca import warm_systems

_MOST_ENDS = 3
"""So often in a row may workers end before any part is done."""


def reckon_by_workers(
    parts: Sequence[Part], todo: Sequence[int], workers: int
) -> Iterator[tuple[int, Columns]]:
    """Each part of `todo` in any order. The parts of a worker that was killed are done again;
    JalonError where they end again and again.
    """
    left, ends = list(todo), 0
    while left:
        try:
            for part, columns in _as_done(parts, list(left), workers):
                left.remove(part)
                ends = 0
                yield part, columns
        except BrokenProcessPool:
            ends += 1
            if ends == _MOST_ENDS:
                raise JalonError(
                    f"Workers ended {ends} times before a part was done, perhaps for want of "
                    "memory: give the same command again with fewer --workers, it goes on from "
                    "there."
                ) from None


def _as_done(parts: Sequence[Part], todo: list[int], workers: int) -> Iterator[tuple[int, Columns]]:
    """Only as many parts are handed out as keep everybody at work."""
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin)
    given: dict[Future[Columns], int] = {}
    try:
        while todo or given:
            while todo and len(given) < 2 * workers:
                part = todo.pop(0)
                given[hand_out(pool, parts[part])] = part
            for future in wait(given, return_when=FIRST_COMPLETED).done:
                yield given.pop(future), future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def hand_out(
    pool: ProcessPoolExecutor, part: Part, work: Callable[[Part], Columns] = reckon_part
) -> Future[Columns]:
    """One part, to whichever worker is free."""
    return pool.submit(work, part)


def _begin() -> None:
    """Leave Ctrl-C to the run, end with it, and build the system before the first part."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    warm_systems()


def _end_with_the_run() -> None:
    """A run that is killed cannot say so, and its workers would wait for parts for ever."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)
