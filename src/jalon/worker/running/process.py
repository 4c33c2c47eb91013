"""A process that works: what waits, and what comes by itself, until it is asked to end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from procrastinate.app import WorkerOptions
from procrastinate.exceptions import ConnectorException

from jalon.core.errors import JalonError
from jalon.worker.rules import Queue
from jalon.worker.running.hand import Hand
from jalon.worker.running.keeper import Keeper
from jalon.worker.running.library import make_app
from jalon.worker.stop import ask_to_stop

_logger = logging.getLogger(__name__)

_POLL_S = 1.0
"""Between looks at what waits; the database tells of what is new, but not of what is touched."""
_AGAIN_S = 1.0
"""Before a worker that lost its database begins again."""
_ENDED = "The worker has ended."
QUICK_AT_ONCE = 2
"""Beside long work: who changes something now does not wait for the gains of who did before."""
_SPARE_THREADS = 4
"""For what is asked of the database beside the tasks."""
_WHOLE_S = 30.0
"""A worker that lasted so long was well: why the next one stops is told again."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A worker of the process: the queues that it takes from (None: all), how many at once."""

    queues: tuple[Queue, ...] | None
    at_once: int


def plan_lanes(queues: Sequence[Queue], at_once: int) -> list[Lane]:
    """`at_once` tasks of these queues; of all, more places that long work never takes."""
    if queues:
        return [Lane(tuple(queues), at_once)]
    return [Lane(None, at_once), Lane((Queue.QUICK,), QUICK_AT_ONCE)]


class WorkingProcess:
    """Runs the lanes, begins again where the database was away, and ends in order.

    `reach_database` makes sure that the database answers, or raises; `leave` ends the process at
    once, for what did not stop in `grace_s` seconds after it was asked to.
    """

    def __init__(
        self,
        lanes: Sequence[Lane],
        *,
        reach_database: Callable[[], None],
        leave: Callable[[], None],
        grace_s: float,
        parent: int | None = None,
    ) -> None:
        self._lanes = lanes
        self._reach_database = reach_database
        self._leave = leave
        self._grace_s = grace_s
        self._parent = parent
        self._keeper = Keeper(Hand())
        self._app = make_app(self._keeper)
        self._ended = asyncio.Event()

    def run(self) -> None:
        """Work until SIGTERM, SIGINT, or the end of the parent where one is given."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._prepare_loop()
        self._keeper.start()
        watch = asyncio.create_task(self._watch_parent())
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(self._app.close_async)
            await self._open()
            lanes = [asyncio.create_task(self._keep(lane)) for lane in self._lanes]
            _logger.info("The worker is ready: %d tasks at once.", self._at_once())
            await self._ended.wait()
            await self._stop(lanes)
        watch.cancel()
        self._keeper.end()
        _logger.info(_ENDED)

    def _prepare_loop(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_tell_lost)
        # Python's own has as many threads as cores, and four: tasks would wait in memory.
        loop.set_default_executor(ThreadPoolExecutor(self._at_once() + _SPARE_THREADS))
        # Not the loop's own handlers: those go with it, and a second word would then kill us while
        # the database is put away.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._ask_to_end(loop))

    async def _stop(self, lanes: Sequence[asyncio.Task[None]]) -> None:
        """Let the lanes end what they have in hand; what is late is given back, and left."""
        for lane in lanes:
            lane.cancel()  # the library then takes nothing new, and waits for what it has
        _, late = await asyncio.wait(lanes, timeout=self._grace_s)
        if late:
            await asyncio.to_thread(self._give_back)
            _logger.info(_ENDED)
            self._leave()

    def _at_once(self) -> int:
        return sum(lane.at_once for lane in self._lanes)

    def _ask_to_end(self, loop: asyncio.AbstractEventLoop) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        ask_to_stop()
        self._ended.set()

    async def _watch_parent(self) -> None:
        while self._parent is not None and not self._ended.is_set():
            if os.getppid() != self._parent:
                self._end()
            await asyncio.sleep(0.5)

    async def _open(self) -> None:
        """Open the pool; a database that is not there yet is waited for."""
        while not self._ended.is_set():
            try:
                await asyncio.to_thread(self._reach_database)
                await self._app.open_async()
            except (ConnectorException, JalonError):
                await self._pause()
            else:
                return

    async def _keep(self, lane: Lane) -> None:
        """Run a worker on this lane, and another one when it stopped without being asked to."""
        told = ""
        while not self._ended.is_set():
            began = time.monotonic()
            try:
                await self._work(lane)
                cause = "lost its database"
            except Exception as error:  # whatever it is, the others' tasks still wait
                cause = type(error.__cause__ or error).__name__
            if time.monotonic() - began > _WHOLE_S:
                told = ""
            if cause != told and not self._ended.is_set():
                _logger.warning("The worker stopped (%s) and begins again.", cause)
                told = cause
            await self._pause()
            with contextlib.suppress(JalonError):
                await asyncio.to_thread(self._reach_database)

    async def _work(self, lane: Lane) -> None:
        options: WorkerOptions = {
            "concurrency": lane.at_once,
            "fetch_job_polling_interval": _POLL_S,
            "delete_jobs": "successful",
            "install_signal_handlers": False,
        }
        if lane.queues is not None:
            options["queues"] = [queue.value for queue in lane.queues]
        await self._app.run_worker_async(**options)

    async def _pause(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), _AGAIN_S)

    def _give_back(self) -> None:
        with contextlib.suppress(Exception):
            self._keeper.give_back_hand()


def _tell_lost(_: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """What ended a task of the loop that nobody waits for: the sweep finds what it had in hand."""
    error = context.get("exception")
    kind = type(error).__name__ if error else "without an error"
    _logger.warning("The worker could not write how a task ended (%s).", kind)
