"""The parts of a run on other machines, with Dask. Nothing here is imported without a scheduler.

Each worker process prepares the block of a run once, from the network folder (which it must see at
the same path) and the request, and keeps it. A part's result is its counts and its best; they are
merged here, where the run is kept on disk as ever. Dask does the parts of a lost worker again.
"""

from __future__ import annotations

import hashlib
import pickle
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import jalon
from jalon.core.arrays import Ints, Longs
from jalon.core.errors import JalonError, RequestError
from jalon.reach.match.best import narrowed, take_in
from jalon.reach.match.block import Best
from jalon.reach.match.run.run import MatchJob
from jalon.reach.network import load_network

if TYPE_CHECKING:
    from distributed import Client

ANSWERS_WITHIN_S = 10
BLOCKS_KEPT = 2
"""A worker passes from one territory to the next without dropping the one it comes from."""
_ALONE = threading.Lock()
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
        from distributed import as_completed

        asked = self._asked(job)
        # Asked by a task, and not scattered: what a lost worker held is then made again.
        sent = self.client.submit(_same, asked, key=f"jalon-{asked.key}")
        name = f"jalon-{asked.key}-of-{len(job.parts)}"
        # Dealt out: left to itself, Dask begins with the one worker that holds the request.
        dealt = zip(todo, cycle(_addresses(self.client)), strict=False)
        futures = [
            self.client.submit(
                run_part,
                sent,
                part,
                job.parts[part],
                key=f"{name}-{part}",
                workers=[worker],
                allow_other_workers=True,
            )
            for part, worker in dealt
        ]
        done = as_completed(futures, loop=self.client.loop)
        try:
            for future in done:
                result = _result(future)
                take_in(best, result.best)
                yield result.part, result.people
                future.release()
        finally:
            self.client.cancel([sent, *futures])

    def _asked(self, job: MatchJob) -> PartTask:
        """What workers need to know of a run."""
        packed = zlib.compress(pickle.dumps(job.request), level=1)
        built = str(job.network.manifest["arrays"])
        rest = (jalon.__version__, str(self.folder), built, job.moves_s, job.top)
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


def _result(future: Any) -> Result:  # noqa: ANN401 - distributed is not typed
    """What a part gave; whatever went wrong there, as one sentence."""
    try:
        result: Result = future.result()
    except JalonError:
        raise
    except Exception as error:
        raise JalonError(
            f"The workers could not do a part ({type(error).__name__}: {error}). What was kept is "
            "whole: give the same command again, and it goes on from there."
        ) from None
    return result


def run_part(asked: PartTask, part: int, offers: Longs) -> Result:
    """On a worker: one part of a run, which is the offers of these numbers."""
    with _ALONE:
        job = _job_of(asked)
        best = job.none()
        people = job.block.match(offers, best)
        return Result(part, people, narrowed(best))


@lru_cache(maxsize=BLOCKS_KEPT)
def _job_of(asked: PartTask) -> MatchJob:
    """The run, prepared once a process."""
    if asked.version != jalon.__version__:
        raise RequestError(
            f"A worker has Jalon {jalon.__version__}, and the run was asked by {asked.version}: "
            "install the same version everywhere."
        )
    network = load_network(Path(asked.network))
    if network.manifest["arrays"] != asked.built:
        raise RequestError(
            f"A worker sees another network in {asked.network}: it must be the same folder on all "
            "machines."
        )
    request = pickle.loads(zlib.decompress(asked.packed))  # noqa: S301 - packed by our own job
    return MatchJob.of(network, request, asked.moves_s, asked.top)


def _same(asked: PartTask) -> PartTask:
    return asked
