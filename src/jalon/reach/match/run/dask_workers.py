"""The parts of a run on other machines, with Dask. Nothing here is imported without a scheduler.

Each worker process prepares the block of a run once, from the network folder (which it must see at
the same path) and the request, and keeps it. A part's result is its counts and its best; they are
merged here, where the run is kept on disk as ever. Dask does the parts of a lost worker again.
"""

from __future__ import annotations

import hashlib
import pickle
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import jalon
from jalon.core.arrays import Ints, Longs
from jalon.core.errors import JalonError, RequestError
from jalon.reach.match.best import narrowed, take_in
from jalon.reach.match.block import Best
from jalon.reach.match.run.run import MatchJob, MatchQuestion
from jalon.reach.network import Network, load_network
from jalon.reach.request.model import Request

if TYPE_CHECKING:
    from distributed import Client

R = TypeVar("R")
Work = Callable[["PartTask", int, Longs], R]
"""On a worker: a task, the number of a part, and the offers of it."""
ANSWERS_WITHIN_S = 10
ALONE_WITHIN_S = 60
"""Without a part done for so long, it is asked whether any worker is left."""
_POLL_S = 0.05
BLOCKS_KEPT = 2
"""A worker passes from one territory to the next without dropping the one it comes from."""
ALONE = threading.Lock()
"""Parts use all cores and much memory: a process does one at a time, whatever its threads."""


class PartTask(NamedTuple):
    """What a worker needs to know of a run; `packed` is the request, pickled and compressed."""

    key: str
    version: str
    network: str
    built: str
    packed: bytes
    moves_s: tuple[int, ...]
    top: int


class Result(NamedTuple):
    """A part, the people of its offers, and what it puts among the best."""

    part: int
    people: Ints
    best: Best


@dataclass(frozen=True)
class Cluster:
    """The workers behind one scheduler. Several runs may use it at once, from several threads."""

    client: Client

    def of_network(self, folder: Path) -> ClusterWorkers:
        """Workers for runs on the network in `folder`."""
        return ClusterWorkers(self.client, folder.resolve())


@dataclass(frozen=True)
class ClusterWorkers:
    """Workers that see a network in `folder`."""

    client: Client
    folder: Path

    def run(self, job: MatchJob, todo: Sequence[int], best: Best) -> Iterator[tuple[int, Ints]]:
        """Each part in the order in which it is done, once `best` has it in, and its people."""
        task = self.pack(job.network, job.request, job.moves_s, job.top)
        parts = [(part, job.parts[part]) for part in todo]
        for result in self.deal(run_part, task, parts, f"part-of-{len(job.parts)}"):
            take_in(best, result.best)
            yield result.part, result.people

    def deal(
        self, work: Work[R], task: PartTask, parts: Sequence[tuple[int, Longs]], name: str
    ) -> Iterator[R]:
        """What `work` makes of each part (its number, and its offers), in the order in which it is
        done. `name` tells the work from others on the same task."""
        from distributed import as_completed

        # Asked by a task, and not scattered: what a lost worker held is then made again.
        sent = self.client.submit(_same, task, key=f"jalon-{task.key}")
        # Dealt out: left to itself, Dask begins with the one worker that holds the request.
        dealt = zip(parts, cycle(_addresses(self.client)), strict=False)
        futures = [
            self.client.submit(
                work,
                sent,
                *part,
                key=f"jalon-{task.key}-{name}-{part[0]}",
                workers=[worker],
                allow_other_workers=True,
            )
            for part, worker in dealt
        ]
        done = as_completed(futures, loop=self.client.loop)
        try:
            for future in _each(done, self.client):
                yield _result(future)
                future.release()
        finally:
            self.client.cancel([sent, *futures])

    def pack(
        self, network: Network, request: Request, moves_s: tuple[int, ...] = (), top: int = 0
    ) -> PartTask:
        """What workers need to know of a request."""
        packed = zlib.compress(pickle.dumps(request), level=1)
        built = str(network.manifest["arrays"])
        rest = (jalon.__version__, str(self.folder), built, moves_s, top)
        key = hashlib.sha256(repr(rest).encode() + packed).hexdigest()
        return PartTask(key, *rest[:3], packed, *rest[3:])


@contextmanager
def cluster_at(address: str) -> Iterator[Cluster]:
    """The workers behind a scheduler's address, as tcp://host:8786.

    Raises RequestError where Dask is not installed, where nothing answers, or without a worker.
    """
    try:
        import dask
        from distributed import Client
    except ModuleNotFoundError:
        raise RequestError(
            "--scheduler needs Dask, which is not installed: pip install 'jalon[cluster]'."
        ) from None
    # A request of a whole département is large, and is sent once: nothing to be warned of.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"}):
        client = _connected(Client, address)
        try:
            _wait_for_a_worker(client, address)
            yield Cluster(client)
        finally:
            client.close(timeout=ANSWERS_WITHIN_S)


def _connected(kind: type[Client], address: str) -> Client:
    try:
        return kind(address, timeout=ANSWERS_WITHIN_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).split("\n", 1)[0]
        raise RequestError(
            f"No scheduler answers at {address} ({reason}): start one with `dask scheduler`, and "
            "give its address, as tcp://host:8786."
        ) from None


def _wait_for_a_worker(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=ANSWERS_WITHIN_S)
    except TimeoutError:
        raise RequestError(
            f"The scheduler at {address} has no worker: start some with `dask worker {address} "
            "--nthreads 1`."
        ) from None


def _addresses(client: Client) -> list[str]:
    """The workers that are there now; at least one."""
    # Asked of the scheduler itself: what the client keeps may be from before a worker came, where
    # an answer to an earlier look was slow.
    scheduler: Any = client.scheduler
    try:
        workers = sorted(client.sync(scheduler.identity, n_workers=-1)["workers"])
    except OSError:
        workers = []
    if not workers:
        raise JalonError(
            "The scheduler has lost all its workers. What was kept is whole: start workers and "
            "give the same command again, and it goes on from there."
        )
    return workers


def _each(done: Any, client: Client) -> Iterator[Any]:  # noqa: ANN401 - distributed is not typed
    """Each future once it is done. Where no worker is left Dask itself would wait for ever: here it
    is JalonError after `ALONE_WITHIN_S`, and until then one may be started again."""
    seen = time.monotonic()
    while not done.is_empty():
        if done.has_ready():
            yield next(done)
            seen = time.monotonic()
            continue
        time.sleep(_POLL_S)
        if time.monotonic() - seen > ALONE_WITHIN_S:
            _addresses(client)
            seen = time.monotonic()


def _result(future: Any) -> Any:  # noqa: ANN401 - distributed is not typed
    """What a part gave; whatever went wrong there, as one sentence."""
    try:
        return future.result()
    except JalonError:
        raise
    except Exception as error:
        raise JalonError(
            f"The workers could not do a part ({type(error).__name__}: {error}). What was kept is "
            "whole: give the same command again, and it goes on from there."
        ) from None


def run_part(task: PartTask, part: int, offers: Longs) -> Result:
    """On a worker: one part of a run, which is the offers of these numbers."""
    with ALONE:
        job = _job_of(task)
        best = job.none()
        people = job.block.match(offers, best)
        return Result(part, people, narrowed(best))


@lru_cache(maxsize=BLOCKS_KEPT)
def _job_of(task: PartTask) -> MatchJob:
    """The run, prepared once a process."""
    return MatchJob.of(MatchQuestion(*open_task(task), task.top, task.moves_s))


def open_task(task: PartTask) -> tuple[Network, Request]:
    """The network as this machine sees it, and the request; RequestError where they are others."""
    if task.version != jalon.__version__:
        raise RequestError(
            f"A worker has Jalon {jalon.__version__}, and the run was asked by {task.version}: "
            "install the same version everywhere."
        )
    network = load_network(Path(task.network))
    if network.manifest["arrays"] != task.built:
        raise RequestError(
            f"A worker sees another network in {task.network}: it must be the same folder on all "
            "machines."
        )
    return network, pickle.loads(zlib.decompress(task.packed))  # noqa: S301 - packed by `pack`


def _same(task: PartTask) -> PartTask:
    return task
