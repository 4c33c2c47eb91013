"""The weeks of a whole territory on other machines, part by part, as a store takes them.

The workers are those of a run (`dask_workers.py`): each prepares the people once, and needs nothing
but the folder of the network.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from jalon.core.arrays import Longs
from jalon.reach.match.block import Block, PairWeeks
from jalon.reach.match.block_by_person import JudgementBlock, block_of
from jalon.reach.match.input.offers import Calendar, find_demand
from jalon.reach.match.run.dask_workers import (
    ALONE,
    BLOCKS_KEPT,
    ClusterWorkers,
    PartTask,
    open_task,
)
from jalon.reach.network import Network
from jalon.reach.network.coverage import check_covered
from jalon.reach.request.model import Request

PART_OFFERS = 1_000
"""Offers of one part: with 5,000 people some seconds of a core, and some ten megabytes back."""


class PackedWeeks(NamedTuple):
    """The weeks of a part as they travel: its number, how many people, and the arrays."""

    part: int
    people: int
    arrays: bytes


def weeks_on_cluster(
    workers: ClusterWorkers, network: Network, request: Request
) -> Iterator[tuple[Longs, PairWeeks]]:
    """Some offers by number, and the weeks of everybody (people x these offers); parts come in the
    order in which they are done.

    Offers whose hours are unknown are in no part. Raises RequestError where the network does not
    cover the request or workers see another one, JalonError where all workers are lost.
    """
    check_covered(network, request)
    demand = find_demand(request.offers, Calendar(network, request.monday))
    parts = dict(enumerate(demand.parts(PART_OFFERS)))
    task = workers.pack(network, request)
    for packed in workers.deal(run_weeks, task, [*parts.items()], "weeks"):
        yield parts[packed.part], _unpack(packed)


def run_weeks(task: PartTask, part: int, offers: Longs) -> PackedWeeks:
    """On a worker: the weeks of the offers of these numbers."""
    with ALONE:
        weeks = _block_of(task).weeks(offers)
    arrays = np.stack(weeks).tobytes()
    return PackedWeeks(part, len(weeks.seconds), zlib.compress(arrays, level=1))


def _unpack(packed: PackedWeeks) -> PairWeeks:
    values = np.frombuffer(zlib.decompress(packed.arrays), dtype=np.int32)
    return PairWeeks(*values.reshape(len(PairWeeks._fields), packed.people, -1))


@lru_cache(maxsize=BLOCKS_KEPT)
def _block_of(task: PartTask) -> Block | JudgementBlock:
    """The people and the offers, prepared once a process."""
    network, request = open_task(task)
    return block_of(network, request, len(request.offers))
